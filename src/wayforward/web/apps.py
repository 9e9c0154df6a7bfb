"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.web"
