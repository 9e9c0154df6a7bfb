"""The top of the ladder: settings, addresses and the command line."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Sets the database grants after each `migrate`."""

    name = "wayforward.config"

    def ready(self) -> None:
        """Listen for the end of `migrate`."""
        from wayforward.config.grants import grant  # noqa: PLC0415 -- models must be loaded first

        # Sent once for each app that has models, when all have migrated: one of them is enough.
        post_migrate.connect(grant, sender=apps.get_app_config("people"))
