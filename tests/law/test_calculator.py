"""The calculator: one day, every date, each with its reason; and what cannot be read is said."""

import json
import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import quote

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from wayforward.law import views
from wayforward.law.calculator import HAPPENED, LAST_DAYS, STARTS, answer
from wayforward.law.forms import DAYS_AHEAD
from wayforward.statute import cli
from wayforward.statute.calculator import QUESTIONS, SAID_OTHERWISE, Start
from wayforward.statute.days import in_words
from wayforward.statute.rules.reviews import MADE_OR_REVIEWED

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
REQUEST = "what=request&day=5&month=1&year=2026"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """Make it Monday 2 March 2026 on these pages."""
    monkeypatch.setattr(views, "localdate", lambda: TODAY)


def text_of(response) -> str:
    """Return a page's text; it must have been found."""
    assert response.status_code == 200
    return unescape(response.content.decode())


def step_on(page: str, rule_id: str) -> str:
    """Return the part of a page that shows one rule's date, without its tags."""
    found = re.search(rf'<li[^>]* id="{rule_id}">(.*?)</li>', page, re.DOTALL)
    assert found, rule_id
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def test_an_empty_calculator_asks_and_answers_nothing(client):
    page = text_of(client.get("/law/calculator"))
    assert "Work out the dates" in page
    assert "Error" not in page
    for words, hint in HAPPENED.values():
        assert words in page
        assert hint in page


def test_a_link_can_choose_what_happened_and_leave_the_day_open(client):
    page = text_of(client.get("/law/calculator?what=draft"))
    assert 'value="draft" checked' in page
    assert "Error" not in page
    assert "checked" not in text_of(client.get("/law/calculator?what=party"))


@pytest.mark.parametrize("day", [date(2026, 1, 5), date(2025, 12, 19), date(2020, 6, 1)])
@pytest.mark.parametrize("code", STARTS)
def test_each_date_is_what_the_command_line_says(client, capsys, code, day):
    page = text_of(
        client.get(f"/law/calculator?what={code}&day={day.day}&month={day.month}&year={day.year}")
    )
    for rule_id, anchor in QUESTIONS[STARTS[code]].rules:
        assert cli.main(["due", rule_id, f"{anchor}={day}"], today=TODAY) == 0
        said = json.loads(capsys.readouterr().out)
        shown = step_on(page, rule_id)
        assert shown.startswith(in_words(date.fromisoformat(said["due_on"])))
        because = said["explanation"]
        if rule_id == "REVIEW_12M":  # counted from the meeting, and says so
            assert MADE_OR_REVIEWED in because
            meant = SAID_OTHERWISE[STARTS[code], rule_id]
            because = because.replace(MADE_OR_REVIEWED, meant)
        assert because in shown
        assert said["citation"] in shown
        assert said["evidence"] in shown
        assert f'href="{said["source"]}"' in page


@pytest.mark.parametrize(
    ("query", "rule_id", "stands"),
    [
        (
            "what=request&day=5&month=1&year=2025",
            "EHC_NO_PLAN",
            "Over 10 months ago: late, unless there is to be a plan",
        ),
        (
            "what=review-meeting&day=5&month=1&year=2025",
            "AMEND_NOTICE",
            "Over 13 months ago: late, unless the plan stays as it is",
        ),
    ],
)
def test_what_is_owed_only_in_one_case_is_not_plainly_late(client, query, rule_id, stands):
    page = text_of(client.get(f"/law/calculator?{query}"))
    assert stands in step_on(page, rule_id)


def test_a_draft_says_from_when_the_final_plan_may_be_sent(client):
    """W09: the fifteen days end on 24 June; the earliest final plan is of 25 June."""
    draft = "what=draft&day=10&month=6&year=2026"
    page = text_of(client.get(f"/law/calculator?{draft}"))
    assert "The final plan may be sent from Thursday 25 June 2026" in step_on(page, "REPS_END")
    (event,) = events_of(client.get(f"/law/calculator.ics?{draft}"))
    assert "The final plan may be sent from Thursday 25 June 2026" in event["description"]


def test_dates_stand_in_order_with_the_start_and_today_among_them(client):
    page = text_of(client.get(f"/law/calculator?{REQUEST}"))
    days = re.findall(r'<time class="wf-dates__day" datetime="([0-9-]+)"', page)
    assert days == ["2026-02-16", "2026-04-27", "2026-05-10", "2026-05-25"]
    marks = [page.index(text) for text in ("Week 6:", "Today</strong>", "Week 16:", "Week 20:")]
    assert marks == sorted(marks)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 5, 20), "This week In 5 days"),
        (date(2026, 5, 25), "This week Today"),
        (date(2026, 5, 11), "Soon In 2 weeks"),
        (date(2026, 1, 6), "On track In 4 months"),
        (date(2026, 5, 28), "Late 3 days late, unless it has been done"),
    ],
)
def test_each_date_says_how_it_stands(client, monkeypatch, on, words):
    monkeypatch.setattr(views, "localdate", lambda: on)
    page = text_of(client.get(f"/law/calculator?{REQUEST}"))
    assert words in step_on(page, "EHC_FINAL")


def test_what_is_done_is_not_late_and_can_be_taken_back(client):
    page = text_of(client.get(f"/law/calculator?{REQUEST}"))
    assert "Late" in step_on(page, "EHCNA_DECISION")
    href = f"?{REQUEST}&done=EHCNA_DECISION#EHCNA_DECISION"
    assert href in page
    page = text_of(client.get(f"/law/calculator{href.partition('#')[0]}"))
    assert "Done" in step_on(page, "EHCNA_DECISION")
    assert "late" not in step_on(page, "EHCNA_DECISION")
    assert f"?{REQUEST}#EHCNA_DECISION" in page


def test_a_familys_time_and_a_recommended_day_are_over_but_not_late(client):
    page = text_of(client.get("/law/calculator?what=draft&day=2&month=2&year=2026"))
    assert "Over 2 weeks ago" in step_on(page, "REPS_END")
    past = answer(Start.REQUEST, date(2025, 1, 6), on=TODAY)
    words = {step.due.rule.id: step.tag.text for step in past.steps}
    assert words["DRAFT_LATEST"] == "Over"
    assert words["EHC_FINAL"] == "Late"


def test_a_mediation_certificate_is_asked_for_after_a_letter_and_moves_the_appeal(client):
    letter = "what=decision-letter&day=15&month=1&year=2026"
    page = text_of(client.get(f"/law/calculator?{letter}"))
    assert "Have you a mediation certificate?" in page
    assert step_on(page, "APPEAL").startswith("Monday 16 March 2026")
    assert "To be safe, act by Sunday 15 March 2026." in step_on(page, "APPEAL")
    certificate = "certificate-day=1&certificate-month=4&certificate-year=2026"
    page = text_of(client.get(f"/law/calculator?{letter}&{certificate}"))
    assert step_on(page, "APPEAL").startswith("Friday 1 May 2026")
    page = text_of(client.get(f"/law/calculator?{REQUEST}&{certificate}"))
    assert "Have you a mediation certificate?" not in page
    early = certificate.replace("2026", "2025")
    page = text_of(client.get(f"/law/calculator?{letter}&{early}"))
    assert page.count("The date of the certificate must be after the date of the letter") == 2


@pytest.mark.parametrize("query", ["", "?what=decision-letter"])
def test_a_certificate_can_be_entered_with_the_first_question(client, query):
    page = text_of(client.get(f"/law/calculator{query}"))
    assert "Have you a mediation certificate?" in page
    assert "Have you a mediation certificate?" not in text_of(
        client.get("/law/calculator?what=request")
    )


def test_an_appeal_is_never_plainly_over_while_a_certificate_could_give_longer(client):
    letter = "what=decision-letter&day=5&month=12&year=2025"
    said = "the last day is one month from the date of the certificate, if that is later."
    page = text_of(client.get(f"/law/calculator?{letter}"))
    shown = step_on(page, "APPEAL")
    assert "Over without a certificate 3 weeks ago" in shown
    assert said in shown
    assert 'name="certificate-day"' in page
    (event,) = [
        e
        for e in events_of(client.get(f"/law/calculator.ics?{letter}"))
        if str(e["url"]).endswith("/APPEAL")
    ]
    assert said in str(event["description"])
    for day, state in ((10, "Over"), (20, "Soon")):  # one month on: 10 and 20 March 2026
        month = 1 if state == "Over" else 2
        more = f"certificate-day={day}&certificate-month={month}&certificate-year=2026"
        shown = step_on(text_of(client.get(f"/law/calculator?{letter}&{more}")), "APPEAL")
        assert state in shown
        assert "without a certificate" not in shown
        assert said not in shown


def test_staff_see_the_last_working_day_and_families_do_not(client, staff):
    assert "For staff" not in text_of(client.get(f"/law/calculator?{REQUEST}"))
    client.force_login(staff)
    page = text_of(client.get(f"/law/calculator?{REQUEST}"))
    assert "For staff: do it by Friday 22 May 2026" in step_on(page, "EHC_FINAL")
    assert "For staff" not in step_on(page, "EHCNA_DECISION")


def test_every_date_of_the_calculator_has_a_familys_words():
    asked = {rule_id for question in QUESTIONS.values() for rule_id, _ in question.rules}
    assert asked - set(LAST_DAYS) == set()
    assert set(Start) - set(HAPPENED) == set()


def test_nothing_is_kept(client):
    response = client.get(f"/law/calculator?{REQUEST}")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert response.cookies == {}


# -- what cannot be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("what=request&day=31&month=2&year=2026", "The day must be a real date"),
        ("what=request&day=1&month=13&year=2026", "The day must be a real date"),
        ("what=request&day=1&month=1&year=0026", "The day must be 1 September 2014 or later"),
        ("what=request&day=1&month=1&year=926", "The day must be a real date"),
        ("what=request&day=31&month=8&year=2014", "The day must be 1 September 2014 or later"),
        ("what=request&day=1&month=1&year=9999", "or earlier"),
        ("what=request&day=soon&month=&year=", "The day must include a month and a year"),
        ("what=request&day=one&month=1&year=2026", "The day must be a real date"),
        ("what=request&day=&month=&year=", "Enter the day, for example 27 3 2026"),
        ("day=5&month=1&year=2026", "Choose what happened"),
        ("what=party&day=5&month=1&year=2026", "Select one of the answers shown"),
        ("what=request&day=-5&month=1&year=2026", "The day must be a real date"),
        ("what=request&day=%00&month=1&year=2026", "held a character that cannot be kept"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_top_and_at_the_field(client, query, message):
    page = text_of(client.get(f"/law/calculator?{query}"))
    assert "<title>Error: " in page
    assert page.count(message) == 2
    assert "wf-dates" not in page


def test_what_was_typed_is_still_there(client):
    page = text_of(client.get("/law/calculator?what=draft&day=31&month=feb&year=26x"))
    assert 'value="draft" checked' in page
    for text in ("31", "feb", "26x"):
        assert f'value="{text}"' in page


def test_a_year_of_two_figures_and_a_month_in_words_are_understood(client):
    page = text_of(client.get("/law/calculator?what=request&day=5th&month=January&year=26"))
    assert "Monday 5 January 2026" in page


def test_the_first_and_the_last_day_that_may_be_asked(client):
    last = TODAY + timedelta(days=DAYS_AHEAD)
    for day in (date(2014, 9, 1), last):
        query = f"what=review-meeting&day={day.day}&month={day.month}&year={day.year}"
        assert "wf-dates" in text_of(client.get(f"/law/calculator?{query}"))


PARAMETERS = [
    *("what", "day", "month", "year", "done", "q", "process", "grade", "certificate"),
    *("certificate-day", "certificate-month", "certificate-year", "transfer_year", "born_on"),
    *("clock_start", "certificate_on-day", "course_ends_on-day"),
]
VALUES = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.sampled_from(
        [*STARTS, "29", "2", "2", "2024", "2026", "31", "0026", "P", "review", "EHC_FINAL"]
    ),
)
PATHS = [
    "/law",
    "/law/calculator",
    "/law/calculator.ics",
    "/law/rules/APPEAL",
    "/law/rules/PHASE_GENERAL",
    "/law/rules/PLAN_25_OTHER",
    "/law/rules/MOVE_REVIEW",
    "/law/rules/EHC_FINAL",
]


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    path=st.sampled_from(PATHS),
    pairs=st.lists(st.tuples(st.sampled_from(PARAMETERS), VALUES), max_size=10),
)
def test_no_address_of_the_law_ever_fails(client, path, pairs):
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)
    assert client.get(f"{path}?{query}").status_code in {200, 302}


@settings(max_examples=150, deadline=None)
@given(
    code=st.sampled_from(list(STARTS)),
    day=st.dates(date(2014, 9, 1), TODAY + timedelta(days=DAYS_AHEAD)),
)
def test_every_day_that_may_be_asked_has_an_answer(code, day):
    query = QueryDict(f"what={code}&day={day.day}&month={day.month}&year={day.year}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "localdate", lambda: TODAY)
        found = views.asked(query).answer
    assert found is not None
    assert len(found.steps) == len(QUESTIONS[STARTS[code]].rules)


# -- the calendar file -----------------------------------------------------------------------------


def events_of(response) -> list:
    """Return the events of a calendar file, read back."""
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


@pytest.mark.parametrize("code", STARTS)
def test_the_calendar_file_holds_every_date_with_its_reason(client, code):
    events = events_of(client.get(f"/law/calculator.ics?what={code}&day=5&month=1&year=2026"))
    expected = answer(STARTS[code], date(2026, 1, 5), on=TODAY)
    assert len(events) == len(expected.steps)
    for event, step in zip(events, expected.steps, strict=True):
        assert type(event.decoded("dtstart")) is date
        assert event.decoded("dtstart") == step.due.due_on
        assert event.decoded("dtend") == step.due.due_on + timedelta(days=1)
        by_five = ", by 5pm" if step.due.rule.id == "APPEAL" else ""
        assert str(event["summary"]) == step.title + by_five
        assert step.due.explanation in str(event["description"])
        assert step.due.citation in str(event["description"])
        assert str(event["url"]).endswith(f"/law/rules/{step.due.rule.id}")
        assert event["transp"] == "TRANSPARENT"


def test_the_title_of_an_event_names_nobody(client):
    first = events_of(client.get(f"/law/calculator.ics?{REQUEST}"))[0]
    assert str(first["summary"]) == ("Last day for the council to tell you whether it will assess")


def test_the_same_day_asked_again_has_the_same_events(client):
    def uids(query: str) -> list[str]:
        return [
            str(event["uid"]) for event in events_of(client.get(f"/law/calculator.ics?{query}"))
        ]

    first = uids(REQUEST)
    assert first == uids(f"{REQUEST}&done=EHC_FINAL")
    assert len(set(first)) == len(first)
    assert not set(first) & set(uids(REQUEST.replace("day=5", "day=6")))


def test_the_lines_of_the_file_are_as_the_standard_asks(client):
    raw = client.get(f"/law/calculator.ics?{REQUEST}").content
    lines = raw.split(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    assert b"DTSTART;VALUE=DATE:20260216" in lines


def test_a_file_of_a_wrong_day_goes_back_to_the_question(client):
    response = client.get("/law/calculator.ics?what=request&day=31&month=2&year=2026")
    assert response.status_code == 302
    assert response["Location"] == "/law/calculator?what=request&day=31&month=2&year=2026"
    assert "There is a problem" in text_of(client.get(response["Location"]))


def test_a_decision_letter_says_when_a_certificate_is_needed(client):
    said = (
        "you need not contact a mediation adviser. Any other appeal needs a mediation certificate"
    )
    page = client.get("/law/calculator?what=decision-letter&day=5&month=1&year=2026")
    assert said in page.content.decode()
    assert said not in client.get(f"/law/calculator?{REQUEST}").content.decode()


def test_a_fault_is_named_once_in_the_title(client):
    page = client.get("/law/calculator?what=request&day=31&month=2&year=2026").content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert title.count("Error:") == 1


def test_what_goes_on_is_in_force_and_never_over_or_done(client):
    page = text_of(client.get("/law/calculator?what=final-plan&day=1&month=10&year=2025"))
    for rule_id in ("PROVISION_START", "ADMIT"):
        said = step_on(page, rule_id)
        assert "In force And for as long as there is a plan" in said
        assert "Mark as done" not in said


def test_a_notice_names_the_twelve_weeks_after_a_meeting(client):
    page = text_of(client.get("/law/calculator?what=amendment-notice&day=9&month=12&year=2026"))
    assert "no later than 12 weeks after that meeting" in step_on(page, "AMEND_FINAL")


def test_a_letter_to_end_the_plan_says_nothing_of_an_appeal_about_the_school_alone(client):
    what = "/law/calculator?what={}&day=1&month=10&year=2026"
    assert "only about the school" in text_of(client.get(what.format("final-plan")))
    page = text_of(client.get(what.format("letter-to-end-the-plan")))
    assert "only about the school" not in page
    assert "This appeal needs a mediation certificate" in page
