"""Make the time for a complex request longer, and tell whoever asked."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused
from wayforward.records.actions.requests import request_to_change
from wayforward.records.clock import LONGER, RULE, limit_of
from wayforward.records.jobs import tell_of_longer_time
from wayforward.records.longer import email_of
from wayforward.records.models import AccessRequest
from wayforward.web.formats import short_day


@transaction.atomic
def make_time_longer(
    request_id: uuid.UUID, *, because: str, by: Any, on: datetime.date
) -> AccessRequest:
    """Make the time to answer two months longer (UK GDPR, Article 12(3)), and tell whoever asked.

    By e-mail where they want that; otherwise the letter is theirs to post who make it longer.

    :raises PermissionDenied: if `by` may not answer requests
    :raises AccessRequest.DoesNotExist: if there is none about a record that `by` may answer for
    :raises RecordRefused: if it is answered, or longer already, or the first month is over, or
        there is no reason
    """
    asked = request_to_change(request_id, by=by, on=on)
    if asked.extended_on is not None:
        raise RecordRefused(
            f"The time was made longer on {short_day(asked.extended_on)}: that can be done once"
        )
    first = limit_of(asked, RULE).due_on
    if on > first:
        raise RecordRefused(
            f"The first month ended on {short_day(first)}: the time can only be made longer, and "
            "whoever asked told of it, before that"
        )
    reason = because.strip()
    if not reason:
        raise RecordRefused("Say why it takes longer; whoever asked reads it", "because")
    asked.extended_on, asked.extended_by, asked.extended_because = on, by, reason
    asked.extended_by_email = bool(email_of(asked))
    asked.save()
    if asked.extended_by_email:
        tell_of_longer_time(asked)
    record(
        "records.made_time_longer",
        subject=asked.child,
        by=by,
        request=str(asked.pk),
        due_on=limit_of(asked, LONGER).due_on.isoformat(),
        told="email" if asked.extended_by_email else "letter",
    )
    return asked
