"""What a row would change in a record, or put into a new one: in words, and as it is written.

What a file leaves blank is never taken out of a record, and what a record says in more detail (an
accent, a middle name) is not made poorer.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from wayforward.imports.facts import CarerGiven, Parsed
from wayforward.people import codes
from wayforward.people.identifiers import is_temporary, shown_nhs_number
from wayforward.people.models import Child, Schooling
from wayforward.people.queries import alike
from wayforward.statute.school_years import year_name
from wayforward.web.formats import short_day
from wayforward.web.text import words_of

MAIN_KINDS = (Schooling.MAIN, Schooling.HOME, Schooling.NONE)
LOOKED_AFTER, WAS_LOOKED_AFTER = "looked_after", "previously_looked_after"
NOT_SAID = {"NOBT", "REFU"}  # ethnicities that say that it is not known
CALLED = {
    "first_names": "Legal first names",
    "last_name": "Legal last name",
    "known_as": "First name in use",
    "known_last_name": "Last name in use",
    "born_on": "Date of birth",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "language": "Language spoken at home",
    "upn": "UPN",
    "upn_missing": "Why there is no UPN",
    "uln": "ULN",
    "nhs_number": "NHS number",
    "care": "Social care",
    "care_authority": "Which authority looks after the child",
}


@dataclass(frozen=True, slots=True)
class Learning:
    """A setting that a child begins at; without a setting, only the year group changes."""

    place: uuid.UUID | None
    starts_on: datetime.date | None
    year: int | None


@dataclass(slots=True)
class Plan:
    """What is to be written.

    :ivar facts: fields of models.Child
    :ivar needs: codes in their order, or None to leave them
    :ivar address: street, town and postcode, or None to leave it
    :ivar words: the same for people: [{"called", "old", "new"}]
    :ivar notes: what of the row is left out, and why
    """

    facts: dict[str, Any] = field(default_factory=dict)
    needs: list[str] | None = None
    address: tuple[str, str, str] | None = None
    learning: Learning | None = None
    carers: list[CarerGiven] = field(default_factory=list)
    words: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def say(self, called: str, old: str, new: str) -> None:
        """Add one change in words."""
        self.words.append({"called": called, "old": old, "new": new})

    def set(self, name: str, old: Any, new: Any) -> None:
        """Add a change of one of the child's own facts."""
        self.facts[name] = new
        self.say(CALLED[name], in_words(name, old), in_words(name, new))


def in_words(name: str, value: Any) -> str:
    """Return a fact of a child in words."""
    if value in (None, ""):
        return ""
    if isinstance(value, datetime.date):
        return short_day(value)
    if name == "nhs_number":
        return shown_nhs_number(value)
    tables = {
        "sex": codes.SEXES,
        "ethnicity": codes.ETHNICITIES,
        "care": codes.CARE,
        "upn_missing": codes.UPN_MISSING,
    }
    return str(tables.get(name, {}).get(value, value))


def for_new(row: Parsed, *, on: datetime.date) -> Plan:
    """Return what a new record would say."""
    plan = Plan(notes=list(row.notes))
    facts = dict(row.facts)
    if row.looked_after:
        facts["care"] = LOOKED_AFTER
    if facts.get("upn"):
        facts.pop("upn_missing", None)
    for name in CALLED:
        if name in facts:
            plan.set(name, "", facts[name])
    _needs(plan, row, [])
    _address(plan, row, None, on=on)
    _learning(plan, row, None, on=on)
    for carer in row.carers:
        plan.carers.append(carer)
        plan.say("Parent or carer", "", f"{carer.full_name} ({carer.relation})")
    return plan


def for_known(row: Parsed, child: Child, *, on: datetime.date) -> Plan:
    """Return what would change in a record.

    :param child: with its related rows prefetched (`judging.PARTS`), so that nothing is asked
    """
    plan = Plan(notes=list(row.notes))
    formers = [
        (words_of(former.first_names), words_of(former.last_name))
        for former in child.former_names.all()
    ]
    _first_names(plan, row, child, [first for first, _ in formers])
    _last_name(plan, row, child, [last for _, last in formers])
    for name in ("known_as", "known_last_name", "born_on", "sex", "language"):
        _fact(plan, row, child, name)
    if row.facts.get("ethnicity") not in NOT_SAID or not child.ethnicity:
        _fact(plan, row, child, "ethnicity")
    _numbers(plan, row, child)
    _care(plan, row, child)
    _needs(plan, row, [need.code for need in sorted(child.needs.all(), key=lambda n: n.rank)])
    _address(plan, row, child, on=on)
    _learning(plan, row, child, on=on)
    family = [caring.carer for caring in child.carings.all() if caring.ends_on is None]
    for carer in row.carers:
        if not any(_same_person(carer, known) for known in family):
            plan.notes.append(
                f"{carer.full_name} is not in the family that the record has. The casework team "
                "adds carers, who says what they may be told"
            )
    return plan


def _fact(plan: Plan, row: Parsed, child: Child, name: str) -> None:
    new, old = row.facts.get(name), getattr(child, name)
    if new is None or new == old:
        return
    if isinstance(new, str) and isinstance(old, str) and old and words_of(new) == words_of(old):
        return
    plan.set(name, old, new)


def _first_names(plan: Plan, row: Parsed, child: Child, formers: list[list[str]]) -> None:
    given = words_of(row.facts.get("first_names", ""))
    legal = words_of(child.first_names)
    if not given or given == legal[: len(given)] or given == words_of(child.known_as):
        return
    if given in formers:
        plan.notes.append("The first name is one that the child had before. It is left out")
        return
    plan.set("first_names", child.first_names, row.facts["first_names"])


def _last_name(plan: Plan, row: Parsed, child: Child, formers: list[list[str]]) -> None:
    given = words_of(row.facts.get("last_name", ""))
    if not given or given in (words_of(child.last_name), words_of(child.known_last_name)):
        return
    if given in formers:
        plan.notes.append("The last name is one that the child had before. It is left out")
        return
    plan.set("last_name", child.last_name, row.facts["last_name"])


def _numbers(plan: Plan, row: Parsed, child: Child) -> None:
    for name in ("uln", "nhs_number"):
        _fact(plan, row, child, name)
    given = row.facts.get("upn")
    if given and given != child.upn:
        if child.upn and is_temporary(given) and not is_temporary(child.upn):
            plan.notes.append("The UPN is temporary, and the record has a lasting one. It stays")
        else:
            plan.set("upn", child.upn, given)
            if child.upn_missing:
                plan.set("upn_missing", child.upn_missing, "")
    elif not given and not child.upn:
        _fact(plan, row, child, "upn_missing")


def _care(plan: Plan, row: Parsed, child: Child) -> None:
    if row.looked_after and child.care != LOOKED_AFTER:
        if child.care in ("", WAS_LOOKED_AFTER):
            plan.set("care", child.care, LOOKED_AFTER)
        else:
            plan.notes.append("The file says looked after; the record says more. It stays")
    elif row.looked_after is False and child.care == LOOKED_AFTER:
        plan.notes.append("The file says not looked after; the record says so. It stays")
    if row.looked_after or child.care == LOOKED_AFTER:
        _fact(plan, row, child, "care_authority")


def _needs(plan: Plan, row: Parsed, known: Sequence[str]) -> None:
    if not row.needs or row.needs == list(known[: len(row.needs)]):
        return
    plan.needs = [*row.needs, *(code for code in known if code not in row.needs)]
    old = ", ".join(codes.NEEDS.get(code, code) for code in known)
    plan.say("Needs", old, ", ".join(codes.NEEDS.get(code, code) for code in plan.needs))


def _address(plan: Plan, row: Parsed, child: Child | None, *, on: datetime.date) -> None:
    given = (row.street, row.town, row.postcode)
    if not any(given):
        return
    current = [each for each in child.addresses.all() if each.lived_to is None] if child else []
    if any(each.is_protected for each in current):
        plan.notes.append("The record has a protected address. The address in the file is left out")
        return
    if any(_same_address(given, each) for each in current):
        return
    if any(each.lived_from and each.lived_from >= on for each in current):
        plan.notes.append("The record’s address is newer than this file. It stays")
        return
    if not row.postcode and any(each.postcode for each in current):
        plan.notes.append("The address has no postcode, and the record has one. It is left out")
        return
    plan.address = given
    plan.say("Address", "; ".join(map(str, current)), ", ".join(filter(None, given)))


def _same_address(given: tuple[str, str, str], known: Any) -> bool:
    """Tell whether what the file says of an address is what the record has, however written."""
    pairs = zip(given, (known.street, known.town, known.postcode), strict=True)
    return all(not new or words_of(new) == words_of(old) for new, old in pairs)


def _learning(plan: Plan, row: Parsed, child: Child | None, *, on: datetime.date) -> None:
    current = [
        each
        for each in (child.schoolings.all() if child else [])
        if each.ends_on is None and each.kind in MAIN_KINDS
    ]
    now = current[0] if current else None
    if row.place is None or (now and now.establishment_id == row.place[0]):
        if now and row.year is not None and row.year != now.year_taught:
            plan.learning = Learning(None, None, row.year)
            plan.say("Year group", _year(now.year_taught), _year(row.year))
        return
    born_on = child.born_on if child else row.facts["born_on"]
    starts_on = row.entry or on
    if starts_on < born_on or (now and now.starts_on >= starts_on):
        plan.notes.append(
            f"The first day at {row.place[1]} is before that of the setting that the record has. "
            "The school is left out"
        )
        return
    plan.learning = Learning(row.place[0], starts_on, row.year)
    old = ""
    if now:
        old = now.establishment.name if now.establishment else "Not at a setting"
    year = f", {_year(row.year)}" if row.year is not None else ""
    since = f"from {short_day(row.entry)}" if row.entry else "from the day that this is written"
    plan.say("School", old, f"{row.place[1]} {since}{year}")


def _year(year: int | None) -> str:
    return "" if year is None else year_name(year)


def _same_person(given: CarerGiven, known: Any) -> bool:
    first, last = words_of(given.first_names), words_of(given.last_name)
    own_first, own_last = words_of(known.first_names), words_of(known.last_name)
    return (
        bool(first and own_first and alike(first[0], own_first[0]))
        and (set(last) & set(own_last) != set() or not (last and own_last))
        or (not last and first == own_last)
    )
