"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.demo"
