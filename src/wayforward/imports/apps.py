"""The imports app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.imports"
