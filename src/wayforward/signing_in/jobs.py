"""Puts the app's jobs in the queue, in the transaction of the change that needs them."""

from procrastinate.contrib.django import app

from wayforward.people.models import User

SEND_INVITATION = "signing_in.send_invitation"


def send_invitation(user: User, *, site: str) -> None:
    """Have somebody sent the way in.

    :param site: how the address of this site begins: "https://send.example.org"
    """
    app.configure_task(SEND_INVITATION).defer(user_id=str(user.pk), site=site)
