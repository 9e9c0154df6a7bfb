"""Who a row is about and what comes of it: twins, numbers of others, namesakes, restricted records."""

import datetime

import pytest

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import CaringFactory, ChildFactory, SchoolingFactory
from tests.imports.files import HEADINGS, HOME, ON, csv_of, judged, send, undo, upn, write
from wayforward.imports.actions import decide
from wayforward.imports.actions.opening import ImportRefused
from wayforward.imports.judging import judge
from wayforward.imports.models import Row
from wayforward.people.actions.finding import index_names
from wayforward.people.models import Child, ChildAddress, FormerName

pytestmark = pytest.mark.django_db
BORN = "04/03/2017"


def rows_of(*rows, headings=HEADINGS, **more):
    """Return the rows of a file as they are judged."""
    kept = send(csv_of([headings, *(list(row) for row in rows)]), "a.csv", **more)
    return list(kept.rows.order_by("number"))


def verdict(*row, headings=HEADINGS, **more):
    (judged_row,) = rows_of(row, headings=headings, **more)
    return judged_row


def test_twins_are_two_children():
    ChildFactory(first_names="Zoë", last_name="Example")
    known, new = rows_of(("", "Example", "Zoe", BORN), ("", "Example", "Adam", BORN))
    assert (known.verdict, known.why) == ("nothing", "The same name and date of birth")
    assert (new.verdict, new.child) == ("new", None)


def test_twins_in_one_file_are_both_new():
    rows = rows_of(("", "Example", "Zoë", BORN), ("", "Example", "Adam", BORN))
    assert [row.verdict for row in rows] == ["new", "new"]


def test_two_children_with_one_upn_are_both_refused():
    rows = rows_of(
        (upn(1), "Example", "Zoë", BORN),
        (upn(1), "Other", "Adam", "05/06/2016"),
        (upn(2), "Third", "Bo", BORN),
    )
    assert [row.verdict for row in rows] == ["refused", "refused", "new"]
    assert rows[0].why == "Rows 2 and 3 have one UPN: check which child it belongs to"


def test_a_row_that_is_there_twice_is_written_once():
    rows = rows_of(*[(upn(1), "Example", "Zoë", BORN)] * 2)
    assert [(row.verdict, row.why) for row in rows] == [
        *(("new", "Nobody like this is known"), ("nothing", "The same as row 2"))
    ]


def test_namesakes_born_on_one_day_are_refused_unless_upns_tell_them_apart():
    one, two = rows_of(("", "Example", "Zoë", BORN), ("", "EXAMPLE", "Zoe", BORN))
    assert (one.verdict, two.verdict) == ("new", "refused")
    assert two.why == "The same name and date of birth as in row 2"
    apart = rows_of((upn(1), "Example", "Zoë", BORN), (upn(2), "Example", "Zoë", BORN))
    assert [row.verdict for row in apart] == ["new", "new"]


def test_two_rows_about_one_record_are_not_both_written():
    ChildFactory(first_names="Zoë", last_name="Example", upn=upn(1))
    rows = rows_of((upn(1), "Example", "Zoë", ""), ("", "Example", "Zoe", BORN))
    assert [row.verdict for row in rows] == ["nothing", "refused"]
    assert rows[1].why == "Row 2 is about the same child"


REFUSED = {
    "a wrong check letter": (("A801200005001", "Example", "Zoë", BORN), "does not fit its first"),
    "a date of birth tomorrow": (("", "Example", "Zoë", "25/11/2026"), "is in time to come"),
    "no day": (("", "Example", "Zoë", "31/02/2017"), "“31/02/2017” is no day"),
    "somebody of 40": (("", "Example", "Zoë", "04/03/1986"), "in the last 26 years"),
    "no name": ((upn(1), "", "", BORN), "There is no name"),
    "no first name": (("", "Example", "", BORN), "There is no first name"),
    "no date of birth": (("", "Example", "Zoë", ""), "There is no date of birth"),
    "a name of 201": (("", "E" * 201, "Zoë", BORN), "Legal last name has 201 characters"),
    "only marks": (("", "", "\u202e\u200f", BORN), "There is no name"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_with_its_reason(what):
    row, why = REFUSED[what]
    found = verdict(*row)
    assert (found.verdict, found.child) == ("refused", None)
    assert why in found.why


@pytest.mark.parametrize(
    ("last", "first"),
    [
        *(("X", "Y"), ("E" * 200, "Z" * 200), ("كوهين", "عائشة"), ("ใจดี", "ปิยะ")),
        *(("O’Neill-D'Arcy", "e\u0301lodie"), ("", "Madonna"), ("Ⅳ", "Ⅻ"), ("李", "小龍")),
        ("\u202eelpmaxE", "Zoë"),
    ],
)
def test_names_of_every_kind_are_imported_once(last, first):
    rows = [HEADINGS, ["", last, first, BORN]]
    write(send(csv_of(rows, encoding="utf-8"), "a.csv"))
    child = Child.objects.get()
    assert "\u202e" not in child.legal_name
    again = send(csv_of(rows), "a.csv").rows.get()
    assert (again.verdict, again.child, again.changes) == ("nothing", child, [])


def test_a_upn_of_another_child_is_refused_and_does_not_name_it():
    ChildFactory(first_names="Robin", last_name="Hidden", upn=upn(1))
    row = verdict(upn(1), "Example", "Zoë", "05/06/2016")
    assert (row.verdict, row.why) == ("refused", "The UPN is another child’s: check the figures")
    assert row.candidates == []


DOUBTS = {
    "same UPN, another date of birth": (
        {"upn": upn(1)},
        (upn(1), "Example", "Zoë", "05/06/2016"),
        "the same UPN and name, another date of birth",
    ),
    "same UPN, another name": (
        {"upn": upn(1)},
        (upn(1), "Nobody", "Kurt", BORN),
        "the same UPN and date of birth, another name",
    ),
    "another UPN": (
        {"upn": upn(1)},
        (upn(2), "Example", "Zoë", BORN),
        "the same name and date of birth; the record has another UPN",
    ),
    "a name spelt nearly so": (
        {},
        ("", "Exampel", "Zoe", BORN),
        "the same date of birth, a name nearly so",
    ),
    "day and month changed round": (
        {},
        ("", "Example", "Zoë", "03/04/2017"),
        "the same name; day and month changed round",
    ),
}


@pytest.mark.parametrize("what", DOUBTS)
def test_what_may_be_is_left_to_decide_with_its_reason(what):
    facts, row, why = DOUBTS[what]
    child = ChildFactory(first_names="Zoë", last_name="Example", **facts)
    found = verdict(*row)
    assert (found.verdict, found.child) == ("doubtful", None)
    assert found.candidates == [{"child": str(child.pk), "why": why}]


def test_a_new_last_name_at_the_same_school_is_a_doubt_and_elsewhere_another_child():
    school = EstablishmentFactory(name="Green School", la_gss_code=HOME)
    EstablishmentFactory(name="Blue School", la_gss_code=HOME)
    child = ChildFactory(first_names="Zoë", last_name="Before")
    SchoolingFactory(child=child, establishment=school)
    headings = [*HEADINGS, "School"]
    near = verdict("", "After", "Zoë", BORN, "Green School", headings=headings)
    far = verdict("", "After", "Zoë", BORN, "Blue School", headings=headings)
    assert (near.verdict, far.verdict) == ("doubtful", "new")


def test_another_upn_and_a_name_nearly_so_is_another_child():
    ChildFactory(first_names="Zoë", last_name="Example", upn=upn(1))
    assert verdict(upn(2), "Exampel", "Zoe", BORN).verdict == "new"


def test_a_former_name_and_a_name_in_use_are_the_same_child():
    child = ChildFactory(first_names="Elizabeth", last_name="Now", known_as="Liz", upn=upn(1))
    FormerName.objects.create(child=child, first_names="Elizabeth", last_name="Then")
    index_names(child)
    then, liz = (verdict("", *names, BORN) for names in (("Then", "Elizabeth"), ("Now", "Liz")))
    assert (then.verdict, liz.verdict) == ("nothing", "nothing")
    assert then.notes == ["The last name is one that the child had before. It is left out"]


def test_two_numbers_of_two_records_are_refused():
    ChildFactory(upn=upn(1))
    ChildFactory(nhs_number="9434765919")
    row = verdict(upn(1), "9434765919", "A", "B", BORN, headings=["UPN", "NHS No", *HEADINGS[1:]])
    assert row.why == "Its numbers belong to two different records: check them"


def test_an_nhs_number_and_another_upn_is_a_doubt():
    ChildFactory(first_names="Zoë", last_name="Example", upn=upn(1), nhs_number="9434765919")
    headings = ["UPN", "NHS No", *HEADINGS[1:]]
    row = verdict(upn(2), "943 476 5919", "Example", "Zoë", BORN, headings=headings)
    assert row.verdict == "doubtful"


def test_a_restricted_record_is_not_shown_and_not_changed():
    ChildFactory(
        first_names="Zoë",
        last_name="Example",
        upn=upn(1),
        is_restricted=True,
        restricted_because="Staff",
    )
    for row in ((upn(1), "Example", "Zoë", BORN), ("", "Exampel", "Zoe", BORN)):
        found = verdict(*row)
        assert (found.verdict, found.child, found.candidates) == ("refused", None, [])
        assert "only those named for it" in found.why


def test_a_protected_address_is_not_shown_and_not_changed():
    child = ChildFactory(first_names="Zoë", last_name="Example")
    ChildAddress.objects.create(
        child=child, street="9 Hidden Lane", is_protected=True, protected_because="An order"
    )
    headings = [*HEADINGS, "Address", "Postcode"]
    row = verdict("", "Example", "Zoë", BORN, "1 Road", "MK9 3EJ", headings=headings)
    assert (row.verdict, row.changes) == ("nothing", [])
    assert row.notes == ["The record has a protected address. The address in the file is left out"]


def test_what_is_blank_or_less_exact_takes_nothing_away():
    child = ChildFactory(
        first_names="Zoë Anne",
        last_name="O’Brien",
        sex="F",
        ethnicity="WBRI",
        care="protection_plan",
        upn=upn(1),
    )
    CaringFactory(child=child, carer__first_names="Pat", carer__last_name="Example")
    headings = [*HEADINGS, "Sex", "Ethnicity", "Looked after", "Parent"]
    row = verdict("", "OBRIEN", "ZOE", BORN, "", "NOBT", "Y", "Pat Example", headings=headings)
    assert (row.verdict, row.changes) == ("nothing", [])
    assert row.notes == ["The file says looked after; the record says more. It stays"]


def test_a_temporary_upn_does_not_take_the_place_of_a_lasting_one():
    temporary = "P82622002607B"
    ChildFactory(first_names="Zoë", last_name="Example", upn=upn(1))
    ChildFactory(first_names="Adam", last_name="Example", upn=None, upn_missing="UN8")
    zoe, adam = rows_of((temporary, "Example", "Zoë", BORN), (upn(2), "Example", "Adam", BORN))
    assert (zoe.verdict, zoe.notes) == (
        "nothing",
        ["The UPN is temporary, and the record has a lasting one. It stays"],
    )
    assert {each["called"] for each in adam.changes} == {"UPN", "Why there is no UPN"}


def test_a_school_that_is_not_known_is_left_out_and_said():
    row = verdict("", "Example", "Zoë", BORN, "Nowhere", headings=[*HEADINGS, "School"])
    assert row.verdict == "new"
    assert row.notes == ["School “Nowhere” is no place that we know. The school is left out"]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        *(("School", "st marys school"), ("School", "St. Mary’s School"), ("School", "8264001")),
        *(("LAESTAB", "826/4001"), ("Estab", "4001"), ("URN", "123456"), ("School", "123456")),
        ("URN", "111111"),
    ],
)
def test_a_school_is_found_by_name_and_numbers(heading, words):
    school = EstablishmentFactory(
        name="St Mary's School",
        la_code="826",
        la_gss_code=HOME,
        establishment_number="4001",
        urn="123456",
        former_urns=["111111"],
    )
    row = verdict("", "Example", "Zoë", BORN, words, headings=[*HEADINGS, heading])
    assert {
        "called": "School",
        "old": "",
        "new": f"{school.name} from the day that this is written",
    } in row.changes


def test_two_schools_of_one_name_are_not_guessed_between():
    EstablishmentFactory(name="Green School", la_gss_code=HOME)
    EstablishmentFactory(name="Green School", la_gss_code=HOME)
    row = verdict("", "Example", "Zoë", BORN, "Green School", headings=[*HEADINGS, "School"])
    assert "more than one place" in row.notes[0]


def test_the_school_of_every_row_is_for_those_that_name_none():
    EstablishmentFactory(name="Green School", la_gss_code=HOME)
    EstablishmentFactory(name="Blue School", la_gss_code=HOME)
    rows = rows_of(
        ("", "Example", "Zoë", BORN, ""),
        ("", "Other", "Al", BORN, "Blue School"),
        headings=[*HEADINGS, "School"],
        school="Green School",
    )
    told = [next(each["new"] for each in row.changes if each["called"] == "School") for row in rows]
    assert [words.partition(" from ")[0] for words in told] == ["Green School", "Blue School"]


def test_a_school_before_the_one_that_is_kept_is_left_out():
    school = EstablishmentFactory(name="Green School", la_gss_code=HOME)
    child = ChildFactory(first_names="Zoë", last_name="Example")
    SchoolingFactory(child=child, starts_on=datetime.date(2025, 9, 1))
    headings = [*HEADINGS, "School", "Entry date"]
    row = verdict("", "Example", "Zoë", BORN, school.name, "01/09/2024", headings=headings)
    assert (row.verdict, len(row.notes)) == ("nothing", 1)


def test_the_year_group_alone_is_changed_at_the_same_school():
    school = EstablishmentFactory(name="Green School", la_gss_code=HOME)
    child = ChildFactory(first_names="Zoë", last_name="Example")
    schooling = SchoolingFactory(child=child, establishment=school, year_taught=3)
    headings = [*HEADINGS, "School", "Year"]
    kept = send(csv_of([headings, ["", "Example", "Zoë", BORN, school.name, "4"]]), "a.csv")
    assert kept.rows.get().changes == [{"called": "Year group", "old": "Year 3", "new": "Year 4"}]
    write(kept)
    schooling.refresh_from_db()
    assert schooling.year_taught == 4
    undo(kept)
    schooling.refresh_from_db()
    assert schooling.year_taught == 3


# -- deciding ------------------------------------------------------------------------------


@pytest.fixture
def doubtful():
    """Return a row that is nearly a child whom we know, and the child."""
    child = ChildFactory(first_names="Zoë", last_name="Example")
    return verdict("", "Exampel", "Zoe", BORN), child


def decided(row, decision, child=None):
    by = row.of.sent_by
    return decide.decide_row(row.pk, decision, child_id=child.pk if child else None, by=by, on=ON)


def test_a_doubt_is_decided_either_way_and_back(doubtful):
    row, child = doubtful
    same = decided(row, Row.SAME, child)
    assert (same.verdict, same.child) == ("changes", child)
    assert same.changes == [{"called": "Legal last name", "old": "Example", "new": "Exampel"}]
    another = decided(row, Row.ANOTHER)
    assert (another.verdict, another.child) == ("new", None)
    out = decided(row, Row.LEAVE_OUT)
    assert out.verdict == "left_out"
    assert decided(row, "").verdict == "doubtful"


def test_only_a_child_that_was_found_may_be_the_same(doubtful):
    row, _ = doubtful
    with pytest.raises(ImportRefused, match="one of the children shown"):
        decided(row, Row.SAME, ChildFactory())
    row.refresh_from_db()
    assert row.decision == ""


def test_what_is_undecided_is_not_written(doubtful):
    row, _ = doubtful
    kept = row.of
    with pytest.raises(ImportRefused, match="nothing to write"):
        write(kept)
    assert Child.objects.count() == 1


def test_another_child_with_a_number_of_one_we_know_is_refused():
    ChildFactory(first_names="Zoë", last_name="Example", upn=upn(1))
    row = verdict(upn(1), "Example", "Zoë", "05/06/2016")
    assert decided(row, Row.ANOTHER).why.startswith("Its number is that of a child whom we know")
    assert decided(row, Row.LEAVE_OUT).verdict == "left_out"


def test_the_same_child_with_a_number_of_another_is_refused(doubtful):
    row, child = doubtful
    Row.objects.filter(pk=row.pk).update(given=row.given | {"nhs_number": "9434765919"})
    decided(row, Row.SAME, child)
    ChildFactory(nhs_number="9434765919", first_names="Zoe", last_name="Exampel")
    decide.look_again(row.of_id, by=row.of.sent_by, on=ON)
    row.refresh_from_db()
    assert (row.verdict, row.why) == (
        "refused",
        "Its number is that of another child: check the figures",
    )


def test_a_record_that_is_restricted_meanwhile_is_left_alone(doubtful):
    row, child = doubtful
    decided(row, Row.SAME, child)
    Child.objects.filter(pk=child.pk).update(is_restricted=True, restricted_because="Staff")
    kept = write(row.of)
    assert kept.state == "ready"
    assert [v for _, v, _ in judged(kept)] == ["refused"]


def test_a_refused_row_is_not_for_deciding():
    row = verdict("A801200005001", "Example", "Zoë", BORN)
    with pytest.raises(ImportRefused, match="put the file right"):
        decided(row, Row.ANOTHER)


def test_thousands_of_rows_take_no_more_queries_than_a_few(django_assert_num_queries):
    school = EstablishmentFactory(name="Green School", la_gss_code=HOME)
    for size in (1, 30):
        for number in range(size):
            SchoolingFactory(
                child__upn=upn(100 * size + number), child__first_names="Al", establishment=school
            )
        rows = [
            Row(number=n, given={"upn": upn(100 * size + n), "first_names": "Al", "school": "x"})
            for n in range(size)
        ]
        with django_assert_num_queries(9):
            list(judge(rows, home=HOME, on=ON))
