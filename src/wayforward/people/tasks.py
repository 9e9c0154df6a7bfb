"""The jobs of people: managers are told, promises pass on, accounts end."""

import datetime
import logging

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localtime
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wayforward.people import jobs
from wayforward.people.actions.accounts import close_accounts_that_ended
from wayforward.people.actions.handing_over import pass_on_promises_when_due
from wayforward.people.models import BreakGlass, User

log = logging.getLogger(__name__)

# Eight tries, each wait twice as long as the last: over two hours.
UNTIL_IT_IS_SENT = RetryStrategy(max_attempts=8, exponential_wait=3)


def _day(timestamp: int) -> datetime.date:
    """Return the day here of the moment at which a job was due."""
    return localtime(datetime.datetime.fromtimestamp(timestamp, datetime.UTC)).date()


@app.task(name=jobs.TELL_OF_EMERGENCY, retry=UNTIL_IT_IS_SENT)
def tell_of_emergency(emergency_id: str, manager_id: str, site: str) -> None:
    """Tell one manager that a record was opened in an emergency: a link, and nothing of the child."""
    opened = BreakGlass.objects.get(pk=emergency_id)
    manager = User.objects.get(pk=manager_id)
    if not manager.is_active:
        log.warning("A manager who was to be told of an emergency has left")
        return
    shown = {
        "at": localtime(opened.opened_at),
        "until": localtime(opened.closes_at),
        "link": f"{site}{reverse('people:review-emergency', kwargs={'pk': opened.pk})}",
    }
    send_mail(
        "A record was opened in an emergency",
        render_to_string("people/email/emergency.txt", shown),
        None,
        [manager.email],
    )


@app.task(name=jobs.PROMISES)
def pass_on_promises(person_id: str, to_id: str, by_id: str, place_id: str) -> None:
    """Pass on what is asked of somebody who has left; safe to run twice."""
    on = localtime().date()
    pass_on_promises_when_due(person_id, to_id, by_id=by_id, place_id=place_id, on=on)


@app.periodic(cron="10 0 * * *", periodic_id="each-night")
@app.task(name="people.close_accounts", queueing_lock="people.close_accounts")
def close_accounts(timestamp: int) -> None:
    """Close the accounts whose last day is past; `timestamp` is the moment it was due."""
    close_accounts_that_ended(on=_day(timestamp))
