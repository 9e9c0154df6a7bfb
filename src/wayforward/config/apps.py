"""The top of the ladder: settings, addresses and the command line."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Sets the database grants after each `migrate`, and says who the authority is."""

    name = "wayforward.config"

    def ready(self) -> None:
        """Listen for the end of `migrate`; tell the design system whose pages these are."""
        from wayforward.config import navigation  # noqa: PLC0415 -- models must be loaded first
        from wayforward.config.grants import grant  # noqa: PLC0415 -- as above
        from wayforward.web import authority  # noqa: PLC0415 -- as above

        authority.register(navigation.authority)

        # Sent once for each app that has models, when all have migrated: one of them is enough.
        post_migrate.connect(grant, sender=apps.get_app_config("people"))
