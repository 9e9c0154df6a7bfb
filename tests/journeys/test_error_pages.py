"""Each error page says what happened, what to do next and whom to ring."""

import re

import pytest
from playwright.sync_api import expect

from wayforward.web.authority import current

HEADINGS = {
    400: "We could not understand that",
    403: "You cannot open this page",
    404: "We cannot find that page",
    500: "Sorry, something went wrong",
    503: "Sorry, this site is not working just now",
}


@pytest.mark.parametrize("status", HEADINGS)
def test_an_error_page_helps(page, console, looks_right, settings, status):
    settings.ROOT_URLCONF = "tests.journeys.pages_that_fail"
    console.allow(f"status of {status}")
    answer = page.goto("/no-such-page" if status == 404 else f"/fails/{status}")
    assert answer.status == status
    expect(page.get_by_role("heading", level=1)).to_have_text(HEADINGS[status])
    expect(
        page.get_by_role("main").get_by_role("link", name=current().duty_line.phone)
    ).to_be_visible()
    assert "not to be shown" not in page.content()
    looks_right(page)


def test_a_page_that_is_not_there_offers_a_search(page, console):
    console.allow("status of 404")
    page.goto("/no-such-page")
    page.get_by_role("main").get_by_role("searchbox").fill("swimming")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(re.escape("/local-offer/search?q=swimming") + "$"))
