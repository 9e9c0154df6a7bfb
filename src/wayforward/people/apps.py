"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.people"

    def ready(self) -> None:
        """Tell `access` by which relationships a child's record is seen."""
        from wayforward.people.relationships import (  # noqa: PLC0415 -- models are loaded by now
            register_relationships,
        )

        register_relationships()
