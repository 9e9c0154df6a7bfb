"""Two records side by side, fact by fact, in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from wayforward.people import codes
from wayforward.people.merging import FACTS, Fact
from wayforward.people.models import Child
from wayforward.people.record import addresses_shown
from wayforward.web.formats import count_of, short_day

NOTHING = "Nothing"
TABLES = {"sex": codes.SEXES, "ethnicity": codes.ETHNICITIES, "care": codes.CARE}


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of both records, in words; each side is a list of lines."""

    called: str
    first: tuple[str, ...]
    second: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Tell whether both say something, and not the same."""
        return bool(self.first and self.second and self.first != self.second)


def fact_in_words(fact: Fact, child: Child) -> str:
    """Return what a record says of one fact."""
    said = []
    for name in fact.columns:
        value: Any = getattr(child, name)
        if name == "rights_pass_on" or value in ("", None, False):
            continue
        if isinstance(value, date):
            value = short_day(value)
        elif value is True:
            value = "Yes"
        elif name == "upn_missing":
            value = f"none: {codes.UPN_MISSING.get(value, value).lower()}"
        said.append(str(TABLES.get(name, {}).get(value, value)))
    return (" " if fact.code in {"name", "known"} else ", ").join(said)


def facts(first: Child, second: Child) -> list[Line]:
    """Return the facts that at least one of two records says."""
    found = [
        Line("Reference", (first.reference,), (second.reference,)),
        Line("Restricted", _restricted(first), _restricted(second)),
    ]
    for fact in FACTS:
        one, other = (fact_in_words(fact, child) for child in (first, second))
        found.append(Line(fact.called, (one,) if one else (), (other,) if other else ()))
    return [line for line in found if line.first or line.second]


def _restricted(child: Child) -> tuple[str, ...]:
    return (child.restricted_because,) if child.is_restricted else ()


def lists(first: Child, second: Child, *, may_see_protected: bool) -> list[Line]:
    """Return what else two records hold. A fixed number of queries."""
    one = _lists(first, may_see_protected=may_see_protected)
    other = _lists(second, may_see_protected=may_see_protected)
    return [Line(name, one[name], other[name]) for name in one if one[name] or other[name]]


def _lists(child: Child, *, may_see_protected: bool) -> dict[str, tuple[str, ...]]:
    without = {"home": "Educated at home", "none": "Out of school"}
    settings = child.schoolings.select_related("establishment").order_by("-starts_on", "pk")
    people = [
        f"{each.user.full_name}, {each.role}"
        for each in child.allocations.select_related("user").order_by("pk")
    ]
    people += [
        f"{each.team}: {each.what}"
        for each in child.team_work.select_related("team").order_by("pk")
    ]
    people += [
        str(each.contact) for each in child.contacts.select_related("contact").order_by("pk")
    ]
    return {
        "Former names": tuple(str(each) for each in child.former_names.order_by("pk")),
        "Addresses": tuple(
            _dated(each.words, each.since, each.until)
            for each in addresses_shown(child, may_see_protected=may_see_protected)
        ),
        "Settings": tuple(
            _dated(
                each.establishment.name if each.establishment else without[each.kind],
                each.starts_on,
                each.ends_on,
            )
            for each in settings
        ),
        "Carers": tuple(
            _dated(f"{each.carer.full_name}, {each.relation}", each.starts_on, each.ends_on)
            for each in child.carings.select_related("carer").order_by("pk")
        ),
        "Needs": tuple(
            codes.NEEDS.get(each.code, each.code) for each in child.needs.order_by("rank")
        ),
        "Diagnoses": tuple(str(each) for each in child.diagnoses.order_by("pk")),
        "Who works with the child": tuple(people),
        "Asked about the child": tuple(str(each) for each in child.tasks.order_by("pk")),
        "In their own words": _number(child.own_words.count(), "thing"),
        "One-page profiles": _number(child.profiles.count(), "profile"),
    }


def _number(number: int, word: str) -> tuple[str, ...]:
    return (count_of(number, word),) if number else ()


def _dated(words: str, first: date | None, last: date | None) -> str:
    begun = f"from {short_day(first)}" if first else ""
    over = f"to {short_day(last)}" if last else ""
    when = " ".join(filter(None, [begun, over]))
    return f"{words} ({when})" if when else words
