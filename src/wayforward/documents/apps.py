"""The documents app."""

from django.apps import AppConfig

from wayforward.web.design import register_section


class DocumentsConfig(AppConfig):
    """Shows a sample letter and report on /design."""

    name = "wayforward.documents"

    def ready(self) -> None:
        """Add the section to the living page of the design system."""
        register_section("Documents", "documents/samples.jinja")
