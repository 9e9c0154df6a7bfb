"""The imports app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.imports"

    def ready(self) -> None:
        """Say what becomes of the rows about a child when the record is merged into another."""
        from wayforward.imports.models import Row  # noqa: PLC0415 -- models are loaded by now
        from wayforward.people.merging import move, register_rule  # noqa: PLC0415 -- as above

        register_rule(Row, "child", move, "rows of imports")
        register_rule(Row, "decided_child", move)
