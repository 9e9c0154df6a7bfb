"""Journeys with requests for records and with keeping: an officer answers, two people dispose."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import CaringFactory, ChildFactory, DiagnosisFactory, UserFactory
from tests.journeys.signing import sign_in

pytestmark = pytest.mark.django_db(transaction=True)
OLD = datetime.date(1990, 1, 1)


def give_day(page: Page, group: str, day: datetime.date) -> None:
    fields = page.get_by_role("group", name=group)
    fields.get_by_label("Day").fill(str(day.day))
    fields.get_by_label("Month").fill(str(day.month))
    fields.get_by_label("Year").fill(str(day.year))


def test_an_officer_answers_a_request(page: Page, looks_right):
    child = ChildFactory(first_names="Zoë", last_name="Example")
    CaringFactory(child=child, carer__first_names="Zebedee")
    DiagnosisFactory(child=child, what="Autism", reported_by="Zebedee")
    sign_in(page, UserFactory(role="records_officer"))
    page.get_by_role("link", name="Requests for records").first.click()
    looks_right(page)
    page.get_by_role("button", name="Log a request").click()
    page.get_by_role("button", name="Log it and lay the record out").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the reference of the record")
    looks_right(page)
    page.get_by_label("Reference of the record").fill(child.reference)
    give_day(page, "Date of birth", child.born_on)
    page.get_by_label("A representative, such as a solicitor").check()
    page.get_by_label("Name of who asks").fill("Sol Icitor")
    page.get_by_label("How they showed who they are").fill("Signed authority")
    give_day(page, "Day on which the request arrived", datetime.date(2026, 11, 2))
    page.get_by_role("button", name="Log it and lay the record out").click()
    page.get_by_role("link", name="Zoë Example").click()
    looks_right(page)
    page.get_by_role("link", name="To decide").click()
    for _ in range(30):
        if not page.get_by_role("link", name="Decide about passage").count():
            break
        page.get_by_role("link", name="Decide about passage").first.click()
        looks_right(page)
        if page.get_by_text("Zebedee").count():
            page.get_by_label("Give it with words blacked out").check()
            page.get_by_label("Words to black out").fill("zebedee")
            page.get_by_role("combobox", name="Ground").select_option("other_person")
            page.get_by_label("Why this ground fits here").fill("They do not agree")
        else:
            page.get_by_label("Give it as it is").check()
        page.get_by_role("button", name="Save this decision").click()
    page.get_by_role("button", name="Fix the answer and record it as sent").click()
    expect(page.get_by_text("The answer was sent on")).to_be_visible()
    looks_right(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="As data (JSON)").click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert "zebedee" not in text.casefold()
    assert "Autism" in text


def test_two_people_let_a_record_go_and_a_hold_stops_another(page: Page, open_page, looks_right):
    going = ChildFactory(born_on=OLD, first_names="Alma", last_name="Old")
    held = ChildFactory(born_on=OLD, first_names="Bede", last_name="Old")
    sign_in(page, UserFactory(role="records_officer"))
    page.get_by_role("link", name="Keeping records").first.click()
    looks_right(page)
    page.get_by_text("The rules").click()
    looks_right(page)
    page.get_by_role("link", name="Holds").click()
    page.get_by_role("button", name="Hold a record").click()
    page.get_by_label("Reference of the record").fill(held.reference)
    give_day(page, "Date of birth", OLD)
    page.get_by_label("Why nothing of it may go").fill("An inquiry asks to keep everything")
    page.get_by_role("button", name="Hold this record").click()
    expect(page.get_by_text("The record is held")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="What has reached its day").click()
    expect(page.get_by_text("Bede Old")).to_have_count(0)
    page.locator("section", has_text=going.reference).get_by_role("button").click()
    expect(page.get_by_text("It is proposed")).to_be_visible()
    looks_right(page)
    other = open_page()
    sign_in(other, UserFactory(role="head_of_service"))
    other.goto("/records/disposals")
    other.get_by_role("link", name=f"Record {going.reference}").click()
    looks_right(other)
    other.get_by_label("It goes", exact=True).check()
    other.get_by_role("button", name="Save this decision").click()
    expect(other.get_by_text("Approved", exact=True)).to_be_visible()
    looks_right(other)
