"""Remove stored files that no document speaks of and that are over a day old."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from wayforward.documents.actions import remove_stray_files
from wayforward.web.formats import count_of


class Command(BaseCommand):
    """./wayforward manage remove_stray_files [--dry-run]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the files are only to be named."""
        parser.add_argument("--dry-run", action="store_true", help="name them, remove none")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name each file, then say how many."""
        strays = remove_stray_files(at=now(), dry_run=options["dry_run"])
        for name in strays:
            self.stdout.write(name)
        would = "would be " if options["dry_run"] else ""
        self.stdout.write(f"{count_of(len(strays), 'file')} {would}removed")
