"""What a legal rule is: its words, its limit, its source and how well that is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.errors import WrongAnchor


class Grade(StrEnum):
    """How well a rule is evidenced."""

    PRIMARY = "P"
    SECONDARY = "S"
    MEMORY = "M"
    RECOMMENDED = "R"

    @property
    def words(self) -> str:
        """Return what the grade means, as it is shown beside a rule."""
        return _GRADE_WORDS[self]


_GRADE_WORDS = {
    Grade.PRIMARY: "read in the law itself",
    Grade.SECONDARY: "read in guidance or a reliable summary",
    Grade.MEMORY: "not verified",
    Grade.RECOMMENDED: "not law: a recommended planning date",
}


class Basis(StrEnum):
    """How a limit is counted; the values are the public codes."""

    WEEKS_AFTER = "w"
    WEEKS_BEGINNING = "w1"
    DAYS_AFTER = "d+"
    DAYS_BEGINNING = "d1"
    DAYS_BEFORE = "d"
    WORKING_DAYS_AFTER = "wd"
    WORKING_DAYS_BEGINNING = "wd1"
    WORKING_DAYS_BEFORE = "wd-"
    TRIBUNAL_DAYS_AFTER = "twd"
    TRIBUNAL_DAYS_BEFORE = "twd-"
    TRIBUNAL_CALENDAR_DAYS_AFTER = "td+"
    MONTHS_AFTER = "m"
    MONTHS_BEGINNING = "m1"
    MONTHS_BEFORE = "m-"
    BEFORE = "before"
    CALENDAR = "calendar"

    @property
    def counts_back(self) -> bool:
        """Return whether the limit lies before its anchor."""
        return self in (
            Basis.DAYS_BEFORE,
            Basis.WORKING_DAYS_BEFORE,
            Basis.TRIBUNAL_DAYS_BEFORE,
            Basis.MONTHS_BEFORE,
        )


class Roll(StrEnum):
    """What happens to a last day that falls on a day when nothing can be done."""

    NONE = "stays"
    WORKING_DAY = "next working day"
    TRIBUNAL = "next day on which an appeal can be started"


class Kind(StrEnum):
    """What a rule's day is."""

    DUTY = "duty"  # somebody must have done something by the end of the day
    WINDOW = "window"  # somebody may act until the end of the day
    DAY = "day"  # something happens on the day


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a rule is found: the provision, and an address where it can be read."""

    provision: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of days, weeks or months, counted in one way.

    :param n: how many; for BEFORE the day of the month
    :param month: for BEFORE, the month
    :param reckoned: for CALENDAR, the function from the anchor's day to the last day
    :param words: for CALENDAR, what that day is: "the last Friday in June of ..."; for any other,
        what the law calls it, such as an anniversary
    """

    n: int
    basis: Basis
    month: int = 0
    reckoned: Callable[[date], date] | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """One limit of a rule: from which day, in which words, counted how.

    :param anchor: public name of the input, such as `clock_start`
    :param since: what that day is, for a parent: "the day the request arrived"
    :param counts: counted one after the other
    :param optional: whether the rule can be asked without this day
    :param after: the name of another input, before whose day this one cannot lie
    :param stays: whether this day is not rolled on, where the rule's other days are
    """

    anchor: str
    since: str
    counts: tuple[Count, ...]
    optional: bool = False
    stays: bool = False
    after: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty, window or day of the law, as data.

    :param duty: what must be done, as an order in plain words
    :param by: who must do it
    :param plain: the rule in plain words, for anyone
    :param periods: one or more limits; `later` says which of several counts
    :param told: who must be told
    :param excused_by: codes of `excuses.EXCUSES` that may excuse missing the limit
    :param cautious: a stricter reading of the first limit, where the law can be read in two ways
    :param at_least: for a window, whether the law gives this much and lets more be given
    :param by_five: whether the last day ends at 5pm, as the Tribunal's rules say
    :param keeps: whether something is kept going until the day, so that no earlier day is safe
    :param lasts: whether something goes on from the day, and is not over after it
    :param note: what a reader should know about the evidence or the reading
    :param is_draft: whether it is only proposed, and so in force on no day
    :param in_force_from: first day of the version; `in_force_to` is its last day, or None
    """

    id: str
    section: str
    duty: str
    by: str
    plain: str
    periods: tuple[Period, ...]
    citation: Citation
    grade: Grade
    told: tuple[str, ...] = ()
    kind: Kind = Kind.DUTY
    later: bool = False
    roll: Roll = Roll.NONE
    excused_by: tuple[str, ...] = ()
    cautious: tuple[Count, ...] = ()
    at_least: bool = False
    by_five: bool = False
    keeps: bool = False
    lasts: bool = False
    note: str = ""
    in_force_from: date = date(2014, 9, 1)
    in_force_to: date | None = None
    corrected_because: str = ""
    is_draft: bool = False

    @property
    def anchors(self) -> tuple[str, ...]:
        """Return the names of the rule's inputs, the required ones first."""
        return tuple(p.anchor for p in sorted(self.periods, key=lambda p: p.optional))

    @property
    def required(self) -> tuple[str, ...]:
        """Return the names of the inputs that must be given."""
        return tuple(p.anchor for p in self.periods if not p.optional)

    @property
    def basis(self) -> str:
        """Return the public code of how the first limit is counted."""
        return self.periods[0].counts[0].basis.value.removeprefix("t")

    @property
    def is_verified(self) -> bool:
        """Return whether the rule rests on more than memory."""
        return self.grade is not Grade.MEMORY

    @property
    def label(self) -> str:
        """Return the grade as it must be shown with the rule: "M: not verified"."""
        return f"{self.grade.value}: {self.grade.words}"

    @property
    def plain_note(self) -> str:
        """Return the note without grade letters, which only lawyers and testers know."""
        note = self.note
        for grade in Grade:
            note = note.replace(f"grade {grade.value}", grade.words)
        return note

    def period(self, anchor: str) -> Period:
        """Return the limit that is counted from this input.

        :raises WrongAnchor: if the rule has no such input
        """
        for period in self.periods:
            if period.anchor == anchor:
                return period
        raise WrongAnchor(
            f"{self.id} does not know {anchor!r}; it is asked with {', '.join(self.anchors)}"
        )


def period(
    anchor: str, since: str, n: int, basis: Basis, *, optional: bool = False
) -> tuple[Period, ...]:
    """Return the one limit of an ordinary rule, for the tables of rules."""
    return (Period(anchor, since, (Count(n, basis),), optional),)
