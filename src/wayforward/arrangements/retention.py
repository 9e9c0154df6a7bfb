"""How long each category of record is kept, counted from which day: data of the profile, and the sum.

No Act fixes it for children's special educational needs: an authority decides by its own schedule.
The sum is pure: from the dated facts of a child to the day from which each category may go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from wayforward.arrangements.blocks import Sourced
from wayforward.arrangements.reading import Problem, TomlFile
from wayforward.arrangements.rules import number_from, one_of

# What can be disposed of, and what each is.
RECORD, LOOKED_AFTER, PICTURES, REQUEST = "record", "record_looked_after", "pictures", "request"
CATEGORIES = {
    RECORD: "The whole record of a child who is not looked after",
    LOOKED_AFTER: "The whole record of a child who is or was looked after",
    PICTURES: "Pictures and recordings: the photo, and files among the child’s own words",
    REQUEST: "A request for a record, with what was laid out and sent",
}
# The days to count from, and what each is called.
BIRTH, PLAN_ENDED, LAST_CONTACT, CLOSED = "birth", "plan_ended", "last_contact", "closed"
STARTS = {
    BIRTH: "birth",
    PLAN_ENDED: "the end of the plan",
    LAST_CONTACT: "the last work with the child",
    CLOSED: "the day on which it was closed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule(Sourced):
    """How long a category of record is kept.

    A category may have several rules, counted from different days: it is kept until the last of them
    is over. A rule whose day is not known yet keeps what it is about; only a plan that there never was
    keeps nothing.

    :ivar category: what is kept: ``record`` (all of it), ``record_looked_after`` (all of it, of a child
        who is or was looked after), ``pictures``, or ``request`` (for a record).
    :ivar years: for how many years.
    :ivar counted_from: from which day.
    :ivar basis: on what the authority bases it, in one or two plain sentences.
    :ivar is_verified: true once somebody who may say so has checked it against the authority's own
        schedule; until then pages say that it is not verified.
    """

    category: Annotated[str, one_of(*CATEGORIES)]
    years: Annotated[int, number_from(1, 100)]
    counted_from: Annotated[str, one_of(*STARTS)]
    basis: str
    is_verified: bool = False

    @property
    def words(self) -> str:
        """Return the rule in words: "31 years from birth"."""
        return f"{self.years} year{'s' * (self.years > 1)} from {STARTS[self.counted_from]}"


@dataclass(frozen=True, slots=True)
class DatedFacts:
    """What the sum needs to know of one thing; None where there is no such day.

    :param in_use: somebody works with it just now, so no last day can be told
    :param had_plan: there is or was a plan, so its end counts
    """

    born_on: date
    last_contact_on: date | None = None
    closed_on: date | None = None
    plan_ended_on: date | None = None
    had_plan: bool = False
    in_use: bool = False


@dataclass(frozen=True, slots=True)
class MayGo:
    """From when a category may be disposed of, and why; `on` is None while that cannot be told.

    :param rule: the rule that keeps it longest; None if the arrangements have none
    """

    category: str
    on: date | None
    why: str
    rule: RetentionRule | None = None


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def may_go(category: str, facts: DatedFacts, rules: Iterable[RetentionRule]) -> MayGo:
    """Return from which day a category may be disposed of, and why: the latest of its rules."""
    own = [rule for rule in rules if rule.category == category]
    if not own:
        return MayGo(category, None, "The arrangements say nothing about it, so it is kept")
    if facts.in_use:
        return MayGo(category, None, "Somebody works with it now, so it is kept")
    days = {
        BIRTH: facts.born_on,
        LAST_CONTACT: facts.last_contact_on or facts.born_on,
        CLOSED: facts.closed_on,
        PLAN_ENDED: facts.plan_ended_on,
    }
    latest: tuple[date, RetentionRule] | None = None
    for rule in own:
        start = days[rule.counted_from]
        if start is None:
            if rule.counted_from == PLAN_ENDED and not facts.had_plan:
                continue
            return MayGo(
                category, None, f"It is kept: {STARTS[rule.counted_from]} is to come", rule
            )
        end = years_after(start, rule.years)
        if latest is None or end > latest[0]:
            latest = (end, rule)
    if latest is None:
        return MayGo(category, None, "No rule for it has a day to count from, so it is kept")
    return MayGo(category, latest[0], f"{latest[1].words}: {latest[1].basis}", latest[1])


def check_retention(
    values: Mapping[str, Any], homes: Mapping[str, TomlFile], problems: list[Problem]
) -> None:
    """Refuse two rules for one category from one day, and a request counted from a child's life."""
    seen: set[tuple[str, str]] = set()
    for at, each in enumerate(values.get("retention") or ()):
        if each is None:
            continue  # a key of it is wrong, which is said already
        place = ("retention", at, "counted_from")
        if (each.category, each.counted_from) in seen:
            reason = f"{each.category} is counted from {each.counted_from} twice"
            problems.append(homes["retention"].problem(place, reason))
        if (each.category == REQUEST) != (each.counted_from == CLOSED):
            reason = "must be closed for the category request, and for no other"
            problems.append(homes["retention"].problem(place, reason))
        seen.add((each.category, each.counted_from))
