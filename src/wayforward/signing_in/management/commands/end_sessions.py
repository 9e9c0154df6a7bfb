"""End the sessions of one account, or of everybody, at once: after a theft, or a mistake."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wayforward.people.models import User
from wayforward.signing_in.actions import end_sessions


class Command(BaseCommand):
    """./wayforward manage end_sessions EMAIL, or --all"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, or everybody."""
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("email", nargs="?")
        whose.add_argument("--all", action="store_true", help="of everybody")

    def handle(self, *args: Any, **options: Any) -> None:
        """End them."""
        user = None
        if not options["all"]:
            user = User.objects.filter(email=options["email"].lower()).first()
            if user is None:
                raise CommandError(f"{options['email']} has no account.")
        number = end_sessions(user=user, by=None)
        self.stdout.write(f"{number} ended.")
