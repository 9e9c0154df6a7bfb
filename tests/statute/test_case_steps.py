"""The table of the case clock: whole, and in step with the rules."""

from wayforward.statute.case import FactKind
from wayforward.statute.case.facts import FACT_WORDS
from wayforward.statute.case.steps import STEPS
from wayforward.statute.rule_sets import CURRENT


def test_every_kind_of_fact_has_words():
    assert set(FACT_WORDS) == set(FactKind)


def test_every_step_is_a_rule_asked_with_its_own_anchors():
    for step in STEPS:
        rule = CURRENT.rule(step.rule_id)
        assert rule.periods[0].anchor == step.anchor
        assert rule.required == (step.anchor,)
        if step.other is not None:
            assert rule.period(step.other[0]).optional


def test_every_rule_is_in_the_case_clock_or_is_known_not_to_be():
    of_its_own = {"REVIEW_12M", "REVIEW_MEETING_LATEST", "REASSESS_REVIEW", "MOVE_REVIEW"}
    not_of_a_case = {
        "TERMLY_LIST",
        "S41_WITHDRAWN",
        "LO_COMMENTS",
        "SENCO_QUALIFICATION",
        "SEN_REPORT",
        "SUBJECT_ACCESS",
        "SUBJECT_ACCESS_LONGER",
    }
    other_ways = {
        "ASSESSED_RECENTLY",  # asked about an earlier assessment
        "EHCNA_NOT_NEEDED",  # the other way to keep EHCNA_DECISION
        "REVIEW_UNDER_FIVE",  # to consider a review is guidance, and no step of a case
        "PLAN_25_COLLEGE",  # asked with the kind of setting
        "PLAN_25_APPRENTICE",
        "PLAN_25_OTHER",
    }
    in_steps = {step.rule_id for step in STEPS}
    assert in_steps | of_its_own | not_of_a_case | other_ways == set(CURRENT.rules)
    assert not in_steps & (of_its_own | not_of_a_case | other_ways)
