"""Take away the app, passkeys and recovery codes of somebody who lost them, and end their sessions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wayforward.people.models import User
from wayforward.signing_in.actions import remove_second_factor


class Command(BaseCommand):
    """./wayforward manage remove_second_factor EMAIL"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them; make sure first that it is really the person who asks."""
        user = User.objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"{options['email']} has no account.")
        number = remove_second_factor(user=user, by=None)
        self.stdout.write(
            f"{number} removed. {user.full_name} sets a new one up when they next sign in."
        )
