"""Who answers requests for records, and who sees to keeping and disposal."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wayforward.access.relationships import children_of
from wayforward.people.models import Child


def can_answer_requests(user: Any, subject: object) -> bool:
    """Records officers and the head of service answer requests for records."""
    return bool(user.has_perm("records.answer_requests"))


def can_dispose(user: Any, subject: object) -> bool:
    """Records officers and the head of service hold records, propose disposal and decide on it."""
    return bool(user.has_perm("records.dispose"))


def can_decide_disposal(user: Any, proposal: Any) -> bool:
    """Only somebody other than whoever proposed it decides on a disposal."""
    return can_dispose(user, proposal) and proposal.proposed_by_id != user.pk


def can_make_inspection_file(user: Any, subject: object) -> bool:
    """The head of service gives an inspector one child's whole file."""
    return bool(user.has_perm("records.make_inspection_files"))


def children_answered_for(user: Any, on: date) -> QuerySet[Child]:
    """Return whose records these two roles may open here: a restricted one only if named for it.

    Their permission is asked besides.
    """
    named = children_of(user, on=on, restricted=True)
    found: QuerySet[Child] = Child.objects.filter(Q(is_restricted=False) | Q(pk__in=named))
    return found
