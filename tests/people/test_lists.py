"""Lists of children to take away: for whom, what is in them, and what is written down."""

import csv
import io

import pytest
from django.urls import reverse

from tests.factories.people import (
    AllocationFactory,
    ChildFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.actions.finding import index_names
from wayforward.people.models import Child
from wayforward.people.views import lists
from wayforward.web.spreadsheets import csv_response, safe_cell

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("form", ["csv", "print"])


@pytest.fixture
def senco(client):
    user = PostFactory().user
    client.force_login(user)
    return user


@pytest.fixture
def pupil(senco):
    return a_pupil(senco, first_names="=1+1", last_name="Øvergård")


def a_pupil(senco, **more):
    place = senco.posts.get().establishment
    child = ChildFactory(**more)
    SchoolingFactory(child=child, establishment=place)
    index_names(child)
    return child


def take(client, form="csv", **query):
    return client.get(reverse("people:take-list", args=[form]), query)


def rows_of(answer):
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:])))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_runs_in_a_spreadsheet(sign):
    assert safe_cell(f"{sign}cmd") == f"'{sign}cmd"
    assert safe_cell(f"a{sign}") == f"a{sign}"
    answer = csv_response(("A", "B"), [(f"{sign}1", 'a "b", c\nd')], name="x.csv")
    (row,) = csv.DictReader(io.StringIO(answer.content.decode()[1:], newline=""))
    assert row == {"A": f"'{sign}1", "B": 'a "b", c\nd'}


def test_a_schools_pupils_are_taken_as_csv(client, senco, pupil):
    ChildFactory(last_name="Elsewhere")
    (kind,) = [each for each in lists.relationships() if each.code == "pupil"]
    answer = take(client, by=kind.code)
    (row,) = rows_of(answer)
    assert row == {
        "Name": "'=1+1 Øvergård",
        "Date of birth": pupil.born_on.isoformat(),
        "Setting": senco.posts.get().establishment.name,
        "Reference": pupil.reference,
    }
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"] == 'attachment; filename="children.csv"'
    event = Event.objects.get(action="people.took_list")
    assert (event.actor, event.subject_id) == (str(senco.pk), "")
    assert event.facts == {"form": "csv", "asked": "pupil", "rows": 1}
    each = Event.objects.get(action="people.exported_child")
    assert each.subject_id == str(pupil.pk)
    assert each.facts == {"form": "csv", "asked": "pupil", "because": ["pupil"]}


def test_a_list_is_printed_whole_with_who_and_when(client, senco):
    for number in range(60):  # more than a page of the list
        a_pupil(senco, first_names=f"Child {number}")
    html = take(client, "print").content.decode()
    assert html.count("<tr") == 61
    assert f"Printed for {senco.full_name}" in html
    assert Event.objects.get(action="people.took_list").facts["rows"] == 60
    assert Event.objects.filter(action="people.printed_child").count() == 60


@BOTH
def test_what_a_search_found_is_taken_and_no_typed_word_is_written_down(client, senco, pupil, form):
    answer = take(client, form, q="Overgardd")
    assert pupil.reference in answer.content.decode()
    if form == "csv":
        assert rows_of(answer)[0]["Found by"] == "a name spelt nearly so"
    event = Event.objects.get(action="people.took_list")
    assert event.facts == {"form": form, "asked": "search", "rows": 1}
    assert "Overgardd" not in str(list(Event.objects.values_list("facts", flat=True)))


def test_a_search_that_finds_nobody_leaves_an_empty_list(client, senco):
    assert rows_of(take(client, q="Nobody")) == []
    html = take(client, "print", q="Nobody").content.decode()
    assert "0 children" in html
    assert "<table" not in html


def test_the_pages_have_the_links(client, senco, pupil):
    html = client.get(reverse("people:child-list")).content.decode()
    assert 'href="/children/list.csv"' in html
    html = client.get(reverse("people:child-list"), {"by": "pupil"}).content.decode()
    assert 'href="/children/list.print?by=pupil"' in html
    html = client.get(reverse("people:child-list"), {"q": "Øvergård &"}).content.decode()
    assert "list.csv" not in html  # nobody is called that
    html = client.get(reverse("people:child-list"), {"q": "Øvergård"}).content.decode()
    assert 'href="/children/list.csv?q=%C3%98verg%C3%A5rd"' in html


@BOTH
def test_a_caseload_is_taken_by_whom_it_is_and_whoever_manages_it(client, form):
    allocation = AllocationFactory(role="Caseworker", note="Secret note")
    manager = MembershipFactory(
        team=MembershipFactory(user=allocation.user).team,
        is_manager=True,
        user=UserFactory(role="specialist_teacher"),
    ).user
    path = reverse("people:take-caseload", args=[allocation.user.pk, form])
    for user in (allocation.user, manager):
        client.force_login(user)
        link = reverse("people:caseload", args=[allocation.user.pk])
        assert path in client.get(link).content.decode()
        html = client.get(path).content.decode()
        assert allocation.child.reference in html
        assert "Caseworker" in html
        assert "Secret note" not in html
        event = Event.objects.filter(action="people.took_list").latest("pk")
        assert event.subject_id == str(allocation.user.pk)
        assert event.facts == {"form": form, "asked": "caseload", "rows": 1}
    allocation.child.is_restricted, allocation.child.restricted_because = True, "Staff"
    allocation.child.save()
    assert allocation.child.reference not in client.get(path).content.decode()
    for stranger, status in (
        (UserFactory(role="caseworker"), 404),
        (UserFactory(role="administrator"), 403),
    ):
        client.force_login(stranger)
        assert client.get(path).status_code == status
    client.force_login(allocation.user)
    wrong = reverse("people:take-caseload", args=[allocation.user.pk, "exe"])
    assert client.get(wrong).status_code == 404


def test_nobody_takes_what_they_do_not_see(client, senco, pupil):
    assert take(client, "exe").status_code == 404
    client.force_login(PostFactory().user)  # of another school
    assert rows_of(take(client)) == []
    for role in ("administrator", "editor", "records_officer"):
        client.force_login(UserFactory(role=role))
        assert take(client).status_code == 403


def test_too_long_a_list_is_refused_with_what_to_do(client, senco, pupil, monkeypatch):
    monkeypatch.setattr(lists, "MOST_TAKEN", 0)
    for query in ({}, {"by": "pupil"}):
        answer = client.get(reverse("people:take-list", args=["csv"]), query, follow=True)
        assert "holds 5,000 children at most" in answer.content.decode()
    assert not Event.objects.filter(action="people.took_list").exists()


def test_who_took_it_is_told_in_words_and_by_what_right(client, senco, pupil):
    take(client)
    head = UserFactory(role="head_of_service")
    client.force_login(head)
    take(client, "print")
    html = client.get(reverse("people:child-looks", args=[pupil.pk])).content.decode()
    assert "took away a list with the child in it" in html
    assert "made a list with the child in it to print" in html
    by_role = Event.objects.get(action="people.printed_child")
    assert (by_role.actor, by_role.facts["because"]) == (str(head.pk), [])


@BOTH
def test_a_list_takes_the_same_queries_however_long_it_is(
    client, senco, form, django_assert_num_queries
):
    take(client, form)
    for number in (1, 5):
        for _ in range(number):
            a_pupil(senco)
        with django_assert_num_queries(8):
            take(client, form)


def test_children_without_a_setting_say_so(client):
    head = UserFactory(role="head_of_service")
    client.force_login(head)
    ChildFactory()
    SchoolingFactory(child=ChildFactory(), establishment=None, kind="home")
    assert {row["Setting"] for row in rows_of(take(client))} == {
        "No setting known",
        "Educated at home",
    }
    assert Child.objects.count() == 2
