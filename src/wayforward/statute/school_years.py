"""The school year, year group and key stage of a child, and the moves to the next phase.

A school's academic year runs from 1 September to 31 August. "Year 9" is the school year in
which most of the class reach 14 (SEND Regulations 2014 reg 2(1), grade P); the other year
groups follow from it. Key stages: Education Act 2002 s82 (grade M).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.ages import academic_year_end, age_on
from wayforward.statute.counting import months_after
from wayforward.statute.errors import WrongDate

YEAR_AT_AGE_4 = 0  # Reception: the year that starts when the child is 4 on 31 August
PFA_YEAR = 9  # from here advice, plans and reviews look to adulthood

# The bands of England's published statistics on plans, by age in whole years (grade M).
AGE_BANDS = ((0, 4), (5, 10), (11, 15), (16, 19), (20, 25))


@dataclass(frozen=True, slots=True)
class AcademicYear:
    """One school year by its first and last day."""

    starts_on: date
    ends_on: date

    @property
    def name(self) -> str:
        """Return "2026 to 2027"."""
        return f"{self.starts_on.year} to {self.ends_on.year}"


def academic_year(day: date) -> AcademicYear:
    """Return the school year that a day is in."""
    ends_on = academic_year_end(day)
    return AcademicYear(date(ends_on.year - 1, 9, 1), ends_on)


def _check_born(born_on: date, day: date) -> None:
    if born_on > day:
        raise WrongDate(
            f"born_on: {born_on.isoformat()} is after {day.isoformat()}, the day asked about"
        )


def national_curriculum_year(born_on: date, day: date, *, out_of_year: int = 0) -> int:
    """Return the year group on a day: 0 for Reception, 1 to 13 for school, below 0 before it.

    :param out_of_year: how many years above (1) or below (-1) the usual group the child is taught
    :raises WrongDate: if the child was not yet born
    """
    _check_born(born_on, day)
    year_began_after = date(academic_year(day).starts_on.year, 8, 31)
    return age_on(born_on, year_began_after) - 4 + out_of_year


def year_name(year: int) -> str:
    """Return "Reception", "Year 9", "Nursery" or "Before nursery"."""
    if year > 0:
        return f"Year {year}"
    return {0: "Reception", -1: "Nursery"}.get(year, "Before nursery")


def looks_to_adulthood(born_on: date, day: date, *, out_of_year: int = 0) -> bool:
    """Return whether a child is in or beyond year 9: regs 6(1)(g), 12(3), 20(6). Grade P."""
    return national_curriculum_year(born_on, day, out_of_year=out_of_year) >= PFA_YEAR


class KeyStage(StrEnum):
    """The key stages, with the years before and after them."""

    EARLY_YEARS = "Early years"
    ONE = "Key stage 1"
    TWO = "Key stage 2"
    THREE = "Key stage 3"
    FOUR = "Key stage 4"
    AFTER_16 = "After 16"


_LAST_YEAR_OF = (
    (0, KeyStage.EARLY_YEARS),
    (2, KeyStage.ONE),
    (6, KeyStage.TWO),
    (9, KeyStage.THREE),
    (11, KeyStage.FOUR),
)


def key_stage(year: int) -> KeyStage:
    """Return the key stage of a year group."""
    for last, stage in _LAST_YEAR_OF:
        if year <= last:
            return stage
    return KeyStage.AFTER_16


def age_band(born_on: date, day: date, *, bands: tuple[tuple[int, int], ...] = AGE_BANDS) -> str:
    """Return the band of an age on a day: "5 to 10"; "26 and over" past the last.

    :param bands: first and last age of each, in order and without a gap
    :raises WrongDate: if the child was not yet born
    """
    _check_born(born_on, day)
    age = age_on(born_on, day)
    for first, last in bands:
        if age <= last:
            return f"{first} to {last}"
    return f"{bands[-1][1] + 1} and over"


class TransferKind(StrEnum):
    """The moves between phases of education (SEND Regulations 2014 reg 2(1))."""

    INTO_SCHOOL = "early years to school"
    INFANT_TO_JUNIOR = "infant to junior school"
    PRIMARY_TO_MIDDLE = "primary to middle school"
    PRIMARY_TO_SECONDARY = "primary to secondary school"
    MIDDLE_TO_SECONDARY = "middle to secondary school"
    INTO_POST_16 = "secondary school to a post-16 institution"


class Schools(StrEnum):
    """How an area's schools follow each other."""

    PRIMARY_SECONDARY = "primary and secondary"
    INFANT_JUNIOR_SECONDARY = "infant, junior and secondary"
    FIRST_MIDDLE_UPPER = "first, middle and upper"


# In each pattern: the year group that starts after the move, and the move.
_MOVES: dict[Schools, tuple[tuple[int, TransferKind], ...]] = {
    Schools.PRIMARY_SECONDARY: (
        (0, TransferKind.INTO_SCHOOL),
        (7, TransferKind.PRIMARY_TO_SECONDARY),
        (12, TransferKind.INTO_POST_16),
    ),
    Schools.INFANT_JUNIOR_SECONDARY: (
        (0, TransferKind.INTO_SCHOOL),
        (3, TransferKind.INFANT_TO_JUNIOR),
        (7, TransferKind.PRIMARY_TO_SECONDARY),
        (12, TransferKind.INTO_POST_16),
    ),
    Schools.FIRST_MIDDLE_UPPER: (
        (0, TransferKind.INTO_SCHOOL),
        (5, TransferKind.PRIMARY_TO_MIDDLE),
        (9, TransferKind.MIDDLE_TO_SECONDARY),
        (12, TransferKind.INTO_POST_16),
    ),
}


@dataclass(frozen=True, slots=True)
class PhaseTransfer:
    """One move to the next phase.

    :param on: 1 September of the year of the move
    :param into_year: the year group that starts then
    :param rule_id: the rule that says by when the plan must be amended (reg 18(1), grade P)
    """

    kind: TransferKind
    on: date
    into_year: int
    rule_id: str


def phase_transfers(
    born_on: date,
    *,
    schools: Schools = Schools.PRIMARY_SECONDARY,
    out_of_year: int = 0,
    stays_for_sixth_form: bool = False,
) -> tuple[PhaseTransfer, ...]:
    """Return the moves of a child's time at school, in order.

    :param out_of_year: as for `national_curriculum_year`; a year below moves a year later
    :param stays_for_sixth_form: a sixth form of the same school is no move (grade M)
    """
    reception_starts = academic_year(born_on).ends_on.year + 4
    return tuple(
        PhaseTransfer(
            kind,
            date(reception_starts + year - out_of_year, 9, 1),
            year,
            "PHASE_POST16" if kind is TransferKind.INTO_POST_16 else "PHASE_GENERAL",
        )
        for year, kind in _MOVES[schools]
        if not (stays_for_sixth_form and kind is TransferKind.INTO_POST_16)
    )


def transfers_within_a_year(
    born_on: date,
    day: date,
    *,
    schools: Schools = Schools.PRIMARY_SECONDARY,
    out_of_year: int = 0,
    stays_for_sixth_form: bool = False,
) -> tuple[PhaseTransfer, ...]:
    """Return the moves that lie within twelve months after a day (reg 18(1)).

    :raises WrongDate: if the child was not yet born
    """
    _check_born(born_on, day)
    moves = phase_transfers(
        born_on,
        schools=schools,
        out_of_year=out_of_year,
        stays_for_sixth_form=stays_for_sixth_form,
    )
    return tuple(move for move in moves if day < move.on <= months_after(day, 12))
