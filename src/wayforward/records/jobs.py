"""Puts the app's jobs in the queue, in the transaction of the change that needs them."""

from procrastinate.contrib.django import app

from wayforward.records.models import AccessRequest

TELL_OF_LONGER_TIME = "records.tell_of_longer_time"


def tell_of_longer_time(asked: AccessRequest) -> None:
    """Have whoever asked told by e-mail that the answer takes longer."""
    app.configure_task(TELL_OF_LONGER_TIME).defer(request_id=str(asked.pk))
