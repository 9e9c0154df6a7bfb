"""Check an authority's local arrangements and the content of its Local Offer; change nothing."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from wayforward.arrangements.loading import check_profile, profile_folder
from wayforward.arrangements.reading import Problem
from wayforward.establishments.data_files import DataRefused, read_entries
from wayforward.establishments.postcodes import not_a_postcode
from wayforward.local_offer.data_files import ServiceEntry
from wayforward.local_offer.loading import read_directory

REFUSAL = re.compile(
    r"(?P<file>\w+\.json): (?:line (?P<line>\d+): )?"
    r"(?:entry (?P<entry>\d+)(?: \((?P<name>.*?)\))?: )?(?:field (?P<field>[^:]+): )?"
    r"(?P<reason>.*)",
    re.DOTALL,
)


NAMES_ITSELF = re.compile(r"\]\.(id|slug|code)$")
POINTS = re.compile(r" is not the (id|slug|code) of |a quicklink needs at least")


class Command(BaseCommand):
    """./wayforward manage check_arrangements [PATH]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the profile to check."""
        parser.add_argument(
            "path",
            nargs="?",
            default=settings.ARRANGEMENTS,
            help="a profile's folder or the name of a bundled one; ARRANGEMENTS by default",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 with one line, or 1 with "file:line: key: reason" for each thing that is wrong.

        What may be right but is worth a look goes to the error stream, as a note.
        """
        if not str(options["path"]).strip():
            raise CommandError("Name a profile's folder or a bundled profile; the path is empty.")
        problems = check_profile(options["path"], on=localdate())
        folder = profile_folder(options["path"])
        content = folder / "local_offer"
        if content.is_dir() and not any(each.file.endswith(".json") for each in problems):
            found = content_problems(content)
            # A name that is itself wrong cannot be pointed to: say only what to mend.
            if any(NAMES_ITSELF.search(each.key) for each in found):
                problems = [each for each in problems if not POINTS.search(each.reason)]
            problems += found
            for note in content_notes(content) if not found else ():
                self.stderr.write(f"note: {note}")
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            sys.exit(1)
        self.stdout.write(f"{folder}: nothing is wrong")


def content_notes(folder: Path) -> list[Problem]:
    """Return what may be right but is worth a look: a postcode that is in no directory."""
    _, services = read_entries(folder / "services.json", "services", ServiceEntry)
    found = {
        (number, place): at.postcode
        for number, service in enumerate(services, start=1)
        for place, at in enumerate(service.locations, start=1)
        if at.postcode
    }
    unknown = not_a_postcode(set(found.values()))
    return [
        located(
            folder,
            f"services.json: entry {number}: field locations[{place}].postcode: {code} is no postcode "
            "that we know, so no distance to it is shown; check it",
        )
        for (number, place), code in found.items()
        if code in unknown
    ]


def content_problems(folder: Path) -> list[Problem]:
    """Return what is wrong with the content files in `folder`, in order of file and line."""
    try:
        read_directory(folder, on=localdate())
    except DataRefused as refusal:
        return sorted(located(folder, each) for each in refusal.refusals)
    return []


def located(folder: Path, refusal: str) -> Problem:
    """Return a refusal ("services.json: entry 3 (Name): field cost: reason") with its line."""
    told = REFUSAL.fullmatch(refusal)
    if told is None:
        return Problem(str(folder), 1, "", refusal)
    path, field = folder / told["file"], told["field"] or ""
    if field == "as a whole":
        field = ""
    if told["entry"] is None:
        return Problem(str(path), int(told["line"] or 1), field, told["reason"])
    number = int(told["entry"])
    line, key = line_of(path, number, told["name"], field)
    dotted = f"{key}[{number}].{field}" if field else f"{key}[{number}]"
    return Problem(str(path), line, dotted, told["reason"])


def line_of(path: Path, number: int, name: str | None, field: str) -> tuple[int, str]:
    """Return the line of a field of the `number`th entry, and the key of the list that it is in.

    The line of the entry if it has no such field. Of several lists in one file, the first whose
    entry has that name.
    """
    text = path.read_text(encoding="utf-8")
    decoder = json.JSONDecoder()
    for opened in re.finditer(r'"(\w+)"\s*:\s*\[\s*(?=\{)', text):
        place = opened.end()
        for _ in range(number - 1):
            _, end = decoder.raw_decode(text, place)
            comma = re.compile(r"\s*,\s*").match(text, end)
            if comma is None:
                break
            place = comma.end()
        else:
            entry, end = decoder.raw_decode(text, place)
            own = entry if isinstance(entry, dict) else {}
            if name in {None, "without a name", own.get("name"), own.get("title")}:
                first = re.split(r"[.\[]", field)[0]
                found = re.compile(rf'"{re.escape(first)}"\s*:').search(text, place, end)
                where = found.start() if first and found else place
                return text.count("\n", 0, where) + 1, opened[1]
    return 1, path.stem
