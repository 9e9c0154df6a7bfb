"""Every limit of today's law at a glance, written down apart from the rules.

Each limit is its number and its way of counting; limits of one rule are divided by " / ", counts
that follow each other by " then ". "~" marks a limit that only some cases have.
"""

from wayforward.statute.rule import Roll
from wayforward.statute.rule_sets import CURRENT

LIMITS = {
    "EHCNA_DECISION": "6 w",
    "EHCNA_NOT_NEEDED": "6 w",
    "ASSESSED_RECENTLY": "6 m",
    "ADVICE_DUE": "6 w",
    "DETAINED_DECISION": "6 w",
    "DETAINED_NO_PLAN": "16 w",
    "DETAINED_FINAL": "20 w",
    "EHC_NO_PLAN": "16 w",
    "DRAFT_LATEST": "20 w then 15 d",
    "REPS_END": "15 d1",
    "SCHOOL_REPLY": "15 d+",
    "EHC_FINAL": "20 w",
    "PROVISION_START": "0 w",
    "ADMIT": "0 w",
    "S41_WITHDRAWN": "28 d+",
    "REVIEW_12M": "12 m1",
    "REVIEW_MEETING_LATEST": "12 m1 then 28 d",
    "REVIEW_UNDER_FIVE": "6 m1",
    "TERMLY_LIST": "14 d",
    "REVIEW_NOTICE": "14 d",
    "REVIEW_CIRCULATE": "14 d",
    "REVIEW_REPORT": "2 w",
    "REVIEW_DECISION": "4 w",
    "AMEND_NOTICE": "4 w",
    "AMEND_REPS": "15 d1",
    "AMEND_FINAL": "8 w / 12 w~",
    "AMEND_LONGSTOP": "12 w",
    "PHASE_GENERAL": "15.2 before",
    "PHASE_GENERAL_MEETING": "15.2 before then 84 d",
    "PHASE_POST16": "31.3 before",
    "PHASE_POST16_MEETING": "31.3 before then 84 d",
    "PHASE_16TO16": "5 m-",
    "REASSESS_DECIDE": "15 d+",
    "REASSESS_FINAL": "14 w",
    "REASSESS_REVIEW": "12 m",
    "PLAN_KEPT": "2 m / 1 m~ / 0 d+~",
    "PLAN_25_COLLEGE": "college_year_of_25",
    "PLAN_25_APPRENTICE": "day_before_26 / 0 d+~",
    "PLAN_25_OTHER": "day_before_26 / 0 d+~",
    "HE_COPY": "15 wd",
    "MOVE_TRANSFER": "15 wd1 / 0 d+~",
    "MOVE_TELL": "6 w",
    "MOVE_REVIEW": "12 m1 / 3 m1",
    "ICB_MOVE": "15 wd1 / 0 d+~",
    "ICB_CHANGE": "15 wd1",
    "ICB_CANNOT": "15 wd1",
    "MED_CONTACT": "2 m",
    "MED_CERT": "3 wd",
    "MED_HEALTH_TELL": "3 wd",
    "MED_ARRANGE": "30 d+",
    "MED_HEALTH_ARRANGE": "30 d+",
    "MED_DATE_NOTICE": "5 wd-",
    "MED_DEEMED_CERT": "3 wd",
    "MED_OTHER": "2 w",
    "MED_HEALTH_AGREED": "1 w",
    "APPEAL": "2 m / 1 m~",
    "LA_RESPONSE": "30 twd",
    "TRIBUNAL_BUNDLE": "10 twd-",
    "TRIBUNAL_DECISION": "10 wd",
    "APPEAL_AGAIN": "28 td+",
    "REC_RESPONSE": "35 d1",
    "REC_COPY_HEALTH": "7 d1",
    "REC_COPY_CARE": "7 d1",
    "ORDER_ASSESS_NOTIFY": "2 w",
    "ORDER_ASSESS_NO_PLAN": "10 w",
    "ORDER_ASSESS_FINAL": "14 w",
    "ORDER_MAKE_DRAFT": "5 w",
    "ORDER_MAKE_FINAL": "11 w",
    "ORDER_REFERRED_BACK": "2 w",
    "ORDER_AMEND": "5 w",
    "ORDER_PLACEMENT": "2 w",
    "ORDER_CONTINUE": "0 w",
    "ORDER_CEASE": "0 w",
    "UNOPPOSED_ASSESS_NOTIFY": "2 w",
    "UNOPPOSED_ASSESS_NO_PLAN": "10 w",
    "UNOPPOSED_ASSESS_FINAL": "14 w",
    "UNOPPOSED_CONTENTS": "5 w",
    "UNOPPOSED_PLACEMENT": "2 w",
    "UNOPPOSED_ISSUE_DRAFT": "5 w",
    "UNOPPOSED_ISSUE_FINAL": "11 w",
    "UNOPPOSED_CEASE": "0 w",
    "UNOPPOSED_CEASE_AMEND": "5 w",
    "MED_ASSESS_NOTIFY": "2 w",
    "MED_ASSESS_NO_PLAN": "10 w",
    "MED_ASSESS_FINAL": "14 w",
    "MED_MAKE_DRAFT": "5 w",
    "MED_MAKE_FINAL": "11 w",
    "MED_AMEND": "5 w",
    "MED_PLACEMENT": "2 w",
    "MED_CONTINUE": "0 w",
    "COMPULSORY_SCHOOL_AGE_ENDS": "compulsory_school_age_ends",
    "DIRECT_PAYMENT_FIRST_CHECK": "3 m1",
    "LO_COMMENTS": "12 m",
    "SENCO_QUALIFICATION": "36 m",
    "SEN_REPORT": "12 m",
    "SUBJECT_ACCESS": "1 m",
    "SUBJECT_ACCESS_LONGER": "3 m",
}


def _count(count):
    if count.reckoned is not None:
        return count.reckoned.__name__
    month = f".{count.month}" if count.month else ""
    return f"{count.n}{month} {count.basis.value}"


def _limit(limit):
    return " then ".join(map(_count, limit.counts)) + ("~" if limit.optional else "")


def test_every_limit_is_as_it_is_written_down_here():
    assert {r.id: " / ".join(map(_limit, r.periods)) for r in CURRENT.rules.values()} == LIMITS


def test_which_of_two_limits_counts():
    several = {r.id: r.later for r in CURRENT.rules.values() if len(r.periods) > 1}
    assert several == {
        "AMEND_FINAL": False,
        "PLAN_KEPT": True,
        "PLAN_25_APPRENTICE": False,
        "PLAN_25_OTHER": False,
        "MOVE_TRANSFER": True,
        "MOVE_REVIEW": True,
        "ICB_MOVE": True,
        "APPEAL": True,
    }
    assert not any(r.later for r in CURRENT.rules.values() if len(r.periods) == 1)


def test_which_last_days_roll_on():
    rolled = {r.id: r.roll for r in CURRENT.rules.values() if r.roll is not Roll.NONE}
    assert rolled == {
        "PLAN_KEPT": Roll.TRIBUNAL,
        "APPEAL": Roll.TRIBUNAL,
        "APPEAL_AGAIN": Roll.WORKING_DAY,
        "SUBJECT_ACCESS": Roll.WORKING_DAY,
        "SUBJECT_ACCESS_LONGER": Roll.WORKING_DAY,
    }


def test_which_limits_have_a_stricter_reading():
    cautious = {
        r.id: " then ".join(map(_count, r.cautious)) for r in CURRENT.rules.values() if r.cautious
    }
    assert cautious == {
        "REVIEW_NOTICE": "15 d",
        "REVIEW_CIRCULATE": "15 d",
        "TERMLY_LIST": "15 d",
        "MED_DATE_NOTICE": "6 wd-",
        "REASSESS_REVIEW": "12 m1",
        "LO_COMMENTS": "12 m1",
        "SEN_REPORT": "12 m1",
    }
