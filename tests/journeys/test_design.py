"""The living page of the design system: every component and question in every state."""

import pytest
from playwright.sync_api import expect

from wayforward.web.authority import channels, current


@pytest.mark.parametrize(
    "path",
    [
        "/design",
        "/design/fields",
        "/design/fields?state=filled",
        "/design/fields?state=error",
        "/design/patterns",
        "/design/question",
        "/accessibility",
    ],
)
def test_every_component_is_accessible_and_fits(page, looks_right, path):
    assert page.goto(path).status == 200
    looks_right(page)


def test_the_page_is_light(page, weigh):
    weight = weigh(page, "/accessibility")
    assert weight.cold <= 100_000, weight.parts
    assert weight.warm <= 20_000
    assert sum(size for name, size in weight.parts.items() if ".css" in name) <= 18_000


def test_filters_fold_on_a_phone_and_only_there(page):
    page.goto("/design/patterns")
    toggle = page.get_by_role("button", name="Choose filters (3 chosen)")
    assert toggle.is_hidden()
    expect(page.get_by_label("Autism (12)")).to_be_visible()
    page.set_viewport_size({"width": 320, "height": 800})
    expect(page.get_by_label("Autism (12)")).to_be_hidden()
    toggle.click()
    assert toggle.get_attribute("aria-expanded") == "true"
    expect(page.get_by_label("Autism (12)")).to_be_visible()


def test_filters_stand_open_without_javascript(page_without_javascript):
    page = page_without_javascript
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/design/patterns")
    expect(page.get_by_label("Autism (12)")).to_be_visible()
    expect(page.get_by_role("button", name="Choose filters")).to_have_count(0)


def test_the_skip_link_is_first_and_leads_to_the_content(page):
    page.goto("/design")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    assert skip.evaluate("(link) => link === document.activeElement")
    expect(skip).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_the_authoritys_colour_is_worn(page):
    page.goto("/design")
    colour = page.locator(".wf-masthead").evaluate(
        "(element) => getComputedStyle(element).backgroundColor"
    )
    assert colour == f"rgb{channels(current().colours.brand)}"


def test_paper_has_the_words_and_no_menus(page):
    page.goto("/design/patterns")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1, name="Patterns")).to_be_visible()
    expect(page.get_by_role("link", name=current().name)).to_be_visible()
    for hidden in (".wf-search", ".govuk-service-navigation", ".wf-filter", ".wf-footer__list"):
        assert page.locator(hidden).first.is_hidden()


def test_large_print_fits_a_phone(page, looks_right):
    page.goto("/accessibility")
    page.evaluate("document.documentElement.classList.add('wf-large-print')")
    size = page.locator("main p").first.evaluate("(words) => getComputedStyle(words).fontSize")
    assert size == "24px"  # 18 point
    looks_right(page)


def test_a_long_name_without_a_break_fits_a_phone(page, looks_right):
    page.goto("/accessibility")
    page.locator(".govuk-generic-header__homepage-link").evaluate(
        "(link) => { link.textContent = 'Llanfairpwllgwyngyllgogerychwyrndrobwll Borough Council' }"
    )
    looks_right(page)
