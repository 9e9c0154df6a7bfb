"""The worked examples of the law's reference table, by their numbers.

Each was computed apart from this code, by corresponding dates and England's bank holidays. The
numbers that are missing here are missing in the table.
"""

from datetime import date, timedelta

import pytest

from wayforward.statute import due, excuses, returns, school_years
from wayforward.statute.calendars import ENGLAND
from wayforward.statute.case import Case, ExceptionFact, Fact, FactKind, case_clock


def day(text: str) -> date:
    return date.fromisoformat(text)


# Number, rule, anchors, last day, and for staff the day to act by where the table gives one.
EXAMPLES = [
    ("W01", "EHCNA_DECISION", {"clock_start": "2026-01-05"}, "2026-02-16", None),
    ("W01", "EHC_NO_PLAN", {"clock_start": "2026-01-05"}, "2026-04-27", None),
    ("W01", "EHC_FINAL", {"clock_start": "2026-01-05"}, "2026-05-25", "2026-05-22"),
    ("W02", "EHCNA_DECISION", {"clock_start": "2024-01-15"}, "2024-02-26", None),
    ("W02", "EHC_NO_PLAN", {"clock_start": "2024-01-15"}, "2024-05-06", "2024-05-03"),
    ("W02", "EHC_FINAL", {"clock_start": "2024-01-15"}, "2024-06-03", None),
    ("W04", "EHCNA_DECISION", {"clock_start": "2026-09-01"}, "2026-10-13", None),
    ("W04", "EHC_NO_PLAN", {"clock_start": "2026-09-01"}, "2026-12-22", None),
    ("W04", "EHC_FINAL", {"clock_start": "2026-09-01"}, "2027-01-19", None),
    ("W06", "EHCNA_DECISION", {"clock_start": "2023-10-12"}, "2023-11-23", None),
    ("W06", "EHC_NO_PLAN", {"clock_start": "2023-10-12"}, "2024-02-01", None),
    ("W06", "EHC_FINAL", {"clock_start": "2023-10-12"}, "2024-02-29", None),
    ("W07", "ADVICE_DUE", {"received_by_body_on": "2026-03-02"}, "2026-04-13", None),
    ("W09", "REPS_END", {"draft_served_on": "2026-06-10"}, "2026-06-24", None),
    ("W11", "REPS_END", {"draft_served_on": "2024-02-15"}, "2024-02-29", None),
    ("W13", "SCHOOL_REPLY", {"consult_sent_on": "2026-12-14"}, "2026-12-29", None),
    ("W17", "REVIEW_12M", {"made_or_last_review_on": "2025-09-12"}, "2026-09-11", None),
    ("W17", "REVIEW_MEETING_LATEST", {"made_or_last_review_on": "2025-09-12"}, "2026-08-14", None),
    ("W18", "REVIEW_12M", {"made_or_last_review_on": "2024-02-29"}, "2025-02-28", None),
    ("W20", "REVIEW_NOTICE", {"meeting_on": "2026-11-04"}, "2026-10-21", None),
    ("W20", "REVIEW_CIRCULATE", {"meeting_on": "2026-11-04"}, "2026-10-21", None),
    ("W20", "REVIEW_REPORT", {"meeting_on": "2026-11-04"}, "2026-11-18", None),
    ("W20", "REVIEW_DECISION", {"meeting_on": "2026-11-04"}, "2026-12-02", None),
    ("W20", "AMEND_NOTICE", {"meeting_on": "2026-11-04"}, "2026-12-02", None),
    ("W20", "AMEND_REPS", {"notice_served_on": "2026-12-02"}, "2026-12-16", None),
    (
        "W20",
        "AMEND_FINAL",
        {"notice_sent_on": "2026-12-02", "meeting_on": "2026-11-04"},
        "2027-01-27",
        None,
    ),
    ("W20", "AMEND_LONGSTOP", {"meeting_on": "2026-11-04"}, "2027-01-27", None),
    (
        "W21",
        "AMEND_FINAL",
        {"notice_sent_on": "2026-11-11", "meeting_on": "2026-11-04"},
        "2027-01-06",
        None,
    ),
    ("W23", "AMEND_FINAL", {"notice_sent_on": "2026-12-02"}, "2027-01-27", None),
    ("W25", "PHASE_GENERAL", {"transfer_year": "2027-01-01"}, "2027-02-14", "2027-02-12"),
    ("W25", "PHASE_GENERAL_MEETING", {"transfer_year": "2027-01-01"}, "2026-11-22", "2026-11-20"),
    ("W27", "PHASE_GENERAL", {"transfer_year": "2027-01-01"}, "2027-02-14", "2027-02-12"),
    ("W29", "PHASE_POST16", {"transfer_year": "2027-01-01"}, "2027-03-30", "2027-03-30"),
    ("W29", "PHASE_POST16_MEETING", {"transfer_year": "2027-01-01"}, "2027-01-05", "2027-01-05"),
    ("W31", "PHASE_16TO16", {"transfer_on": "2027-09-01"}, "2027-04-01", None),
    ("W32", "PHASE_16TO16", {"transfer_on": "2027-07-31"}, "2027-02-28", None),
    (
        "W34",
        "MOVE_TRANSFER",
        {"aware_on": "2026-09-01", "moved_on": "2026-10-12"},
        "2026-10-12",
        None,
    ),
    ("W34", "MOVE_TELL", {"transferred_on": "2026-10-12"}, "2026-11-23", None),
    (
        "W35",
        "MOVE_TRANSFER",
        {"aware_on": "2026-10-15", "moved_on": "2026-10-12"},
        "2026-11-04",
        None,
    ),
    ("W35", "MOVE_TELL", {"transferred_on": "2026-11-04"}, "2026-12-16", None),
    (
        "W35",
        "MOVE_REVIEW",
        {"last_review_on": "2025-11-20", "transferred_on": "2026-11-04"},
        "2027-02-03",
        None,
    ),
    ("W37", "ICB_CHANGE", {"aware_on": "2026-03-02"}, "2026-03-20", None),
    ("W37", "ICB_MOVE", {"aware_on": "2026-03-02"}, "2026-03-20", None),
    ("W39", "APPEAL", {"notice_sent_on": "2026-06-30"}, "2026-09-01", None),
    ("W41", "APPEAL", {"notice_sent_on": "2027-12-31"}, "2028-02-29", None),
    (
        "W42",
        "APPEAL",
        {"notice_sent_on": "2026-10-01", "certificate_on": "2026-11-29"},
        "2027-01-04",
        None,
    ),
    (
        "W44",
        "APPEAL",
        {"notice_sent_on": "2026-03-02", "certificate_on": "2026-03-20"},
        "2026-05-05",
        None,
    ),
    ("W46", "MED_CONTACT", {"notice_sent_on": "2026-06-30"}, "2026-08-30", None),
    ("W46", "APPEAL", {"notice_sent_on": "2026-06-30"}, "2026-09-01", None),
    ("W47", "LA_RESPONSE", {"appeal_sent_on": "2026-07-20"}, "2026-09-29", None),
    ("W49", "ORDER_ASSESS_NOTIFY", {"order_issued_on": "2026-12-11"}, "2026-12-25", "2026-12-24"),
    ("W49", "ORDER_ASSESS_NO_PLAN", {"order_issued_on": "2026-12-11"}, "2027-02-19", None),
    ("W49", "ORDER_ASSESS_FINAL", {"order_issued_on": "2026-12-11"}, "2027-03-19", None),
    ("W51", "ORDER_AMEND", {"order_issued_on": "2026-12-11"}, "2027-01-15", None),
    ("W52", "ORDER_PLACEMENT", {"order_issued_on": "2026-12-11"}, "2026-12-25", "2026-12-24"),
    ("W53", "ORDER_CEASE", {"order_issued_on": "2026-12-11"}, "2026-12-11", None),
    ("W53", "ORDER_CONTINUE", {"order_issued_on": "2026-12-11"}, "2026-12-11", None),
    ("W54", "UNOPPOSED_CONTENTS", {"notified_tribunal_on": "2026-09-08"}, "2026-10-13", None),
    ("W56", "UNOPPOSED_PLACEMENT", {"notified_tribunal_on": "2026-09-08"}, "2026-09-22", None),
    ("W57", "REC_RESPONSE", {"recommendation_on": "2027-02-01"}, "2027-03-07", "2027-03-05"),
    ("W60", "MED_AMEND", {"agreement_on": "2027-03-01"}, "2027-04-05", None),
    ("W60", "MED_OTHER", {"agreement_on": "2027-03-01"}, "2027-03-15", None),
    ("W62", "COMPULSORY_SCHOOL_AGE_ENDS", {"born_on": "2011-01-10"}, "2027-06-25", None),
    ("W62", "COMPULSORY_SCHOOL_AGE_ENDS", {"born_on": "2011-08-31"}, "2027-06-25", None),
    ("W62", "COMPULSORY_SCHOOL_AGE_ENDS", {"born_on": "2011-09-01"}, "2028-06-30", None),
    ("W63", "PLAN_25_COLLEGE", {"born_on": "2001-11-03"}, "2027-07-31", None),
    ("W65", "LO_COMMENTS", {"last_published_on": "2025-11-30"}, "2026-11-30", None),
    ("W67", "SUBJECT_ACCESS", {"received_on": "2027-01-31"}, "2027-03-01", None),
]


@pytest.mark.parametrize(
    ("number", "rule", "anchors", "due_on", "act_by"),
    EXAMPLES,
    ids=[f"{number}-{rule}" for number, rule, *_ in EXAMPLES],
)
def test_worked_example(number, rule, anchors, due_on, act_by):
    given = {name: day(text) for name, text in anchors.items()}
    if "transfer_year" in given:
        given["transfer_year"] = given["transfer_year"].year
    answer = due(rule, **given)
    assert answer.due_on == day(due_on)
    if act_by is not None:
        assert answer.act_by == day(act_by)


def test_w09_the_final_plan_waits_for_the_day_after_the_fifteen_days():
    facts = [
        Fact(FactKind.REQUEST_RECEIVED, day("2026-03-02")),
        Fact(FactKind.DRAFT_SERVED, day("2026-06-10")),
    ]
    early = case_clock(Case.of([*facts, Fact(FactKind.FINAL_SENT, day("2026-06-24"))]))
    right = case_clock(Case.of([*facts, Fact(FactKind.FINAL_SENT, day("2026-06-25"))]))
    assert [problem.kind.value for problem in early.problems] == ["too_early"]
    assert right.problems == ()


@pytest.mark.parametrize(
    ("asked_on", "holds"),
    [
        ("2026-07-14", False),
        ("2026-07-15", True),
        ("2026-08-27", True),
        ("2026-08-28", False),
    ],
)
def test_w14_a_summer_closure_excuses_only_around_itself(asked_on, holds):
    verdict = excuses.closure(
        closed_from=day("2026-07-22"), reopens_on=day("2026-09-03"), asked_on=day(asked_on)
    )
    assert verdict.holds is holds


def test_w14_the_due_dates_do_not_move():
    request = Fact(FactKind.REQUEST_RECEIVED, day("2026-06-29"))
    closed = ExceptionFact(
        "E1", day("2026-07-22"), to_on=day("2026-09-03"), asked_on=day("2026-07-15")
    )
    plain, excused = case_clock(Case.of([request])), case_clock(Case.of([request], [closed]))
    assert [duty.due.due_on for duty in plain.duties] == [d.due.due_on for d in excused.duties]
    assert [d.rule_id for d in excused.duties if d.excuse] == [
        "EHCNA_DECISION",
        "EHC_NO_PLAN",
        "EHC_FINAL",
    ]


@pytest.mark.parametrize("offset", range(-30, 30))
def test_w15_a_christmas_closure_never_excuses(offset):
    verdict = excuses.closure(
        closed_from=day("2026-12-19"),
        reopens_on=day("2027-01-04"),
        asked_on=day("2026-12-19") + timedelta(days=offset),
    )
    assert not verdict.holds


def test_w20_the_safe_day_to_invite_is_a_day_earlier():
    answer = due("REVIEW_NOTICE", meeting_on=day("2026-11-04"))
    assert answer.cautious_on == day("2026-10-20")


def test_w25_and_w27_the_transfer_years_of_a_primary_and_an_infant_child():
    primary = school_years.transfers_within_a_year(day("2015-12-01"), day("2026-10-01"))
    infant = school_years.transfers_within_a_year(
        day("2019-12-01"),
        day("2026-10-01"),
        schools=school_years.Schools.INFANT_JUNIOR_SECONDARY,
    )
    assert [(t.kind.value, t.on, t.rule_id) for t in primary] == [
        ("primary to secondary school", day("2027-09-01"), "PHASE_GENERAL")
    ]
    assert [(t.kind.value, t.on, t.rule_id) for t in infant] == [
        ("infant to junior school", day("2027-09-01"), "PHASE_GENERAL")
    ]


def test_w29_and_w30_college_is_a_transfer_and_the_same_sixth_form_is_not():
    born, asked = day("2011-01-10"), day("2026-10-01")
    college = school_years.transfers_within_a_year(born, asked)
    sixth_form = school_years.transfers_within_a_year(born, asked, stays_for_sixth_form=True)
    assert [t.rule_id for t in college] == ["PHASE_POST16"]
    assert sixth_form == ()


@pytest.mark.parametrize(
    ("anchors", "raw_on"),
    [
        ({"notice_sent_on": "2026-06-30"}, "2026-08-30"),
        ({"notice_sent_on": "2027-12-31"}, "2028-02-29"),
        ({"notice_sent_on": "2026-10-01", "certificate_on": "2026-11-29"}, "2026-12-29"),
        ({"notice_sent_on": "2026-03-02", "certificate_on": "2026-03-20"}, "2026-05-02"),
    ],
    ids=["W39", "W41", "W42", "W44"],
)
def test_the_family_is_also_shown_the_day_before_any_rolling_on(anchors, raw_on):
    answer = due("APPEAL", **{name: day(text) for name, text in anchors.items()})
    assert answer.cautious_on == day(raw_on)


def test_w65_the_stricter_reading_of_the_year_is_shown():
    answer = due("LO_COMMENTS", last_published_on=day("2025-11-30"))
    assert answer.cautious_on == day("2026-11-29")


@pytest.mark.parametrize(("sent", "in_time"), [("2026-05-25", True), ("2026-05-26", False)])
def test_w66_within_twenty_weeks_means_at_most_140_days(sent, in_time):
    assert returns.within_twenty_weeks(day("2026-01-05"), day(sent)) is in_time


def test_w66_a_late_plan_with_an_exception_leaves_the_second_measure():
    counted = returns.timeliness(
        [
            returns.Issued(day("2026-01-05"), day("2026-05-25")),
            returns.Issued(day("2026-01-05"), day("2026-05-26"), has_exception=True),
            returns.Issued(day("2026-01-05"), day("2026-05-26")),
        ]
    )
    assert (counted.all_plans, counted.all_in_time) == (3, 1)
    assert (counted.without_exceptions, counted.without_exceptions_in_time) == (2, 1)


def test_w66_the_number_of_days_can_be_put_right():
    plans = [returns.Issued(day("2026-01-05"), day("2026-05-26"))]
    assert returns.timeliness(plans, days=141).all_in_time == 1
    assert returns.timeliness(plans).all_in_time == 0


def test_the_bank_holidays_of_the_examples_are_the_ones_used():
    expected = [
        "2024-01-01",
        "2024-03-29",
        "2024-04-01",
        "2024-05-06",
        "2024-05-27",
        "2024-08-26",
        "2024-12-25",
        "2024-12-26",
        "2025-01-01",
        "2025-04-18",
        "2025-04-21",
        "2025-05-05",
        "2025-05-26",
        "2025-08-25",
        "2025-12-25",
        "2025-12-26",
        "2026-01-01",
        "2026-04-03",
        "2026-04-06",
        "2026-05-04",
        "2026-05-25",
        "2026-08-31",
        "2026-12-25",
        "2026-12-28",
        "2027-01-01",
        "2027-03-26",
        "2027-03-29",
        "2027-05-03",
        "2027-05-31",
        "2027-08-30",
        "2027-12-27",
        "2027-12-28",
        "2028-01-03",
        "2028-04-14",
        "2028-04-17",
        "2028-05-01",
        "2028-05-29",
        "2028-08-28",
        "2028-12-25",
        "2028-12-26",
    ]
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(5 * 365 + 2))
    weekdays_off = [d for d in days if d.weekday() < 5 and not ENGLAND.is_working_day(d)]
    assert [d.isoformat() for d in weekdays_off] == expected
