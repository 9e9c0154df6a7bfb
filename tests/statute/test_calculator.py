"""One day, and every date that follows."""

from datetime import date

import pytest

from wayforward.statute.calculator import QUESTIONS, Start, dates_after
from wayforward.statute.calendars import WorkingCalendar
from wayforward.statute.errors import StatuteError, WrongDate


def shown(found):
    return [(due.rule.id, due.due_on.isoformat()) for due in found]


def test_the_next_review_is_counted_from_the_meeting_and_says_so():
    found = {due.rule.id: due for due in dates_after("review meeting", date(2026, 11, 4))}
    assert found["REVIEW_12M"].explanation == (
        "Twelve months that begin with Wednesday 4 November 2026, the day of the review meeting."
    )


def test_a_request_gives_four_dates():
    assert shown(dates_after(Start.REQUEST, date(2026, 1, 5))) == [
        ("EHCNA_DECISION", "2026-02-16"),
        ("EHC_NO_PLAN", "2026-04-27"),
        ("DRAFT_LATEST", "2026-05-10"),
        ("EHC_FINAL", "2026-05-25"),
    ]


def test_a_draft_gives_the_familys_fifteen_days():
    assert shown(dates_after("draft", date(2026, 6, 10))) == [("REPS_END", "2026-06-24")]


def test_a_review_meeting_gives_what_comes_before_and_after_it():
    assert shown(dates_after("review meeting", date(2026, 11, 4))) == [
        ("REVIEW_NOTICE", "2026-10-21"),
        ("REVIEW_CIRCULATE", "2026-10-21"),
        ("REVIEW_REPORT", "2026-11-18"),
        ("REVIEW_DECISION", "2026-12-02"),
        ("AMEND_NOTICE", "2026-12-02"),
        ("AMEND_LONGSTOP", "2027-01-27"),
        ("REVIEW_12M", "2027-11-03"),
    ]


@pytest.mark.parametrize(
    ("certificate_on", "appeal"),
    [(None, "2026-12-01"), (date(2026, 11, 29), "2027-01-04")],
)
def test_a_decision_letter_gives_mediation_and_appeal(certificate_on, appeal):
    found = dates_after("decision letter", date(2026, 10, 1), certificate_on=certificate_on)
    assert shown(found) == [("MED_CONTACT", "2026-12-01"), ("APPEAL", appeal)]


def test_a_final_plan_gives_its_start_the_appeal_and_the_first_review():
    found = dates_after("final plan", date(2026, 5, 22))
    assert shown(found) == [
        ("PROVISION_START", "2026-05-22"),
        ("ADMIT", "2026-05-22"),
        ("MED_CONTACT", "2026-07-22"),
        ("APPEAL", "2026-07-22"),
        ("REVIEW_12M", "2027-05-21"),
    ]
    assert "the final plan was sent" in found[-1].explanation


def test_an_amendment_notice_gives_fifteen_days_and_eight_weeks():
    assert shown(dates_after("amendment notice", date(2026, 12, 2))) == [
        ("AMEND_REPS", "2026-12-16"),
        ("AMEND_FINAL", "2027-01-27"),
    ]


@pytest.mark.parametrize(
    ("certificate_on", "last"), [(None, "2026-07-22"), (date(2026, 7, 10), "2026-08-10")]
)
def test_a_letter_to_end_the_plan_gives_until_when_it_goes_on(certificate_on, last):
    found = dict(
        shown(
            dates_after("letter to end the plan", date(2026, 5, 22), certificate_on=certificate_on)
        )
    )
    assert found["PLAN_KEPT"] >= last
    assert found["MED_CONTACT"] == "2026-07-22"


def test_a_calendar_of_its_own_is_used():
    calendar = WorkingCalendar({date(2026, 2, 16): "A holiday here"})
    assert dates_after("request", date(2026, 1, 5), calendar=calendar)[0].act_by == date(
        2026, 2, 13
    )


def test_every_start_has_its_words():
    assert set(QUESTIONS) == set(Start)
    assert all(question.words.startswith("The day ") for question in QUESTIONS.values())


def test_an_unknown_start_is_refused():
    with pytest.raises(StatuteError) as refused:
        dates_after("birth", date(2026, 1, 5))
    assert str(refused.value) == (
        "'birth' is not one of request, draft, final plan, review meeting, amendment notice, letter "
        "to end the plan, decision letter"
    )


def test_a_certificate_belongs_to_a_decision_letter():
    with pytest.raises(StatuteError, match=r"^a mediation certificate belongs to a decision"):
        dates_after("draft", date(2026, 1, 5), certificate_on=date(2026, 1, 6))


def test_an_unbelievable_year_is_refused():
    with pytest.raises(WrongDate, match=r"^the day: the year 0026 is not between"):
        dates_after("draft", date(26, 1, 5))
    with pytest.raises(WrongDate, match=r"^certificate_on: the year 0026 is not between"):
        dates_after("decision letter", date(2026, 1, 5), certificate_on=date(26, 1, 6))
