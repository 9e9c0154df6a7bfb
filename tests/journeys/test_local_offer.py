"""The Local Offer as people use it: find help, keep it, print it, say what is wrong."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.local_offer import load_milton_keynes
from tests.factories.people import UserFactory
from tests.journeys.signing import sign_in
from wayforward.local_offer.models import ProblemReport, Service

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "images" / "home.png"
COLD, WARM = 100_000, 20_000  # bytes of a public page, fresh and seen before
SENDIAS = "afc4f5dd-746a-57a0-88bc-3e4412533ac8"


@pytest.fixture(autouse=True)
def local_offer(live_server):
    """Load the real Local Offer for the live site."""
    load_milton_keynes()


def test_a_parent_finds_help_keeps_it_and_prints_it(page: Page, looks_right):
    page.goto("/")
    looks_right(page)
    page.get_by_label("What are you looking for? Use your own words.").fill("my son is deaf")
    page.get_by_role("button", name="Search").last.click()
    expect(page.get_by_role("heading", name="2 services")).to_be_visible()
    expect(page.get_by_text("Rather talk to somebody?")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name=re.compile("Add to shortlist.*MK Deaf Zone")).click()
    expect(page.get_by_text("MK Deaf Zone is on your shortlist.")).to_be_visible()
    page.get_by_role("link", name="Sensory Specialist Teaching Team").click()
    expect(page.get_by_role("heading", name="Contact", exact=True)).to_be_visible()
    expect(page.get_by_text("Last checked on 23 November 2026")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Add to your shortlist").click()
    page.get_by_role("link", name="Your shortlist").first.click()
    expect(page.get_by_text("2 services")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="in large print").click()
    expect(page.locator("html")).to_have_class(re.compile("wf-large-print"))
    looks_right(page)


def test_it_all_works_without_javascript(page_without_javascript: Page):
    page = page_without_javascript
    page.goto("/")
    page.get_by_label("What are you looking for? Use your own words.").fill("won't go to school")
    page.get_by_role("button", name="Search").last.click()
    expect(page.get_by_role("link", name="MK EBSA project and pathway")).to_be_visible()
    page.goto("/local-offer/search")
    page.locator("summary", has_text="Cost").click()
    page.get_by_label("There is a charge").check()
    page.get_by_role("button", name="Show results").first.click()
    expect(page.get_by_role("heading", name="3 services")).to_be_visible()
    page.get_by_role("link", name="Take off the filter There is a charge").click()
    expect(page.get_by_role("heading", name="136 services")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_filter_leaves_the_reader_where_they_were(page: Page, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/local-offer/search?q=autism")
    toggle = page.get_by_role("button", name="Age, place and filters")
    if toggle.is_visible():
        toggle.click()
    page.locator("summary", has_text="Topic").click()
    box = page.get_by_label(re.compile("^Autism"))
    box.scroll_into_view_if_needed()
    page.mouse.wheel(0, 150)
    expect(box).to_be_in_viewport()
    box.check()
    expect(page.get_by_role("link", name=re.compile("Take off the filter Autism"))).to_be_attached()
    expect(page.get_by_label(re.compile("^Autism"))).to_be_in_viewport()
    page.wait_for_timeout(600)  # a browser that goes elsewhere does so a moment later
    expect(page.get_by_label(re.compile("^Autism"))).to_be_in_viewport()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_duty_line_and_sendias_are_always_in_sight_at_home(page: Page, looks_right, width):
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/")
    looks_right(page)
    whole = page.evaluate("document.documentElement.scrollHeight")
    assert whole > 1400
    for top in range(0, whole, 350):
        page.evaluate("top => window.scrollTo(0, top)", top)
        seen = page.evaluate(
            """() => new Set([...document.querySelectorAll("a[href^='tel:']")].filter(link => {
                const at = link.getBoundingClientRect();
                return at.height && at.top >= 0 && at.bottom <= innerHeight;
            }).map(link => link.href)).size"""
        )
        assert seen >= 2, top


def keeps_its_place(page: Page) -> None:
    """Add the tenth result, and see that the browser is still there, at the button."""
    page.goto("/local-offer/search?q=autism")
    tenth = page.locator(".wf-results > li").nth(9)
    name = tenth.get_by_role("link").first.inner_text()
    tenth.get_by_role("button", name="Add to shortlist").click()
    kept = page.get_by_role("button", name=f"Take off shortlist {name}")
    expect(kept).to_be_in_viewport()
    expect(kept).to_be_focused()
    expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport()


def test_adding_to_the_shortlist_keeps_the_place(page: Page, page_without_javascript: Page):
    keeps_its_place(page)
    keeps_its_place(page_without_javascript)


def test_filters_change_the_list_and_the_address_in_place(page: Page):
    page.goto("/local-offer/search")
    page.evaluate("window.stayed = true")
    page.locator("summary", has_text="Cost").click()
    page.get_by_label("There is a charge").check()
    expect(page.get_by_role("heading", name="3 services")).to_be_visible()
    expect(page).to_have_url(re.compile("cost=charged"))
    assert page.evaluate("window.stayed") is True
    expect(page.get_by_label("There is a charge")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("heading", name="136 services")).to_be_visible()


def test_with_the_keyboard_alone(page: Page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "find-q":
            break
    page.keyboard.type("speach therapy")
    page.keyboard.press("Enter")
    expect(page.get_by_text("you typed “speach”")).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.textContent")
        if name.strip() == "School age Speech and Language Therapy":
            break
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("heading", name="School age Speech and Language Therapy", level=1)
    ).to_be_visible()


def test_what_cannot_be_used_is_said_at_the_top_and_at_the_field(page: Page, looks_right):
    page.goto("/local-offer/search?postcode=ZZ1+1ZZ&age=-3&need=wizardry&page=abc")
    looks_right(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("We do not know the postcode “ZZ1 1ZZ”.")
    summary.get_by_role("link", name=re.compile("Enter an age")).click()
    expect(page.get_by_label("Age in years")).to_be_focused()
    expect(page.get_by_label("Age in years")).to_have_value("-3")


def test_nothing_found_shows_the_nearest_and_whom_to_ring(page: Page, looks_right):
    page.goto("/local-offer/search?q=swimming&age=9&postcode=MK9+3EJ&within=2")
    empty = page.get_by_text("We looked further away than you asked.")
    expect(empty).to_be_visible()
    expect(page.get_by_role("link", name="Otters disability swimming")).to_be_visible()
    expect(page.locator(".wf-empty").get_by_role("link", name="01908 657825")).to_be_visible()
    looks_right(page)


def test_near_me_asks_where_that_is(page: Page, looks_right):
    page.goto("/")
    page.get_by_label("What are you looking for? Use your own words.").fill("swimming near me")
    page.get_by_role("button", name="Search").last.click()
    looks_right(page)
    page.get_by_label("Your postcode or place").fill("MK9 3EJ")
    page.get_by_role("button", name="Show what is near").click()
    expect(page.get_by_text("Otters disability swimming").first).to_be_visible()
    expect(page.get_by_text(re.compile("Distances are in a straight line"))).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/local-offer/search?need=semh&age=9&postcode=Bletchley&within=5&page=2",
        "/local-offer/search?q=zzqqxy",
        "/local-offer/search?q=suicidal",
        "/local-offer/search?q=Barleyhurst",
        "/local-offer/search?q=judo+swimming+xyzzyq",
        "/local-offer/quicklinks/area_inspection",
        "/local-offer/quicklinks/schools_settings_info",
        "/local-offer/categories/autism",
        "/local-offer/guidance",
        "/local-offer/guidance/asking-for-an-ehc-needs-assessment",
        "/local-offer/guidance/dyslexia-policy-2016",
        "/local-offer/schools?specialist=yes",
        "/local-offer/schools?phase=nursery&specialist=yes",
        "/local-offer/shortlist",
        "/local-offer/pack",
        "/local-offer/pack?from=search&q=autism",
        "/glossary",
    ],
)
def test_every_kind_of_page_looks_right(page: Page, looks_right, path):
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    looks_right(page)


def test_a_school_and_an_organisation_look_right(page: Page, looks_right):
    page.goto("/local-offer/schools?phase=special")
    page.get_by_role("link", name="Slated Row School").click()
    expect(page.get_by_text("182 places")).to_be_visible()
    looks_right(page)
    page.goto(f"/local-offer/services/{SENDIAS}")
    page.goto(f"/local-offer/organisations/{Service.objects.get(pk=SENDIAS).organisation_id}")
    looks_right(page)


def test_somebody_says_what_is_wrong(page: Page, looks_right):
    page.goto(f"/local-offer/services/{SENDIAS}")
    page.get_by_role("link", name="Something wrong on this page?").click()
    looks_right(page)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    looks_right(page)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("What is wrong, or missing?")).to_be_focused()
    page.keyboard.type("The line opens at 9.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you. We have it.")).to_be_visible()
    looks_right(page)
    assert ProblemReport.objects.get().problem == "The line opens at 9."


def test_an_officer_teaches_the_search_a_word(page: Page, looks_right):
    sign_in(page, UserFactory(), to="/local-offer/words")
    expect(page.get_by_role("heading", name="Search words")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Add search words").click()
    looks_right(page)
    page.get_by_role("button", name="Save these words").click()
    looks_right(page)
    page.get_by_label("What people type").fill("chatterbox")
    page.get_by_label("What the Local Offer calls it").fill("speech and language therapy")
    page.get_by_role("button", name="Save these words").click()
    expect(page.get_by_text("Saved. Searches use these words now.")).to_be_visible()
    page.goto("/local-offer/search?q=chatterbox")
    expect(page.get_by_role("link", name="School age Speech and Language Therapy")).to_be_visible()


def test_an_officer_explains_a_word(page: Page, looks_right):
    sign_in(page, UserFactory(), to="/local-offer/terms")
    looks_right(page)
    page.get_by_role("button", name="Add a word").click()
    looks_right(page)
    page.get_by_role("button", name="Save this word").click()
    looks_right(page)
    page.get_by_label("The word").fill("wibble")
    page.get_by_label("What it means").fill("An invented kind of help.")
    page.get_by_role("button", name="Save this word").click()
    expect(page.get_by_text("Saved. “wibble” is explained like this now.")).to_be_visible()
    page.goto("/local-offer/terms?q=wibble")
    page.get_by_role("link", name="wibble").click()
    looks_right(page)
    page.goto("/glossary")
    expect(page.get_by_text("An invented kind of help.")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/local-offer/search?q=autism",
        "/local-offer/search",
        f"/local-offer/services/{SENDIAS}",
        "/local-offer/quicklinks/early_years",
        "/local-offer/guidance/sen-support-in-school",
        "/local-offer/schools",
        "/glossary",
    ],
)
def test_a_page_is_light(page: Page, weigh, path):
    weight = weigh(page, path)
    assert weight.cold <= COLD, weight.parts
    assert weight.warm <= WARM


def test_the_picture_in_the_readme_is_of_this_page(page: Page):
    """The picture is made here; its twin in words fails when the page has changed since."""
    page.set_viewport_size({"width": 1280, "height": 1000})
    page.goto("/")
    words = re.sub(r"\n\s*\n+", "\n", page.locator("body").inner_text()).strip() + "\n"
    twin = PICTURE.with_suffix(".txt")
    if os.environ.get("WAYFORWARD_UPDATE_PICTURES"):
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURE)
        twin.write_text(words, encoding="utf-8")
    assert PICTURE.exists()
    assert words == twin.read_text(encoding="utf-8"), (
        "The page has changed since the picture in the README was taken. Take it again: "
        "WAYFORWARD_UPDATE_PICTURES=1 ./wayforward test tests/journeys/test_local_offer.py"
    )
