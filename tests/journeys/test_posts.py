"""Journeys of work that passes on: a SENCO leaves, a caseworker is away, a school keeps to its own."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import (
    AllocationFactory,
    ChildFactory,
    MembershipFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    TeamFactory,
    UserFactory,
)
from tests.journeys.signing import sign_in
from tests.journeys.test_children import enter_day
from wayforward.people.models import Absence

pytestmark = pytest.mark.django_db(transaction=True)

A_DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    """Return the day, as the pages do."""
    return datetime.date.today()  # noqa: TID251 -- the pages ask what day it is


def test_a_senco_leaves_and_the_successor_sees_the_pupils(
    page: Page, open_page, looks_right, console
):
    console.allow("404")  # the record that the leaver sees no more
    post = PostFactory(user__full_name="Lena Leaver", manages_users=True)
    child = ChildFactory(first_names="Robin", last_name="Pupil")
    SchoolingFactory(child=child, establishment=post.establishment)
    TaskFactory(child=child, asked_of=post.user, what="Send the profile")
    head = PostFactory(establishment=post.establishment, title="Head teacher", manages_users=True)
    successor = PostFactory(
        establishment=post.establishment,
        title="Class teacher",
        sees_all=False,
        user__role="teacher",
        user__full_name="Sam Successor",
    )
    leaver = open_page()
    sign_in(leaver, post.user)
    leaver.goto(f"/children/{child.pk}")
    expect(leaver.get_by_role("heading", name="Robin Pupil")).to_be_visible()

    sign_in(page, head.user)
    page.get_by_role("link", name="Who works at").click()
    looks_right(page)
    page.get_by_role("link", name="Pass on to a successor (Lena Leaver)").click()
    looks_right(page)
    page.get_by_role("button", name="Pass the post on").click()
    expect(page.get_by_role("alert")).to_contain_text("Select a colleague, or enter somebody new")
    looks_right(page)
    page.get_by_label("Who takes it on?").select_option(str(successor.user_id))
    enter_day(page, "Last day of whoever holds it now", today() - A_DAY)
    page.get_by_role("button", name="Pass the post on").click()
    expect(page.get_by_text("The post passes on")).to_be_visible()
    expect(page.get_by_role("heading", name="Who had a post here")).to_be_visible()
    looks_right(page)

    leaver.goto(f"/children/{child.pk}")
    expect(leaver.get_by_role("heading", level=1)).to_contain_text("not")
    next_one = open_page()
    sign_in(next_one, successor.user)
    expect(next_one.get_by_role("link", name="Send the profile", exact=True)).to_be_visible()
    next_one.goto(f"/children/{child.pk}")
    expect(next_one.get_by_role("heading", name="Robin Pupil")).to_be_visible()


def test_a_caseworker_is_away_and_the_cover_sees_the_caseload_until_the_return(
    page: Page, open_page, looks_right, console
):
    console.allow("404")
    team = TeamFactory()
    away = MembershipFactory(team=team, user__role="caseworker", user__full_name="Ana Away").user
    cover = MembershipFactory(team=team, user__role="caseworker", user__full_name="Cal Cover").user
    child = ChildFactory(first_names="Robin", last_name="Example")
    AllocationFactory(child=child, user=away)
    TaskFactory(child=child, asked_of=away, what="Ring the school", due_on=today() + A_DAY)
    sign_in(page, away)
    page.get_by_role("link", name="When you are away").click()
    looks_right(page)
    page.get_by_role("button", name="Record an absence").click()
    looks_right(page)
    enter_day(page, "First day away", today())
    enter_day(page, "Last day away", today() + 5 * A_DAY)
    page.get_by_label("Who covers?").select_option(str(cover.pk))
    page.get_by_role("button", name="Save this absence").click()
    page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Handover of Ana Away")).to_be_visible()
    looks_right(page)
    page.get_by_label("Note on: Ring the school").fill("Ask for Mr Sample")
    page.get_by_role("button", name="Save the notes").click()
    expect(page.get_by_text("The notes are saved.")).to_be_visible()

    other = open_page()
    sign_in(other, cover)
    expect(other.get_by_text("of Ana Away, whom you cover for")).to_be_visible()
    looks_right(other)
    other.get_by_role("main").get_by_role("link", name="Ana Away").click()
    expect(other.get_by_text("Ask for Mr Sample")).to_be_visible()
    looks_right(other)
    other.get_by_role("link", name="Robin Example").click()
    expect(other.get_by_role("heading", name="Robin Example")).to_be_visible()

    # The day of return.
    days = {"starts_on": today() - 5 * A_DAY, "ends_on": today() - A_DAY}
    Absence.objects.update(**days)
    other.goto(f"/children/{child.pk}")
    expect(other.get_by_role("heading", level=1)).to_contain_text("not")


def test_a_school_cannot_see_another_schools_page(page: Page, looks_right, console):
    console.allow("404")
    own, other = PostFactory(manages_users=True), PostFactory(manages_users=True)
    sign_in(page, own.user)
    page.goto(f"/settings/{own.establishment_id}/staff")
    page.get_by_role("button", name="Invite somebody").click()
    looks_right(page)
    for path in (
        f"/settings/{other.establishment_id}/staff",
        f"/settings/{other.establishment_id}/staff/invite",
        f"/staff/{other.user_id}",
        f"/settings/posts/{other.pk}/end",
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 404


def test_a_team_manager_passes_a_child_on_without_javascript(
    page_without_javascript: Page, page: Page, looks_right
):
    team = TeamFactory(name="Example Team")
    manager = MembershipFactory(team=team, is_manager=True, user__role="caseworker").user
    member = MembershipFactory(team=team, user__role="caseworker", user__full_name="Ana One").user
    other = MembershipFactory(team=team, user__role="caseworker", user__full_name="Bo Two").user
    child = AllocationFactory(user=member, child__first_names="Robin").child
    plain = page_without_javascript
    plain.set_viewport_size({"width": 320, "height": 700})
    sign_in(plain, manager)
    plain.get_by_role("link", name="Teams", exact=True).last.click()
    plain.get_by_role("link", name="Example Team").click()
    plain.get_by_role("link", name="Ana One", exact=True).click()
    plain.get_by_role("link", name="See the caseload").click()
    plain.get_by_role("link", name=f"Pass on ({child.full_name})").click()
    plain.get_by_label("Who takes it on?").select_option(str(other.pk))
    plain.get_by_label("What should they know?").fill("Ring first")
    plain.get_by_role("button", name="Pass on").click()
    expect(plain.get_by_text("To Bo Two: Ring first")).to_be_visible()
    expect(plain.get_by_text("Who had Robin before")).to_be_visible()
    sign_in(page, UserFactory(role="head_of_service"))
    for path in (
        "/teams",
        f"/teams/{team.pk}",
        f"/teams/{team.pk}/invite",
        "/staff",
        "/staff/invite",
        f"/staff/{member.pk}",
        f"/staff/{member.pk}/end",
        f"/staff/{other.pk}/caseload",
        f"/staff/{other.pk}/pass-on",
        "/staff/without-owner",
        "/teams/add",
        f"/children/{child.pk}/people",
        f"/children/{child.pk}/contact",
        f"/children/{child.pk}/carer/known",
    ):
        page.goto(path)
        looks_right(page)
