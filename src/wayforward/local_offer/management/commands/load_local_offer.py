"""Load an authority's Local Offer: services, guidance, schools, places, postcodes and words."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from wayforward.arrangements.loading import load_profile
from wayforward.arrangements.reading import ProfileRefused
from wayforward.arrangements.words import VOCABULARY, load_glossary, load_vocabulary
from wayforward.establishments.data_files import DataRefused
from wayforward.local_offer.actions.load import load_local_offer
from wayforward.local_offer.loading import FILES, fingerprint
from wayforward.local_offer.models import LoadedData

NAME = "local offer"


class Command(BaseCommand):
    """./wayforward manage load_local_offer [FOLDER] [--if-changed]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder of the profile, and whether to skip what is loaded already."""
        parser.add_argument(
            "folder", nargs="?", help="folder of the profile; ARRANGEMENTS by default"
        )
        parser.add_argument(
            "--if-changed", action="store_true", help="do nothing if these files are loaded"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what; a wrong file is refused and nothing is loaded."""
        try:
            arrangements = load_profile(options["folder"] or settings.ARRANGEMENTS)
            vocabulary, glossary = load_vocabulary(), load_glossary()
        except ProfileRefused as refusal:
            raise CommandError(f"Nothing was loaded.\n{refusal}") from refusal
        folder = arrangements.local_offer_folder
        sources = [folder / name for name in FILES]
        sources += sorted(arrangements.folder.glob("*.toml")) + sorted(VOCABULARY.glob("*.toml"))
        app = Path(__file__).parents[2]
        sources += [app / "search/index.py", app / "actions/load.py"]
        wanted = fingerprint(sources)
        if (
            options["if_changed"]
            and LoadedData.objects.filter(name=NAME, fingerprint=wanted).exists()
        ):
            return
        try:
            counts = load_local_offer(
                folder,
                arrangements,
                vocabulary,
                glossary,
                by=None,
                on=localdate(),
            )
        except DataRefused as refusal:
            raise CommandError(f"Nothing was loaded.\n{refusal}") from refusal
        LoadedData.objects.update_or_create(
            name=NAME, defaults={"fingerprint": wanted, "loaded_at": now()}
        )
        told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
        self.stdout.write(f"Loaded the {arrangements.authority.local_offer_name}: {told}.")
