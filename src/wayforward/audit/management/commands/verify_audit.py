"""Check that no audit event was altered, removed or slipped in; say where if one was."""

import datetime
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import now

from wayforward.audit.verifying import verify

MOST = 50  # problems named; the others are counted


class Command(BaseCommand):
    """./wayforward manage verify_audit [--unsealed-after MINUTES] [--head-file FILE]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how old an unsealed event may be, and which file of exported heads to trust."""
        parser.add_argument(
            "--unsealed-after",
            type=int,
            default=10,
            metavar="MINUTES",
            help="an event older than this must be sealed; 10 by default",
        )
        parser.add_argument(
            "--head-file",
            type=Path,
            default=Path(settings.AUDIT_HEAD_FILE),
            help="the exported heads to compare with; AUDIT_HEAD_FILE by default",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the chain; exit 0 with one line, or 1 with a line for each problem."""
        verdict = verify(
            options["head_file"],
            now=now(),
            unsealed_after=datetime.timedelta(minutes=options["unsealed_after"]),
            most=MOST,
        )
        if verdict.is_whole:
            self.stdout.write(
                f"{verdict.events:,} events, sealed to position {verdict.position:,}, chain whole"
            )
            return
        for problem in verdict.problems:
            self.stdout.write(problem)
        if verdict.more:
            self.stdout.write(f"and {verdict.more:,} more")
        sys.exit(1)
