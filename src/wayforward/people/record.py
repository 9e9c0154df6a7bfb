"""What a page of a child's record says, worked out from the record for whoever looks.

A family sees what is theirs: no carer is shown another who is hidden from them, and a protected
address is shown to nobody but the casework team.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from wayforward.people import codes
from wayforward.people.identifiers import shown_nhs_number
from wayforward.people.models import Carer, Caring, Child, ChildAddress
from wayforward.statute.ages import academic_year_end, age_on, birthday
from wayforward.statute.school_years import national_curriculum_year, year_name
from wayforward.web.formats import count_of, short_day

PROTECTED = "Protected: the casework team has it"
WARNED_BEFORE = timedelta(days=183)  # the change of whose the rights are is told half a year ahead


def usual_year(child: Child, on: date) -> str:
    """Return the year group that is usual for the child's age, up to year 14."""
    year = national_curriculum_year(child.born_on, on)
    return year_name(year) if year <= 14 else ""


def age(child: Child, on: date) -> str:
    """Return the age in words: "7 years", or in months under two."""
    years = age_on(child.born_on, on)
    if years >= 2:
        return count_of(years, "year")
    months = (on.year - child.born_on.year) * 12 + on.month - child.born_on.month
    return count_of(months - (on.day < child.born_on.day), "month")


def whose_rights(child: Child, on: date) -> str:
    """Say whose the rights over a plan are, and from when.

    Children and Families Act 2014, section 83(2); Education Act 1996, section 8 (grade S).
    """
    last = child.rights_pass_on - timedelta(days=1)
    if on >= child.rights_pass_on:
        return (
            f"The rights are {child.full_name}’s own since {short_day(child.rights_pass_on)}, when "
            "compulsory school age had ended. Ask, decision by decision, whether help to decide is "
            "needed, and whom else to tell."
        )
    if child.rights_pass_on - on <= WARNED_BEFORE:
        return (
            f"The rights are the parents’ until {short_day(last)}, the end of compulsory school "
            f"age. From then on they are {child.full_name}’s own: ask now whom else to tell."
        )
    return f"The rights are the parents’ until {short_day(last)}, the end of compulsory school age."


def facts_shown(child: Child, on: date, *, is_professional: bool) -> list[tuple[str, str]]:
    """Return headings and answers, without what is not known."""
    legal = child.legal_name if child.legal_name != child.full_name else ""
    upn = child.upn or ""
    if not upn and child.upn_missing:
        upn = f"None: {codes.UPN_MISSING[child.upn_missing].lower()}"
    interpreter = f"interpreter needed for {child.interpreter}" if child.interpreter else ""
    languages = [child.language, interpreter, "British Sign Language" if child.uses_bsl else ""]
    care = [codes.CARE.get(child.care, ""), child.care_authority]
    facts = [
        ("Legal name", legal),
        ("Date of birth", f"{short_day(child.born_on)} ({age(child, on)})"),
        ("Died", short_day(child.died_on) if child.died_on else ""),
        ("Usual year group", usual_year(child, on)),
        ("Sex", codes.SEXES.get(child.sex, "")),
        ("Ethnicity", codes.ETHNICITIES.get(child.ethnicity, "")),
        ("Language", ", ".join(filter(None, languages))),
        ("How to communicate", child.how_i_communicate),
        ("UPN", upn),
        ("ULN", child.uln or ""),
        ("NHS number", shown_nhs_number(child.nhs_number) if child.nhs_number else ""),
        ("GP practice", child.gp_practice),
        ("Social care", ", ".join(filter(None, care)) if is_professional else ""),
        ("Whose the rights are", whose_rights(child, on)),
    ]
    return [(heading, answer) for heading, answer in facts if answer]


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """An address as whoever looks may see it."""

    words: str
    since: date | None
    until: date | None
    is_protected: bool


def addresses_shown(child: Child, *, may_see_protected: bool) -> list[ShownAddress]:
    """Return where the child lives and lived, the newest first. One query."""
    newest_first = child.addresses.order_by("lived_to", "-lived_from", "-pk")
    ordered: list[ChildAddress] = sorted(newest_first, key=lambda each: each.lived_to is not None)
    return [
        ShownAddress(
            words=PROTECTED if each.is_protected and not may_see_protected else str(each),
            since=each.lived_from,
            until=each.lived_to,
            is_protected=each.is_protected,
        )
        for each in ordered
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step of a child's journey."""

    on: date
    words: str
    is_to_come: bool


def journey(child: Child, on: date) -> list[Step]:
    """Return the steps of the child's life that the record knows, in order. One query."""
    steps = [(child.born_on, "Born")]
    for schooling in child.schoolings.select_related("establishment"):
        place = schooling.establishment.name if schooling.establishment else ""
        without = {"home": "Educated at home", "none": "Out of school"}
        steps.append((schooling.starts_on, place or without[schooling.kind]))
    steps.append((child.rights_pass_on, "Rights become the young person’s"))
    steps.append((academic_year_end(birthday(child.born_on, 25)), "End of the year of turning 25"))
    return [Step(day, words, day > on) for day, words in sorted(steps)]


@dataclass(frozen=True, slots=True)
class ShownCarer:
    """A carer as whoever looks may know them; empty where they may not."""

    caring: Caring
    name: str
    reach: tuple[str, ...]
    address: str
    is_hidden: bool
    is_over: bool


def carers_shown(
    carings: Sequence[Caring], user: Any, on: date, *, is_professional: bool
) -> list[ShownCarer]:
    """Return the family. A hidden carer's whereabouts are shown to professionals and to themselves."""
    shown = []
    for caring in carings:
        carer = caring.carer
        is_over = caring.ends_on is not None and caring.ends_on < on
        if is_over and not is_professional:
            continue
        is_open = is_professional or carer.user_id == user.pk
        if carer.is_hidden and not is_open and caring.child.user_id != user.pk:
            continue
        # A family sees how to reach a carer only if it is the carer's own record.
        reach = (carer.email, carer.phone) if is_open else ()
        shown.append(
            ShownCarer(
                caring=caring,
                name=carer.full_name,
                reach=tuple(filter(None, reach)),
                address=carer.address if is_open else "",
                is_hidden=carer.is_hidden and is_professional,
                is_over=is_over,
            )
        )
    return shown


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a letter would go to, or not, and why."""

    name: str
    gets_it: bool
    why: str
    how: str = ""
    warnings: tuple[str, ...] = ()


WAY = {Carer.LETTER: "by letter", Carer.EMAIL: "by e-mail", Carer.PHONE: "by telephone"}


def recipients(child: Child, carings: Sequence[Caring], on: date) -> list[Recipient]:
    """Return who would be written to about the child on a day, and who would not, with the reason.

    Until the end of compulsory school age: parents and carers in the sense of education law. After
    it: the young person, and those whom the young person agreed to.
    """
    found = []
    is_young_persons = on >= child.rights_pass_on
    if is_young_persons:
        found.append(
            Recipient(child.full_name, True, "The rights are the young person’s own", "as they ask")
        )
    for caring in carings:
        if caring.ends_on is not None and caring.ends_on < on:
            continue
        found.append(_recipient(caring, is_young_persons=is_young_persons))
    return found


def _recipient(caring: Caring, *, is_young_persons: bool) -> Recipient:
    carer, name = caring.carer, caring.carer.full_name
    how = WAY.get(carer.reach_by, "by text message")
    warnings = [
        "Keep their address from the other carers" if carer.is_hidden else "",
        f"Write in {carer.language}" if carer.language else "",
        "Large print" if carer.large_print else "",
        "Easy words" if carer.easy_words else "",
        "No address is known" if carer.reach_by == Carer.LETTER and not carer.address else "",
    ]
    if caring.told == Caring.NOTHING:
        return Recipient(name, False, f"The court: {caring.court_limit}")
    if not (caring.has_responsibility or caring.has_care):
        return Recipient(name, False, "Neither parental responsibility nor care of the child")
    if is_young_persons and not caring.young_person_agrees:
        asked = caring.young_person_agrees is None
        why = "The young person has not been asked" if asked else "The young person does not agree"
        return Recipient(name, False, why)
    if caring.told == Caring.LIMITED:
        warnings.append(f"Only what the court allows: {caring.court_limit}")
    why = "Has parental responsibility" if caring.has_responsibility else "Has care of the child"
    if is_young_persons:
        why = "The young person agrees"
    return Recipient(name, True, why, how, tuple(filter(None, warnings)))
