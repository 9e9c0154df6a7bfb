"""The Local Offer on A4 paper: the whole width for the words, whom to ring after them, few pages."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.factories.local_offer import load_milton_keynes
from wayforward.local_offer.models import Service

SENDIAS = "afc4f5dd-746a-57a0-88bc-3e4412533ac8"
A4 = {"width": 718, "height": 1047}  # CSS pixels, between margins of 10 mm


@pytest.fixture(autouse=True)
def local_offer(live_server):
    """Load the real Local Offer for the live site."""
    load_milton_keynes()


def pages_of(page: Page) -> int:
    """Return how many sheets of A4 the page takes."""
    sides = dict.fromkeys(("top", "bottom", "left", "right"), "10mm")
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin=sides)))


@pytest.mark.parametrize(
    ("path", "words", "help_follows"),
    [
        ("/local-offer/search?q=autism", ".wf-results", True),
        (f"/local-offer/services/{SENDIAS}", ".govuk-summary-list", True),
        ("/local-offer/guidance", "main .wf-links", True),
        ("/law/calculator", "main .govuk-body-l", True),
        ("/local-offer/pack?from=search&q=autism", ".wf-pack", False),
    ],
)
def test_the_words_have_the_whole_width(page: Page, path, words, help_follows):
    page.goto(path)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)  # type: ignore[arg-type]
    box = page.locator(words).first.bounding_box()
    assert box is not None
    assert box["width"] > 0.85 * A4["width"]
    expect(page.locator(".wf-filter")).to_be_hidden()
    whom_to_ring = page.locator("main .wf-help").first.bounding_box()
    assert whom_to_ring is not None
    assert whom_to_ring["width"] > 0.85 * A4["width"]
    assert (whom_to_ring["y"] > box["y"]) is help_follows
    for address in page.locator("main a[href^='mailto:']").all():
        size = address.bounding_box()
        assert size is not None
        assert size["height"] < 30  # on one line
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_paper_is_not_wasted(page: Page):
    page.goto("/local-offer/search?q=autism")
    assert pages_of(page) <= 5
    fourteen = Service.objects.order_by("name").values_list("pk", flat=True)[:14]
    page.goto("/local-offer/pack?" + "&".join(f"service={pk}" for pk in fourteen))
    assert pages_of(page) <= 6
