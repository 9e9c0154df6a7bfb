"""An administrator adds a nursery, records provision and section 41; families read it."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.factories.establishments import (
    ApprovalFactory,
    EstablishmentFactory,
    LinkFactory,
    ProvisionFactory,
)
from tests.factories.people import UserFactory
from tests.journeys.signing import sign_in
from wayforward.establishments.models import Establishment

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def without_the_real_schools(live_server, transactional_db):
    """Begin with no establishment, whatever an earlier test has loaded."""
    Establishment.objects.all().delete()


def enter_day(page: Page, question: str, day: str, month: str, year: str) -> None:
    group = page.get_by_role("group", name=question)
    for label, typed in (("Day", day), ("Month", month), ("Year", year)):
        group.get_by_label(label).fill(typed)


def test_an_administrator_adds_a_place_and_records_its_provision(page: Page, looks_right):
    sign_in(page, UserFactory(administrator=True), to="/establishments")
    looks_right(page)  # nothing is here yet
    page.get_by_role("link", name="Add it", exact=True).click()
    looks_right(page)
    page.get_by_role("button", name="Add this place").click()
    summary = page.get_by_role("alert")
    looks_right(page)
    summary.get_by_role("link", name="Enter the name of the place").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Invented Hall")
    page.get_by_label("Independent place").check()
    page.get_by_label("Website").fill("www.example.org")
    page.get_by_role("button", name="Add this place").click()
    expect(page.get_by_text("The place is added.")).to_be_visible()
    looks_right(page)

    page.get_by_role("button", name="Record specialist provision").click()
    page.get_by_role("button", name="Save this provision").click()
    looks_right(page)
    page.get_by_label("SEN unit").check()
    page.get_by_label("Who is it for?").fill("autism")
    page.get_by_label("Autistic spectrum disorder").check()
    page.get_by_label("How many places are commissioned?").fill("12")
    page.get_by_label("Where do you know it from?").fill("An agreement")
    page.get_by_role("button", name="Save this provision").click()
    expect(page.get_by_text("12 places")).to_be_visible()
    page.get_by_role("link", name="Enter its last day").click()
    looks_right(page)
    page.go_back()

    page.get_by_role("button", name="Record approval under section 41").click()
    page.get_by_role("button", name="Save this approval").click()
    looks_right(page)
    enter_day(page, "First day of approval", "1", "9", "2024")
    page.get_by_label("Where do you know it from?").fill("A list")
    page.get_by_role("button", name="Save this approval").click()
    expect(page.get_by_text("From 1 September 2024")).to_be_visible()
    page.get_by_role("link", name="Enter the last day of approval").click()
    looks_right(page)

    place = Establishment.objects.get()
    page.goto(f"/local-offer/schools/{place.pk}")
    expect(page.get_by_text("Approved since 1 September 2024. Source: A list.")).to_be_visible()
    page.get_by_role("link", name="Change what is recorded").click()
    page.get_by_role("link", name="Record that it has closed").click()
    looks_right(page)
    enter_day(page, "First day without it", "1", "9", "2025")
    page.get_by_role("button", name="Record that it has closed").click()
    expect(page.get_by_text("It is recorded as closed.")).to_be_visible()


def test_a_closed_school_leads_families_to_its_successor(
    page_without_javascript: Page, looks_right, page: Page
):
    academy = EstablishmentFactory(
        independent=True,
        name="Example Green Academy",
        boarding="Boarding school",
        approved_needs=["ASD"],
        phone="01632 960001",
        website="https://www.example.org",
    )
    ProvisionFactory(establishment=academy)
    ApprovalFactory(establishment=academy, from_is_first_seen=True)
    LinkFactory(
        earlier__name="Example Green School",
        later=academy,
        established_on=datetime.date(2012, 9, 1),
    )
    plain = page_without_javascript
    plain.goto("/local-offer/schools")
    plain.get_by_label("Name or number").fill("green school")
    plain.get_by_role("button", name="Show").click()
    plain.get_by_role("link", name="Example Green School").click()
    expect(plain.get_by_text("This place has closed")).to_be_visible()
    plain.get_by_role("link", name="Example Green Academy").click()
    expect(plain.get_by_role("heading", name="Example Green Academy", level=1)).to_be_visible()
    expect(plain.get_by_text("Approved under section 41.")).to_be_visible()
    for path in (f"/local-offer/schools/{academy.pk}", "/local-offer/schools?q=green"):
        page.goto(path)
        looks_right(page)
