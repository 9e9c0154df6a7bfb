"""Hold a record; propose what has reached its day for disposal; decide on it as somebody else."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.arrangements.retention import RetentionRule
from wayforward.audit.recording import record
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child
from wayforward.records.keeping import still_due
from wayforward.records.models import Disposal, Hold
from wayforward.records.permissions import (
    can_decide_disposal,
    can_dispose,
    children_answered_for,
)

NO_MORE = "It may not go now: it is held, somebody works with it, or its time is not over"


@transaction.atomic
def place_hold(
    *,
    reference: str,
    born_on: datetime.date,
    because: str,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> Hold:
    """Hold a child's record: nothing of it is disposed of until the hold is lifted.

    What was proposed or approved of it already is stopped by the hold too.

    :raises RecordRefused: if there is no such record, or it is held already
    """
    require(can_dispose, by, None)
    found = children_answered_for(by, on).filter(reference=reference.strip().upper())
    child = found.select_for_update(of=("self",)).filter(born_on=born_on).first()
    if child is None:
        raise RecordRefused("No record has this reference and date of birth together", "reference")
    if child.holds.filter(lifted_at__isnull=True).exists():
        raise RecordRefused("This record is held already", "reference")
    hold = Hold.objects.create(child=child, because=because.strip(), placed_by=by, placed_at=at)
    record("records.placed_hold", subject=child, by=by, hold=str(hold.pk))
    return hold


@transaction.atomic
def lift_hold(
    hold_id: uuid.UUID, *, because: str, by: Any, on: datetime.date, at: datetime.datetime
) -> None:
    """Lift a hold, with the reason.

    :raises Hold.DoesNotExist: if it was lifted before, or there is none
    """
    require(can_dispose, by, None)
    hold = Hold.objects.select_for_update().get(
        pk=hold_id, lifted_at__isnull=True, child__in=children_answered_for(by, on)
    )
    hold.lifted_by, hold.lifted_at, hold.lifted_because = by, at, because.strip()
    hold.save()
    record("records.lifted_hold", subject=hold.child, by=by, hold=str(hold.pk))


@transaction.atomic
def propose_disposal(
    child_id: uuid.UUID,
    *,
    category: str,
    thing_key: uuid.UUID,
    rules: Sequence[RetentionRule],
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> Disposal:
    """Propose that a category of a record goes, as its time is over.

    :raises Child.DoesNotExist: if `by` may not answer for the record
    :raises RecordRefused: if it may not go, or waits for a decision already
    """
    require(can_dispose, by, None)
    child = children_answered_for(by, on).select_for_update(of=("self",)).get(pk=child_id)
    told = still_due(child, category, thing_key, on, rules)
    if told is None or told.on is None:
        raise RecordRefused(NO_MORE)
    same = Disposal.objects.filter(thing_key=thing_key, category=category)
    if same.filter(state__in=[Disposal.PROPOSED, Disposal.APPROVED]).exists():
        raise RecordRefused("It is proposed already")
    if same.filter(state=Disposal.KEPT, kept_until__gt=on).exists():
        raise RecordRefused("Somebody decided to keep it longer")
    proposal = Disposal.objects.create(
        child_key=child.pk,
        thing_key=thing_key,
        reference=child.reference,
        born_in=child.born_on.year,
        category=category,
        due_on=told.on,
        rule=told.why,
        proposed_by=by,
        proposed_at=at,
    )
    record(
        "records.proposed_disposal",
        subject=child,
        by=by,
        disposal=str(proposal.pk),
        category=category,
    )
    return proposal


def _to_decide(disposal_id: uuid.UUID, *, by: Any, on: datetime.date) -> tuple[Disposal, Child]:
    """Return a proposal that nobody has decided on, locked, and its child.

    :raises PermissionDenied: if `by` proposed it, or may not decide at all
    :raises RecordRefused: if somebody decided
    """
    require(can_dispose, by, None)
    proposal = Disposal.objects.select_for_update().get(pk=disposal_id)
    require(can_decide_disposal, by, proposal)
    if proposal.state != Disposal.PROPOSED:
        raise RecordRefused("Somebody has decided on this already")
    child = children_answered_for(by, on).filter(pk=proposal.child_key).first()
    if child is None:
        raise RecordRefused("You may not decide about this record, or it is gone")
    return proposal, child


@transaction.atomic
def approve_disposal(
    disposal_id: uuid.UUID,
    *,
    rules: Sequence[RetentionRule],
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Approve that it goes, as somebody other than whoever proposed it. The command removes it."""
    proposal, child = _to_decide(disposal_id, by=by, on=on)
    if still_due(child, proposal.category, proposal.thing_key, on, rules) is None:
        raise RecordRefused(NO_MORE)
    proposal.state, proposal.decided_by, proposal.decided_at = Disposal.APPROVED, by, at
    proposal.save()
    record("records.approved_disposal", subject=child, by=by, disposal=str(proposal.pk))


@transaction.atomic
def keep_longer(
    disposal_id: uuid.UUID,
    *,
    until: datetime.date,
    because: str,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Keep it until a day, with the reason; it is listed again from then on.

    :raises RecordRefused: if the day is not to come
    """
    proposal, child = _to_decide(disposal_id, by=by, on=on)
    if until <= on:
        raise RecordRefused("The day must be in the future", "until")
    proposal.state, proposal.decided_by, proposal.decided_at = Disposal.KEPT, by, at
    proposal.kept_until, proposal.kept_because = until, because.strip()
    proposal.save()
    record("records.kept_longer", subject=child, by=by, disposal=str(proposal.pk))
