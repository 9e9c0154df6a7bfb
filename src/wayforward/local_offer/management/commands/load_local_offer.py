"""Load an authority's Local Offer from its profile's folder."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """./wayforward manage load_local_offer"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --if-changed."""
        parser.add_argument("--if-changed", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing to load yet."""
