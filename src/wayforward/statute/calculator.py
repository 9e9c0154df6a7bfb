"""One day, and every date that follows: what a family or a SENCO asks most.

A pure answer for the page `/law/calculator`: nothing is kept, and no case is needed.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wayforward.statute.calendars import ENGLAND, WorkingCalendar
from wayforward.statute.days import check_day
from wayforward.statute.due import Due, due_from
from wayforward.statute.errors import StatuteError
from wayforward.statute.rule_sets import CURRENT, RuleSet


class Start(StrEnum):
    """What the one day is."""

    REQUEST = "request"
    DRAFT = "draft"
    FINAL_PLAN = "final plan"
    REVIEW_MEETING = "review meeting"
    AMENDMENT_NOTICE = "amendment notice"
    CEASE_LETTER = "letter to end the plan"
    DECISION_LETTER = "decision letter"


# Letters with a decision that can be appealed, so that a mediation certificate can belong to them.
APPEALABLE = (Start.FINAL_PLAN, Start.CEASE_LETTER, Start.DECISION_LETTER)
_APPEAL = (("MED_CONTACT", "notice_sent_on"), ("APPEAL", "notice_sent_on"))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for a start, and which rules answer, each with the name of its day."""

    words: str
    rules: tuple[tuple[str, str], ...]


QUESTIONS: dict[Start, Question] = {
    Start.REQUEST: Question(
        "The day the request for an assessment arrived",
        (
            ("EHCNA_DECISION", "clock_start"),
            ("EHC_NO_PLAN", "clock_start"),
            ("DRAFT_LATEST", "clock_start"),
            ("EHC_FINAL", "clock_start"),
        ),
    ),
    Start.DRAFT: Question(
        "The day the draft plan was served",
        (("REPS_END", "draft_served_on"),),
    ),
    Start.FINAL_PLAN: Question(
        "The day the final plan was sent",
        (
            ("PROVISION_START", "final_sent_on"),
            ("ADMIT", "final_sent_on"),
            *_APPEAL,
            ("REVIEW_12M", "made_or_last_review_on"),
        ),
    ),
    Start.REVIEW_MEETING: Question(
        "The day of the review meeting",
        (
            ("REVIEW_NOTICE", "meeting_on"),
            ("REVIEW_CIRCULATE", "meeting_on"),
            ("REVIEW_REPORT", "meeting_on"),
            ("REVIEW_DECISION", "meeting_on"),
            ("AMEND_NOTICE", "meeting_on"),
            ("AMEND_LONGSTOP", "meeting_on"),
            ("REVIEW_12M", "made_or_last_review_on"),
        ),
    ),
    Start.AMENDMENT_NOTICE: Question(
        "The day the amendment notice was sent",
        (("AMEND_REPS", "notice_served_on"), ("AMEND_FINAL", "notice_sent_on")),
    ),
    Start.CEASE_LETTER: Question(
        "The day the letter was sent that the plan will end",
        (*_APPEAL, ("PLAN_KEPT", "notice_sent_on")),
    ),
    Start.DECISION_LETTER: Question("The day the decision letter was sent", _APPEAL),
}


# What the day is, where the rule's own words would say something else.
SAID_OTHERWISE = {
    (Start.REVIEW_MEETING, "REVIEW_12M"): "the day of the review meeting",
    (Start.FINAL_PLAN, "REVIEW_12M"): "the day the final plan was sent",
}


def dates_after(
    start: Start | str,
    day: date,
    *,
    certificate_on: date | None = None,
    current: RuleSet = CURRENT,
    calendar: WorkingCalendar = ENGLAND,
) -> tuple[Due, ...]:
    """Return every date that follows from one day, in order.

    :param start: a `Start` or its text
    :param certificate_on: for a decision letter, the day of a mediation certificate
    :param current: the law in force today, with an authority's corrections if it has any
    :raises StatuteError: if the start is not known, or a certificate does not belong to it
    :raises NotInForce: if the day is before one of the rules began
    :raises WrongDate: if the year is not believable
    """
    if start not in list(Start):
        raise StatuteError(f"{start!r} is not one of {', '.join(Start)}")
    kind = Start(start)
    check_day(day)
    if certificate_on is not None and kind not in APPEALABLE:
        raise StatuteError("a mediation certificate belongs to a decision letter")
    found = []
    for rule_id, anchor in QUESTIONS[kind].rules:
        anchors: dict[str, date | int] = {anchor: day}
        if rule_id in ("APPEAL", "PLAN_KEPT") and certificate_on is not None:
            anchors["certificate_on"] = certificate_on
        answer = due_from(rule_id, anchors, current=current, calendar=calendar)
        since = SAID_OTHERWISE.get((kind, rule_id))
        found.append(replace(answer, since=since) if since else answer)
    return tuple(sorted(found, key=lambda due: due.due_on))
