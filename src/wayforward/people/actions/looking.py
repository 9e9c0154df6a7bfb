"""What managers make of looks that were out of the ordinary."""

import datetime
import uuid
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child, LookReview
from wayforward.people.odd_looks import odd_looks
from wayforward.people.permissions import can_review_looks


@transaction.atomic
def review_looks(
    odd_id: uuid.UUID, *, was_right: bool, words: str, by: Any, at: datetime.datetime
) -> LookReview:
    """Say whether there was a good reason for some looks; nobody reviews their own.

    :param odd_id: `pk` of an OddLook
    :raises PermissionDenied: if `by` may not review looks
    :raises LookReview.DoesNotExist: if there are no such looks to review, or no more
    :raises RecordRefused: if there was no good reason, and it is not said what was done
    """
    require(can_review_looks, by, None)
    found = next((each for each in odd_looks(at, by=by) if each.pk == odd_id), None)
    if found is None:
        raise LookReview.DoesNotExist
    if not was_right and not words.strip():
        raise RecordRefused("Enter what you found and what you did", "words")
    review = LookReview.objects.create(
        pattern=found.pattern,
        looker_id=found.looker,
        child_id=found.child,
        since=found.first,
        until=found.last,
        was_right=was_right,
        words=words.strip(),
        reviewed_by=by,
        reviewed_at=at,
    )
    child = Child.all_records.filter(pk=found.child).first()
    facts = {"review": str(review.pk), "looker": str(found.looker), "pattern": found.pattern}
    record("people.reviewed_looks", subject=child or review, by=by, right=was_right, **facts)
    return review
