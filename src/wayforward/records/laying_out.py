"""The whole record as numbered passages, and which of them somebody must look at before they go.

Everything is laid out, whoever works on it: what is given is decided passage by passage.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from wayforward.documents.models import Document, Version
from wayforward.people.models import Carer, Caring, Child
from wayforward.people.names import name_words
from wayforward.people.whole_record import Section, sections_of
from wayforward.records.models import AccessRequest
from wayforward.web.formats import moment, short_day

Cells = list[list[str]]

ANOTHER = "About another person: {}"
REACH = "Holds an e-mail address or telephone number"
PROTECTED = "Holds an address that is protected, or was"
STAFF = "Notes and traces of staff"
TOLD = "Says who told, wrote or helped"
VOICE = "The child’s own words: would the child want whoever asks to have them?"
COURT = "What a court has ordered"
FILE = "A file: look at it for other people"
WAITS = "A file that nobody has checked for viruses yet: it is not given before"
OWN_WORDS = "In the child’s own words"
FROM_STAFF = {"What was changed", "Who has looked", "What was asked", "Emergencies", "Notes"}
TELLERS = {"Told by", "Who was with them", "Written by"}
REACHED_BY = re.compile(r"\S+@\S+\.\S+|(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)")


class Everything:
    """Stands for a reader from whom nothing is kept: laying out leaves nothing out."""

    pk = None
    full_name = ""

    def has_perm(self, permission: str, subject: object = None) -> bool:
        """Tell that everything may be seen."""
        return True


@dataclass(frozen=True, slots=True)
class Laid:
    """One passage to be."""

    section: str
    cells: Cells
    marks: list[str]
    version: Version | None = None


def lay_out(asked: AccessRequest, on: date) -> list[Laid]:
    """Return the record of the child as passages, in order, with what is marked in each."""
    child = asked.child
    others = other_people(child, but=asked.carer)
    hidden = [
        words
        for address in child.addresses.all()
        if address.is_protected
        for words in (address.street, address.postcode)
        if words
    ]
    asker = asked.carer.full_name if asked.carer else ""
    laid = []
    for section in (*sections_of(child, Everything(), on), *more_of(child)):
        for row in section.rows:
            cells = cells_of(section, row)
            marks = marks_of(section, cells, others=others, hidden=hidden, asker=asker)
            if section.title == OWN_WORDS and asked.asked_as != AccessRequest.SUBJECT:
                marks.append(VOICE)
            laid.append(Laid(section.title, cells, marks))
    laid += files_of(child, others)
    return laid


def cells_of(section: Section, row: tuple[str, ...]) -> Cells:
    """Return a row as pairs of name and words, without empty ones."""
    if section.is_facts:
        return [[row[0], row[1]]]
    return [[name, words] for name, words in zip(section.columns, row, strict=True) if words]


def other_people(child: Child, *, but: Carer | None) -> dict[str, str]:
    """Return folded words of names that are not the child's, and whose they are.

    Of carers but whoever asks, of other children of all carers, and of contacts elsewhere.
    """
    own = set(name_words([child.first_names, child.last_name, child.known_as]))
    own |= set(name_words([child.known_last_name]))
    if but is not None:
        own |= set(name_words([but.first_names, but.last_name]))
    carings = Caring.objects.filter(child=child).select_related("carer")
    carers = {caring.carer_id: caring.carer for caring in carings}
    people = [each for each in carers.values() if but is None or each.pk != but.pk]
    names: list[tuple[str, tuple[str, ...]]] = [
        (each.full_name, (each.first_names, each.last_name)) for each in people
    ]
    siblings = Child.objects.filter(carings__carer_id__in=list(carers)).exclude(pk=child.pk)
    names += [
        (each.full_name, (each.first_names, each.known_as, each.last_name))
        for each in siblings.distinct().order_by("pk")
    ]
    names += [
        (each.contact.full_name, (each.contact.full_name,))
        for each in child.contacts.select_related("contact").order_by("pk")
    ]
    return {
        word: whole
        for whole, parts in names
        for word in name_words(parts)
        if word not in own and len(word) > 2
    }


def marks_of(
    section: Section, cells: Cells, *, others: dict[str, str], hidden: Iterable[str], asker: str
) -> list[str]:
    """Return why somebody must decide about a passage: one reason a kind, none if nobody need."""
    text = " ".join(words for _, words in cells)
    is_askers = section.is_about_others and bool(asker) and cells[0][1] == asker
    marks = []
    if section.is_about_others and not is_askers:
        marks.append(ANOTHER.format(cells[0][1]))
    marks += named_in(text, others)
    folded = squeezed(text)
    if any(squeezed(words) in folded for words in hidden):
        marks.append(PROTECTED)
    if REACHED_BY.search(text) and not is_askers:
        marks.append(REACH)
    if section.title in FROM_STAFF:
        marks.append(STAFF)
    if any(name in TELLERS for name, _ in cells):
        marks.append(TOLD)
    if any(name == COURT for name, _ in cells):
        marks.append(COURT)
    return list(dict.fromkeys(marks))


def named_in(text: str, others: dict[str, str]) -> list[str]:
    """Return a mark for each other person of whose name a word stands in the text."""
    found = {others[word] for word in name_words([text]) if word in others}
    return [ANOTHER.format(name) for name in sorted(found)]


def squeezed(text: str) -> str:
    """Return text without capitals and spaces, to find words however they are spaced."""
    return "".join(text.casefold().split())


def more_of(child: Child) -> list[Section]:
    """Return what the whole record of people/whole_record.py does not show: notes, names, tasks."""
    sections = [
        Section(
            "Former names",
            ("Name", "Until"),
            tuple((str(each), _day(each.until)) for each in child.former_names.order_by("pk")),
        ),
        Section(
            "Contacts in health, social care and elsewhere",
            ("Who", "What they are", "From", "To"),
            tuple(
                (
                    each.contact.full_name,
                    str(each.contact.title),
                    _day(each.starts_on),
                    _day(each.ends_on),
                )
                for each in child.contacts.select_related("contact").order_by("pk")
            ),
        ),
        Section(
            "What was asked",
            ("What", "Of whom", "By whom", "When", "Done", "Notes"),
            tuple(
                (
                    *(each.what, each.asked_of.full_name, each.asked_by.full_name),
                    *(_day(each.asked_on), _day(each.done_on)),
                    "; ".join(note.words for note in each.handover_notes.all()),
                )
                for each in child.tasks.select_related("asked_of", "asked_by")
                .prefetch_related("handover_notes")
                .order_by("asked_on", "pk")
            ),
        ),
        Section(
            "Emergencies",
            ("When", "Who", "Why", "What a manager made of it"),
            tuple(
                (moment(each.opened_at), each.user.full_name, each.reason, each.review)
                for each in child.emergencies.select_related("user").order_by("opened_at", "pk")
            ),
        ),
        Section("Notes", ("About", "Note"), tuple(_notes(child))),
    ]
    return [section for section in sections if section.rows]


def _notes(child: Child) -> Iterator[tuple[str, str]]:
    """Yield every free word of staff that stands beside a fact."""
    for schooling in child.schoolings.exclude(note="").order_by("starts_on", "pk"):
        yield f"Setting from {_day(schooling.starts_on)}", schooling.note
    for need in child.needs.exclude(note="").order_by("rank"):
        yield f"Need {need.code}", need.note
    for allocation in child.allocations.exclude(note="").order_by("starts_on", "pk"):
        yield f"Caseload from {_day(allocation.starts_on)}", allocation.note
    for address in child.addresses.exclude(protected_because="").order_by("pk"):
        yield "Why an address is protected", address.protected_because
    for named in child.named.select_related("user").order_by("pk"):
        yield f"Why {named.user.full_name} may see a restricted record", named.because
    if child.restricted_because:
        yield "Why the record is restricted", child.restricted_because


def files_of(child: Child, others: dict[str, str]) -> list[Laid]:
    """Return the photo and the files among the child's own words, taken back or not."""
    papers: list[tuple[Document | None, Cells]] = []
    if child.photo is not None:
        papers.append((child.photo, [["What it is", f"Photo of {child.full_name}"]]))
    for said in child.own_words.filter(document__isnull=False).select_related("document"):
        cells = [["What it is about", said.about], ["What it shows or says", said.shows]]
        if said.taken_back_on:
            cells.append(["Taken back", _day(said.taken_back_on)])
        papers.append((said.document, cells))
    laid = []
    for document, cells in papers:
        version = Version.objects.newest_of(document) if document else None
        named = named_in(" ".join(words for _, words in cells), others)
        laid.append(Laid("Files", cells, [FILE if version else WAITS, *named], version))
    return laid


def _day(day: date | None) -> str:
    return short_day(day) if day else ""
