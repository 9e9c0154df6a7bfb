"""Pages about teams, accounts, posts and absences: what each shows to whom, and what they change."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.timezone import localdate  # noqa: TID251 -- as the pages do

from tests.factories.people import (
    AbsenceFactory,
    AllocationFactory,
    CaringFactory,
    ChildContactFactory,
    ChildFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    TeamWorkFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.people.models import Absence, Contact, Membership, Team, User

pytestmark = pytest.mark.django_db

ON = localdate()  # the pages ask what day it is
A_DAY = datetime.timedelta(days=1)


def at(name, **parts):
    return reverse(f"people:{name}", kwargs=parts or None)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


@pytest.fixture
def team():
    """Return one of the authority's teams, of which the arrangements say what it does."""
    return TeamFactory(code="casework", name="SEND Casework Team")


@pytest.fixture
def manager(client, team):
    """Return the team's manager, who has signed in."""
    user = MembershipFactory(
        team=team, is_manager=True, user__role="caseworker", user__full_name="Maria Manager"
    ).user
    client.force_login(user)
    return user


@pytest.fixture
def member(team):
    """Return a caseworker in the team."""
    return MembershipFactory(
        team=team, user__role="caseworker", user__full_name="Carys Member"
    ).user


@pytest.fixture
def colleague(team):
    """Return another one."""
    return MembershipFactory(
        team=team, user__role="caseworker", user__full_name="Colin Colleague"
    ).user


def test_everybody_who_works_here_sees_what_a_team_does_and_who_is_in_it(client, team, member):
    MembershipFactory(team=team, user__full_name="Fay Former", ends_on=ON - A_DAY)
    client.force_login(UserFactory(role="senco"))
    assert "1 member." in text_of(client.get(at("team-list")))
    html = text_of(client.get(at("team", code="casework")))
    for words in ("Writes EHC plans", "Carys Member", "Fay Former"):
        assert words in html
    for words in ("Open tasks", "Invite somebody", at("staff-member", pk=member.pk)):
        assert words not in html
    client.force_login(UserFactory(role="parent"))
    assert client.get(at("team-list")).status_code == 403
    assert client.get(at("team", code="casework")).status_code == 403


def test_a_manager_sees_how_much_each_has(client, team, manager, member):
    AllocationFactory(user=member)
    AllocationFactory(user=member, ends_on=ON - A_DAY)
    TaskFactory(asked_of=member)
    TaskFactory(asked_of=member, done_on=ON)
    TaskFactory(asked_of=member)
    AbsenceFactory(user=member)
    row = text_of(client.get(at("team", code="casework"))).split("Carys Member")[1]
    cells = [part.split("<")[0] for part in row.split('numeric">')[1:3]]
    assert cells == ["1", "2"]
    assert "Away" in row


@pytest.mark.parametrize("members", [1, 3])
def test_a_team_takes_the_same_queries_however_many_are_in_it(
    client, team, manager, members, django_assert_num_queries
):
    for _ in range(members):
        AllocationFactory(user=MembershipFactory(team=team).user)
    client.get(at("team", code="casework"))
    with django_assert_num_queries(6):
        client.get(at("team", code="casework"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_caseload_takes_the_same_queries_and_is_recorded(
    client, manager, member, number, django_assert_num_queries
):
    children = [AllocationFactory(user=member).child for _ in range(number)]
    for child in children:
        SchoolingFactory(child=child)
        TaskFactory(child=child, asked_of=member)
    client.get(at("caseload", pk=member.pk))
    with django_assert_num_queries(10):
        html = text_of(client.get(at("caseload", pk=member.pk)))
    assert all(child.full_name in html for child in children)
    look = Event.objects.filter(action="people.looked_at_caseload").latest("pk")
    assert sorted(look.facts["children"]) == sorted(str(child.pk) for child in children)


def test_a_caseload_shows_what_whoever_looks_may_see(client, manager, member):
    child = AllocationFactory(
        user=member,
        child__first_names="Hidden",
        child__is_restricted=True,
        child__restricted_because="Staff",
    ).child
    assert child.full_name not in text_of(client.get(at("caseload", pk=member.pk)))
    client.force_login(member)
    assert child.full_name in text_of(client.get(at("caseload", pk=member.pk)))
    client.force_login(MembershipFactory(is_manager=True).user)
    assert client.get(at("caseload", pk=member.pk)).status_code == 404


def test_a_child_passes_on_from_the_page_and_the_history_says_who_had_it(
    client, manager, member, colleague
):
    allocation = AllocationFactory(user=member)
    child = allocation.child
    page = at("pass-on-child", pk=allocation.pk)
    empty = text_of(client.post(page, {"note": "Ring the mother first"}))
    assert "Select who takes it on" in empty
    assert "Ring the mother first" in empty
    answers = {"to": str(colleague.pk), "note": "Ring the mother first"}
    assert client.post(page, answers).url == at("child-people", pk=child.pk)
    html = text_of(client.get(at("child-people", pk=child.pk)))
    assert "before</h3>" in html
    assert "To Colin Colleague: Ring the mother first" in html
    # Whoever passes on their own goes home: the record is out of sight.
    own = AllocationFactory(user=colleague)
    client.force_login(colleague)
    answer = client.post(at("pass-on-child", pk=own.pk), {"to": str(member.pk)})
    assert answer.url == at("home")


def test_all_work_passes_on_from_the_page(client, manager, member, colleague):
    AllocationFactory(user=member)
    AllocationFactory(user=member, child__is_restricted=True, child__restricted_because="Staff")
    page = at("hand-over", pk=member.pk)
    html = text_of(client.get(page))
    assert "1 child on the caseload." in html
    assert "Work on 1 restricted record stays" in html
    assert "Colin Colleague" in html
    wrong = client.post(page, {"to": str(UserFactory().pk), **day("last_day", ON)})
    assert "Select one of the answers shown" in text_of(wrong)
    assert client.post(page, {"to": str(colleague.pk), **day("last_day", ON)}).status_code == 302
    assert colleague.allocations.count() == 1


def test_a_leaver_is_asked_about_what_is_left(client, manager, member, colleague):
    AllocationFactory(user=member)
    page = at("close-account", pk=member.pk)
    assert "1 child on their caseload." in text_of(client.get(page))
    html = text_of(client.post(page, day("last_day", ON)))
    assert "Select who takes them on" in html
    answers = {"to": str(colleague.pk), **day("last_day", ON - A_DAY)}
    assert client.post(page, answers).url == at("home")
    member.refresh_from_db()
    assert not member.is_active
    assert client.get(at("staff-member", pk=member.pk)).status_code == 404
    assert client.get(at("close-account", pk=manager.pk)).status_code == 404


def test_members_join_and_leave_on_the_pages(client, team, manager, member):
    new = UserFactory(role="caseworker")
    page = at("join-team", code="casework")
    assert "There is no account" in text_of(
        client.post(page, {"user": "nobody@example.org", "is_manager": "no"})
    )
    assert client.post(page, {"user": new.email, "is_manager": "no"}).status_code == 302
    place = new.memberships.get()
    page = at("leave-team", pk=place.pk)
    assert new.full_name in text_of(client.get(page))
    assert client.post(page, day("last_day", ON)).url == at("team", code="casework")
    other = MembershipFactory()
    assert client.get(at("leave-team", pk=other.pk)).status_code == 404
    assert client.get(at("join-team", code=other.team_id)).status_code == 404


def test_somebody_is_invited_to_a_team_and_what_was_typed_stays(client, team, manager):
    page = at("invite-to-team", code="casework")
    answers = {
        "full_name": "Nia New",
        "email": manager.email,
        "role": "caseworker",
        "is_manager": "no",
    }
    html = text_of(client.post(page, answers))
    assert "has an account already" in html
    assert 'value="Nia New"' in html
    assert client.post(page, answers | {"email": "nia@example.org"}).status_code == 302
    new = User.objects.get(email="nia@example.org")
    assert new.memberships.get().team == team
    html = text_of(client.get(at("staff-member", pk=new.pk)))
    assert "Has not signed in yet" in html
    answer = client.post(at("invite-again", pk=new.pk))
    assert "sent again" in str(*get_messages(answer.wsgi_request))
    User.objects.filter(pk=new.pk).update(last_login="2026-11-24T10:00Z")
    answer = client.post(at("invite-again", pk=new.pk))
    assert "has signed in already" in [str(each) for each in get_messages(answer.wsgi_request)][-1]


def test_an_administrator_lists_finds_and_invites(client, administrator, member):
    client.force_login(administrator)
    UserFactory(role="parent", full_name="Pat Parent")
    senco = PostFactory(user__full_name="Sandra Senco").user
    html = text_of(client.get(at("staff-list")))
    assert ("Sandra Senco" in html, "Pat Parent" in html) == (True, False)
    html = text_of(client.get(at("staff-list"), {"q": "member"}))
    assert ("Carys Member" in html, "Sandra Senco" in html) == (True, False)
    assert "No account is called that" in text_of(client.get(at("staff-list"), {"q": "zz\0"}))
    assert "See the caseload" not in text_of(client.get(at("staff-member", pk=senco.pk)))
    answers = {"full_name": "Nia", "email": "n@example.org", "role": "editor", "is_manager": "no"}
    assert client.post(at("invite"), answers).url == at("staff-list")
    client.force_login(UserFactory(role="head_of_service"))
    assert "Sandra Senco" not in text_of(client.get(at("staff-list")))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_accounts_takes_the_same_queries(
    client, administrator, number, django_assert_num_queries
):
    for _ in range(number):
        AllocationFactory()
    client.force_login(administrator)
    client.get(at("staff-list"))
    with django_assert_num_queries(4):
        client.get(at("staff-list"))


def test_a_team_of_health_and_its_contacts(client):
    client.force_login(UserFactory(role="head_of_service"))
    page = at("add-team")
    assert "Select health or social care" in text_of(client.post(page, {"name": "Paediatrics"}))
    assert client.post(page, {"name": "Paediatrics", "kind": "health"}).status_code == 302
    team = Team.objects.get()
    answers = {"full_name": "Dr Ida Invented", "title": "Paediatrician", "kind": "health"}
    page = at("add-team-contact", code=team.pk)
    assert client.post(page, answers).url == at("team", code=team.pk)
    assert "Dr Ida Invented" in text_of(client.get(at("team", code=team.pk)))


def test_a_contact_works_with_a_child_until_a_day(client, manager):
    child = AllocationFactory(user=manager).child
    answers = {"full_name": "Dr Ida Invented", "title": "Paediatrician", "kind": "health"}
    assert client.post(at("add-contact", pk=child.pk), answers).status_code == 302
    people = at("child-people", pk=child.pk)
    assert "Dr Ida Invented" in text_of(client.get(people))
    link = child.contacts.get()
    page = at("end-contact", pk=link.pk)
    assert "Dr Ida Invented, Paediatrician" in text_of(client.get(page))
    Contact.objects.update(title="Doctor")
    link.starts_on = ON - 3 * A_DAY
    link.save()
    assert client.post(page, day("ends_on", ON - A_DAY)).status_code == 302
    assert "Dr Ida Invented" not in text_of(client.get(people))
    assert client.get(at("end-contact", pk=ChildContactFactory().pk)).status_code == 404


@pytest.fixture
def school(client):
    """Return the SENCO's post at a school with one pupil; its head has signed in."""
    post = PostFactory(user__full_name="Sandra Senco")
    SchoolingFactory(establishment=post.establishment)
    head = PostFactory(
        establishment=post.establishment,
        title="Head teacher",
        manages_users=True,
        user__full_name="Hal Head",
    )
    client.force_login(head.user)
    return post


def test_a_school_sees_its_own_accounts_and_no_other_schools(client, school):
    place = school.establishment
    assert at("setting-staff", pk=place.pk) in text_of(client.get(at("home")))
    former = PostFactory(establishment=place, user__full_name="Fay Former", ends_on=ON - A_DAY)
    html = text_of(client.get(at("setting-staff", pk=place.pk)))
    for words in ("Sandra Senco", "Hal Head", "Not signed in yet", "Who had a post here", "Fay"):
        assert words in html
    other = PostFactory()
    for page in (
        at("setting-staff", pk=other.establishment_id),
        at("invite-to-setting", pk=other.establishment_id),
        at("end-post", pk=other.pk),
        at("pass-on-post", pk=other.pk),
        at("staff-member", pk=other.user_id),
        at("staff-member", pk=former.user_id),
        at("close-account", pk=other.user_id),
        at("record-absence", pk=other.user_id),
    ):
        assert client.get(page).status_code == 404
        assert client.post(page, {}).status_code in {404, 405}
    client.force_login(school.user)  # who manages no accounts
    assert client.get(at("setting-staff", pk=place.pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_schools_accounts_take_the_same_queries(
    client, school, number, django_assert_num_queries
):
    for _ in range(number):
        AllocationFactory(user=PostFactory(establishment=school.establishment).user)
    client.get(at("setting-staff", pk=school.establishment_id))
    with django_assert_num_queries(6):
        client.get(at("setting-staff", pk=school.establishment_id))


def test_a_school_invites_and_ends_on_the_pages(client, school):
    place = school.establishment_id
    page = at("invite-to-setting", pk=place)
    answers = {
        "full_name": "Nia New",
        "email": "nia@example.org",
        "role": "teacher",
        "title": "Class teacher",
        "manages_users": "no",
    }
    html = text_of(client.post(page, answers | {"email": "nia"}))
    assert "Nia New" in html
    assert client.post(page, answers).url == at("setting-staff", pk=place)
    post = User.objects.get(email="nia@example.org").posts.get()
    page = at("end-post", pk=post.pk)
    assert "The account stays" in text_of(client.get(page))
    assert client.post(page, day("last_day", ON)).url == at("setting-staff", pk=place)
    post.refresh_from_db()
    assert post.ends_on == ON


def test_a_post_passes_on_to_a_colleague_or_to_somebody_new(client, school):
    page = at("pass-on-post", pk=school.pk)
    yesterday = day("last_day", ON - A_DAY)
    html = text_of(client.post(page, yesterday))
    assert "Select a colleague, or enter somebody new" in html
    teacher = PostFactory(establishment=school.establishment, user__role="teacher")
    both = {"to": str(teacher.user_id), "email": "nia@example.org", "full_name": "Nia New"}
    assert "not both" in text_of(client.post(page, yesterday | both))
    only_address = text_of(client.post(page, yesterday | {"email": "nia@example.org"}))
    assert "Enter their full name" in only_address
    assert not User.objects.filter(email="nia@example.org").exists()
    new = {"email": "nia@example.org", "full_name": "Nia New"}
    assert client.post(page, yesterday | new).status_code == 302
    post = User.objects.get(email="nia@example.org").posts.get()
    assert (post.title, post.sees_all, post.starts_on) == ("SENCO", True, ON)
    again = at("pass-on-post", pk=post.pk)
    back = client.post(again, {"to": str(teacher.user_id), **day("last_day", ON)})
    assert back.status_code == 302
    assert teacher.user.posts.filter(title="SENCO").exists()
    early = client.post(page, {"to": str(teacher.user_id), **day("last_day", ON - 9 * A_DAY)})
    assert "yesterday or later" in text_of(early)


def test_an_absence_is_recorded_covered_and_ended_on_the_pages(client, member, colleague):
    AllocationFactory(user=member)
    client.force_login(member)
    page = at("record-absence", pk=member.pk)
    answers = {
        **day("starts_on", ON),
        **day("ends_on", ON + 7 * A_DAY),
        "cover": str(colleague.pk),
        "note": "Back on Tuesday",
    }
    wrong = text_of(client.post(page, answers | day("ends_on", ON - A_DAY)))
    assert "must not be before the first day" in wrong
    assert "Back on Tuesday" in wrong
    assert client.post(page, answers).url == at("absence-list")
    assert "Colin Colleague covers" in text_of(client.get(at("absence-list")))
    absence = Absence.objects.get()
    assert client.post(at("change-cover", pk=absence.pk), {"cover": ""}).status_code == 302
    assert "Nobody covers yet" in text_of(client.get(at("absence-list")))
    assert client.post(at("end-absence", pk=absence.pk)).url == at("absence-list")
    assert not Absence.objects.exists()


def test_a_manager_records_an_absence_for_somebody(client, manager, member):
    page = at("record-absence", pk=member.pk)
    answers = {**day("starts_on", ON), **day("ends_on", ON), "cover": ""}
    assert client.post(page, answers).url == at("staff-member", pk=member.pk)
    assert "nobody covers" in text_of(client.get(at("staff-member", pk=member.pk)))
    absence = Absence.objects.get()
    assert "Say who covers" in text_of(client.get(at("without-owner")))
    answer = client.post(at("end-absence", pk=absence.pk))
    assert answer.url == at("staff-member", pk=member.pk)
    over = AbsenceFactory(user=member, ends_on=ON - A_DAY)
    for name in ("change-cover", "end-absence"):
        assert client.get(at(name, pk=over.pk)).status_code == 404


def test_the_handover_lists_every_promise_with_a_note(client, member, colleague):
    task = TaskFactory(asked_of=member, what="Ring the school", due_on=ON + 3 * A_DAY)
    other = TaskFactory(asked_of=member, what="Send the plan")
    absence = AbsenceFactory(user=member, covered_by=colleague, note="Mind the cat")
    page = at("handover", pk=absence.pk)
    client.force_login(member)
    html = text_of(client.get(page))
    assert "promised to" in html
    assert "in 3 days" in html
    long = client.post(page, {f"note-{task.pk}": "x" * 2001})
    assert "There is a problem" in text_of(long)
    assert client.post(page, {f"note-{task.pk}": "After four o’clock"}).url == page
    client.force_login(colleague)
    html = text_of(client.get(page))
    for words in ("After four o’clock", "Mind the cat", "Send the plan"):
        assert words in html
    assert "<textarea" not in html
    assert client.post(page, {f"note-{task.pk}": "Mine"}).status_code == 404
    look = Event.objects.filter(action="people.looked_at_handover").latest("pk")
    assert sorted(look.facts["children"]) == sorted([str(task.child_id), str(other.child_id)])
    home = text_of(client.get(at("home")))
    assert "You cover for" in home
    assert "of Carys Member, whom you cover for" in home


def test_before_the_first_day_the_cover_reads_no_names(client, member, colleague):
    task = TaskFactory(asked_of=member, child__first_names="Unseen")
    absence = AbsenceFactory(user=member, covered_by=colleague, starts_on=ON + A_DAY)
    page = at("handover", pk=absence.pk)
    client.force_login(colleague)
    html = text_of(client.get(page))
    assert "1 promise about children whom you do not see today" in html
    assert task.child.first_names not in html
    AbsenceFactory(user=member, covered_by=colleague, ends_on=ON - A_DAY)
    over = Absence.objects.get(ends_on=ON - A_DAY)
    assert client.get(at("handover", pk=over.pk)).status_code == 404
    client.force_login(UserFactory(role="caseworker"))
    assert client.get(page).status_code == 404


def test_what_nobody_has_is_listed_for_managers(client, member):
    client.force_login(UserFactory(role="head_of_service"))
    assert "Everything has an owner" in text_of(client.get(at("without-owner")))
    lost = AllocationFactory(ends_on=ON - A_DAY).child
    AllocationFactory(user__is_active=False, user__full_name="Gone Away")
    TaskFactory(asked_of__is_active=False, what="Ring the school", due_on=ON)
    TeamWorkFactory(team__name="Nobody's team")
    post = PostFactory(ends_on=ON - A_DAY)
    SchoolingFactory(establishment=post.establishment)
    html = text_of(client.get(at("without-owner")))
    for words in (lost.full_name, "Gone Away", "Ring the school", post.establishment.name):
        assert words in html
    client.force_login(member)
    assert client.get(at("without-owner")).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_what_nobody_has_takes_the_same_queries(client, number, django_assert_num_queries):
    for _ in range(number):
        AllocationFactory(ends_on=ON - A_DAY)
        AllocationFactory(user__is_active=False)
        TaskFactory(asked_of__is_active=False)
        TeamWorkFactory()
        AbsenceFactory(covered_by=None)
    client.force_login(UserFactory(role="head_of_service"))
    client.get(at("without-owner"))
    with django_assert_num_queries(9):
        client.get(at("without-owner"))


def test_a_carer_of_a_brother_joins_the_family(client, manager):
    child = AllocationFactory(user=manager).child
    link = CaringFactory(child=AllocationFactory(user=manager).child)
    hidden = CaringFactory()
    page = at("find-carer", pk=child.pk)
    assert "No other record that you may see" in text_of(
        client.get(page, {"q": hidden.child.reference})
    )
    html = text_of(client.get(page, {"q": link.child.reference.lower()}))
    assert link.carer.full_name in html
    looks = Event.objects.filter(action="people.looked", subject_id=str(link.child.pk))
    assert looks.count() == 1
    page = at("join-family", pk=child.pk, carer=link.carer.pk)
    answers = {"relation": "mother", "has_responsibility": "yes", "has_care": "yes", "told": "all"}
    empty = client.post(page, answers | {"relation": ""})
    assert "Enter what they are to the child" in text_of(empty)
    assert client.post(page, answers).url == at("child-people", pk=child.pk)
    assert child.carings.get().carer == link.carer
    assert "is in this family already" in text_of(client.post(page, answers))
    assert client.get(at("join-family", pk=child.pk, carer=hidden.carer.pk)).status_code == 404


def test_a_family_is_invited_on_the_pages(client, manager):
    link = CaringFactory(child=AllocationFactory(user=manager).child)
    people = at("child-people", pk=link.child.pk)
    page = at("invite-carer", pk=link.pk)
    assert page in text_of(client.get(people))
    assert link.carer.email in text_of(client.get(page))
    assert "There is a problem" in text_of(client.post(page, {"email": "pat"}))
    assert client.post(page, {"email": "pat@example.org"}).url == people
    assert page not in text_of(client.get(people))
    old = AllocationFactory(
        user=manager, child=ChildFactory(born_on=ON.replace(year=ON.year - 18, day=1))
    ).child
    page = at("invite-young-person", pk=old.pk)
    assert page in text_of(client.get(at("child-people", pk=old.pk)))
    assert client.post(page, {"email": "yas@example.org"}).status_code == 302
    old.refresh_from_db()
    assert old.user.email == "yas@example.org"


def test_the_people_of_a_child_say_who_covers(client, manager, member, colleague):
    child = AllocationFactory(user=member).child
    AbsenceFactory(user=member, covered_by=colleague)
    html = text_of(client.get(at("child-people", pk=child.pk)))
    assert "Colin Colleague covers" in html
    assert Membership.objects.count() == 3
