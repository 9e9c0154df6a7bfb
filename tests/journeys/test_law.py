"""The law as people use it: a parent works out dates on a phone; anybody reads a rule."""

import re
from datetime import date

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

COLD, WARM = 100_000, 20_000  # bytes of a public page, fresh and seen before
PHONE = {"width": 320, "height": 640}
REQUEST = "/law/calculator?what=request&day=5&month=1&year=2026"


@pytest.fixture(autouse=True)
def site(live_server):
    """Serve the site; these pages need nothing in its database."""


def fill_day(page: Page, day: str, month: str, year: str) -> None:
    """Type a day into the three boxes of the first question of that kind."""
    for label, text in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(label, exact=True).first.fill(text)


def ask_for_the_dates_of_a_request(page: Page) -> None:
    """Go from the list of rules to the dates that follow a request."""
    page.goto("/law")
    page.get_by_role("button", name="Work out your own dates").click()
    page.get_by_label("Somebody asked for an assessment").check()
    fill_day(page, "5", "1", "2026")
    page.get_by_role("button", name="Show the dates").click()


def test_a_parent_works_out_the_dates_of_a_request_on_a_phone(page: Page, looks_right):
    page.set_viewport_size(PHONE)
    ask_for_the_dates_of_a_request(page)
    expect(page.get_by_role("heading", name="Dates from 5 January 2026")).to_be_visible()
    week_6 = page.locator("#EHCNA_DECISION")
    expect(week_6).to_contain_text("Monday 16 February 2026")
    expect(week_6).to_contain_text("Week 6")
    expect(week_6).to_contain_text("Six weeks from Monday 5 January 2026")
    week_20 = page.locator("#EHC_FINAL")
    expect(week_20).to_contain_text("Monday 25 May 2026")
    expect(week_20).to_contain_text("Week 20")
    looks_right(page)
    page.set_viewport_size(PHONE)
    with page.expect_download() as started:
        page.get_by_role("button", name="Put these dates in your calendar").click()
    assert started.value.suggested_filename == "dates-2026-01-05.ics"
    events = Calendar.from_ical(started.value.path().read_bytes()).walk("VEVENT")
    assert date(2026, 5, 25) in [event.decoded("dtstart") for event in events]


def test_a_parent_marks_what_has_been_done(page: Page, looks_right):
    page.goto(REQUEST)
    step = page.locator("#EHCNA_DECISION")
    step.get_by_role("link", name="Mark as done").click()
    expect(step.get_by_text("Done", exact=True)).to_be_visible()
    step.get_by_role("link", name="Not done after all").click()
    expect(step.get_by_text("Done", exact=True)).to_have_count(0)


def test_a_wrong_day_is_said_and_can_be_put_right(page: Page, looks_right):
    page.goto("/law/calculator")
    looks_right(page)
    page.get_by_label("A draft plan came").check()
    fill_day(page, "31", "2", "2026")
    page.get_by_role("button", name="Show the dates").click()
    summary = page.get_by_role("alert")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looks_right(page)
    summary.get_by_role("link", name=re.compile("The day must be a real date")).click()
    expect(page.get_by_label("Day", exact=True)).to_be_focused()
    expect(page.get_by_label("Day", exact=True)).to_have_value("31")
    fill_day(page, "28", "2", "2026")
    page.get_by_role("button", name="Show the dates").click()
    expect(page.locator("#REPS_END")).to_contain_text("Saturday 14 March 2026")


def test_it_all_works_without_javascript(page_without_javascript: Page):
    page = page_without_javascript
    ask_for_the_dates_of_a_request(page)
    expect(page.locator("#EHC_FINAL")).to_contain_text("Monday 25 May 2026")
    page.goto("/law")
    page.get_by_label("Search the rules").fill("mediation certificate")
    page.get_by_role("button", name="Search", exact=True).last.click()
    expect(page.get_by_role("link", name="Issue the mediation certificate")).to_be_visible()
    page.goto("/law")
    page.get_by_label("Making the plan (8)").check()
    page.get_by_role("button", name="Show these rules").click()
    expect(page.get_by_role("heading", name=re.compile("^8 rules of"))).to_be_visible()
    page.get_by_role("link", name="Take off the filter Making the plan").click()
    expect(page.get_by_role("heading", name=re.compile("^[0-9]+ rules$"))).to_be_visible()


def test_filters_change_the_list_and_the_address_in_place(page: Page):
    page.goto("/law")
    page.evaluate("window.stayed = true")
    page.get_by_label("Mediation (17)").check()
    expect(page.get_by_role("heading", name=re.compile("^17 rules of"))).to_be_visible()
    expect(page).to_have_url(re.compile("process=mediation"))
    assert page.evaluate("window.stayed") is True
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("^[0-9]+ rules$"))).to_be_visible()


def test_with_the_keyboard_alone(page: Page):
    page.goto("/law/calculator")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("A draft plan came")).to_be_checked()
    for text in ("2", "March", "2026"):
        page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("#REPS_END")).to_contain_text("Monday 16 March 2026")


def test_somebody_reads_a_rule_and_tries_another_day(page: Page, looks_right):
    page.goto("/law?q=final+plan")
    looks_right(page)
    page.get_by_role("link", name=re.compile(r"^Send the final plan\W+Within twenty")).click()
    expect(page.get_by_role("heading", name="Send the final plan", level=1)).to_be_visible()
    looks_right(page)
    fill_day(page, "5", "1", "2026")
    page.get_by_role("button", name="Work it out").click()
    expect(page.get_by_text("The last day is Monday 25 May 2026.")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/law",
        "/law?q=zzqqxy",
        "/law?q=medation&process=nothing",
        "/law/rules/APPEAL",
        "/law/rules/SUBJECT_ACCESS",
        "/law/rules/EHCNA_DECISION?day=31&month=2&year=2026",
        "/law/rules/PHASE_GENERAL",
        "/law/rules/PLAN_25_OTHER",
        "/law/calculator?what=review-meeting&day=5&month=1&year=2026&done=REVIEW_NOTICE",
        "/law/calculator?what=decision-letter&day=20&month=6&year=2026",
        "/law/calculator?what=party&day=31&month=2&year=2026",
    ],
)
def test_every_kind_of_page_looks_right(page: Page, looks_right, path):
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    looks_right(page)


def test_on_paper_the_dates_stand_without_what_can_only_be_pressed(page: Page):
    page.goto(REQUEST)
    page.emulate_media(media="print")
    expect(page.locator("#EHC_FINAL")).to_be_visible()
    expect(page.get_by_text("This is not legal advice.")).to_be_visible()
    for hidden in ("Mark as done", "Show the dates", "Change the day"):
        expect(page.get_by_text(hidden).first).to_be_hidden()


@pytest.mark.parametrize("path", ["/law", "/law/rules/EHC_FINAL", "/law/calculator", REQUEST])
def test_a_page_is_light(page: Page, weigh, path):
    weight = weigh(page, path)
    assert weight.cold <= COLD, weight.parts
    assert weight.warm <= WARM
