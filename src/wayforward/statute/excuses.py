"""What may lawfully excuse a missed limit, and the test of each.

An exception never moves a date and never stops a clock: it excuses a late step for a ground
that somebody must record with its reason. Each test says whether the ground holds on the facts
given, and why, so that a wrong record is seen.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from wayforward.statute.days import in_words
from wayforward.statute.rule import Citation, Grade
from wayforward.statute.rules import CORONAVIRUS_FROM, CORONAVIRUS_TO
from wayforward.statute.rules.sources import CORONAVIRUS, CORONAVIRUS_URL, regs, tribunal

CLOSURE_DAYS = 28
CLOSURE_LEAD_DAYS = 7
ABSENCE_DAYS = 28
ABSENCE_DAYS_UNDER_ORDER = 14
CONCERNED = ("child", "parent", "young person")


@dataclass(frozen=True, slots=True)
class Excuse:
    """One ground that the law allows, by its code."""

    code: str
    words: str
    citation: Citation
    grade: Grade


EXCUSES: dict[str, Excuse] = {
    excuse.code: excuse
    for excuse in (
        Excuse(
            "E1",
            "advice was asked of a head teacher or principal around a closure of four weeks or more",
            regs("5(4)(a), 10(4)(a)", "10"),
            Grade.PRIMARY,
        ),
        Excuse(
            "E2",
            "advice was asked of an early years provider around a closure of four weeks or more",
            regs("5(4)(b), 10(4)(b)", "10"),
            Grade.PRIMARY,
        ),
        Excuse(
            "E3",
            "exceptional personal circumstances of the child, parent or young person",
            regs("5(4)(c), 10(4)(c)", "10"),
            Grade.PRIMARY,
        ),
        Excuse(
            "E4",
            "the child, parent or young person was away from the area for four weeks or more",
            regs("5(4)(d), 10(4)(d)", "10"),
            Grade.PRIMARY,
        ),
        Excuse(
            "X1",
            "exceptional circumstances of the child, parent or young person",
            regs("8(2)(a)", "8"),
            Grade.PRIMARY,
        ),
        Excuse(
            "X2",
            "the child, parent or young person was away from the area for four weeks or more",
            regs("8(2)(b)", "8"),
            Grade.PRIMARY,
        ),
        Excuse(
            "X3",
            "an appointment for an examination or test was missed",
            regs("8(2)(c)", "8"),
            Grade.PRIMARY,
        ),
        Excuse(
            "O1",
            "exceptional personal circumstances of the child, parent or young person",
            regs("44(3)(a), 45(7)(a)", "44"),
            Grade.PRIMARY,
        ),
        Excuse(
            "O2",
            "the child, parent or young person was away from the area for two weeks or more",
            regs("44(3)(b), 45(7)(b)", "44"),
            Grade.PRIMARY,
        ),
        Excuse(
            "O3",
            "a ground that would excuse a late plan (E1 to E4)",
            regs("44(3)(c), 45(7)(c)", "44"),
            Grade.PRIMARY,
        ),
        Excuse(
            "CV",
            "a reason relating to the incidence or transmission of coronavirus",
            Citation(CORONAVIRUS, CORONAVIRUS_URL),
            Grade.PRIMARY,
        ),
        Excuse(
            "WA",
            "everyone agreed another day in writing",
            regs("37(2), 42(5)", "42"),
            Grade.PRIMARY,
        ),
        Excuse(
            "TD",
            "the Tribunal directed another day",
            tribunal("r 5(3)(a), r 12(4)", "5"),
            Grade.SECONDARY,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a ground holds, since when, and why in words.

    :param since: the day from which the ground was there; None if it does not hold
    :param until: the other day that was directed or agreed, after which it excuses nothing
    """

    holds: bool
    why: str
    since: date | None = None
    until: date | None = None


def closure(
    *,
    closed_from: date,
    reopens_on: date,
    asked_on: date,
    period_from: date = date.min,
    period_to: date = date.max,
) -> Verdict:
    """Return whether asking for advice around a closure excuses (E1, E2).

    The setting must be shut for 28 days or more, and the advice asked for from seven days
    before the first closed day to seven days before it re-opens. Christmas never counts.

    :param period_from: first and last day of the time limit: advice asked for outside it was not
        asked for in this assessment
    """
    days = (reopens_on - closed_from).days
    if days < CLOSURE_DAYS:
        return Verdict(False, f"It was closed for {days} days, which is fewer than {CLOSURE_DAYS}.")
    lead = timedelta(days=CLOSURE_LEAD_DAYS)
    first, last = closed_from - lead, reopens_on - lead
    if not first <= asked_on <= last:
        return Verdict(
            False,
            f"The advice was asked for on {in_words(asked_on)}, which is not from "
            f"{in_words(first)} to {in_words(last)}.",
        )
    if asked_on < period_from:
        return Verdict(False, "The advice was asked for before the time limit began.")
    if asked_on > period_to:
        return Verdict(False, "The advice was asked for after the time limit had run out.")
    return Verdict(True, f"Closed for {days} days when advice was asked for.", asked_on)


def absence(
    *,
    away_from: date,
    back_on: date,
    period_from: date,
    period_to: date,
    under_order: bool = False,
) -> Verdict:
    """Return whether an absence from the area excuses (E4, X2; O2 when under an order).

    :param away_from: first day away; `back_on` is the first day back
    :param period_from: first and last day of the time limit; days away outside it do not count
    """
    needed = ABSENCE_DAYS_UNDER_ORDER if under_order else ABSENCE_DAYS
    first = max(away_from, period_from)
    last = min(back_on - timedelta(days=1), period_to)
    days = max(0, (last - first).days + 1)
    if days < needed:
        return Verdict(
            False, f"Away for {days} days running in the period, which is fewer than {needed}."
        )
    return Verdict(True, f"Away for {days} days running in the period.", first)


def circumstances(
    *,
    who: str,
    reason: str,
    began_on: date,
    period_from: date,
    period_to: date,
    ended_on: date | None = None,
) -> Verdict:
    """Return whether exceptional circumstances are recorded well enough (E3, X1, O1).

    Whether they are exceptional is for a person to judge; this asks that they concern the
    right person, fall in the period and have a reason.

    :param who: "child", "parent" or "young person"
    :param ended_on: their last day; None while they go on, or if it is not known
    """
    if who not in CONCERNED:
        return Verdict(False, f"They must affect the {', '.join(CONCERNED[:-1])} or young person.")
    if not reason.strip():
        return Verdict(False, "The reason has not been written down.")
    if began_on > period_to:
        return Verdict(False, "They began after the time limit had run out.")
    if ended_on is not None and ended_on < began_on:
        return Verdict(False, "They are said to have ended before they began.")
    if ended_on is not None and ended_on < period_from:
        return Verdict(False, "They ended before the time limit began.")
    return Verdict(
        True, f"Circumstances of the {who}: {reason.strip()}", max(began_on, period_from)
    )


def missed_appointment(*, missed_on: date, period_from: date, period_to: date) -> Verdict:
    """Return whether a missed examination or test excuses late advice (X3)."""
    if not period_from <= missed_on <= period_to:
        return Verdict(False, "The appointment was not in the six weeks for the advice.")
    return Verdict(True, f"An appointment on {in_words(missed_on)} was missed.", missed_on)


def coronavirus(*, from_on: date, period_to: date) -> Verdict:
    """Return whether the coronavirus changes of 2020 were there to excuse (CV).

    Only a limit that ran out while they were law is excused: what fell due later had the usual
    law again. That is a reading, the stricter one.

    :param period_to: the last day of the time limit
    """
    if not CORONAVIRUS_FROM <= period_to <= CORONAVIRUS_TO or from_on > CORONAVIRUS_TO:
        return Verdict(
            False,
            "This excuse was law only from 1 May to 25 September 2020, for limits that ran out "
            "then.",
        )
    if from_on > period_to:
        return Verdict(False, "It began after the time limit had run out.")
    since = max(from_on, CORONAVIRUS_FROM)
    return Verdict(True, "Coronavirus made it impracticable.", since)


def agreed_or_directed(
    *,
    on: date,
    reason: str,
    period_to: date | None = None,
    named: bool = True,
    instead_on: date | None = None,
) -> Verdict:
    """Return whether another day was agreed in writing or directed (WA, TD).

    :param period_to: for an agreement, the last day of the time limit: what has run out cannot be
        agreed away. The Tribunal can extend a time that has run out (FTR 2008 r 5(3)(a)).
    :param instead_on: the day that was agreed or directed, after which it excuses nothing
    :param named: whether it is said which limit it is about; a direction is about one act only
    """
    if not reason.strip():
        return Verdict(False, "The reason has not been written down.")
    if not named:
        return Verdict(False, "It must be said which limit the direction is about.")
    if period_to is not None and on > period_to:
        return Verdict(False, "It was agreed after the time limit had run out.")
    if instead_on is None:
        return Verdict(False, "The other day that was agreed or directed is needed.")
    if instead_on < on:
        return Verdict(False, "The day agreed or directed comes before that was done.")
    return Verdict(True, reason.strip(), on, instead_on)
