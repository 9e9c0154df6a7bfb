"""The jobs of records: whoever asked is told that the answer takes longer."""

import logging

from django.core.mail import send_mail
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from wayforward.records import jobs
from wayforward.records.longer import as_email, email_of
from wayforward.records.models import AccessRequest

log = logging.getLogger(__name__)

# Eight tries, each wait twice as long as the last: over two hours.
UNTIL_IT_IS_SENT = RetryStrategy(max_attempts=8, exponential_wait=3)


@app.task(name=jobs.TELL_OF_LONGER_TIME, retry=UNTIL_IT_IS_SENT)
def tell_of_longer_time(request_id: str) -> None:
    """Send the e-mail; of the child it names only the reference."""
    asked = AccessRequest.objects.select_related("child__user", "carer").get(pk=request_id)
    address = email_of(asked)
    if not address:
        log.warning("Whoever is to be told of a longer time has no e-mail address any more")
        return
    subject, words = as_email(asked)
    send_mail(subject, words, None, [address])
