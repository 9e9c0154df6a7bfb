"""Make an account for a member of staff, and print a password for the first sign-in."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wayforward.people.actions.accounts import AccountRefused, create_account
from wayforward.people.roles import ROLES, STAFF


class Command(BaseCommand):
    """./wayforward manage create_account EMAIL "FULL NAME" [--role staff]"""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address, the name and the role."""
        parser.add_argument("email")
        parser.add_argument("full_name")
        parser.add_argument("--role", choices=sorted(ROLES), default=STAFF.code)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account; the password is shown once and kept only as a hash."""
        password = secrets.token_urlsafe(12)
        try:
            user = create_account(
                email=options["email"],
                full_name=options["full_name"],
                role=options["role"],
                password=password,
                by=None,
            )
        except AccountRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.full_name} can sign in at /sign-in as {user.email} with:")
        self.stdout.write(password)
