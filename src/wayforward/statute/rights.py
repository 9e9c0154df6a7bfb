"""Who holds the rights over a plan on a day, and who uses them for whom.

CFA 2014 s83(2): rights pass at the end of compulsory school age. SEND Regulations 2014 regs 63
to 65 and Schedule 3: who acts where capacity is lacking. Whether somebody has capacity is asked
anew for each decision (Mental Capacity Act 2005 ss1 to 3, grade M), so it is never a fact about
a person here but an answer about one decision.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.ages import birthday, compulsory_school_age_ends
from wayforward.statute.errors import StatuteError, WrongDate
from wayforward.statute.rule import Citation, Grade
from wayforward.statute.rules.sources import SCHOOL_AGE_URL, regs


class Person(StrEnum):
    """Who can hold or use a right."""

    PARENT = "the child's parent"
    YOUNG_PERSON = "the young person"
    PARENT_REPRESENTATIVE = "the parent's representative"
    YOUNG_PERSON_REPRESENTATIVE = "the young person's representative"


class Reading(StrEnum):
    """How a provision is read for a young person who lacks capacity (Schedule 3)."""

    INSTEAD = "instead"  # the alternative person acts in place of the young person
    BOTH = "both"  # the young person is included, and the alternative person as well
    AS_WRITTEN = "as written"  # about who somebody is, so nobody stands in (reg 63)


@dataclass(frozen=True, slots=True)
class Area:
    """A group of provisions that Schedule 3 reads in one way."""

    name: str
    provisions: str
    reading: Reading


AREAS: dict[str, Area] = {
    area.name: area
    for area in (
        Area("request", "CFA s36(1)", Reading.INSTEAD),
        Area("request notices", "SR regs 3 to 5", Reading.INSTEAD),
        Area("assessment", "SR reg 7", Reading.BOTH),
        Area("no plan", "SR reg 10", Reading.INSTEAD),
        Area("views in the plan", "SR regs 12(1)(a), 19(a)", Reading.BOTH),
        Area("draft plan", "CFA s38; SR reg 13", Reading.INSTEAD),
        Area("final plan", "CFA ss39, 40; SR reg 14", Reading.INSTEAD),
        Area("review", "SR regs 20 to 22", Reading.INSTEAD),
        Area("re-assessment", "CFA s44(2); SR reg 25", Reading.INSTEAD),
        Area("ceasing", "SR reg 31", Reading.INSTEAD),
        Area("personal budget", "CFA s49", Reading.INSTEAD),
        Area("appeal", "CFA s51", Reading.INSTEAD),
        Area("mediation", "CFA ss53 to 55; SR regs 32 to 39", Reading.INSTEAD),
        Area("principles", "CFA s19", Reading.BOTH),
        Area("Local Offer comments", "CFA s30(6); SR regs 55, 56", Reading.BOTH),
        Area("information and advice", "CFA s32", Reading.BOTH),
        Area(
            "exceptions",
            "the grounds in SR regs 5(4), 8(2), 10(4), 44(3), 45(7)",
            Reading.BOTH,
        ),
        Area("parent in the armed forces", "SR reg 6(1)(b)(iv)", Reading.AS_WRITTEN),
        Area("groups of parents", "SR Sch 2 para 15(b)", Reading.AS_WRITTEN),
    )
}


@dataclass(frozen=True, slots=True)
class Right:
    """Who holds a right on a day, and who uses it.

    :param holder: whose right it is
    :param used_by: who acts; two people where the provision reads "both"
    :param passes_after: the last day on which it was, or will be, the parent's
    """

    holder: Person
    used_by: tuple[Person, ...]
    passes_after: date
    words: str
    citation: Citation
    grade: Grade


def right_on(
    born_on: date,
    day: date,
    *,
    area: str = "appeal",
    young_person_lacks_capacity: bool = False,
    young_person_has_representative: bool = False,
    parent_lacks_capacity: bool = False,
) -> Right:
    """Return who holds a right on a day, and who uses it.

    :param area: a key of `AREAS`
    :param young_person_lacks_capacity: for this decision, as recorded
    :param young_person_has_representative: a deputy or attorney who may decide this
    :raises WrongDate: if the child was not yet born, or is too old for a plan
    :raises StatuteError: if there is no such area
    """
    if born_on > day:
        raise WrongDate(
            f"born_on: {born_on.isoformat()} is after {day.isoformat()}, the day asked about"
        )
    if area not in AREAS:
        raise StatuteError(f"no area is called {area!r}; use {', '.join(AREAS)}")
    last_age = _LAST_AGE.get(area, 25)
    if day >= birthday(born_on, last_age + 1):
        raise WrongDate(
            f"born_on: {born_on.isoformat()} makes somebody {last_age + 1} or over on "
            f"{day.isoformat()}, too old to be a young person here"
        )
    ends = compulsory_school_age_ends(born_on)
    if AREAS[area].reading is Reading.AS_WRITTEN:
        holder = Person.PARENT if day <= ends else Person.YOUNG_PERSON
        words = "This is about the parents themselves, and nobody stands in for them."
        return Right(holder, (Person.PARENT,), ends, words, regs("63", "63"), Grade.PRIMARY)
    parent = Person.PARENT_REPRESENTATIVE if parent_lacks_capacity else Person.PARENT
    if day <= ends:
        return Right(
            Person.PARENT,
            (parent,),
            ends,
            "The right is the parent's until the end of compulsory school age."
            + (" The parent's representative acts." if parent_lacks_capacity else ""),
            regs("63", "63") if parent_lacks_capacity else _SCHOOL_AGE,
            Grade.PRIMARY if parent_lacks_capacity else Grade.SECONDARY,
        )
    if not young_person_lacks_capacity:
        return Right(
            Person.YOUNG_PERSON,
            (Person.YOUNG_PERSON,),
            ends,
            "The right is the young person's. Parents can go on helping, if the young person "
            "agrees.",
            _SCHOOL_AGE,
            Grade.SECONDARY,
        )
    other = Person.YOUNG_PERSON_REPRESENTATIVE if young_person_has_representative else parent
    if AREAS[area].reading is Reading.BOTH:
        used_by: tuple[Person, ...] = (Person.YOUNG_PERSON, other)
        words = f"The young person is included, and {other.value} acts as well."
    else:
        used_by = (other,)
        words = f"For this decision {other.value} acts instead of the young person."
    return Right(Person.YOUNG_PERSON, used_by, ends, words, regs("64; Sch 3", "64"), Grade.PRIMARY)


# A young person is under 25 (s83(2)); a plan that there is may last through the year of 25 (s46).
_LAST_AGE = {"request": 24}
_SCHOOL_AGE = Citation("CFA 2014 s83(2); Education Act 1996 s8", SCHOOL_AGE_URL)
