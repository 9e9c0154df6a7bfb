"""One child's whole record, as whoever asks may see it: as a document to read and as data.

What a page would not show somebody is not in their file either: both read people/record.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wayforward.audit.models import Event
from wayforward.documents.letterhead import our_letterhead
from wayforward.documents.rendering.structure import (
    Block,
    DocumentContent,
    Facts,
    Heading,
    Paragraph,
    Report,
    Table,
)
from wayforward.people import codes
from wayforward.people.history import changes_of
from wayforward.people.looks import looks_at
from wayforward.people.models import Child
from wayforward.people.permissions import (
    can_open_as_professional,
    can_review_looks,
    can_see_protected_address,
)
from wayforward.people.record import addresses_shown, carers_shown, facts_shown
from wayforward.statute.school_years import year_name
from wayforward.web.formats import figure, moment, short_day

ABOUT_ANOTHER = "About another person: look at this before you give it to anybody."
WITHOUT = {"home": "Educated at home", "none": "Out of school"}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a file: a heading, and rows under the names of their columns.

    :param is_about_others: holds facts of people other than the child
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_about_others: bool = False

    @property
    def is_facts(self) -> bool:
        """Tell whether its rows are names and values."""
        return self.columns == ("Fact", "Answer")


def sections_of(child: Child, user: Any, on: date) -> list[Section]:
    """Return the parts of a child's file that `user` may see, without empty ones."""
    is_professional = can_open_as_professional(user, child)
    may_see_protected = can_see_protected_address(user, child)
    sections = [
        Section(
            "Facts",
            ("Fact", "Answer"),
            tuple(facts_shown(child, on, is_professional=is_professional)),
        ),
        Section(
            "Addresses",
            ("Address", "From", "To"),
            tuple(
                (each.words, _day(each.since), _day(each.until))
                for each in addresses_shown(child, may_see_protected=may_see_protected)
            ),
        ),
        Section(
            "Needs",
            ("Need", "Area"),
            tuple(
                (codes.NEEDS.get(need.code, need.code), codes.area_of(need.code))
                for need in child.needs.order_by("rank")
            ),
        ),
        Section(
            "Diagnoses, as reported",
            ("Diagnosis", "Told by", "When"),
            tuple(
                (each.what, each.reported_by, _day(each.reported_on))
                for each in child.diagnoses.order_by("-reported_on", "pk")
            ),
        ),
        _settings(child),
        *_profiles(child),
        _own_words(child),
        _family(child, user, on, is_professional=is_professional),
        Section(
            "Who works with the child",
            ("Who", "As what", "From", "To"),
            tuple(
                (each.user.full_name, each.role, _day(each.starts_on), _day(each.ends_on))
                for each in child.allocations.select_related("user").order_by("starts_on", "pk")
            )
            + tuple(
                (each.team.name, each.what, _day(each.starts_on), _day(each.ends_on))
                for each in child.team_work.select_related("team").order_by("starts_on", "pk")
            ),
        ),
    ]
    if is_professional:
        sections.append(_changes(child, may_see_protected=may_see_protected))
    if can_review_looks(user, child):
        sections.append(_looks(child))
    return [section for section in sections if section.rows]


def _settings(child: Child) -> Section:
    rows = []
    for each in child.schoolings.select_related("establishment").order_by("starts_on"):
        place = each.establishment.name if each.establishment else WITHOUT[each.kind]
        taught = "" if each.year_taught is None else year_name(each.year_taught)
        attendance = "" if each.attendance is None else f"{figure(each.attendance)} per cent"
        rows.append((place, _day(each.starts_on), _day(each.ends_on), taught, attendance))
    columns = ("Setting", "From", "To", "Taught with", "Attendance")
    return Section("Schools and other settings", columns, tuple(rows))


def _profiles(child: Child) -> list[Section]:
    return [
        Section(
            f"One-page profile of {short_day(each.written_on)}",
            ("Fact", "Answer"),
            tuple(
                (heading, words)
                for heading, words in (
                    ("What people like and admire about me", each.people_like),
                    ("What is important to me", each.matters),
                    ("How best to help me", each.how_to_help),
                    ("Written by", each.written_with),
                )
                if words
            ),
        )
        for each in child.profiles.order_by("-written_on", "-pk")
    ]


def _own_words(child: Child) -> Section:
    """Return what the child said; a file that is kept is told by what it shows."""
    said = child.own_words.filter(taken_back_on__isnull=True).select_related("document")
    rows = tuple(
        (
            _day(each.said_on),
            each.about,
            each.words or f"A picture or recording is kept. It shows or says: {each.shows}",
            each.helped_by,
        )
        for each in said.order_by("said_on", "pk")
    )
    columns = ("When", "What it is about", "In their own words", "Who was with them")
    return Section("In the child’s own words", columns, rows)


def _family(child: Child, user: Any, on: date, *, is_professional: bool) -> Section:
    carings = list(child.carings.select_related("carer", "child").order_by("pk"))
    rows = []
    for each in carers_shown(carings, user, on, is_professional=is_professional):
        caring = each.caring
        part = [
            caring.relation,
            "parental responsibility" if caring.has_responsibility else "",
            "care of the child" if caring.has_care else "",
            f"until {short_day(caring.ends_on)}" if caring.ends_on else "",
        ]
        limit = caring.court_limit if is_professional else ""
        reach = ", ".join(filter(None, [each.address, *each.reach]))
        rows.append((each.name, ", ".join(filter(None, part)), reach, limit))
    columns = ("Who", "What they are to the child", "How to reach them", "What a court has ordered")
    return Section("Family and carers", columns, tuple(rows), is_about_others=True)


def _changes(child: Child, *, may_see_protected: bool) -> Section:
    rows = tuple(
        (
            moment(each.at),
            each.by,
            each.title,
            "; ".join(f"{name}: {before} became {after}" for name, before, after in each.fields),
        )
        for each in changes_of(child, may_see_protected=may_see_protected)
    )
    return Section("What was changed", ("When", "By whom", "What", "From and to"), rows)


def _looks(child: Child) -> Section:
    events = Event.objects.filter(subject_type="people.Child", subject_id=str(child.pk))
    rows = tuple(
        (moment(each.at), each.who, each.what, each.because)
        for each in looks_at(events.order_by("-happened_at", "-pk"))
    )
    return Section("Who has looked", ("When", "Who", "What", "By what right"), rows)


def _day(day: date | None) -> str:
    return short_day(day) if day else ""


def as_document(child: Child, user: Any, on: date) -> tuple[DocumentContent, Report]:
    """Return the file as a report, to be drawn as PDF or DOCX."""
    blocks: list[Block] = []
    is_professional = can_open_as_professional(user, child)
    for section in sections_of(child, user, on):
        told = ABOUT_ANOTHER if section.is_about_others and is_professional else ""
        blocks += blocks_of(section, told)
    layout = Report(
        letterhead=our_letterhead(),
        issued_on=on,
        facts=(
            ("Reference", child.reference),
            ("Made for", user.full_name),
            ("Holds", "What the person it was made for may see"),
        ),
        with_contents=True,
    )
    return DocumentContent(title=f"Record of {child.full_name}", blocks=tuple(blocks)), layout


def blocks_of(section: Section, told: str = "") -> list[Block]:
    """Return one part of a file as a heading, what is told of it, and its facts or table."""
    blocks: list[Block] = [Heading(section.title)]
    if told:
        blocks.append(Paragraph(told))
    if section.is_facts:
        return [*blocks, Facts(tuple((name, answer) for name, answer in section.rows))]
    columns = _used(section)
    table = Table(
        caption=section.title,
        header=tuple(section.columns[at] for at in columns),
        rows=tuple(tuple(row[at] for at in columns) for row in section.rows),
    )
    return [*blocks, table]


def _used(section: Section) -> Sequence[int]:
    """Return the columns that hold anything."""
    return [at for at in range(len(section.columns)) if any(row[at] for row in section.rows)]


def as_data(child: Child, user: Any, on: date) -> dict[str, Any]:
    """Return the file as plain values for JSON: sections, each with its rows by column."""
    return {
        "record": child.reference,
        "name": child.full_name,
        "made_for": user.full_name,
        "made_on": on.isoformat(),
        "sections": [
            {
                "title": section.title,
                "about_others": section.is_about_others,
                "rows": [dict(zip(section.columns, row, strict=True)) for row in section.rows],
            }
            for section in sections_of(child, user, on)
        ],
    }
