"""Examples worked out by hand from the text of the law, with a calendar and a pencil.

Each says in its name what makes it hard.
"""

from datetime import date

import pytest

from wayforward.statute import due

EXAMPLES = [
    ("six weeks from a leap day", "EHCNA_DECISION", {"clock_start": (2024, 2, 29)}, (2024, 4, 11)),
    ("assessed on a month end", "ASSESSED_RECENTLY", {"assessed_on": (2026, 8, 31)}, (2027, 2, 28)),
    ("over a year end", "EHC_FINAL", {"clock_start": (2025, 12, 31)}, (2026, 5, 20)),
    ("sixteen weeks from August", "EHC_NO_PLAN", {"clock_start": (2026, 8, 3)}, (2026, 11, 23)),
    ("August is no break", "ADVICE_DUE", {"received_by_body_on": (2026, 7, 20)}, (2026, 8, 31)),
    ("ends on New Year's Day", "REPS_END", {"draft_served_on": (2026, 12, 18)}, (2027, 1, 1)),
    ("over the end of February", "SCHOOL_REPLY", {"consult_sent_on": (2027, 2, 14)}, (2027, 3, 1)),
    (
        "the year ends on a leap day",
        "REVIEW_12M",
        {"made_or_last_review_on": (2027, 3, 1)},
        (2028, 2, 29),
    ),
    (
        "28 February is not a month end then",
        "REVIEW_12M",
        {"made_or_last_review_on": (2027, 2, 28)},
        (2028, 2, 27),
    ),
    (
        "the calendar year",
        "REVIEW_12M",
        {"made_or_last_review_on": (2025, 1, 1)},
        (2025, 12, 31),
    ),
    (
        "no 31 February",
        "REVIEW_UNDER_FIVE",
        {"made_or_last_review_on": (2026, 8, 31)},
        (2027, 2, 28),
    ),
    (
        "no 30 February",
        "DIRECT_PAYMENT_FIRST_CHECK",
        {"first_payment_on": (2026, 11, 30)},
        (2027, 2, 28),
    ),
    (
        "the same last day, a day later",
        "DIRECT_PAYMENT_FIRST_CHECK",
        {"first_payment_on": (2026, 12, 1)},
        (2027, 2, 28),
    ),
    ("back to a leap day", "PHASE_16TO16", {"transfer_on": (2028, 7, 29)}, (2028, 2, 29)),
    ("back, clamped", "PHASE_16TO16", {"transfer_on": (2027, 7, 29)}, (2027, 2, 28)),
    ("back over a year end", "PHASE_16TO16", {"transfer_on": (2027, 3, 15)}, (2026, 10, 15)),
    ("before is not by", "PHASE_POST16", {"transfer_year": 2028}, (2028, 3, 30)),
    ("a Saturday", "PHASE_GENERAL", {"transfer_year": 2026}, (2026, 2, 14)),
    ("fifteen plain days", "REASSESS_DECIDE", {"received_on": (2026, 12, 15)}, (2026, 12, 30)),
    (
        "fourteen weeks",
        "REASSESS_FINAL",
        {"reassess_notified_on": (2026, 3, 9)},
        (2026, 6, 15),
    ),
    (
        "within, from a leap day",
        "REASSESS_REVIEW",
        {"final_sent_on": (2024, 2, 29)},
        (2025, 2, 28),
    ),
    (
        "aware on a Saturday before a bank holiday",
        "MOVE_TRANSFER",
        {"aware_on": (2026, 5, 2)},
        (2026, 5, 26),
    ),
    (
        "aware fourteen working days before the move: not enough",
        "MOVE_TRANSFER",
        {"aware_on": (2026, 9, 21), "moved_on": (2026, 10, 9)},
        (2026, 10, 9),
    ),
    (
        "aware the day before the move",
        "MOVE_TRANSFER",
        {"aware_on": (2026, 9, 30), "moved_on": (2026, 10, 1)},
        (2026, 10, 20),
    ),
    (
        "the last review still has long to run",
        "MOVE_REVIEW",
        {"last_review_on": (2026, 6, 1), "transferred_on": (2026, 9, 10)},
        (2027, 5, 31),
    ),
    ("working days over Christmas", "HE_COPY", {"asked_on": (2026, 12, 18)}, (2027, 1, 13)),
    (
        "three working days over Easter",
        "MED_CERT",
        {"concluded_or_declined_on": (2026, 4, 2)},
        (2026, 4, 9),
    ),
    (
        "thirty days that are no month",
        "MED_ARRANGE",
        {"family_told_la_on": (2026, 1, 31)},
        (2026, 3, 2),
    ),
    (
        "five working days back over Easter",
        "MED_DATE_NOTICE",
        {"mediation_on": (2026, 4, 10)},
        (2026, 4, 1),
    ),
    (
        "two months to a short month, not rolled",
        "MED_CONTACT",
        {"notice_sent_on": (2026, 12, 31)},
        (2027, 2, 28),
    ),
    ("ends on 1 August", "APPEAL", {"notice_sent_on": (2026, 6, 1)}, (2026, 9, 1)),
    ("ends on 31 July", "APPEAL", {"notice_sent_on": (2026, 5, 31)}, (2026, 7, 31)),
    ("ends on Christmas Day", "APPEAL", {"notice_sent_on": (2025, 10, 25)}, (2026, 1, 2)),
    ("ends on Christmas Eve", "APPEAL", {"notice_sent_on": (2025, 10, 24)}, (2025, 12, 24)),
    (
        "the certificate gives longer",
        "APPEAL",
        {"notice_sent_on": (2026, 3, 31), "certificate_on": (2026, 5, 15)},
        (2026, 6, 15),
    ),
    ("kept a shorter time", "PLAN_KEPT", {"notice_sent_on": (2026, 3, 2)}, (2026, 5, 5)),
    (
        "kept as long as the certificate gives",
        "PLAN_KEPT",
        {"notice_sent_on": (2026, 3, 31), "certificate_on": (2026, 5, 15)},
        (2026, 6, 15),
    ),
    (
        "a health commissioner that knew in time",
        "ICB_MOVE",
        {"aware_on": (2026, 9, 1), "moved_on": (2026, 10, 12)},
        (2026, 10, 12),
    ),
    (
        "an apprentice of whom no end is known",
        "PLAN_25_APPRENTICE",
        {"born_on": (2001, 5, 10)},
        (2027, 5, 9),
    ),
    (
        "a student of whom no end is known",
        "PLAN_25_OTHER",
        {"born_on": (2001, 5, 10)},
        (2027, 5, 9),
    ),
    (
        "the training ends first",
        "PLAN_25_APPRENTICE",
        {"born_on": (2001, 5, 10), "training_ends_on": (2027, 3, 1)},
        (2027, 3, 1),
    ),
    ("kept as long as that", "PLAN_KEPT", {"notice_sent_on": (2026, 6, 1)}, (2026, 9, 1)),
    (
        "thirty working days over Christmas",
        "LA_RESPONSE",
        {"appeal_sent_on": (2026, 11, 30)},
        (2027, 1, 19),
    ),
    (
        "ten working days back over a bank holiday",
        "TRIBUNAL_BUNDLE",
        {"hearing_on": (2026, 9, 1)},
        (2026, 7, 20),
    ),
    (
        "ten working days back over Christmas, when the Tribunal waits",
        "TRIBUNAL_BUNDLE",
        {"hearing_on": (2027, 1, 12)},
        (2026, 12, 21),
    ),
    (
        "ten working days back into July",
        "TRIBUNAL_BUNDLE",
        {"hearing_on": (2026, 9, 10)},
        (2026, 7, 29),
    ),
    (
        "28 days, without Christmas",
        "APPEAL_AGAIN",
        {"decision_sent_on": (2026, 12, 4)},
        (2027, 1, 11),
    ),
    ("28 days, without August", "APPEAL_AGAIN", {"decision_sent_on": (2026, 7, 20)}, (2026, 9, 17)),
    ("28 days to Good Friday", "APPEAL_AGAIN", {"decision_sent_on": (2026, 3, 6)}, (2026, 4, 7)),
    ("28 days", "APPEAL_AGAIN", {"decision_sent_on": (2026, 9, 15)}, (2026, 10, 13)),
    ("five weeks", "ORDER_MAKE_DRAFT", {"order_issued_on": (2026, 2, 20)}, (2026, 3, 27)),
    ("eleven weeks", "ORDER_MAKE_FINAL", {"order_issued_on": (2026, 2, 20)}, (2026, 5, 8)),
    (
        "a week with its first day",
        "REC_COPY_HEALTH",
        {"response_received_on": (2027, 3, 5)},
        (2027, 3, 11),
    ),
    ("a year after a leap day", "LO_COMMENTS", {"last_published_on": (2024, 2, 29)}, (2025, 2, 28)),
    ("three years", "SENCO_QUALIFICATION", {"became_senco_on": (2024, 9, 1)}, (2027, 9, 1)),
    ("rolls over Easter Monday", "SUBJECT_ACCESS", {"received_on": (2026, 3, 6)}, (2026, 4, 7)),
    (
        "three months, not two counted on",
        "SUBJECT_ACCESS_LONGER",
        {"received_on": (2026, 11, 30)},
        (2027, 3, 1),
    ),
    ("turns 25 on 31 July", "PLAN_25_COLLEGE", {"born_on": (2001, 7, 31)}, (2026, 7, 31)),
    ("turns 25 on 1 August", "PLAN_25_COLLEGE", {"born_on": (2001, 8, 1)}, (2027, 7, 31)),
    (
        "the 26th birthday comes first",
        "PLAN_25_APPRENTICE",
        {"born_on": (2001, 5, 10), "training_ends_on": (2027, 6, 30)},
        (2027, 5, 9),
    ),
    (
        "the course ends first",
        "PLAN_25_OTHER",
        {"born_on": (2001, 5, 10), "course_ends_on": (2027, 3, 1)},
        (2027, 3, 1),
    ),
    (
        "born on a leap day",
        "COMPULSORY_SCHOOL_AGE_ENDS",
        {"born_on": (2012, 2, 29)},
        (2028, 6, 30),
    ),
    ("two weeks before term", "TERMLY_LIST", {"term_starts_on": (2026, 9, 3)}, (2026, 8, 20)),
    ("28 days over February", "S41_WITHDRAWN", {"notified_on": (2026, 2, 1)}, (2026, 3, 1)),
    (
        "the old four weeks",
        "UNOPPOSED_CONTENTS",
        {"notified_tribunal_on": (2015, 3, 20)},
        (2015, 4, 17),
    ),
    (
        "the new five weeks",
        "UNOPPOSED_CONTENTS",
        {"notified_tribunal_on": (2015, 3, 23)},
        (2015, 4, 27),
    ),
]


@pytest.mark.parametrize(
    ("rule", "anchors", "due_on"),
    [row[1:] for row in EXAMPLES],
    ids=[f"{row[1]}: {row[0]}" for row in EXAMPLES],
)
def test_by_hand(rule, anchors, due_on):
    given = {name: date(*day) if isinstance(day, tuple) else day for name, day in anchors.items()}
    assert due(rule, **given).due_on == date(*due_on)


@pytest.mark.parametrize(
    ("rule", "anchors", "act_by"),
    [
        ("ADVICE_DUE", {"received_by_body_on": date(2026, 7, 20)}, date(2026, 8, 28)),
        ("REPS_END", {"draft_served_on": date(2026, 12, 18)}, date(2026, 12, 31)),
        ("PHASE_GENERAL", {"transfer_year": 2026}, date(2026, 2, 13)),
        ("EHCNA_DECISION", {"clock_start": date(2026, 11, 16)}, date(2026, 12, 24)),
    ],
)
def test_staff_act_by_the_working_day_on_or_before_the_last_day(rule, anchors, act_by):
    assert due(rule, **anchors).act_by == act_by
