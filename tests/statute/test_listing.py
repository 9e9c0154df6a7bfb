"""Limits without any day, in words, as the list of rules shows them."""

import pytest

from wayforward.statute import Correction, corrected
from wayforward.statute.listing import limit_in_words, rule_in_full, rules_as_data, rules_as_table
from wayforward.statute.rule_sets import CURRENT, receipt_as_day_one


@pytest.mark.parametrize(
    ("rule_id", "words"),
    [
        ("EHCNA_DECISION", "within six weeks of the day the request arrived"),
        ("REPS_END", "within fifteen days beginning with the day the draft was served"),
        ("REASSESS_DECIDE", "within fifteen days of the day the request to re-assess arrived"),
        ("REVIEW_NOTICE", "at least fourteen days before the day of the review meeting"),
        (
            "MED_CERT",
            "within three working days of the day mediation ended or was declined",
        ),
        (
            "ICB_CHANGE",
            "within fifteen working days beginning with the day the old health commissioner knew",
        ),
        ("MED_DATE_NOTICE", "at least five working days before the day of the mediation"),
        (
            "LA_RESPONSE",
            (
                "within 30 working days of the day the Tribunal sent us the appeal, not counting "
                "August and 25 December to 1 January"
            ),
        ),
        (
            "REVIEW_12M",
            "within twelve months beginning with the day the plan was made or last reviewed",
        ),
        ("PHASE_16TO16", "at least five months before the day of the move"),
        ("PHASE_GENERAL", "before 15 February of the calendar year of the move"),
        ("ORDER_CONTINUE", "on the day the order was sent out"),
        (
            "DRAFT_LATEST",
            "within twenty weeks of the day the request arrived, less fifteen days",
        ),
        (
            "COMPULSORY_SCHOOL_AGE_ENDS",
            (
                "the last Friday in June of the school year of the 16th birthday, from the date of "
                "birth"
            ),
        ),
        (
            "AMEND_FINAL",
            (
                "the earlier of: within eight weeks of the day the amendment notice was sent, and "
                "within twelve weeks of the day of the review meeting (where there is one)"
            ),
        ),
        (
            "MOVE_REVIEW",
            (
                "the later of: within twelve months beginning with the day the plan was made or last "
                "reviewed, and within three months beginning with the day the plan was transferred"
            ),
        ),
        (
            "SUBJECT_ACCESS",
            (
                "within one month of the day the request arrived; a last day that is not a working "
                "day moves to the next"
            ),
        ),
        (
            "APPEAL",
            (
                "the later of: within two months of the day the decision letter was sent, and within "
                "one month of the day of the mediation certificate (where there is one); a last day "
                "in August, from 25 December to 1 January or on a non-working day moves to the next "
                "working day after it"
            ),
        ),
    ],
)
def test_a_limit_in_words(rule_id, words):
    assert limit_in_words(CURRENT.rule(rule_id)) == words


def test_weeks_beginning_with():
    rule = receipt_as_day_one(CURRENT).rule("EHCNA_DECISION")
    assert limit_in_words(rule) == "within six weeks beginning with the day the request arrived"


def test_a_correction_is_shown_with_its_reason():
    law = corrected(CURRENT, [Correction("EHCNA_DECISION", 5, "We promise five weeks.")])
    page = rule_in_full(law.rule("EHCNA_DECISION"))
    assert page.endswith("\nSet by the authority: We promise five weeks.")
    assert "Set by the authority" not in rule_in_full(CURRENT.rule("EHCNA_DECISION"))


def test_an_optional_input_and_its_absence_of_an_address_are_shown_as_data():
    rules = {rule["rule"]: rule for rule in rules_as_data()}
    assert rules["APPEAL"]["anchors"][1] == {
        "name": "certificate_on",
        "is": "the day of the mediation certificate",
        "optional": True,
    }
    assert list(rules) == list(CURRENT.rules)


def test_the_table_has_one_line_a_rule():
    assert len(rules_as_table().splitlines()) == len(CURRENT.rules)
