"""Journeys: two records of one child made one and two again; a manager asks about odd looks."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    DiagnosisFactory,
    UserFactory,
)
from tests.journeys.signing import sign_in
from wayforward.audit.models import Event

pytestmark = pytest.mark.django_db(transaction=True)


def pair(caseworker):
    first = ChildFactory(first_names="Siobhán", last_name="Kelly", language="Irish")
    second = ChildFactory(first_names="Siobhan", last_name="Kelley", language="English")
    carer = CaringFactory(child=first).carer
    CaringFactory(child=second, carer=carer)
    for child in (first, second):
        AllocationFactory(child=child, user=caseworker)
    DiagnosisFactory(child=second, what="Dyspraxia")
    return first, second


def test_a_caseworker_merges_two_records_and_makes_two_of_them_again(
    page_without_javascript: Page, page: Page, looks_right
):
    caseworker = UserFactory(role="caseworker")
    first, second = pair(caseworker)
    sign_in(page, caseworker, to="/children")
    page.get_by_role("link", name="Records that may be of one child").click()
    expect(page.get_by_text("Same carer").first).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Look at both").click()
    expect(page.get_by_role("cell", name="Dyspraxia")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Merge the two records").click()
    looks_right(page)
    page.get_by_role("alert").get_by_role("link", name="Select which record stays").click()
    page.get_by_label(f"Siobhán Kelly, {first.reference}").check()
    page.get_by_role("group", name="Legal name").get_by_label("Siobhán Kelly").check()
    page.get_by_role("group", name="Language").get_by_label("Irish").check()
    page.get_by_role("button", name="Merge the two records").click()
    expect(page.get_by_text("The two records are one now")).to_be_visible()
    expect(page.get_by_text("Dyspraxia")).to_be_visible()
    page.goto(f"/children/{second.pk}")
    expect(page).to_have_url(f"{page.url.split('/children')[0]}/children/{first.pk}")
    page.get_by_role("link", name="History").click()
    looks_right(page)
    page.get_by_role("link", name="Make two records again").click()
    looks_right(page)
    page.get_by_role("button", name="Make two records again").click()
    expect(page.get_by_text("There are two records again.")).to_be_visible()
    page.goto(f"/children/{second.pk}")
    expect(page.get_by_role("heading", name="Siobhan Kelley")).to_be_visible()
    # They are two children after all: said on a phone, without JavaScript.
    phone = page_without_javascript
    phone.set_viewport_size({"width": 320, "height": 700})
    sign_in(phone, UserFactory(role="head_of_service"), to="/children/duplicates")
    phone.get_by_role("link", name="They are two children").click()
    phone.get_by_label("How do you know?").fill("The school knows both")
    phone.get_by_role("button", name="Remember that they are two").click()
    expect(phone.get_by_text("No two records that you may see are alike")).to_be_visible()


def test_a_manager_asks_about_a_look_at_night(page: Page, looks_right):
    looker = UserFactory(role="caseworker", full_name="Carys Lawson")
    child = ChildFactory()
    night = datetime.datetime.now(tz=datetime.UTC).replace(hour=23, minute=10)  # noqa: TID251
    Event.objects.create(
        action="people.looked",
        actor=str(looker.pk),
        subject_type="people.Child",
        subject_id=str(child.pk),
        happened_at=night - datetime.timedelta(days=2),
        facts={"page": "people:child", "because": ["caseload"]},
    )
    sign_in(page, UserFactory(role="head_of_service", full_name="Heather Manager"))
    page.get_by_role("link", name="Looks at records to ask about").click()
    expect(page.get_by_role("heading", name="Carys Lawson")).to_be_visible()
    looks_right(page)
    page.get_by_role("main").get_by_role("link", name="Review").click()
    page.get_by_role("button", name="Save this review").click()
    looks_right(page)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What you found, and what you did").fill(
        "She was not at work. Talked to her."
    )
    page.get_by_role("button", name="Save this review").click()
    expect(page.get_by_text("There is nothing to ask about")).to_be_visible()
    expect(page.get_by_text("No good reason")).to_be_visible()
    looks_right(page)
