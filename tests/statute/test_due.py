"""Answers: a day with its reason, its source and how well it is known."""

import json
from dataclasses import FrozenInstanceError
from datetime import date, datetime

import pytest

from wayforward.statute import Correction, Due, due, rule_set_on
from wayforward.statute.calendars import WorkingCalendar
from wayforward.statute.due import due_from, read_anchors
from wayforward.statute.errors import UnknownRule, WrongAnchor, WrongDate
from wayforward.statute.listing import limit_in_words
from wayforward.statute.rule_sets import CURRENT, corrected, receipt_as_day_one, rule_set


def test_an_answer_carries_everything_with_it():
    answer = due("EHCNA_DECISION", clock_start=date(2026, 1, 5))
    assert answer.rule.id == "EHCNA_DECISION"
    assert answer.due_on == answer.act_by == answer.raw_on == date(2026, 2, 16)
    assert answer.cautious_on == date(2026, 2, 16)
    assert answer.basis == "w"
    assert answer.citation == "SEND Regulations 2014 (SI 2014/1530), reg 5(1), (4)"
    assert answer.grade == "P"
    assert answer.anchored_on == date(2026, 1, 5)
    assert answer.excused_by == ("E1", "E2", "E3", "E4")


def test_an_answer_made_quickly_is_like_any_other_and_cannot_be_changed():
    answer = due("EHCNA_DECISION", clock_start=date(2026, 1, 5))
    day = date(2026, 2, 16)
    assert answer == Due(answer.rule, day, day, day, {"clock_start": date(2026, 1, 5)})
    with pytest.raises(FrozenInstanceError):
        answer.due_on = date(2026, 2, 17)


def test_an_answer_as_data_is_plain_json():
    data = due("PHASE_GENERAL", transfer_year=2027).as_data()
    assert json.loads(json.dumps(data)) == data
    assert data == {
        "rule": "PHASE_GENERAL",
        "duty": "Review and amend the plan, naming the next school or college",
        "kind": "duty",
        "due_on": "2027-02-14",
        "act_by": "2027-02-12",
        "cautious_on": "2027-02-14",
        "basis": "before",
        "explanation": (
            "In 2027, the calendar year of the move, it must be done before 15 February: Sunday 14 "
            "February 2027 is the last day. The last day is a Sunday, and that does not move it."
        ),
        "citation": "SEND Regulations 2014 (SI 2014/1530), reg 18(1)(b)",
        "source": "https://www.legislation.gov.uk/uksi/2014/1530/regulation/18",
        "grade": "P",
        "evidence": "read in the law itself",
        "by": "the authority",
        "told": [
            "the child's parent or the young person",
            "the school or institution named in the plan",
            "the health commissioner (integrated care board)",
        ],
        "excused_by": [],
        "note": "",
    }


EXPLANATIONS = [
    (
        "EHCNA_DECISION",
        {"clock_start": date(2026, 1, 5)},
        "Six weeks from Monday 5 January 2026, the day the request arrived.",
    ),
    (
        "EHC_FINAL",
        {"clock_start": date(2026, 1, 5)},
        (
            "Twenty weeks from Monday 5 January 2026, the day the request arrived. The last day is a "
            "bank holiday (Spring Bank Holiday), and that does not move it."
        ),
    ),
    (
        "REPS_END",
        {"draft_served_on": date(2026, 6, 10)},
        "Fifteen days that begin with Wednesday 10 June 2026, the day the draft was served.",
    ),
    (
        "REASSESS_DECIDE",
        {"received_on": date(2026, 3, 2)},
        "Fifteen days after Monday 2 March 2026, the day the request to re-assess arrived.",
    ),
    (
        "REVIEW_NOTICE",
        {"meeting_on": date(2026, 11, 4)},
        "At least fourteen days before Wednesday 4 November 2026, the day of the review meeting.",
    ),
    (
        "MED_CERT",
        {"concluded_or_declined_on": date(2026, 4, 2)},
        "Three working days after Thursday 2 April 2026, the day mediation ended or was declined.",
    ),
    (
        "ICB_CHANGE",
        {"aware_on": date(2026, 3, 2)},
        (
            "Fifteen working days that begin with Monday 2 March 2026, the day the old health "
            "commissioner knew."
        ),
    ),
    (
        "MED_DATE_NOTICE",
        {"mediation_on": date(2026, 4, 10)},
        "At least five working days before Friday 10 April 2026, the day of the mediation.",
    ),
    (
        "LA_RESPONSE",
        {"appeal_sent_on": date(2026, 7, 20)},
        (
            "30 working days, leaving out August and 25 December to 1 January, after Monday 20 July "
            "2026, the day the Tribunal sent us the appeal. "
            "It must be done by 5pm on that day."
        ),
    ),
    (
        "MED_CONTACT",
        {"notice_sent_on": date(2026, 3, 3)},
        (
            "Two months after Tuesday 3 March 2026, the day the decision letter was sent. The "
            "last day is a Sunday, and that does not move it."
        ),
    ),
    (
        "REVIEW_12M",
        {"made_or_last_review_on": date(2025, 9, 12)},
        (
            "Twelve months that begin with Friday 12 September 2025, the day the plan was made or "
            "last reviewed."
        ),
    ),
    (
        "PHASE_16TO16",
        {"transfer_on": date(2027, 9, 1)},
        "At least five months before Wednesday 1 September 2027, the day of the move.",
    ),
    (
        "PHASE_POST16_MEETING",
        {"transfer_year": 2027},
        (
            "In 2027, the calendar year of the move, it must be done before 31 March: Tuesday 30 "
            "March 2027 is the last day, and this comes 84 days earlier, on Tuesday 5 January 2027."
        ),
    ),
    (
        "PHASE_POST16",
        {"transfer_year": 2027},
        (
            "In 2027, the calendar year of the move, it must be done before 31 March: Tuesday 30 "
            "March 2027 is the last day."
        ),
    ),
    (
        "ORDER_CONTINUE",
        {"order_issued_on": date(2026, 12, 11)},
        "The same day: Friday 11 December 2026, the day the order was sent out.",
    ),
    (
        "COMPULSORY_SCHOOL_AGE_ENDS",
        {"born_on": date(2011, 1, 10)},
        (
            "The last Friday in June of the school year of the 16th birthday, from Monday 10 January "
            "2011, the date of birth."
        ),
    ),
    (
        "REVIEW_MEETING_LATEST",
        {"made_or_last_review_on": date(2025, 9, 12)},
        (
            "Twelve months that begin with Friday 12 September 2025, the day the plan was made or "
            "last reviewed; less 28 days."
        ),
    ),
    (
        "AMEND_FINAL",
        {"notice_sent_on": date(2026, 11, 11), "meeting_on": date(2026, 11, 4)},
        (
            "The earlier of: eight weeks from Wednesday 11 November 2026, the day the amendment "
            "notice was sent (Wednesday 6 January 2027), and twelve weeks from Wednesday 4 November "
            "2026, the day of the review meeting (Wednesday 27 January 2027)."
        ),
    ),
    (
        "APPEAL",
        {"notice_sent_on": date(2026, 6, 30)},
        (
            "Two months after Tuesday 30 June 2026, the day the decision letter was sent. Sunday 30 "
            "August 2026 is in August, so the last day is Tuesday 1 September 2026. "
            "It must be done by 5pm on that day."
        ),
    ),
    (
        "APPEAL",
        {"notice_sent_on": date(2026, 10, 1), "certificate_on": date(2026, 11, 29)},
        (
            "The later of: two months after Thursday 1 October 2026, the day the decision letter was "
            "sent (Tuesday 1 December 2026), and one month after Sunday 29 November 2026, the day of "
            "the mediation certificate (Tuesday 29 December 2026). Tuesday 29 December 2026 is in "
            "the Christmas break, so the last day is Monday 4 January 2027. "
            "It must be done by 5pm on that day."
        ),
    ),
    (
        "APPEAL",
        {"notice_sent_on": date(2026, 3, 2)},
        (
            "Two months after Monday 2 March 2026, the day the decision letter was sent. Saturday 2 "
            "May 2026 is not a working day, so the last day is Tuesday 5 May 2026. "
            "It must be done by 5pm on that day."
        ),
    ),
    (
        "SUBJECT_ACCESS",
        {"received_on": date(2026, 7, 8)},
        (
            "One month after Wednesday 8 July 2026, the day the request arrived. Saturday 8 August "
            "2026 is not a working day, so the last day is Monday 10 August 2026. This rule is not "
            "verified."
        ),
    ),
]


@pytest.mark.parametrize(
    ("rule", "anchors", "expected"), EXPLANATIONS, ids=[row[0] for row in EXPLANATIONS]
)
def test_every_date_says_why_in_plain_words(rule, anchors, expected):
    assert due(rule, **anchors).explanation == expected


def test_weeks_that_begin_with_a_day_say_so():
    answer = due("EHCNA_DECISION", law=receipt_as_day_one(CURRENT), clock_start=date(2026, 1, 5))
    assert answer.due_on == date(2026, 2, 15)
    assert answer.explanation == (
        "Six weeks that begin with Monday 5 January 2026, the day the request arrived. The last "
        "day is a Sunday, and that does not move it. Set by the authority: The day of receipt is "
        "counted as day one."
    )


def test_a_senco_has_until_the_third_anniversary():
    answer = due("SENCO_QUALIFICATION", became_senco_on=date(2024, 9, 2))
    assert answer.due_on == date(2027, 9, 2)
    assert answer.explanation == (
        "The third anniversary of Monday 2 September 2024, the day the SENCO took up the post."
    )
    assert limit_in_words(answer.rule) == (
        "by the third anniversary of the day the SENCO took up the post"
    )


def test_a_limit_corrected_to_no_days_is_the_same_day():
    law = corrected(CURRENT, [Correction("ORDER_CEASE", 0, "x", basis="d+")])
    assert due("ORDER_CEASE", law=law, order_issued_on=date(2026, 3, 2)).explanation == (
        "The same day: Monday 2 March 2026, the day the order was sent out. Set by the authority: x"
    )


def test_the_draft_answers_only_when_it_is_given():
    law = rule_set("draft-reform-2026", accept_draft=True)
    answer = due("ISP_REVIEW", law=law, made_or_last_review_on=date(2029, 9, 3))
    assert answer.due_on == date(2030, 9, 2)
    assert answer.excused_by == ()
    with pytest.raises(UnknownRule):
        due("ISP_REVIEW", made_or_last_review_on=date(2029, 9, 3))


class TestWrongQuestions:
    @pytest.mark.parametrize(
        ("rule", "anchors", "error", "message"),
        [
            ("NOPE", {}, UnknownRule, "no rule is called 'NOPE' in law-from-2024-09-01"),
            ("PHASE_GENERAL", {}, WrongAnchor, "PHASE_GENERAL needs transfer_year=YYYY"),
            (
                "MOVE_REVIEW",
                {},
                WrongAnchor,
                "MOVE_REVIEW needs last_review_on=YYYY-MM-DD transferred_on=YYYY-MM-DD",
            ),
            (
                "AMEND_FINAL",
                {"meeting_on": date(2026, 1, 5)},
                WrongAnchor,
                "AMEND_FINAL needs notice_sent_on=YYYY-MM-DD",
            ),
            (
                "EHC_FINAL",
                {"clock_start": date(26, 1, 5)},
                WrongDate,
                "clock_start: the year 0026 is not between 1900 and 2199",
            ),
            (
                "PHASE_GENERAL",
                {"transfer_year": 27},
                WrongDate,
                "transfer_year: the year 0027 is not between 1900 and 2199",
            ),
            (
                "PHASE_GENERAL",
                {"transfer_year": date(2027, 1, 1)},
                WrongDate,
                "transfer_year: datetime.date(2027, 1, 1) is not a year like 2027",
            ),
            (
                "PHASE_GENERAL",
                {"transfer_year": True},
                WrongDate,
                "transfer_year: True is not a year like 2027",
            ),
            (
                "EHC_FINAL",
                {"clock_start": 2026},
                WrongDate,
                "clock_start: 2026 is not a day",
            ),
            (
                "EHC_FINAL",
                {"clock_start": datetime(2026, 1, 5)},
                WrongDate,
                "clock_start: datetime.datetime(2026, 1, 5, 0, 0) is not a day",
            ),
            (
                "EHC_FINAL",
                {"calendar": date(2026, 1, 5)},
                WrongAnchor,
                "EHC_FINAL does not know 'calendar'; it is asked with clock_start",
            ),
        ],
    )
    def test_each_has_one_clear_line(self, rule, anchors, error, message):
        with pytest.raises(error) as refused:
            due_from(rule, anchors)
        assert str(refused.value) == message


def test_a_calendar_of_its_own_is_used_throughout():
    calendar = WorkingCalendar({date(2026, 4, 9): "A holiday here"})
    answer = due("MED_CERT", calendar=calendar, concluded_or_declined_on=date(2026, 4, 2))
    assert answer.due_on == answer.act_by == date(2026, 4, 10)
    on_holiday = due("REPS_END", calendar=calendar, draft_served_on=date(2026, 3, 26))
    assert on_holiday.act_by == date(2026, 4, 8)
    assert on_holiday.explanation.endswith(
        "The last day is a bank holiday (A holiday here), and that does not move it."
    )


@pytest.mark.parametrize(
    ("rule", "anchors", "holiday", "due_on"),
    [
        ("APPEAL", {"notice_sent_on": date(2026, 1, 5)}, date(2026, 3, 5), date(2026, 3, 6)),
        ("SUBJECT_ACCESS", {"received_on": date(2026, 2, 5)}, date(2026, 3, 5), date(2026, 3, 6)),
        ("ICB_CHANGE", {"aware_on": date(2026, 3, 2)}, date(2026, 3, 5), date(2026, 3, 23)),
        ("LA_RESPONSE", {"appeal_sent_on": date(2026, 3, 2)}, date(2026, 3, 5), date(2026, 4, 16)),
        (
            "MED_DATE_NOTICE",
            {"mediation_on": date(2026, 3, 10)},
            date(2026, 3, 5),
            date(2026, 3, 2),
        ),
    ],
)
def test_a_local_holiday_counts_where_working_days_count(rule, anchors, holiday, due_on):
    calendar = WorkingCalendar({holiday: "A holiday here"})
    assert due(rule, calendar=calendar, **anchors).due_on == due_on


def test_a_birth_never_chooses_the_law():
    answer = due("COMPULSORY_SCHOOL_AGE_ENDS", born_on=date(2001, 1, 1))
    assert answer.rule is CURRENT.rule("COMPULSORY_SCHOOL_AGE_ENDS")
    meeting = due("REVIEW_REPORT", meeting_on=date(2016, 1, 1))
    assert meeting.rule is rule_set_on(date(2016, 1, 1)).rule("REVIEW_REPORT")


def test_a_year_is_held_as_its_first_day():
    assert due("PHASE_GENERAL", transfer_year=2027).anchors == {"transfer_year": date(2027, 1, 1)}


def test_anchors_are_read_from_text():
    assert read_anchors({"transfer_year": "2027", "meeting_on": "2026-11-04"}) == {
        "transfer_year": 2027,
        "meeting_on": date(2026, 11, 4),
    }


def test_what_goes_to_the_tribunal_is_due_by_five():
    by_five = {rule.id for rule in CURRENT.rules.values() if rule.by_five}
    assert by_five == {"APPEAL", "LA_RESPONSE", "TRIBUNAL_BUNDLE", "APPEAL_AGAIN"}
    for rule_id in by_five:
        rule = CURRENT.rule(rule_id)
        answer = due_from(rule_id, {rule.required[0]: date(2026, 6, 1)})
        assert "It must be done by 5pm on that day." in answer.explanation
    assert "5pm" not in due("EHC_FINAL", clock_start=date(2026, 6, 1)).explanation
