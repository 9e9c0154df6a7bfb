"""Import children from a spreadsheet or a Common Transfer File: look first, or write."""

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from wayforward.imports.actions.decide import discard_import
from wayforward.imports.actions.opening import ImportRefused
from wayforward.imports.actions.send import send_file
from wayforward.imports.actions.write import begin_writing, write_import
from wayforward.imports.models import Import, Row
from wayforward.imports.reading.tables import FileRefused
from wayforward.people.models import User
from wayforward.web.arranged import arrangements

VERDICTS = {
    Row.NEW: "new child",
    Row.CHANGES: "changes",
    Row.NOTHING: "nothing to do",
    Row.DOUBTFUL: "doubtful: decide on the page",
    Row.LEFT_OUT: "left out",
    Row.REFUSED: "refused",
}


class Command(BaseCommand):
    """./wayforward manage import_children FILE --by EMAIL (--dry-run | --apply) [--school NAME]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, who imports it, and what to do."""
        parser.add_argument("file", type=Path, help="XLSX, CSV or CTF (XML)")
        parser.add_argument(
            "--by", required=True, help="e-mail address of the account that imports"
        )
        parser.add_argument("--school", default="", help="of every row that names none")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--dry-run", action="store_true", help="show what would be, keep nothing")
        what.add_argument("--apply", action="store_true", help="write what is not doubtful")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what came of each row that needs a look."""
        by = User.objects.filter(email=options["by"].lower(), is_active=True).first()
        if by is None:
            raise CommandError(f"There is no account with the address {options['by']}")
        now = timezone.now()
        on = timezone.localtime(now).date()
        try:
            with options["file"].open("rb") as opened:
                kept = send_file(
                    File(opened, name=options["file"].name),  # type: ignore[arg-type]  # an Upload
                    home=arrangements().authority.code,
                    school=options["school"],
                    by=by,
                    on=on,
                    at=now,
                )
        except OSError as problem:
            raise CommandError(f"{options['file']} cannot be read: {problem.strerror}") from problem
        except PermissionDenied as problem:
            raise CommandError("This account may not import children") from problem
        except FileRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(kept)
        if options["dry_run"]:
            discard_import(kept.pk, by=by, at=now)
            self.stdout.write("A dry run: nothing was written, and nothing of the file is kept.")
            return
        try:
            begin_writing(kept.pk, by=by, at=now)
        except ImportRefused as refusal:
            self.stdout.write(f"{refusal}.")
            return
        kept = write_import(kept.pk, by=by, on=on, at=now)
        if kept.state != Import.APPLIED:
            raise CommandError(kept.told)
        self.stdout.write(f"Written. To look at it or undo it: /imports/{kept.pk}")

    def _tell(self, kept: Import) -> None:
        for heading in kept.unread:
            self.stdout.write(f"Not read: {heading}")
        counts = dict.fromkeys(Row.VERDICTS, 0)
        for row in kept.rows.order_by("number").values("number", "verdict", "why", "notes"):
            counts[row["verdict"]] += 1
            if row["verdict"] in (Row.DOUBTFUL, Row.REFUSED):
                self.stdout.write(f"Row {row['number']}: {VERDICTS[row['verdict']]}. {row['why']}")
            for note in row["notes"]:
                self.stdout.write(f"Row {row['number']}: {note}")
        for verdict, number in counts.items():
            if number:
                self.stdout.write(f"{number:>6,} {VERDICTS[verdict]}")
