"""The calculator's answer: one day, and every date that follows, in a family's words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from wayforward.statute.calculator import APPEALABLE, QUESTIONS, Start, dates_after
from wayforward.statute.days import in_words
from wayforward.statute.due import Due
from wayforward.statute.rule import Basis, Grade, Kind
from wayforward.statute.rule_sets import CURRENT, RuleSet
from wayforward.web.components.urgency import COLOURS, Tag, Urgency, due, tag
from wayforward.web.formats import days_left, span

CERTIFICATE = "certificate_on"

# What happened, as a family says it, and what the day is.
HAPPENED: dict[Start, tuple[str, str]] = {
    Start.REQUEST: (
        "Somebody asked for an assessment",
        "Enter the day the request reached the council, if you know it.",
    ),
    Start.DRAFT: (
        "A draft plan came",
        "Enter the day it came to you.",
    ),
    Start.FINAL_PLAN: (
        "The final plan came",
        "Enter the date on its letter, not the day it came.",
    ),
    Start.REVIEW_MEETING: (
        "A review meeting was held, or will be",
        "Enter the day of the meeting.",
    ),
    Start.AMENDMENT_NOTICE: (
        "A notice came with changes to the plan",
        "Enter the date on the notice, not the day it came.",
    ),
    Start.CEASE_LETTER: (
        "A letter came that the plan will end",
        "Enter the date on the letter, not the day it came.",
    ),
    Start.DECISION_LETTER: (
        "A letter came with another decision",
        "Enter the date on the letter, not the day it came.",
    ),
}

# What a family without a mediation certificate must know of the appeal's last day (r 20(1)(c)).
LONGER = (
    "Have you a mediation certificate? Then the last day is one month from the date of the "
    "certificate, if that is later."
)

# What cuts the weeks after a late notice short (reg 22(4), and 12 weeks after the meeting).
SOONER = (
    "Did a review meeting come before this notice? Then the last day is no later than 12 weeks "
    "after that meeting, if that is sooner."
)

# What ends on the last day of each rule that the calculator answers with, told to a family.
LAST_DAYS = {
    "EHCNA_DECISION": "Last day for the council to tell you whether it will assess",
    "EHC_NO_PLAN": "Last day for the council to tell you if there will be no plan",
    "DRAFT_LATEST": "Day by which the draft plan should come, so that you have time to answer",
    "EHC_FINAL": "Last day for the council to send you the final plan",
    "REPS_END": "Last day to say what you think of the draft, and which school you want",
    "REVIEW_NOTICE": "Last day to invite everyone to the review meeting",
    "REVIEW_CIRCULATE": "Last day to send round the papers for the review meeting",
    "REVIEW_REPORT": "Last day to send the report of the review meeting",
    "REVIEW_DECISION": "Last day for the council to decide: keep, change or end the plan",
    "AMEND_NOTICE": "Last day for the council to send its changes, if the plan is to change",
    "AMEND_LONGSTOP": "Last day for the council to send the changed plan",
    "REVIEW_12M": "Last day for the next yearly review to be finished",
    "PROVISION_START": "From this day the council must see to it that the plan’s help is given",
    "ADMIT": "From this day the school or college named in the plan must take the child",
    "AMEND_REPS": "Last day to say what you think of the changes, and which school you want",
    "AMEND_FINAL": "Last day for the council to send the changed plan, or to say that it stays",
    "PLAN_KEPT": "The plan, with its help, goes on at least to the end of this day",
    "MED_CONTACT": "Last day to contact a mediation adviser, if you may want to appeal",
    "APPEAL": "Last day to send your appeal to the Tribunal",
}


# What is owed only in one case, and the other case.
ONLY_IF_NOT = {
    "EHC_NO_PLAN": "there is to be a plan",
    "AMEND_NOTICE": "the plan stays as it is",
    "AMEND_LONGSTOP": "the plan stays as it is",
}


def code_of(start: Start) -> str:
    """Return a start's name in an address."""
    return start.value.replace(" ", "-")


STARTS = {code_of(start): start for start in Start}


def happened(start: Start) -> tuple[str, str]:
    """Return what happened, and help with its day."""
    return HAPPENED.get(start, (QUESTIONS[start].words, ""))


@dataclass(frozen=True, slots=True)
class Step:
    """One date that follows.

    :param on: the day from which it is seen
    :param is_done: somebody says that it has happened
    :param by_law: what the law says, where this authority works to another limit
    """

    due: Due
    on: date
    is_done: bool = False
    by_law: Due | None = None

    @property
    def title(self) -> str:
        """Return what ends on the day, for a family."""
        rule = self.due.rule
        return LAST_DAYS.get(rule.id, f"Last day: {rule.duty[:1].lower()}{rule.duty[1:]}")

    @property
    def week(self) -> int | None:
        """Return which week it is, counted from the start, where the law counts in weeks."""
        counts = self.due.rule.periods[0].counts
        plain = len(counts) == 1 and counts[0].basis is Basis.WEEKS_AFTER
        return counts[0].n if plain else None

    @property
    def is_over(self) -> bool:
        """Tell whether the day has gone by."""
        return self.due.due_on < self.on

    @property
    def lasts(self) -> bool:
        """Tell whether it goes on, so that nobody can be done with it."""
        return self.due.rule.lasts or self.due.rule.keeps

    @property
    def is_owed(self) -> bool:
        """Tell whether somebody must by law have done something by then, and so can be late."""
        rule = self.due.rule
        is_duty = rule.kind is Kind.DUTY and self.due.grade is not Grade.RECOMMENDED
        return is_duty and rule.id not in ONLY_IF_NOT

    @property
    def tag(self) -> Tag:
        """Return how it stands; the time that somebody had to act is over, and not late."""
        if self.is_done:
            return tag(Urgency.DONE)
        if self.due.rule.lasts and self.due.due_on <= self.on:
            return Tag("In force", COLOURS[Urgency.ON_TRACK])
        if self.is_over and not self.is_owed:
            return Tag(
                "Over without a certificate" if self.longer else "Over", COLOURS[Urgency.DONE]
            )
        return tag(due(self.due.due_on, on=self.on))

    @property
    def left(self) -> str:
        """Return how long there is, or what its being over means."""
        if self.is_done:
            return ""
        if self.due.rule.lasts and self.due.due_on <= self.on:
            return "and for as long as there is a plan"
        if not self.is_over:
            return days_left(self.due.due_on, self.on)
        if self.is_owed:
            return f"{days_left(self.due.due_on, self.on)}, unless it has been done"
        ago = f"{span((self.on - self.due.due_on).days)} ago"
        unless = ONLY_IF_NOT.get(self.due.rule.id)
        return f"{ago}: late, unless {unless}" if unless else ago

    @property
    def longer(self) -> str:
        """Return what else can give more time: a certificate whose date was not entered."""
        rule = self.due.rule
        waits = rule.id in ("APPEAL", "PLAN_KEPT")
        return LONGER if waits and CERTIFICATE not in self.due.anchors else ""

    @property
    def sooner(self) -> str:
        """Return what else can give less time: a review meeting, whose day was not entered."""
        return SOONER if self.due.rule.id == "AMEND_FINAL" else ""

    @property
    def then(self) -> str:
        """Return what may come once the family's days are over."""
        if self.due.rule.id not in ("REPS_END", "AMEND_REPS"):
            return ""
        first = in_words(self.due.due_on + timedelta(days=1))
        what = "final" if self.due.rule.id == "REPS_END" else "changed"
        return f"The {what} plan may be sent from {first}, or sooner if you say that you have finished."

    @property
    def safe_on(self) -> date | None:
        """Return an earlier day that is safe, where the law can be read more strictly."""
        is_open = not (self.is_done or self.is_over)
        return self.due.cautious_on if is_open and self.due.cautious_on < self.due.due_on else None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that follows from one day."""

    start: Start
    day: date
    on: date
    steps: tuple[Step, ...]

    @property
    def code(self) -> str:
        """Return the start's name in an address."""
        return code_of(self.start)

    @property
    def words(self) -> str:
        """Return what the day is."""
        return QUESTIONS[self.start].words

    @property
    def can_be_appealed(self) -> bool:
        """Tell whether it is a decision that can be appealed."""
        return self.start in APPEALABLE

    @property
    def may_be_about_school_only(self) -> bool:
        """Tell whether an appeal may be about nothing but the school or college that is named."""
        return self.start is not Start.CEASE_LETTER

    @property
    def line(self) -> list[tuple[date, str, Step | None]]:
        """Return the whole line in order: the start, today, and each date that follows."""
        marks: list[tuple[date, str, Step | None]] = [(self.day, "start", None)]
        if self.day != self.on and self.steps:
            marks.append((self.on, "today", None))
        marks += [(step.due.due_on, "step", step) for step in self.steps]
        order = {"start": 0, "step": 1, "today": 2}
        return sorted(marks, key=lambda mark: (mark[0], order[mark[1]]))


def answer(
    start: Start,
    day: date,
    *,
    on: date,
    certificate_on: date | None = None,
    done: Collection[str] = (),
    current: RuleSet = CURRENT,
) -> Answer:
    """Return what follows from a day, seen from the day `on`.

    :param certificate_on: for a decision letter, the day of a mediation certificate
    :param done: ids of the rules whose step has happened
    :param current: the law in force today, as this authority works to it
    :raises StatuteError: if the law cannot answer
    """
    law = {due.rule.id: due for due in dates_after(start, day, certificate_on=certificate_on)}
    here = dates_after(start, day, certificate_on=certificate_on, current=current)
    steps = (
        Step(
            each,
            on,
            each.rule.id in done,
            law[each.rule.id] if each.rule.corrected_because else None,
        )
        for each in here
    )
    return Answer(start, day, on, tuple(steps))
