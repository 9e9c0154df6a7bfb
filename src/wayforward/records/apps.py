"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Registers the app."""

    name = "wayforward.records"

    def ready(self) -> None:
        """Say what becomes of requests and holds when a record is merged into another."""
        from wayforward.people.merging import move, register_rule  # noqa: PLC0415 -- models are loaded by now
        from wayforward.records.keeping import move_hold  # noqa: PLC0415 -- as above
        from wayforward.records.models import AccessRequest, Hold, InspectionFile  # noqa: PLC0415 -- as above

        register_rule(AccessRequest, "child", move, "requests for the record")
        register_rule(InspectionFile, "child", move, "files made for inspectors")
        register_rule(Hold, "child", move_hold, "holds")
