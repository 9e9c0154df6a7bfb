"""Import an extract of the register of schools (GIAS): all of it, or nothing."""

import re
import uuid
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.gias_changes import MOST_TOLD
from wayforward.establishments.gias_files import ImportRefused
from wayforward.web.arranged import arrangements

AUTHORITY = re.compile(r"[0-9]{3}|[A-Z][0-9]{8}")


class Command(BaseCommand):
    """./wayforward manage import_gias FILE [--links FILE] [--dry-run] [--authority CODE ...]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the files, what to keep of them, and how to match."""
        parser.add_argument("file", type=Path, help="edubasealldataYYYYMMDD.csv")
        parser.add_argument("--links", type=Path, help="links_edubasealldataYYYYMMDD.csv")
        parser.add_argument("--dry-run", action="store_true", help="show the changes, make none")
        parser.add_argument(
            "--authority",
            action="append",
            default=[],
            help="keep only this authority's, by LA code (826) or GSS code (E06000042); repeatable",
        )
        parser.add_argument(
            "--same",
            action="append",
            default=[],
            metavar="URN=ID",
            help="the row with this URN is the entry with this id, which has no URN; repeatable",
        )
        parser.add_argument(
            "--apart",
            action="append",
            default=[],
            metavar="URN",
            help="the row with this URN is not the entry that looks like it; repeatable",
        )
        parser.add_argument(
            "--leave-out-wrong",
            action="store_true",
            help="leave out rows that are wrong, and say which, instead of refusing them all",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what changed; a wrong file is refused and nothing is changed."""
        for code in options["authority"]:
            if not AUTHORITY.fullmatch(code):
                raise CommandError(f"--authority {code}: give an LA code (826) or a GSS code")
        try:
            changes = import_gias(
                options["file"],
                links=options["links"],
                authorities=options["authority"],
                home=arrangements().authority.code,
                same=dict(map(pair, options["same"])),
                apart=options["apart"],
                leave_out_wrong=options["leave_out_wrong"],
                dry_run=options["dry_run"],
                by=None,
                on=localdate(),
            )
        except ImportRefused as refusal:
            told = [str(problem) for problem in refusal.problems[:MOST_TOLD]]
            if len(refusal.problems) > MOST_TOLD:
                told.append(f"and {len(refusal.problems) - MOST_TOLD:,} more")
            raise CommandError("\n".join(["Nothing was imported.", *told])) from refusal
        for line in changes.report():
            self.stdout.write(line)
        if options["dry_run"]:
            self.stdout.write("A dry run: nothing was changed.")


def pair(text: str) -> tuple[str, uuid.UUID]:
    """Return the URN and the id of "123456=018f..."."""
    urn, _, pk = text.partition("=")
    try:
        return urn, uuid.UUID(pk)
    except ValueError as problem:
        raise CommandError(f"--same {text}: give a URN, =, and the id of an entry") from problem
