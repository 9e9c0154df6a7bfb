"""Puts the app's jobs in the queue, in the transaction of the change that needs them."""

import datetime
from typing import Any

from django.utils.timezone import make_aware
from procrastinate.contrib.django import app

from wayforward.people.models import BreakGlass

TELL_OF_EMERGENCY = "people.tell_of_emergency"
PROMISES = "people.pass_on_promises"
SOON_AFTER_MIDNIGHT = datetime.time(0, 5)


def tell_of_emergency(opened: BreakGlass, managers: list[Any], *, site: str) -> None:
    """Have each manager told by e-mail, one job each, so that none is told twice.

    :param site: how the address of this site begins: "https://send.example.org"
    """
    job = app.configure_task(TELL_OF_EMERGENCY)
    for manager in managers:
        job.defer(emergency_id=str(opened.pk), manager_id=str(manager.pk), site=site)


def pass_on_promises(person: Any, to: Any, *, by: Any, after: datetime.date, place: Any) -> None:
    """Have what is asked of somebody passed on the morning after their last day.

    :param place: only what is about the pupils of this setting; None for everything
    """
    next_day = after + datetime.timedelta(days=1)
    app.configure_task(
        PROMISES,
        schedule_at=make_aware(datetime.datetime.combine(next_day, SOON_AFTER_MIDNIGHT)),
    ).defer(
        person_id=str(person.pk),
        to_id=str(to.pk),
        by_id=str(by.pk),
        place_id=str(place.pk) if place is not None else "",
    )
