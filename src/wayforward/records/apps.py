"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.records"
