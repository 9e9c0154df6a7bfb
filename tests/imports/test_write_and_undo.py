"""From the file to the record and back: what an import writes, and what undoing it leaves."""

import datetime

import pytest

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
)
from tests.imports.files import (
    HEADINGS,
    ON,
    csv_of,
    ctf,
    judged,
    pupil,
    send,
    undo,
    upn,
    write,
    xlsx,
)
from wayforward.audit.models import Event
from wayforward.imports.actions.decide import decide_row
from wayforward.imports.snapshots import snapshots
from wayforward.people.models import Carer, Child, ChildAddress, FormerName, NameUse

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return EstablishmentFactory(
        name="Example Green School", la_code="826", establishment_number="4001", urn="123456"
    )


def everything(**facts):
    """Return a row that says all that a spreadsheet may say."""
    return {
        "UPN": upn(7),
        "Surname": "Example",
        "Forename": "Zoë",
        "DOB": datetime.datetime(2017, 3, 4),
        "Sex": "Female",
        "Ethnicity": "White British",
        "URN": 123456,
        "Year group": "Year 4",
        "Start date": "02/09/2024",
        "Primary need": "Autism",
        "Secondary need": "SLCN",
        "Address": "7 Invented Road",
        "Town": "Milton Keynes",
        "Postcode": "mk93ej",
        "Parent name": "Ms Pat Example",
        "Parent phone": 7700900123,
        "Parent email": "Pat@Example.org",
    } | facts


def sheet(*rows):
    return xlsx([list(rows[0]), *(list(row.values()) for row in rows)], titles=2)


def test_a_new_child_is_written_with_all_that_the_row_says(school):
    kept = write(send(sheet(everything())))
    assert (kept.state, judged(kept)) == ("applied", [(4, "new", "Nobody like this is known")])
    child = Child.objects.get()
    assert (child.legal_name, child.upn, child.sex, child.ethnicity) == (
        *("Zoë Example", upn(7), "F"),
        "WBRI",
    )
    assert child.born_on == datetime.date(2017, 3, 4)
    schooling = child.schoolings.get()
    assert (schooling.establishment, schooling.year_taught, schooling.starts_on) == (
        *(school, 4),
        datetime.date(2024, 9, 2),
    )
    assert list(child.needs.order_by("rank").values_list("code", flat=True)) == ["ASD", "SLCN"]
    address = child.addresses.get()
    assert str(address) == "7 Invented Road, Milton Keynes, MK9 3EJ"
    caring = child.carings.get()
    assert (caring.carer.full_name, caring.carer.phone, caring.carer.email) == (
        *("Ms Pat Example", "07700900123"),
        "pat@example.org",
    )
    # Nobody is written to until the casework team has said who may be told what.
    assert (caring.has_responsibility, caring.has_care) == (False, False)
    added = Event.objects.get(action="people.added_child")
    assert added.facts == {"in_import": str(kept.pk)}
    assert added.actor == str(kept.sent_by.pk)
    senco = PostFactory(establishment=school).user
    assert child in Child.objects.visible_to(senco, on=ON)
    assert child not in Child.objects.visible_to(kept.sent_by, on=ON)


def test_the_same_file_again_changes_nothing(school):
    rows = [
        everything(),
        everything(UPN=upn(8), Forename="Al", Surname="O’Brien", DOB="1 Jan 2016"),
    ]
    write(send(sheet(*rows)))
    before = snapshots(list(Child.objects.values_list("pk", flat=True)), family=True)
    again = send(sheet(*rows))
    assert [verdict for _, verdict, _ in judged(again)] == ["nothing", "nothing"]
    assert [row.notes for row in again.rows.all()] == [[], []]
    assert snapshots(list(before), family=True) == before


def test_a_transfer_file_again_changes_nothing(school):
    content = ctf(pupil() + pupil(upn=upn(2), first="Ann", born="2016-01-02"))
    kept = write(send(content, "8264001_CTF_826LLLL_001.xml"))
    assert kept.state == "applied"
    child = Child.objects.get(upn=upn(1))
    assert (child.first_names, child.known_as, child.language, child.care) == (
        *("Zoë Anne", "Zo", "Polish"),
        "looked_after",
    )
    assert list(child.needs.order_by("rank").values_list("code", flat=True)) == ["SLCN", "ASD"]
    assert child.schoolings.get().establishment == school
    assert child.addresses.get().street == "7 Invented Road, Nowhere"
    assert child.carings.get().relation == "mother"
    assert [v for _, v, _ in judged(send(content, "a.xml"))] == ["nothing", "nothing"]


@pytest.fixture
def known(school):
    """Return a record that differs from `everything` in all parts."""
    child = ChildFactory(first_names="Zoe", last_name="Before", upn=upn(7), sex="")
    SchoolingFactory(child=child, year_taught=3)
    ChildAddress.objects.create(child=child, street="1 Old Road", postcode="MK9 1AA")
    child.needs.create(code="MLD", rank=1)
    return child


def test_what_changes_is_told_and_written(known, school):
    kept = send(sheet(everything(Forename="Zoe", Surname="Before", Surname2="")))
    row = kept.rows.get()
    assert (row.verdict, row.child, row.why) == ("changes", known, "The same UPN")
    told = {each["called"]: (each["old"], each["new"]) for each in row.changes}
    assert told["Sex"] == ("", "Female")
    assert told["Needs"] == (
        "Moderate learning difficulty",
        (
            "Autistic spectrum disorder, Speech, language and communication needs, "
            "Moderate learning difficulty"
        ),
    )
    assert told["Address"] == (
        *("1 Old Road, MK9 1AA",),
        "7 Invented Road, Milton Keynes, MK9 3EJ",
    )
    assert told["School"][1] == "Example Green School from 2 September 2024, Year 4"
    assert "Ms Pat Example is not in the family" in row.notes[0]
    write(kept)
    known.refresh_from_db()
    assert (known.sex, known.first_names, known.changes) == ("F", "Zoe", 1)
    assert known.schoolings.get(ends_on=None).establishment == school
    assert known.schoolings.exclude(ends_on=None).get().ends_on == datetime.date(2024, 9, 1)
    assert not Carer.objects.exists()
    event = Event.objects.get(action="people.edited_child")
    assert set(event.facts["fields"]) == {"ethnicity", "sex"}


def test_undoing_puts_everything_back(known, school):
    before = snapshots([known.pk], family=True)
    words = set(NameUse.objects.filter(child=known).values_list("word_id", flat=True))
    rows = [
        everything(Surname="Before", DOB="04/03/2017"),
        everything(UPN=upn(8), Forename="Al", Surname="O’Brien", DOB="2016-01-01"),
    ]
    kept = send(sheet(*rows))
    write(kept)
    assert Child.objects.count() == 2
    undo(kept)
    kept.refresh_from_db()
    assert kept.state == "undone"
    assert list(Child.objects.all()) == [known]
    assert snapshots([known.pk], family=True) == before
    assert not Carer.objects.exists()
    assert set(NameUse.objects.filter(child=known).values_list("word_id", flat=True)) == words
    assert {row.outcome for row in kept.rows.all()} == {"undone"}
    assert Event.objects.filter(action="imports.removed_child").count() == 1
    # The history keeps it.
    gone = Child.pgh_event_model.objects.filter(pgh_label="delete")  # type: ignore[attr-defined]
    assert gone.get().upn == upn(8)


def changed_name(child):
    child.refresh_from_db()
    child.known_as = "Zed"
    child.save()


GONE_ON = {
    "a task": (lambda child: TaskFactory(child=child), "tasks"),
    "a caseload": (lambda child: AllocationFactory(child=child), "allocations"),
    "a fact": (changed_name, "changed since"),
    "a need": (lambda child: child.needs.create(code="HI", rank=3), "changed since"),
    "a carer": (lambda child: CaringFactory(child=child, relation="father"), "changed since"),
}


@pytest.mark.parametrize("what", GONE_ON)
def test_a_new_record_that_somebody_has_gone_on_with_stays(school, what):
    go_on, words = GONE_ON[what]
    kept = write(send(sheet(everything())))
    child = Child.objects.get()
    go_on(child)
    before = snapshots([child.pk], family=True)
    undo(kept)
    row = kept.rows.get()
    assert row.outcome == "kept"
    assert words in row.told
    assert snapshots([child.pk], family=True) == before


def test_a_changed_fact_that_was_changed_again_stays(known, school):
    kept = write(send(sheet(everything(Forename="Zoe", Surname="Before"))))
    known.refresh_from_db()
    known.sex = "M"
    known.save()
    known.needs.filter(code="SLCN").delete()
    undo(kept)
    known.refresh_from_db()
    row = kept.rows.get()
    assert row.told == "Left as changed since: Sex, needs"
    assert (known.sex, known.ethnicity) == ("M", "")
    assert known.addresses.get(lived_to=None).street == "1 Old Road"
    assert known.schoolings.get().year_taught == 3


def test_a_number_that_another_child_has_by_now_is_not_put_back():
    child = ChildFactory(upn=upn(90), first_names="Zoë", last_name="Example")
    kept = send(csv_of([HEADINGS, [upn(91), "Example", "Zoë", "04/03/2017"]]), "a.csv")
    decide_row(kept.rows.get().pk, "same", child_id=child.pk, by=kept.sent_by, on=ON)
    write(kept)
    child.refresh_from_db()
    assert child.upn == upn(91)
    ChildFactory(upn=upn(90))
    undo(kept)
    child.refresh_from_db()
    assert child.upn == upn(91)
    assert kept.rows.get().outcome == "kept"


def test_what_changed_meanwhile_is_not_written_over(known, school):
    kept = send(sheet(everything(Forename="Zoe", Surname="Before")))
    Child.objects.filter(pk=known.pk).update(sex="M")
    kept = write(kept)
    assert kept.state == "ready"
    assert "rows 4 are judged otherwise" in kept.told
    known.refresh_from_db()
    assert (known.sex, known.ethnicity) == ("M", "")
    told = {each["called"]: each["old"] for each in kept.rows.get().changes}
    assert told["Sex"] == "Male"
    assert write(kept).state == "applied"


def test_a_carer_of_another_child_stays_when_a_record_is_undone(school):
    kept = write(send(sheet(everything())))
    carer = Carer.objects.get()
    CaringFactory(carer=carer)
    undo(kept)
    assert Child.objects.count() == 1
    assert Carer.objects.get() == carer


def test_a_legal_name_that_changes_is_kept_and_comes_back(school):
    child = ChildFactory(first_names="Zoë", last_name="Before", nhs_number="9434765919", upn=upn(7))
    rows = [["UPN", "Legal surname", "Forename", "DOB"], [upn(7), "After", "Zoë", "04/03/2017"]]
    kept = send(csv_of(rows), "a.csv")
    assert kept.rows.get().verdict == "doubtful"
    decide_row(kept.rows.get().pk, "same", child_id=child.pk, by=kept.sent_by, on=ON)
    write(kept)
    assert FormerName.objects.get().last_name == "Before"
    again = send(csv_of([rows[0], [upn(7), "Before", "Zoë", "04/03/2017"]]), "a.csv")
    assert again.rows.get().notes == [
        "The last name is one that the child had before. It is left out"
    ]
    undo(kept)
    child.refresh_from_db()
    assert (child.last_name, FormerName.objects.count()) == ("Before", 0)


def test_a_linked_fact_that_was_changed_again_keeps_the_other():
    child = ChildFactory(first_names="Zoë", last_name="Example", upn=None, upn_missing="UN8")
    kept = write(send(csv_of([HEADINGS, [upn(9), "Example", "Zoë", "04/03/2017"]]), "a.csv"))
    Child.objects.filter(pk=child.pk).update(upn=upn(10))
    undo(kept)
    child.refresh_from_db()
    assert (child.upn, child.upn_missing) == (upn(10), "")
    assert kept.rows.get().told == "Left as changed since: UPN, Why there is no UPN"


def test_a_need_that_keeps_its_place_is_left_as_it_is():
    child = ChildFactory(first_names="Zoë", last_name="Example")
    child.needs.create(code="ASD", rank=1)
    rows = [[*HEADINGS, "Need 1", "Need 2"], ["", "Example", "Zoë", "04/03/2017", "ASD", "HI"]]
    kept = write(send(csv_of(rows), "a.csv"))
    assert list(child.needs.order_by("rank").values_list("code", flat=True)) == ["ASD", "HI"]
    undo(kept)
    assert list(child.needs.values_list("code", "rank")) == [("ASD", 1)]


def test_another_address_and_a_later_school_follow_what_was_there(school):
    child = ChildFactory(first_names="Zoë", last_name="Example")
    headings = [*HEADINGS, "Address", "Postcode"]
    first = ["", "Example", "Zoë", "04/03/2017", "1 Old Road", "MK9 1AA"]
    second = [*first[:4], "2 New Road", "MK9 3EJ"]
    write(send(csv_of([headings, first]), "a.csv"))
    later = send(csv_of([headings, second]), "a.csv").rows.get()
    assert later.notes == ["The record’s address is newer than this file. It stays"]
    bare = send(csv_of([headings, [*first[:4], "3 Other Road", ""]]), "a.csv").rows.get()
    assert (bare.verdict, len(bare.notes)) == ("nothing", 1)
    assert child.addresses.get().street == "1 Old Road"
