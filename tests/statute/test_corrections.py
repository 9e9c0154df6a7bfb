"""An authority's corrections: stricter only, unless the rule is not verified."""

from dataclasses import replace

import pytest

from wayforward.statute.errors import CorrectionRefused, UnknownRule, WrongAnchor
from wayforward.statute.rule import Basis
from wayforward.statute.rule_sets import (
    CURRENT,
    Correction,
    corrected,
    receipt_as_day_one,
    rule_set,
)


class TestCorrections:
    def test_a_stricter_limit_is_taken_with_its_reason(self):
        law = corrected(CURRENT, [Correction("EHCNA_DECISION", 5, "We promise five weeks.")])
        rule = law.rule("EHCNA_DECISION")
        assert rule.periods[0].counts[0].n == 5
        assert rule.corrected_because == "We promise five weeks."
        assert CURRENT.rule("EHCNA_DECISION").periods[0].counts[0].n == 6
        assert law.rule("EHC_FINAL") is CURRENT.rule("EHC_FINAL")

    def test_an_equal_limit_is_not_looser(self):
        law = corrected(CURRENT, [Correction("EHCNA_DECISION", 42, "The same.", basis="d+")])
        assert law.rule("EHCNA_DECISION").basis == "d+"

    def test_a_stricter_notice_is_longer(self):
        law = corrected(CURRENT, [Correction("REVIEW_NOTICE", 21, "Three weeks.")])
        assert law.rule("REVIEW_NOTICE").periods[0].counts[0].n == 21

    def test_one_limit_of_several_is_corrected_by_its_anchor(self):
        law = corrected(
            CURRENT, [Correction("AMEND_FINAL", 11, "Eleven weeks.", anchor="meeting_on")]
        )
        first, second = law.rule("AMEND_FINAL").periods
        assert first == CURRENT.rule("AMEND_FINAL").periods[0]
        assert second.counts[0].n == 11
        assert second.optional

    def test_later_counts_of_a_limit_are_kept(self):
        law = corrected(CURRENT, [Correction("DRAFT_LATEST", 19, "A week early.")])
        assert [c.n for c in law.rule("DRAFT_LATEST").periods[0].counts] == [19, 15]

    def test_what_is_built_on_a_corrected_limit_follows_it(self):
        law = corrected(
            CURRENT,
            [Correction("EHC_FINAL", 18, "Eighteen weeks."), Correction("REPS_END", 20, "More.")],
        )
        rule = law.rule("DRAFT_LATEST")
        assert [(c.n, c.basis) for c in rule.periods[0].counts] == [
            (18, Basis.WEEKS_AFTER),
            (20, Basis.DAYS_BEFORE),
        ]
        assert rule.corrected_because == (
            "Follows EHC_FINAL: Eighteen weeks. Follows REPS_END: More."
        )

    def test_weeks_are_counted_back_as_days(self):
        law = corrected(CURRENT, [Correction("REVIEW_DECISION", 3, "Three weeks.")])
        counts = law.rule("REVIEW_MEETING_LATEST").periods[0].counts
        assert [(c.n, c.basis) for c in counts] == [
            (12, Basis.MONTHS_BEGINNING),
            (21, Basis.DAYS_BEFORE),
        ]

    def test_what_has_a_correction_of_its_own_does_not_follow(self):
        law = corrected(
            CURRENT,
            [Correction("DRAFT_LATEST", 17, "Ours."), Correction("EHC_FINAL", 18, "Ours.")],
        )
        assert [c.n for c in law.rule("DRAFT_LATEST").periods[0].counts] == [17, 15]

    def test_what_cannot_be_counted_back_or_is_the_same_stays(self):
        law = corrected(
            CURRENT,
            [
                Correction("EHC_FINAL", 20, "The same."),
                Correction("REVIEW_DECISION", 9, "Nine working days.", basis="wd"),
            ],
        )
        for rule_id in ("DRAFT_LATEST", "REVIEW_MEETING_LATEST"):
            assert law.rule(rule_id) is CURRENT.rule(rule_id)

    def test_corrections_of_one_rule_follow_each_other(self):
        law = corrected(
            CURRENT,
            [
                Correction("AMEND_FINAL", 7, "Seven."),
                Correction("AMEND_FINAL", 11, "Eleven.", anchor="meeting_on"),
            ],
        )
        assert [p.counts[0].n for p in law.rule("AMEND_FINAL").periods] == [7, 11]

    @pytest.mark.parametrize(
        ("correction", "message"),
        [
            (Correction("EHCNA_DECISION", 7, "x"), "the correction is looser than the law"),
            (
                Correction("EHCNA_DECISION", 43, "x", basis="d+"),
                "the correction is looser than the law",
            ),
            (Correction("REVIEW_NOTICE", 13, "x"), "the correction is looser than the law"),
            (Correction("SCHOOL_REPLY", 16, "x"), "the correction is looser than the law"),
            (Correction("EHCNA_DECISION", 5, "  "), "a correction needs its reason"),
            (Correction("EHCNA_DECISION", 5, "x", basis="y"), "'y' is not a way of counting"),
            (Correction("EHCNA_DECISION", -1, "x"), "-1 is not between 0 and 400"),
            (Correction("EHCNA_DECISION", 401, "x"), "401 is not between 0 and 400"),
            (Correction("EHCNA_DECISION", 5, "x", basis="d"), "'d' does not fit this limit"),
            (Correction("REVIEW_NOTICE", 5, "x", basis="w"), "'w' does not fit this limit"),
            (
                Correction("EHCNA_DECISION", 5, "x", basis="before"),
                "'before' does not fit this limit",
            ),
            (
                Correction("EHCNA_DECISION", 5, "x", basis="calendar"),
                "'calendar' does not fit this limit",
            ),
            (Correction("PHASE_GENERAL", 1, "x"), "this limit is a day of the calendar"),
            (
                Correction("COMPULSORY_SCHOOL_AGE_ENDS", 1, "x"),
                "this limit is a day of the calendar",
            ),
        ],
    )
    def test_a_looser_or_unreadable_correction_is_refused(self, correction, message):
        with pytest.raises(CorrectionRefused) as refused:
            corrected(CURRENT, [correction])
        assert str(refused.value) == f"{correction.rule_id}: {message}"

    @pytest.mark.parametrize("rule_id", ["REPS_END", "AMEND_REPS"])
    def test_a_family_may_be_given_longer_and_never_less(self, rule_id):
        law = corrected(CURRENT, [Correction(rule_id, 21, "Three weeks to answer.")])
        assert law.rule(rule_id).periods[0].counts[0].n == 21
        assert corrected(CURRENT, [Correction(rule_id, 15, "As the law.")])
        with pytest.raises(CorrectionRefused, match="given at least what the law gives"):
            corrected(CURRENT, [Correction(rule_id, 14, "x")])

    @pytest.mark.parametrize(
        "rule_id",
        [
            "APPEAL",
            "MED_CONTACT",
            "APPEAL_AGAIN",
            "PLAN_KEPT",
            "S41_WITHDRAWN",
            "TRIBUNAL_DECISION",
            "ASSESSED_RECENTLY",
        ],
    )
    @pytest.mark.parametrize("n", [1, 2, 400])
    def test_a_day_that_the_law_fixes_cannot_be_altered(self, rule_id, n):
        with pytest.raises(CorrectionRefused, match="the law fixes this day"):
            corrected(CURRENT, [Correction(rule_id, n, "x")])

    @pytest.mark.parametrize("n", [1, 400])
    def test_the_edges_of_a_correction(self, n):
        rule_id = "EHCNA_DECISION" if n == 1 else "REVIEW_NOTICE"
        law = corrected(CURRENT, [Correction(rule_id, n, "At the edge.")])
        assert law.rule(rule_id).periods[0].counts[0].n == n

    def test_a_rule_graded_m_may_be_put_right_either_way(self):
        law = corrected(CURRENT, [Correction("SUBJECT_ACCESS", 2, "Our lawyer read it.")])
        assert law.rule("SUBJECT_ACCESS").periods[0].counts[0].n == 2

    @pytest.mark.parametrize("rule_id", ["EHC_FINAL", "SUBJECT_ACCESS"])
    def test_a_limit_cannot_be_taken_away(self, rule_id):
        with pytest.raises(CorrectionRefused) as refused:
            corrected(CURRENT, [Correction(rule_id, 0, "At once.")])
        assert str(refused.value) == f"{rule_id}: 0 leaves no time at all, and the law gives some"
        law = corrected(CURRENT, [Correction("ORDER_CEASE", 0, "As the law says.")])
        assert law.rule("ORDER_CEASE").periods[0].counts[0].n == 0

    def test_an_unknown_rule_or_anchor_cannot_be_corrected(self):
        with pytest.raises(UnknownRule):
            corrected(CURRENT, [Correction("NOPE", 1, "x")])
        with pytest.raises(WrongAnchor):
            corrected(CURRENT, [Correction("AMEND_FINAL", 1, "x", anchor="nope")])

    def test_the_day_of_receipt_can_be_day_one_and_never_later(self):
        law = receipt_as_day_one(CURRENT)
        changed = {r.id for r in law.rules.values() if r.corrected_because}
        assert changed == {
            "EHCNA_DECISION",
            "EHCNA_NOT_NEEDED",
            "ADVICE_DUE",
            "DETAINED_DECISION",
            "DETAINED_NO_PLAN",
            "DETAINED_FINAL",
            "EHC_NO_PLAN",
            "DRAFT_LATEST",
            "EHC_FINAL",
            "REASSESS_DECIDE",
        }
        assert law.rule("EHCNA_DECISION").basis == Basis.WEEKS_BEGINNING
        assert law.rule("REASSESS_DECIDE").basis == Basis.DAYS_BEGINNING

    def test_a_correction_belongs_to_the_law_it_was_made_for(self):
        draft = rule_set("draft-reform-2026", accept_draft=True)
        law = corrected(draft, [Correction("ISP_REVIEW", 6, "Twice a year.")])
        assert replace(law, rules=draft.rules) == draft
