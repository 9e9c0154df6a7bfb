"""The signing_in app."""

from django.apps import AppConfig


class SigningInConfig(AppConfig):
    """Listens to what allauth says happened."""

    name = "wayforward.signing_in"

    def ready(self) -> None:
        """Connect the receivers."""
        from wayforward.signing_in import receivers  # noqa: F401, PLC0415 -- models are loaded by now
