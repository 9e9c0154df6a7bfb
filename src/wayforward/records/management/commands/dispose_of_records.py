"""Remove what was approved for disposal. Run as the owner of the tables."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from wayforward.records.actions.dispose import NotTheOwner, approved_disposals, dispose
from wayforward.web.arranged import arrangements


class Command(BaseCommand):
    """Remove approved records, their histories and files, and make the certificate."""

    help = "Remove what two people have approved for disposal, and make the certificate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only say what waits")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was removed, by reference."""
        if options["dry_run"]:
            for each in approved_disposals():
                self.stdout.write(f"{each.reference}: {each.category}, due {each.due_on}")
            return
        try:
            certificate = dispose(rules=arrangements().retention, on=localdate(), at=now())
        except NotTheOwner as refusal:
            raise CommandError(str(refusal)) from refusal
        if certificate is None:
            self.stdout.write("Nothing that was approved can be removed now.")
            return
        for each in certificate.disposals.order_by("pk"):
            self.stdout.write(f"Removed: {each.reference}, {each.category}")
        self.stdout.write(f"Certificate: {certificate.pk}")
