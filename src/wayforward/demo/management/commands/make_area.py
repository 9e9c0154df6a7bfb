"""Make the synthetic area: invented children, families and staff around the real schools."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from wayforward.demo.actions import AreaRefused, make_area
from wayforward.demo.keeping import add_file_for_inspector, add_old_records
from wayforward.web.arranged import arrangements


class Command(BaseCommand):
    """./wayforward manage make_area [--children 4500] [--seed 7]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take how many children, and the seed."""
        parser.add_argument("--children", type=int, default=4500)
        parser.add_argument("--seed", type=int, default=7)
        parser.add_argument(
            "--if-none", action="store_true", help="do nothing if there are records already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say how many of each."""
        if not settings.DEMO:
            raise CommandError(
                "This installation is not for demonstration. Set DEMO=true to make invented people."
            )
        if options["children"] < 1:
            raise CommandError("--children must be 1 or more.")
        began = time.perf_counter()
        try:
            counts = make_area(
                children=options["children"],
                seed=options["seed"],
                teams=[(team.code, team.name) for team in arrangements().teams],
                district=arrangements().area.postcode_districts[0],
                town=arrangements().authority.short_name,
                on=localdate(),
                at=now(),
            )
        except AreaRefused as refusal:
            if options["if_none"]:
                return
            raise CommandError(str(refusal)) from refusal
        add_old_records(on=localdate(), at=now())
        add_file_for_inspector(on=localdate(), at=now())
        told = ", ".join(f"{number:,} {what}" for what, number in counts.items())
        self.stdout.write(
            f"Invented an area in {time.perf_counter() - began:.1f} s: {told}. Nobody in it is real."
        )
