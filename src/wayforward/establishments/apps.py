"""The establishments app."""

from django.apps import AppConfig


class EstablishmentsConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.establishments"
