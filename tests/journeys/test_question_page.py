"""A question page at work: what is wrong is said, kept, and one key press away."""

import re

from playwright.sync_api import expect

WRONG = {
    "born_on-day": "31",
    "born_on-month": "feb",
    "born_on-year": "2019",
    "age": "-3",
    "postcode": "nowhere",
}


def send_with_errors(page) -> None:
    page.goto("/design/question")
    for name, value in WRONG.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Check these answers").click()


def test_the_error_summary_takes_the_focus_and_leads_to_each_field(page, looks_right):
    send_with_errors(page)
    expect(page).to_have_title(re.compile(r"^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    links = page.locator(".govuk-error-summary a")
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href").removeprefix("#")
        links.nth(number).click()
        assert page.evaluate("document.activeElement.id") == target
    looks_right(page)


def test_what_was_typed_is_kept(page):
    send_with_errors(page)
    for name, value in WRONG.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)


def test_the_first_wrong_box_of_a_date_is_linked(page):
    send_with_errors(page)
    page.get_by_role("link", name=re.compile("Date of birth must be a real date")).click()
    assert page.evaluate("document.activeElement.name") == "born_on-day"


def fill(page) -> None:
    page.goto("/design/question")
    page.get_by_label("What is your full name?").fill("Ada Example")
    page.get_by_label("Day").fill("3")
    page.get_by_label("Month").fill("March")
    page.get_by_label("Year", exact=True).fill("2019")
    page.get_by_role("group", name="EHC plan").get_by_label("No").check()
    page.get_by_label("Learning").check()
    page.get_by_label("School").check()
    page.get_by_label("How old is your child?").fill("7")
    page.get_by_label("What is your postcode?").fill("mk93ej")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("What else should we know?").fill("First line\nSecond line")


def test_a_form_in_order_is_taken_with_a_notice(page, looks_right):
    fill(page)
    page.get_by_role("button", name="Check these answers").click()
    expect(page.get_by_role("alert").get_by_text("Your answers were in order")).to_be_visible()
    looks_right(page)


def test_it_works_without_javascript(page_without_javascript):
    page = page_without_javascript
    send_with_errors(page)
    summary = page.locator(".govuk-error-summary")
    summary.get_by_role("link", name="Age must be between 0 and 25").click()
    expect(page).to_have_url(re.compile(re.escape("#id_age") + "$"))
    fill(page)
    page.get_by_role("button", name="Check these answers").click()
    expect(page.get_by_text("Your answers were in order")).to_be_visible()


def test_an_expired_form_gives_back_what_was_typed(page, console, looks_right):
    console.allow("status of 403")
    fill(page)
    page.context.clear_cookies()
    page.get_by_role("button", name="Check these answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That form was open too long")
    expect(page.get_by_text("Ada Example")).to_be_visible()
    expect(page.get_by_label("More")).to_have_value("First line\nSecond line")
    looks_right(page)
    page.get_by_role("button", name="Go back to the form").click()
    expect(page).to_have_url(re.compile(re.escape("/design/question") + "$"))
