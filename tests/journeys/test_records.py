"""Journeys with requests for records and with keeping: an officer answers, two people dispose."""

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
from tests.factories.records import AccessRequestFactory
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


def test_the_head_gives_an_inspector_one_childs_whole_file(page: Page, folder, looks_right):
    child = ChildFactory(first_names="Zoë", last_name="Example")
    sign_in(page, UserFactory(role="head_of_service"))
    page.get_by_role("link", name="Requests for records").first.click()
    page.get_by_role("link", name="files for inspectors").click()
    looks_right(page)
    page.get_by_role("button", name="Make a file").click()
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter who the file is for")
    looks_right(page)
    page.get_by_label("Reference of the record").fill(child.reference)
    give_day(page, "Date of birth", child.born_on)
    page.get_by_label("Who is it for?").fill("A. Inspector")
    page.get_by_label("Why do they ask for it?").fill("Tracked child 3 of 6")
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_text("No file is kept in the record")).to_be_visible()
    looks_right(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the file (PDF)").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def test_an_officer_makes_the_time_longer_and_takes_the_letter(
    page: Page, looks_right, monkeypatch
):
    on = datetime.date(2026, 11, 24)
    for view in ("longer", "requests"):
        monkeypatch.setattr(f"wayforward.records.views.{view}.localdate", lambda: on)
    AccessRequestFactory(received_on=on, child__first_names="Zoë")
    sign_in(page, UserFactory(role="records_officer"))
    page.goto("/records/requests")
    page.get_by_role("link", name="Zoë").click()
    page.get_by_role("link", name="Make the time to answer longer").click()
    looks_right(page)
    page.get_by_role("button", name="Make it longer and tell them").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why it takes longer")
    page.get_by_label("Why does it take longer?").fill("Each of 400 pages must be read")
    page.get_by_role("button", name="Make it longer and tell them").click()
    expect(page.get_by_text("Post the letter to whoever asked today")).to_be_visible()
    looks_right(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="The letter (PDF)").click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def test_a_list_of_children_is_printed_and_taken_away(page: Page, looks_right):
    allocation = AllocationFactory(child__first_names="Zoë")
    sign_in(page, allocation.user, to="/children")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download this list (CSV)").click()
    assert "Zoë" in taken.value.path().read_text(encoding="utf-8-sig")
    page.get_by_role("link", name="Print this list").click()
    expect(page.get_by_role("button", name="Print this list")).to_be_visible()
    looks_right(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Print this list")).to_be_hidden()
    expect(page.get_by_role("rowheader", name="Zoë")).to_be_visible()
