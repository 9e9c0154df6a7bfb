"""A setting starts its yearly review, judges standards, and finishes it or takes it up again."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from wayforward.access import require
from wayforward.arrangements.standards import Standard
from wayforward.audit.recording import record
from wayforward.establishments.models import Establishment
from wayforward.people.actions.opening import RecordRefused
from wayforward.sen_support.models import SelfReview, StandardJudgement
from wayforward.sen_support.permissions import can_judge
from wayforward.sen_support.standing import JUDGEMENTS, standards_for
from wayforward.statute.school_years import academic_year
from wayforward.web.formats import count_of, short_day


@dataclass(frozen=True, slots=True)
class Judged:
    """What somebody says of one standard.

    :param seen: the `changes` of the judgement that they saw; 0 if there was none
    """

    judgement: str
    note: str = ""
    owner: str = ""
    due_on: datetime.date | None = None
    seen: int = 0


class JudgedMeanwhile(Exception):
    """Somebody else judged the same standards since the page was opened. `now` is how they stand."""

    def __init__(self, now: Mapping[str, StandardJudgement]) -> None:
        super().__init__("Somebody else has judged some of these since you opened the page")
        self.now = now


@transaction.atomic
def start_review(
    establishment_id: uuid.UUID, *, standards: Sequence[Standard], by: Any, on: datetime.date
) -> SelfReview:
    """Start a setting's review of the school year that `on` is in.

    :raises PermissionDenied: if `by` has no post there that sees the whole roll
    :raises RecordRefused: if this year's is there already, or no standard is for the setting
    """
    place = Establishment.objects.select_for_update().get(pk=establishment_id)
    require(can_judge(on), by, place)
    year = academic_year(on).starts_on.year
    if SelfReview.objects.filter(establishment=place, year=year).exists():
        raise RecordRefused("This year’s review is started already. Open it below")
    if not standards_for(place, standards):
        raise RecordRefused("No standard is for a setting of this kind. Ask the authority")
    review = SelfReview.objects.create(establishment=place, year=year, started_on=on, started_by=by)
    record("sen_support.started_review", subject=review, by=by, setting=str(place.pk), year=year)
    return review


def _open_review(review_id: uuid.UUID, *, by: Any, on: datetime.date) -> SelfReview:
    """Return a review, locked until the transaction ends; only for who may judge there."""
    found = SelfReview.objects.select_for_update(of=("self",)).select_related("establishment")
    review = found.get(pk=review_id)
    require(can_judge(on), by, review.establishment)
    return review


@transaction.atomic
def judge_standards(
    review_id: uuid.UUID,
    judged: Mapping[str, Judged],
    *,
    standards: Sequence[Standard],
    by: Any,
    on: datetime.date,
) -> list[str]:
    """Say how some standards stand, all or none of them. Return the codes of those that changed.

    :param judged: by the code of the standard; what is said again as it stands is no change
    :raises RecordRefused: if the review is finished, or something said cannot be; `field` is
        "<code>_<what>"
    :raises JudgedMeanwhile: if somebody else changed one of those that `by` changes
    """
    review = _open_review(review_id, by=by, on=on)
    if review.finished_on is not None:
        raise RecordRefused("The review is finished. Take it up again to change it")
    known = {each.code: each for each in standards_for(review.establishment, standards)}
    there = {each.standard: each for each in review.judgements.filter(standard__in=list(judged))}
    changed, meanwhile = [], {}
    for code, said in judged.items():
        _refuse_wrong(code, said, known, there.get(code), review)
        old = there.get(code)
        if old is not None and _says(old) == (said.judgement, said.note, said.owner, said.due_on):
            continue
        if old is not None and old.changes != said.seen:
            meanwhile[code] = old
        changed.append(code)
    if meanwhile:
        raise JudgedMeanwhile(meanwhile)
    for code in changed:
        said, old = (
            judged[code],
            there.get(code) or StandardJudgement(review=review, standard=code, changes=0),
        )
        old.statement, old.judgement = known[code].statement, said.judgement
        old.note, old.owner, old.due_on = said.note, said.owner, said.due_on
        old.judged_on, old.judged_by, old.changes = on, by, old.changes + 1
        old.save()
    if changed:
        facts = {code: judged[code].judgement for code in changed}
        record("sen_support.judged_standards", subject=review, by=by, judged=facts)
    return changed


def _says(old: StandardJudgement) -> tuple[str, str, str, datetime.date | None]:
    return (old.judgement, old.note, old.owner, old.due_on)


def _refuse_wrong(
    code: str,
    said: Judged,
    known: Collection[str],
    old: StandardJudgement | None,
    review: SelfReview,
) -> None:
    if code not in known:
        raise RecordRefused(
            "This standard is not among the setting’s any more", f"{code}_judgement"
        )
    if said.judgement not in JUDGEMENTS:
        raise RecordRefused("Select how it stands, or clear the notes beneath", f"{code}_judgement")
    is_new = old is None or old.due_on != said.due_on
    if said.due_on is not None and is_new and said.due_on < review.started_on:
        started = short_day(review.started_on)
        raise RecordRefused(
            f"The day must be on or after {started}, when this review began", f"{code}_due_on"
        )


@transaction.atomic
def finish_review(
    review_id: uuid.UUID, *, standards: Sequence[Standard], by: Any, on: datetime.date
) -> None:
    """Finish a review, once every standard for the setting is judged.

    :raises RecordRefused: if it is finished, or something is not judged
    """
    review = _open_review(review_id, by=by, on=on)
    if review.finished_on is not None:
        raise RecordRefused("The review is finished already")
    judged = set(review.judgements.values_list("standard", flat=True))
    left = [
        each for each in standards_for(review.establishment, standards) if each.code not in judged
    ]
    if left:
        raise RecordRefused(f"{count_of(len(left), 'standard')} not judged yet")
    review.finished_on, review.finished_by = on, by
    review.save(update_fields=["finished_on", "finished_by"])
    record("sen_support.finished_review", subject=review, by=by)


@transaction.atomic
def take_up_again(review_id: uuid.UUID, *, by: Any, on: datetime.date) -> None:
    """Open a finished review again, to put something right.

    :raises RecordRefused: if it is not finished
    """
    review = _open_review(review_id, by=by, on=on)
    if review.finished_on is None:
        raise RecordRefused("The review is not finished")
    review.finished_on = review.finished_by = None
    review.save(update_fields=["finished_on", "finished_by"])
    record("sen_support.took_up_review", subject=review, by=by)
