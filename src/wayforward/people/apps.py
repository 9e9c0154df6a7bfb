"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.people"

    def ready(self) -> None:
        """Tell `access` by which relationships a child's record is seen, and how two are merged."""
        from wayforward.people.merging_rules import (  # noqa: PLC0415 -- as below
            register_rules,
        )
        from wayforward.people.relationships import (  # noqa: PLC0415 -- models are loaded by now
            register_relationships,
        )

        register_relationships()
        register_rules()
