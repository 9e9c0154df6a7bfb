"""Seal every committed audit event that is not sealed yet, and export the head of the chain."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from wayforward.audit.actions import seal


class Command(BaseCommand):
    """./wayforward manage seal_audit"""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal, and say how many."""
        self.stdout.write(f"{seal(at=now(), everything=True):,} events sealed")
