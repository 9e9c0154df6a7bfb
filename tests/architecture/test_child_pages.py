"""Every page about a child, opened by every kind of person in every relationship to the child."""

import datetime
import os
from collections.abc import Callable

import pytest
from django.urls import get_resolver, reverse

from tests.architecture.child_pages import CHILD_PAGES
from tests.architecture.pages import wholly
from tests.factories.imports import RowFactory
from tests.factories.people import (
    AbsenceFactory,
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    EmergencyFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    TeamWorkFactory,
    UserFactory,
)
from wayforward.audit.models import Event
from wayforward.config.environment import ROOT
from wayforward.people.models import Child, User
from wayforward.people.views.case_page import CasePage

PAST = datetime.date(2024, 7, 31)
NEXT_YEAR = datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)


def carer(child: Child, **caring: object) -> User:
    link = CaringFactory(child=child, **caring)
    link.carer.user = UserFactory(role="parent")
    link.carer.save()
    return link.carer.user


def at_school(child: Child, *, role: str = "senco", **schooling: object) -> User:
    pupil = SchoolingFactory(child=child, **schooling)
    return PostFactory(establishment=pupil.establishment, user=UserFactory(role=role)).user


def in_team(child: Child, *, role: str = "specialist_teacher", **work: object) -> User:
    team = TeamWorkFactory(child=child, **work).team
    return MembershipFactory(team=team, user=UserFactory(role=role)).user


def on_caseload(child: Child, *, role: str = "caseworker", **allocation: object) -> User:
    return AllocationFactory(child=child, user=UserFactory(role=role), **allocation).user


def themselves(child: Child) -> User:
    child.user = UserFactory(role="young_person")
    child.save()
    return child.user


def in_emergency(child: Child, *, role: str = "duty_officer") -> User:
    user = UserFactory(role=role)
    EmergencyFactory(child=child, user=user, closes_at=NEXT_YEAR)
    return user


def covering(child: Child, **absence: object) -> User:
    away = AllocationFactory(child=child).user
    return AbsenceFactory(user=away, **absence).covered_by


def covering_a_task(child: Child) -> User:
    asked = TaskFactory(child=child).asked_of
    return AbsenceFactory(user=asked, covered_by__role="psychologist").covered_by


def covering_at_school(child: Child, *, at_another: bool = False) -> User:
    pupil = SchoolingFactory(child=child)
    away = PostFactory(establishment=pupil.establishment).user
    own = {} if at_another else {"establishment": pupil.establishment}
    post = PostFactory(sees_all=False, title="Teacher", user__role="teacher", **own)
    return AbsenceFactory(user=away, covered_by=post.user).covered_by


def managing(child: Child, **membership: object) -> User:
    team = MembershipFactory(user=AllocationFactory(child=child).user).team
    place = {"is_manager": True} | membership
    return MembershipFactory(team=team, **place).user


def in_import(child: Child) -> User:
    return RowFactory(child=child, verdict="changes").of.sent_by


# Who, in which relationship: how to make them, and whether they see the child.
PEOPLE: dict[str, tuple[Callable[[Child], User], bool]] = {
    "parent, own child": (carer, True),
    "parent, former carer": (lambda child: carer(child, ends_on=PAST), False),
    "parent, told nothing": (
        lambda child: carer(child, told="nothing", court_limit="An order"),
        False,
    ),
    "parent, other family": (lambda child: carer(CaringFactory().child), False),
    "young person, themselves": (themselves, True),
    "young person, another": (lambda child: UserFactory(role="young_person"), False),
    "senco, own school": (at_school, True),
    "senco, other school": (lambda child: PostFactory().user, False),
    "senco, former school": (lambda child: at_school(child, ends_on=PAST), False),
    "teacher, own pupil": (lambda child: on_caseload(child, role="teacher"), True),
    "teacher, no pupil": (lambda child: UserFactory(role="teacher"), False),
    "duty officer, team's work": (lambda child: in_team(child, role="duty_officer"), True),
    "duty officer, in an emergency": (in_emergency, True),
    "duty officer, none": (lambda child: UserFactory(role="duty_officer"), False),
    "specialist teacher, team's work": (in_team, True),
    "specialist teacher, other team": (
        lambda child: MembershipFactory(team=TeamFactory()).user,
        False,
    ),
    "specialist teacher, work over": (lambda child: in_team(child, ends_on=PAST), False),
    "psychologist, asked": (
        lambda child: TaskFactory(child=child, asked_of__role="psychologist").asked_of,
        True,
    ),
    "psychologist, answered": (
        lambda child: TaskFactory(child=child, done_on=PAST).asked_of,
        False,
    ),
    "social worker, team's work": (lambda child: in_team(child, role="social_worker"), True),
    "caseworker, own caseload": (on_caseload, True),
    "caseworker, other caseload": (lambda child: AllocationFactory().user, False),
    "caseworker, former caseload": (lambda child: on_caseload(child, ends_on=PAST), False),
    "caseworker, covers for another": (covering, True),
    "caseworker, covered until last July": (lambda child: covering(child, ends_on=PAST), False),
    "psychologist, covers for one who is asked": (covering_a_task, True),
    "teacher, covers for the SENCO": (covering_at_school, True),
    "teacher, covers, but at another school": (
        lambda child: covering_at_school(child, at_another=True),
        False,
    ),
    "specialist teacher, manages the team": (managing, True),
    "specialist teacher, in the team": (lambda child: managing(child, is_manager=False), False),
    "specialist teacher, managed it until last July": (
        lambda child: managing(child, ends_on=PAST),
        False,
    ),
    "forum clerk, asked": (
        lambda child: TaskFactory(child=child, asked_of__role="forum_clerk").asked_of,
        True,
    ),
    "head of service": (lambda child: UserFactory(role="head_of_service"), True),
    "editor": (lambda child: UserFactory(role="editor"), False),
    "administrator": (lambda child: UserFactory(administrator=True), False),
    "data officer, in an import of theirs": (in_import, False),
}


def test_every_page_about_a_child_is_in_the_table():
    def views(resolver, spaces=()):
        for entry in resolver.url_patterns:
            if hasattr(entry, "url_patterns"):
                inner = (*spaces, entry.namespace) if entry.namespace else spaces
                yield from views(entry, inner)
            else:
                yield ":".join([*spaces, entry.name]), getattr(entry.callback, "view_class", None)

    about_children = {
        name
        for name, view in views(get_resolver())
        if isinstance(view, type) and issubclass(view, CasePage)
    }
    assert about_children == set(CHILD_PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", CHILD_PAGES)
def test_each_person_gets_what_the_table_says(client, name, who):
    page = CHILD_PAGES[name]
    make, sees = PEOPLE[who]
    child = ChildFactory()
    user = make(child)
    client.force_login(user)
    path = reverse(name, kwargs=page.about(child))
    looks = Event.objects.filter(action="people.looked", subject_id=str(child.pk))
    before = looks.count()
    answer = wholly(client.get(path))
    expected = (200 if user.role in page.roles else 403) if sees else 404
    assert answer.status_code == expected
    assert looks.count() - before == (1 if expected == 200 else 0)
    if expected == 200:
        assert answer["Cache-Control"] == "no-store"
        look = looks.latest("pk")
        assert (look.actor, look.subject_id) == (str(user.pk), str(child.pk))
        assert look.facts["page"] == name
        assert look.facts["because"] or user.role == "head_of_service"


PUBLISHED = ROOT / "docs" / "reference" / "who-sees-what.md"


def published_table() -> str:
    """Return the page that says who sees what: every page about a child, by person."""
    lines = [
        "# Who sees what",
        "",
        (
            "Every page about a child, and who gets it. Written by the tests that run this table "
            "(`tests/architecture/test_child_pages.py`; `WAYFORWARD_UPDATE_PAGES=1` writes it "
            "again). *Yes*: they get it. *No*: they see the child, but may not do this (403). "
            "Whoever is in the second list does not see the child, and gets 404 everywhere."
        ),
        "",
        "## Those who see the child",
        "",
    ]
    who = [name for name, (_, sees) in PEOPLE.items() if sees]
    roles = [name.partition(",")[0].replace(" ", "_") for name in who]
    lines.append("| Page | " + " | ".join(who) + " |")
    lines.append("| --- |" + " --- |" * len(who))
    for page, entry in CHILD_PAGES.items():
        answers = ("yes" if role in entry.roles else "no" for role in roles)
        lines.append(f"| `{page}` | " + " | ".join(answers) + " |")
    lines += ["", "## Those who do not", ""]
    lines += [f"- {name}" for name, (_, sees) in PEOPLE.items() if not sees]
    return "\n".join(lines) + "\n"


def test_the_published_table_is_this_one():
    if os.environ.get("WAYFORWARD_UPDATE_PAGES"):
        PUBLISHED.write_text(published_table(), encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == published_table()
