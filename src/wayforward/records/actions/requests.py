"""Log a request for a record, lay the record out, decide passage by passage, send the answer."""

import datetime
import io
import uuid
from typing import Any

from django.core.files import File
from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.documents import rendering
from wayforward.documents.actions import store_upload
from wayforward.documents.models import Version
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Caring, Child
from wayforward.records.answer import as_data, as_document
from wayforward.records.blacking import holds
from wayforward.records.grounds import GROUNDS
from wayforward.records.laying_out import WAITS, lay_out
from wayforward.records.models import AccessRequest, Passage
from wayforward.records.permissions import can_answer_requests, children_answered_for

KIND = "subject_access"  # documents.Document.kind
BLACKED = "Holds words that are blacked out in passage {}"


@transaction.atomic
def log_request(
    *,
    reference: str,
    born_on: datetime.date,
    asked_as: str,
    asked_by: str,
    identity_shown: str,
    received_on: datetime.date,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> AccessRequest:
    """Log that somebody asks for a child's whole record, and lay it out.

    The child is found by reference and date of birth together: nobody searches from here.

    :raises PermissionDenied: if `by` may not answer requests
    :raises RecordRefused: if there is no such record, or the request cannot be so
    """
    require(can_answer_requests, by, None)
    found = children_answered_for(by, on).filter(reference=reference.strip().upper())
    child = found.filter(born_on=born_on).first()
    if child is None:
        raise RecordRefused("No record has this reference and date of birth together", "reference")
    if received_on > on:
        raise RecordRefused("The day must be today or in the past", "received_on")
    if received_on < child.born_on:
        raise RecordRefused("The day must be after the child was born", "received_on")
    name = asked_by.strip()
    asked = AccessRequest.objects.create(
        child=child,
        asked_as=asked_as,
        asked_by=name,
        carer=_carer_called(child, name) if asked_as == AccessRequest.PARENT else None,
        identity_shown=identity_shown.strip(),
        received_on=received_on,
        logged_by=by,
        logged_at=at,
    )
    record("records.logged_request", subject=child, by=by, request=str(asked.pk), asked_as=asked_as)
    _lay_out(asked, by=by, on=on)
    return asked


def _carer_called(child: Child, name: str) -> Any:
    """Return the carer of the child with this name, with or without a title; None if not one."""
    wanted = " ".join(name.casefold().split())
    found = [
        caring.carer
        for caring in Caring.objects.filter(child=child).select_related("carer")
        if wanted
        in (
            caring.carer.full_name.casefold(),
            f"{caring.carer.first_names} {caring.carer.last_name}".strip().casefold(),
        )
    ]
    return found[0] if len({carer.pk for carer in found}) == 1 else None


def request_to_change(request_id: uuid.UUID, *, by: Any, on: datetime.date) -> AccessRequest:
    """Return a request that is not answered yet, locked.

    :raises AccessRequest.DoesNotExist: if there is none about a record that `by` may answer for
    :raises PermissionDenied: if `by` may not answer requests
    :raises RecordRefused: if the answer was sent
    """
    require(can_answer_requests, by, None)
    asked = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("child__user", "carer")
        .get(pk=request_id, child__in=children_answered_for(by, on))
    )
    if asked.sent_on is not None:
        raise RecordRefused("The answer was sent: it stays as it is")
    return asked


@transaction.atomic
def lay_out_again(request_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Lay the record out as it is now. What was decided about the same words stays decided."""
    _lay_out(request_to_change(request_id, by=by, on=on), by=by, on=on)


def _lay_out(asked: AccessRequest, *, by: Any, on: datetime.date) -> None:
    before = {_likeness(each): each for each in asked.passages.exclude(decision="")}
    asked.passages.all().delete()
    passages = []
    for number, laid in enumerate(lay_out(asked, on), 1):
        passage = Passage(
            of=asked,
            number=number,
            section=laid.section,
            cells=laid.cells,
            marks=laid.marks,
            version=laid.version,
        )
        old = before.get(_likeness(passage))
        if old is not None:
            for name in ("decision", "ground", "because", "blacked", "decided_by_id", "decided_at"):
                setattr(passage, name, getattr(old, name))
            passage.marks = list(dict.fromkeys([*laid.marks, *old.marks]))
        passages.append(passage)
    Passage.objects.bulk_create(passages)
    for passage in passages:
        _mark_others(passage, decided_too=False)
    record(
        "records.laid_out",
        subject=asked.child,
        by=by,
        request=str(asked.pk),
        passages=len(passages),
        marked=sum(bool(each.marks) for each in passages),
    )


def _likeness(passage: Passage) -> tuple[str, str, str]:
    return passage.section, repr(passage.cells), str(passage.version_id)


@transaction.atomic
def decide_passage(
    passage_id: uuid.UUID,
    *,
    decision: str,
    ground: str = "",
    because: str = "",
    chosen: str = "",
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> Passage:
    """Decide about a passage: give it, withhold it, or give it with words blacked out.

    :param chosen: the words to black out, one to a line
    :raises RecordRefused: without a reason, or if the words are not in the passage
    """
    request_id = Passage.objects.values_list("of_id", flat=True).get(pk=passage_id)
    asked = request_to_change(request_id, by=by, on=on)
    passage = Passage.objects.select_for_update(of=("self",)).get(pk=passage_id)
    blacked = [" ".join(line.split()) for line in chosen.splitlines() if line.strip()]
    if decision == Passage.GIVE:
        ground, because, blacked = "", "", []
        if WAITS in passage.marks:
            raise RecordRefused("The file is not checked yet: withhold it, or lay out again later")
    else:
        _refuse_without_reason(ground, because)
    if decision == Passage.WITHHOLD:
        blacked = []
    if decision == Passage.BLACK_OUT:
        _refuse_not_there(passage, blacked)
    passage.decision, passage.ground, passage.because = decision, ground, because.strip()
    passage.blacked, passage.decided_by, passage.decided_at = blacked, by, at
    passage.save()
    _mark_others(passage)
    record(
        "records.decided_passage",
        subject=asked.child,
        by=by,
        request=str(asked.pk),
        passage=passage.number,
        decision=decision,
        ground=ground,
    )
    return passage


def _refuse_without_reason(ground: str, because: str) -> None:
    if ground not in GROUNDS:
        raise RecordRefused("Select the ground on which it is withheld", "ground")
    if not because.strip():
        raise RecordRefused("Say why the ground fits here; whoever asked reads it", "because")


def _refuse_not_there(passage: Passage, blacked: list[str]) -> None:
    if passage.version_id is not None:
        raise RecordRefused("A file cannot be blacked out in part: give it or withhold it")
    if not blacked:
        raise RecordRefused("Enter the words to black out", "chosen")
    for words in blacked:
        if not holds(passage.cells, words):
            raise RecordRefused(f"“{words}” is not in this passage", "chosen")


def _mark_others(passage: Passage, *, decided_too: bool = True) -> None:
    """Have the other passages decided (again) that hold what is blacked out in this one.

    :param decided_too: also those about which somebody has decided
    """
    mark = BLACKED.format(passage.number)
    for other in passage.of.passages.exclude(pk=passage.pk) if passage.blacked else ():
        if other.decision == Passage.WITHHOLD or (other.decision and not decided_too):
            continue
        missing = [words for words in passage.blacked if words not in other.blacked]
        if any(holds(other.cells, words) for words in missing):
            other.marks = list(dict.fromkeys([*other.marks, mark]))
            other.decision, other.decided_by, other.decided_at = "", None, None
            other.save(update_fields=["marks", "decision", "decided_by", "decided_at"])


@transaction.atomic
def send_answer(
    request_id: uuid.UUID, *, by: Any, on: datetime.date, at: datetime.datetime
) -> AccessRequest:
    """Fix the answer as a document and as data, and record that it was sent today.

    :raises RecordRefused: while a marked passage is undecided
    """
    asked = request_to_change(request_id, by=by, on=on)
    passages = list(asked.passages.select_related("version").order_by("number"))
    waiting = [str(each.number) for each in passages if each.is_open]
    if waiting:
        raise RecordRefused(f"Decide first about passage {', '.join(waiting)}")
    content, layout = as_document(asked, passages, on)
    made = rendering.render_pdf(content, layout)
    file = File(io.BytesIO(made), name=f"answer-{asked.child.reference}.pdf")
    version: Version = store_upload(
        file,  # type: ignore[arg-type]  # has name, size and bytes, as an upload
        title=f"Answer to a request for record {asked.child.reference}",
        kind=KIND,
        by=by,
        at=at,
        made_here=True,
    )
    asked.document, asked.result = version.document, as_data(asked, passages, on)
    asked.sent_on, asked.sent_by = on, by
    asked.save()
    record(
        "records.sent_answer",
        subject=asked.child,
        by=by,
        request=str(asked.pk),
        sha256=version.sha256,
        withheld=sum(each.decision == Passage.WITHHOLD for each in passages),
        blacked_out=sum(each.decision == Passage.BLACK_OUT for each in passages),
    )
    return asked
