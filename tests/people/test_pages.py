"""Pages about children: what each shows to whom, and what is kept of every look."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    EmergencyFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.models import Child, ChildAddress

pytestmark = pytest.mark.django_db


@pytest.fixture
def caseworker(client):
    """Return a caseworker who has signed in."""
    user = UserFactory(role="caseworker")
    client.force_login(user)
    return user


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker, child=ChildFactory(first_names="Robin")).child


def page(name, child, **parts):
    return reverse(f"people:{name}", kwargs={"pk": child.pk, **parts})


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


FACTS = {
    "first_names": "Robin",
    "last_name": "Example",
    **day("born_on", datetime.date(2017, 3, 4)),
}


def test_a_record_is_made_on_the_page(client, caseworker):
    answer = client.post(reverse("people:add-child"), FACTS)
    made = Child.objects.get()
    assert answer.url == page("child", made)  # on the caseload of whoever made it
    assert "Robin Example" in text_of(client.get(answer.url))


def test_what_was_typed_is_kept_when_it_is_wrong(client, caseworker):
    html = text_of(client.post(reverse("people:add-child"), FACTS | {"upn": "A801200005001"}))
    assert "UPN does not fit its first letter" in html
    assert 'value="A801200005001"' in html
    assert not Child.objects.exists()


QUESTIONS = {
    "edit-child": (FACTS | {"seen": 0, "known_as": "Rob"}, lambda child: child.known_as == "Rob"),
    "add-address": ({"street": "1 Road"}, lambda child: child.addresses.count() == 1),
    "record-needs": (
        {"primary": "SLCN", "secondary": "ASD", "others": ["ASD", "SEMH"]},
        lambda child: child.needs.count() == 3,
    ),
    "add-diagnosis": (
        {"what": "Autism", "reported_by": "A parent"},
        lambda child: child.diagnoses.count() == 1,
    ),
    "write-profile": (
        {"matters": "Trains", "written_with": "Robin"},
        lambda child: child.profiles.count() == 1,
    ),
    "start-without-place": (
        {"kind": "home", **day("starts_on", datetime.date(2026, 9, 1))},
        lambda child: child.schoolings.count() == 1,
    ),
    "add-carer": (
        {
            "relation": "mother",
            "first_names": "Pat",
            "has_responsibility": "yes",
            "has_care": "yes",
            "reach_by": "letter",
            "is_hidden": "no",
            "told": "all",
        },
        lambda child: child.carings.count() == 1,
    ),
}


@pytest.mark.parametrize(("name", "answers", "is_done"), [(n, *q) for n, q in QUESTIONS.items()])
def test_each_question_changes_the_record_or_says_what_is_wrong(
    client, child, name, answers, is_done
):
    empty = client.post(page(name, child), {})
    assert "There is a problem" in text_of(empty)
    child.refresh_from_db()
    assert not is_done(child)
    assert client.post(page(name, child), answers).status_code == 302
    child.refresh_from_db()
    assert is_done(child)


def test_a_child_begins_at_a_school_that_was_found(client, child):
    school = EstablishmentFactory(name="Example Green School")
    html = text_of(client.get(page("choose-place", child), {"q": "green"}))
    path = page("start-schooling", child, place=school.pk)
    assert path in html
    answers = {"kind": "main", "year_taught": "5", **day("starts_on", datetime.date(2024, 9, 1))}
    assert client.post(path, answers).status_code == 302
    assert "Example Green School" in text_of(client.get(page("child", child)))
    nowhere = page("start-schooling", child, place=child.pk)
    assert client.get(nowhere).status_code == 404
    schooling = child.schoolings.get()
    figures = {"attendance": 71, **day("as_of", datetime.date(2025, 1, 10))}
    assert client.post(page("record-attendance", schooling), figures).status_code == 302
    assert "Attendance 71 per cent" in text_of(client.get(page("child", child)))
    last = day("ends_on", datetime.date(2026, 7, 20))
    assert client.post(page("end-schooling", schooling), last).status_code == 302


def test_two_who_save_at_once_see_both_versions(client, child):
    client.post(page("edit-child", child), FACTS | {"seen": 0, "known_as": "Bobbie"})
    html = text_of(client.post(page("edit-child", child), FACTS | {"seen": 0, "known_as": "Rob"}))
    assert "Somebody else has saved this record" in html
    assert "Bobbie" in html
    assert 'value="Rob"' in html
    assert 'name="seen" value="1"' in html
    assert (
        client.post(page("edit-child", child), FACTS | {"seen": 1, "known_as": "Rob"}).status_code
        == 302
    )


def test_a_protected_address_is_shown_to_the_casework_team_alone(client, child):
    ChildAddress.objects.create(
        child=child, street="9 Hidden Lane", is_protected=True, protected_because="An order"
    )
    assert "9 Hidden Lane" in text_of(client.get(page("child", child)))
    senco = AllocationFactory(child=child, user__role="senco").user
    client.force_login(senco)
    for name in ("child", "child-history"):
        html = text_of(client.get(page(name, child)))
        assert "Hidden Lane" not in html
    assert "Protected: the casework team has it" in text_of(client.get(page("child", child)))


def test_a_parent_sees_the_record_and_not_what_is_for_others(client, child):
    mother = CaringFactory(child=child, carer__is_hidden=True)
    father = CaringFactory(child=child, relation="father")
    father.carer.user = UserFactory(role="parent")
    father.carer.save()
    child.care = "protection_plan"
    child.save()
    client.force_login(father.carer.user)
    overview = text_of(client.get(page("child", child)))
    people = text_of(client.get(page("child-people", child)))
    assert "Robin Example" in overview
    assert "Child protection plan" not in overview
    assert "Change facts" not in overview
    assert father.carer.address in people
    for hidden in (mother.carer.full_name, mother.carer.street, "If we wrote"):
        assert hidden not in people


def test_the_people_page_says_who_would_be_written_to(client, child):
    CaringFactory(child=child)
    html = text_of(client.get(page("child-people", child)))
    assert "If we wrote about the child today" in html
    assert "Has parental responsibility" in html


def test_the_work_around_a_child_is_arranged_on_its_pages(client, child):
    other = UserFactory(role="psychologist")
    team = TeamFactory(name="Sensory Team")
    assert (
        client.post(
            page("allocate", child), {"user": other.email.upper(), "role": "Psychologist"}
        ).status_code
        == 302
    )
    assert (
        client.post(
            page("start-team-work", child), {"team": team.pk, "what": "hearing"}
        ).status_code
        == 302
    )
    asked = {"user": other.email, "what": "Ring the school"}
    assert client.post(page("ask", child), asked).status_code == 302
    html = text_of(client.get(page("child-people", child)))
    for words in (other.full_name, "Sensory Team", "Ring the school"):
        assert words in html
    nobody = client.post(page("ask", child), asked | {"user": "nobody@example.org"})
    assert "There is no account with this address" in text_of(nobody)
    client.force_login(other)
    home = text_of(client.get(reverse("people:home")))
    assert "Ring the school" in home
    assert client.post(page("finish-task", child.tasks.get())).status_code == 302
    assert "Nothing is asked of you today" in text_of(client.get(reverse("people:home")))


def test_the_history_says_what_changed_and_who_changed_it(client, child, caseworker):
    client.post(page("edit-child", child), FACTS | {"seen": 0, "known_as": "Bobbie"})
    html = text_of(client.get(page("child-history", child)))
    assert "The record changed" in html
    assert caseworker.full_name in html
    assert "“nothing” became “Bobbie”" in html
    assert "There was no record on that day" in text_of(
        client.get(page("child-history", child), {"day": "2020-01-01"})
    )
    today = text_of(client.get(page("child-history", child), {"day": "2999-01-01"}))
    assert "As it stood on 1 January 2999" in today
    assert "Enter a day" in text_of(client.get(page("child-history", child), {"day": "soon"}))


def test_who_has_looked_is_shown_to_the_head_of_service(client, child, caseworker):
    client.get(page("child", child))
    assert client.get(page("child-looks", child)).status_code == 403
    client.force_login(UserFactory(role="head_of_service", full_name="Harriet Head"))
    html = text_of(client.get(page("child-looks", child)))
    assert caseworker.full_name in html
    assert "a child on their caseload" in html
    assert "Harriet Head" in html  # this look too


def test_searches_are_kept_with_whom_they_found(client, child):
    client.get(reverse("people:child-list"), {"q": "robin"})
    event = Event.objects.get(action="people.searched")
    assert event.facts == {"children": [str(child.pk)]}


def test_the_list_is_narrowed_to_one_kind(client, child, caseworker):
    asked = TaskFactory(asked_of=caseworker).child
    both = text_of(client.get(reverse("people:child-list")))
    tasks = text_of(client.get(reverse("people:child-list"), {"by": "task"}))
    assert both.count(child.reference) == both.count(asked.reference) == 1
    assert (child.reference in tasks, asked.reference in tasks) == (False, True)


@pytest.mark.parametrize("children", [1, 3])
def test_the_list_takes_the_same_queries_however_long_it_is(
    client, caseworker, children, django_assert_num_queries
):
    for _ in range(children):
        SchoolingFactory(child=AllocationFactory(user=caseworker).child)
    with django_assert_num_queries(5):
        client.get(reverse("people:child-list"))


def test_an_emergency_is_opened_and_reviewed_on_the_pages(client):
    officer = UserFactory(role="duty_officer")
    client.force_login(officer)
    child = ChildFactory(first_names="Robin")
    assert client.get(page("child", child)).status_code == 404
    answers = {"reference": child.reference.lower(), "reason": "The police ask where Robin may be"}
    assert "Say why" in text_of(
        client.post(reverse("people:open-in-emergency"), answers | {"reason": "urgent"})
    )
    assert client.post(reverse("people:open-in-emergency"), answers).status_code == 302
    assert client.get(page("child", child)).status_code == 200
    client.force_login(UserFactory(role="head_of_service"))
    assert "1 record opened in an emergency" in text_of(client.get(reverse("people:home")))
    listed = text_of(client.get(reverse("people:emergency-list")))
    assert "The police ask where Robin may be" in listed
    emergency = child.emergencies.get()
    assert "what was wrong" in text_of(
        client.post(page("review-emergency", emergency), {"was_right": "no"})
    )
    assert (
        client.post(
            page("review-emergency", emergency), {"was_right": "no", "review": "Spoken to"}
        ).status_code
        == 302
    )
    assert "Wrongly opened" in text_of(client.get(reverse("people:emergency-list")))


def test_an_unknown_reference_opens_nothing(client):
    client.force_login(UserFactory(role="duty_officer"))
    answers = {"reference": "nobody", "reason": "The police ask where the child is"}
    html = text_of(client.post(reverse("people:open-in-emergency"), answers))
    assert "There is no record with this reference" in html


def test_a_restriction_is_made_and_lifted_on_the_pages(client, child, caseworker):
    head = UserFactory(role="head_of_service")
    client.force_login(head)
    assert client.post(page("restrict", child), {"because": "Staff"}).status_code == 302
    assert "Restricted record" in text_of(client.get(page("child", child)))
    named = {"user": caseworker.email, "because": "Caseworker"}
    assert client.post(page("name-person", child), named).status_code == 302
    assert client.post(page("lift-restriction", child)).status_code == 302
    assert "Restrict this record" in text_of(client.get(page("child", child)))


def test_an_emergency_that_is_over_is_reviewed_first(client):
    client.force_login(UserFactory(role="head_of_service"))
    EmergencyFactory()
    assert datetime.date(2026, 11, 20).strftime("%B") in text_of(
        client.get(reverse("people:emergency-list"))
    )
