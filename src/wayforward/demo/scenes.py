"""What the invented people have to do: an absence, a contact, an import, something said."""

import csv
import datetime
import io
import uuid
from typing import Any

from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from uuid_utils.compat import uuid7

from wayforward.audit.models import Event
from wayforward.demo.drawing import drawing
from wayforward.documents.actions import store_upload
from wayforward.imports.actions.send import send_file
from wayforward.people.actions.children import ChildFacts, put_child
from wayforward.people.models import (
    Absence,
    Allocation,
    Caring,
    Child,
    ChildContact,
    Contact,
    HandoverNote,
    OwnWords,
    Task,
    Team,
    User,
)


def give_away(people: dict[str, User], children: list[uuid.UUID], *, on: datetime.date) -> None:
    """Let one caseworker be away with open promises, and the other cover; leave one child to nobody.

    :param children: the ids of those on the caseload of the one who is away
    """
    away, cover = people["second-caseworker"], people["caseworker"]
    since = on - datetime.timedelta(days=300)
    Allocation.objects.bulk_create(
        Allocation(child_id=pk, user=away, role="Caseworker", starts_on=since) for pk in children
    )
    absence = Absence.objects.create(
        user=away,
        covered_by=cover,
        starts_on=on - datetime.timedelta(days=2),
        ends_on=on + datetime.timedelta(days=12),
        note="Back in two weeks. The two reviews are the ones that cannot wait.",
    )
    promises = (
        ("Ring the mother about the draft plan", 1, "She works nights: not before two o’clock."),
        ("Send the school the review papers", 5, "They are in the shared folder, ready."),
        ("Find out when speech therapy begins", 20, ""),
    )
    for (what, days, words), pk in zip(promises, children, strict=False):
        task = Task.objects.create(
            child_id=pk,
            asked_of=away,
            asked_by=people["casework-manager"],
            what=what,
            asked_on=on - datetime.timedelta(days=8),
            due_on=on + datetime.timedelta(days=days),
        )
        if words:
            HandoverNote.objects.create(absence=absence, task=task, words=words)
    Absence.objects.create(
        user=people["second-psychologist"],
        starts_on=on - datetime.timedelta(days=1),
        ends_on=on + datetime.timedelta(days=3),
    )
    had_nobody_else = away.allocations.filter(child__team_work=None, child__tasks=None)
    for allocation in had_nobody_else.order_by("child_id")[:1]:  # and has nobody now
        allocation.ends_on = on - datetime.timedelta(days=1)
        allocation.save(update_fields=["ends_on"])


def give_contacts(children: list[uuid.UUID], *, on: datetime.date) -> None:
    """Add a team of health, and a contact in it who works with a few children."""
    team, _ = Team.objects.get_or_create(
        code="community_paediatrics", defaults={"name": "Community Paediatrics", "kind": "health"}
    )
    contact = Contact.objects.create(
        full_name="Dr Ines Sample",
        title="Community paediatrician",
        kind="health",
        organisation="Invented Health Trust",
        team=team,
        phone="01632 960001",
        email="ines.sample@example.org",
    )
    ChildContact.objects.bulk_create(
        ChildContact(child_id=pk, contact=contact, starts_on=on - datetime.timedelta(days=90))
        for pk in children
    )


def show_a_duplicate(people: dict[str, User], child_id: uuid.UUID, *, on: datetime.date) -> None:
    """Make a second record of a child of the caseworker: the name a letter longer, the same carer."""
    child, worker = Child.objects.get(pk=child_id), people["caseworker"]
    facts = ChildFacts(
        first_names=child.first_names,
        last_name=f"{child.last_name}e",
        born_on=child.born_on,
        language="Not recorded",
    )
    double = put_child(facts, by=worker, on=on)
    Allocation.objects.create(child=double, user=worker, role="Caseworker", starts_on=on)
    for row in (*child.addresses.filter(lived_to__isnull=True), *child.needs.all()):
        row.pk, row.child = uuid7(), double
        row.save(force_insert=True)
    for link in child.carings.filter(ends_on__isnull=True)[:1]:
        Caring.objects.create(
            child=double,
            carer=link.carer,
            relation=link.relation,
            has_responsibility=link.has_responsibility,
            has_care=link.has_care,
            told=link.told,
            court_limit=link.court_limit,
        )


def show_odd_looks(people: dict[str, User], child_id: uuid.UUID, *, at: datetime.datetime) -> None:
    """Let a caseworker have looked at one record late in the evening, for a manager to ask about."""
    night = at.replace(hour=23, minute=10, second=0, microsecond=0) - datetime.timedelta(days=2)
    for minutes, page in ((0, "people:child"), (2, "people:child-people")):
        Event.objects.create(
            action="people.looked",
            actor=str(people["second-caseworker"].pk),
            subject_type=Child._meta.label,
            subject_id=str(child_id),
            happened_at=night + datetime.timedelta(minutes=minutes),
            facts={"page": page, "because": ["caseload"]},
        )


def show_an_import(officer: User, *, home: str, on: datetime.date, at: datetime.datetime) -> None:
    """Send a small file, so that the page of an import has something of each kind to show."""
    known = list(Child.objects.order_by("pk")[:3])
    rows = [["Pupils with SEN support, invented"], ["Surname", "Forename", "DOB", "Sex", "UPN"]]
    for place, child in enumerate(known):  # nothing to do; a change; a name nearly so
        last_name = child.last_name + "e" * (place == 2)
        sex = ("M" if child.sex == "F" else "F") * (place == 1)
        rows.append([last_name, child.first_names, f"{child.born_on:%d/%m/%Y}", sex, ""])
    rows.append(["Example-Newcomer", "Robin", "04/03/2017", "F", ""])
    rows.append(["Example", "Wrong", "04/03/2017", "F", "A801200005001"])
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    content = File(io.BytesIO(written.getvalue().encode()), name="invented pupils.csv")
    send_file(content, home=home, by=officer, on=on, at=at)  # type: ignore[arg-type]  # as an upload


def give_voices(people: dict[str, User], *, on: datetime.date, at: datetime.datetime) -> None:
    """Let the young person and the parent's eldest child say something: in words, in a drawing."""
    eldest = Child.objects.filter(carings__carer__user=people["parent"]).order_by("born_on").first()
    for child in filter(None, [eldest, Child.objects.filter(user=people["young-person"]).first()]):
        OwnWords.objects.create(
            child=child,
            said_on=on - datetime.timedelta(days=40),
            about="What helps me to learn",
            words="When it is loud I cannot think. Let me go to the quiet room, and tell me first "
            "if something is going to change.",
            helped_by="a teaching assistant, with picture cards",
        )
        drawn: Any = SimpleUploadedFile("my-safe-place.png", drawing())
        version = store_upload(
            drawn,
            title="My safe place",
            kind="own_words",
            by=None,
            at=at,
        )
        OwnWords.objects.create(
            child=child,
            said_on=on - datetime.timedelta(days=12),
            about="My safe place",
            document=version.document,
            shows="A yellow sun over a green hill, and a small red house with one window.",
        )
