"""An authority that works to a stricter limit says so, what the law itself says, and why."""

import copy
import re
import shutil
from datetime import date
from html import unescape

import pytest
from icalendar import Calendar

from tests.local_offer.profiles import TINY
from wayforward.config import navigation
from wayforward.law import views
from wayforward.web import arranged, authority

pytestmark = pytest.mark.django_db
SOURCED = 'source = "Invented for tests"\nas_of = 2026-01-05\n'
STRICTER = "Example Shire Council works to a stricter limit than the law."
REQUEST = "what=request&day=5&month=1&year=2026"


def correction(rule: str, n: int, because: str) -> str:
    """Return a correction as it is written in a profile."""
    return f'[[law_corrections]]\nrule = "{rule}"\nn = {n}\nbecause = "{because}"\n{SOURCED}'


FIVE = correction("EHCNA_DECISION", 5, "We promise an answer in time.")
LONGER = correction("REPS_END", 21, "Families asked for it.")
READ = correction("SUBJECT_ACCESS", 2, "Our lawyer read it.")
DAY_ONE = f"[law]\ncount_receipt_day_as_day_one = true\n{SOURCED}"


@pytest.fixture
def work_to(settings, monkeypatch, tmp_path):
    """Return a function that lets this installation be the invented authority's, with its law."""
    monkeypatch.setattr(views, "localdate", lambda: date(2026, 3, 2))

    def choose(*blocks):
        profile = shutil.copytree(TINY, tmp_path / "tiny")
        (profile / "law.toml").write_text("\n".join(blocks), encoding="utf-8")
        settings.ARRANGEMENTS = str(profile)
        arranged.arrangements.cache_clear()
        authority.register(navigation.authority)
        settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)  # so the environment is made again

    yield choose
    arranged.arrangements.cache_clear()
    authority.register(navigation.authority)


def text_of(client, path: str) -> str:
    """Return the words of a page."""
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(response.content.decode())).split())


def test_the_list_says_how_the_limit_differs(client, work_to):
    work_to(FIVE)
    page = text_of(client, "/law")
    assert page.count(STRICTER) == 1
    assert (
        f"{STRICTER} The law itself says: within six weeks of the day the request arrived. Why: "
        "We promise an answer in time."
    ) in page
    assert "Within five weeks of the day the request arrived" in page


def test_a_rules_page_answers_by_the_stricter_limit_and_gives_the_laws(client, work_to):
    work_to(FIVE)
    page = text_of(client, "/law/rules/EHCNA_DECISION?day=5&month=1&year=2026")
    assert STRICTER in page
    assert "The law itself says: within six weeks" in page
    assert "The law itself says: When someone asks for an EHC needs assessment" in page
    assert "How we know the law’s own limit Read in the law itself" in page
    assert "How we know it" not in page
    assert "The last day is Monday 9 February 2026." in page
    assert "By law the last day is Monday 16 February 2026." in page
    other = text_of(client, "/law/rules/EHC_FINAL")
    assert STRICTER not in other
    assert "How we know it Read in the law itself" in other
    assert "The law itself says" not in other


def test_an_old_day_is_answered_by_the_law_of_that_day_alone(client, work_to):
    work_to(FIVE)
    page = text_of(client, "/law/rules/EHCNA_DECISION?day=1&month=6&year=2020")
    assert "The last day is Monday 13 July 2020." in page
    assert "By law the last day" not in page


def test_the_calculator_answers_by_it_and_its_file_says_both(client, work_to):
    work_to(FIVE)
    page = text_of(client, f"/law/calculator?{REQUEST}")
    assert f"{STRICTER} By law the last day is Monday 16 February 2026." in page
    assert "Set by the authority: We promise an answer in time." in page
    assert page.count(STRICTER) == 1
    file = Calendar.from_ical(client.get(f"/law/calculator.ics?{REQUEST}").content)
    events = {str(e["url"]).rpartition("/")[2]: e for e in file.walk("VEVENT")}
    told = events["EHCNA_DECISION"]
    assert told["dtstart"].dt == date(2026, 2, 9)
    assert "By law the last day is 16 February 2026." in str(told["description"])
    assert "By law" not in str(events["EHC_FINAL"]["description"])


def test_longer_for_a_family_and_a_rule_put_right_are_said_in_their_own_words(client, work_to):
    work_to(LONGER, READ)
    assert "Example Shire Council gives you more time than the law does." in text_of(
        client, "/law/rules/REPS_END"
    )
    page = text_of(client, "/law/rules/SUBJECT_ACCESS")
    assert "works to its own limit, because nobody has verified this rule." in page
    assert "This rule is not verified." in page


def test_the_day_of_receipt_counts_where_an_authority_counts_it(client, work_to):
    work_to(DAY_ONE)
    page = text_of(client, "/law/rules/EHC_FINAL?day=5&month=1&year=2026")
    assert "The last day is Sunday 24 May 2026." in page
    assert "By law the last day is Monday 25 May 2026." in page
    assert "The day of receipt is counted as day one." in page


def test_a_stricter_limit_is_found_by_its_own_number(client, work_to):
    assert "EHCNA_DECISION" not in ids(client, "/law?q=37+days")
    work_to(correction("EHCNA_DECISION", 37, "A promise.") + 'basis = "d+"\n')
    assert "EHCNA_DECISION" in ids(client, "/law?q=37+days")


def ids(client, path: str) -> list[str]:
    return re.findall(r'<article class="wf-rule" id="(\w+)"', client.get(path).content.decode())


@pytest.mark.parametrize(
    "path", ["/law", "/law/rules/EHCNA_DECISION", f"/law/calculator?{REQUEST}"]
)
def test_without_a_correction_no_page_speaks_of_one(client, work_to, path):
    work_to()
    page = text_of(client, path)
    for words in ("stricter limit", "The law itself says", "By law the last day", "Set by"):
        assert words not in page
