"""The local_offer app."""

from django.apps import AppConfig


class LocalOfferConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.local_offer"
