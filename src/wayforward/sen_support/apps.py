"""The SEN support app."""

from django.apps import AppConfig


class SenSupportConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.sen_support"
