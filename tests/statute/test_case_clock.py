"""The case clock: the facts of one case, and everything that follows."""

from datetime import date
from itertools import permutations

import pytest

from wayforward.statute import State, rule_set_on
from wayforward.statute.case import Case, ExceptionFact, Fact, FactKind, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case.facts import FACT_WORDS
from wayforward.statute.case.steps import STEPS
from wayforward.statute.rule_sets import CURRENT


def answer(*facts, exceptions=(), **more):
    return case_clock(Case.of(facts, exceptions), **more)


def duty(found, rule_id, cycle="", about=""):
    (one,) = [
        d for d in found.duties if d.rule_id == rule_id and d.cycle == cycle and d.about == about
    ]
    return one


def ids(found):
    return [d.rule_id for d in found.duties]


REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
AGREED = Fact(K.ASSESSMENT_AGREED, date(2026, 2, 10))
DRAFT = Fact(K.DRAFT_SERVED, date(2026, 4, 28))
FINAL = Fact(K.FINAL_SENT, date(2026, 5, 22))
MEETING = Fact(K.REVIEW_MEETING, date(2027, 3, 18), "review")


def test_no_facts_have_no_duties():
    assert answer() == case_clock(Case(()))
    assert answer().duties == ()
    assert answer().problems == ()


def test_a_request_starts_four_clocks_in_order():
    found = answer(REQUEST)
    assert [(d.rule_id, d.due.due_on) for d in found.duties] == [
        ("EHCNA_DECISION", date(2026, 2, 16)),
        ("EHC_NO_PLAN", date(2026, 4, 27)),
        ("DRAFT_LATEST", date(2026, 5, 10)),
        ("EHC_FINAL", date(2026, 5, 25)),
    ]
    assert found.unmet() == found.duties


def test_a_child_brought_to_attention_has_the_same_clocks_and_says_so():
    found = answer(Fact(K.BROUGHT_TO_ATTENTION, date(2026, 9, 1)))
    first = duty(found, "EHCNA_DECISION")
    assert first.due.due_on == date(2026, 10, 13)
    assert first.due.explanation == (
        "Six weeks from Tuesday 1 September 2026, the day the child was brought to our attention."
    )


@pytest.mark.parametrize("brought_on", [date(2026, 1, 2), date(2026, 1, 9)])
def test_the_earlier_of_two_starts_counts_once(brought_on):
    found = answer(REQUEST, Fact(K.BROUGHT_TO_ATTENTION, brought_on))
    assert ids(found).count("EHC_FINAL") == 1
    assert duty(found, "EHC_FINAL").due.anchored_on == min(brought_on, REQUEST.on)


def test_a_whole_case_from_request_to_plan():
    found = answer(REQUEST, AGREED, DRAFT, FINAL)
    assert duty(found, "EHCNA_DECISION").met_on == AGREED.on
    assert duty(found, "DRAFT_LATEST").met_on == DRAFT.on
    assert duty(found, "EHC_FINAL").met_on == FINAL.on
    no_plan = duty(found, "EHC_NO_PLAN")
    assert (no_plan.met_on, no_plan.ended_on) == (None, REQUEST.on)
    assert no_plan.status(date(2027, 1, 1)).state is State.NOT_NEEDED
    assert duty(found, "REPS_END").due.due_on == date(2026, 5, 12)
    assert duty(found, "APPEAL").due.due_on == date(2026, 7, 22)
    assert duty(found, "MED_CONTACT").due.due_on == date(2026, 7, 22)
    assert duty(found, "REVIEW_12M").due.due_on == date(2027, 5, 21)
    assert duty(found, "REVIEW_MEETING_LATEST").due.due_on == date(2027, 4, 23)
    assert found.problems == ()


def test_the_family_is_told_which_letter_its_window_counts_from():
    found = answer(REQUEST, AGREED, DRAFT, FINAL)
    assert duty(found, "APPEAL").due.explanation.startswith(
        "Two months after Friday 22 May 2026, the day the final plan was sent."
    )


def test_each_advice_has_its_own_clock():
    found = answer(
        REQUEST,
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about="health"),
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 16), about="psychology"),
        Fact(K.ADVICE_SUPPLIED, date(2026, 3, 20), about="psychology"),
    )
    health = duty(found, "ADVICE_DUE", about="health")
    psychology = duty(found, "ADVICE_DUE", about="psychology")
    assert (health.due.due_on, health.met_on) == (date(2026, 3, 25), None)
    assert (psychology.due.due_on, psychology.met_on) == (date(2026, 3, 30), date(2026, 3, 20))


def test_the_first_request_for_one_advice_counts():
    found = answer(
        REQUEST,
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 16), about="health"),
        Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about="health"),
    )
    assert duty(found, "ADVICE_DUE", about="health").due.due_on == date(2026, 3, 25)


def test_a_refusal_in_time_makes_the_rest_needless_and_starts_the_familys_windows():
    refused = Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13))
    found = answer(REQUEST, refused)
    assert duty(found, "EHCNA_DECISION").met_on == refused.on
    for rule in ("EHC_NO_PLAN", "DRAFT_LATEST", "EHC_FINAL"):
        assert duty(found, rule).ended_on == REQUEST.on
    assert duty(found, "APPEAL").due.due_on == date(2026, 4, 13)


def test_a_certificate_gives_a_month_more():
    found = answer(
        REQUEST,
        Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13)),
        Fact(K.MEDIATION_CERTIFICATE, date(2026, 4, 1)),
        Fact(K.APPEAL_LODGED, date(2026, 4, 30)),
        Fact(K.ADVISER_CONTACTED, date(2026, 3, 30)),
    )
    assert duty(found, "APPEAL").due.due_on == date(2026, 5, 1)
    assert duty(found, "APPEAL").met_on == date(2026, 4, 30)
    assert duty(found, "MED_CONTACT").met_on == date(2026, 3, 30)


def test_a_certificate_before_the_letter_is_not_about_it():
    found = answer(
        REQUEST,
        Fact(K.MEDIATION_CERTIFICATE, date(2026, 2, 1)),
        Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13)),
    )
    assert duty(found, "APPEAL").due.anchors == {"notice_sent_on": date(2026, 2, 13)}


def test_a_withdrawn_request_ends_what_is_open_and_hides_no_lateness():
    in_time = answer(REQUEST, Fact(K.REQUEST_WITHDRAWN, date(2026, 2, 1)))
    late = answer(REQUEST, Fact(K.REQUEST_WITHDRAWN, date(2026, 3, 1)))
    on = date(2026, 6, 1)
    assert {d.status(on).state for d in in_time.duties} == {State.NOT_NEEDED}
    assert duty(late, "EHCNA_DECISION").status(on).state is State.MISSED
    assert duty(late, "EHC_FINAL").status(on).state is State.NOT_NEEDED


def test_no_plan_meets_one_duty_and_makes_the_other_needless():
    found = answer(REQUEST, AGREED, Fact(K.NO_PLAN_NOTIFIED, date(2026, 4, 20)))
    assert duty(found, "EHC_NO_PLAN").met_on == date(2026, 4, 20)
    assert duty(found, "EHC_FINAL").ended_on == REQUEST.on


def test_a_new_draft_has_its_own_fifteen_days():
    again = Fact(K.DRAFT_SERVED, date(2026, 5, 4))
    found = answer(REQUEST, DRAFT, again)
    windows = [d.due.due_on for d in found.duties if d.rule_id == "REPS_END"]
    assert windows == [date(2026, 5, 12), date(2026, 5, 18)]
    assert duty(found, "DRAFT_LATEST").met_on == DRAFT.on


def test_what_was_done_before_the_start_does_not_meet_it():
    found = answer(REQUEST, Fact(K.ASSESSMENT_AGREED, date(2026, 1, 4)))
    assert duty(found, "EHCNA_DECISION").met_on is None


def test_what_was_done_on_the_day_meets_it():
    found = answer(REQUEST, Fact(K.ASSESSMENT_AGREED, REQUEST.on))
    assert duty(found, "EHCNA_DECISION").met_on == REQUEST.on


def test_a_consulted_school_should_answer_until_the_plan_is_final():
    asked = Fact(K.SCHOOL_CONSULTED, date(2026, 4, 28), about="Oak")
    answered = Fact(K.SCHOOL_REPLIED, date(2026, 5, 6), about="Oak")
    other = Fact(K.SCHOOL_CONSULTED, date(2026, 4, 28), about="Elm")
    found = answer(REQUEST, DRAFT, FINAL, asked, answered, other)
    assert duty(found, "SCHOOL_REPLY", about="Oak").met_on == date(2026, 5, 6)
    assert duty(found, "SCHOOL_REPLY", about="Elm").ended_on == FINAL.on


class TestReviews:
    def test_a_review_counts_from_its_meeting(self):
        found = answer(REQUEST, DRAFT, FINAL, MEETING)
        assert duty(found, "REVIEW_REPORT", "review").due.due_on == date(2027, 4, 1)
        assert duty(found, "REVIEW_DECISION", "review").due.due_on == date(2027, 4, 15)
        assert duty(found, "AMEND_NOTICE", "review").due.due_on == date(2027, 4, 15)
        assert duty(found, "REVIEW_NOTICE", "review").due.due_on == date(2027, 3, 4)
        assert duty(found, "REVIEW_12M").met_on is None
        assert duty(found, "REVIEW_MEETING_LATEST").met_on == MEETING.on
        assert duty(found, "REVIEW_12M", "review").due.due_on == date(2028, 3, 17)

    def test_invitations_are_met_before_the_meeting(self):
        found = answer(
            REQUEST,
            DRAFT,
            FINAL,
            MEETING,
            Fact(K.REVIEW_INVITED, date(2027, 3, 1), "review"),
            Fact(K.REVIEW_PAPERS_SENT, date(2027, 3, 8), "review"),
        )
        on = date(2027, 4, 1)
        assert duty(found, "REVIEW_NOTICE", "review").status(on).state is State.MET
        late = duty(found, "REVIEW_CIRCULATE", "review").status(on)
        assert (late.state, late.days) == (State.MET_LATE, 4)

    def test_the_decision_completes_the_review(self):
        decided = Fact(K.REVIEW_CONTINUED, date(2027, 4, 12), "review")
        found = answer(REQUEST, DRAFT, FINAL, MEETING, decided)
        assert duty(found, "REVIEW_12M").met_on == decided.on
        assert duty(found, "AMEND_NOTICE", "review").ended_on == MEETING.on
        assert duty(found, "APPEAL", "review").due.anchored_on == decided.on

    def test_an_amendment_has_eight_weeks_and_never_more_than_twelve_from_the_meeting(self):
        def final_due(notice_on):
            notice = Fact(K.AMENDMENT_NOTICE, notice_on, "review")
            return duty(
                answer(REQUEST, DRAFT, FINAL, MEETING, notice), "AMEND_FINAL", "review"
            ).due.due_on

        assert final_due(date(2027, 4, 1)) == date(2027, 5, 27)
        assert final_due(date(2027, 4, 15)) == date(2027, 6, 10)
        assert final_due(date(2027, 5, 1)) == date(2027, 6, 10)

    def test_an_amendment_without_a_review_has_eight_weeks(self):
        found = answer(REQUEST, DRAFT, FINAL, Fact(K.AMENDMENT_NOTICE, date(2026, 12, 2), "change"))
        assert duty(found, "AMEND_FINAL", "change").due.due_on == date(2027, 1, 27)
        assert duty(found, "AMEND_REPS", "change").due.due_on == date(2026, 12, 16)

    def test_the_second_review_does_not_complete_itself(self):
        second = Fact(K.REVIEW_MEETING, date(2028, 3, 1), "next")
        decided = Fact(K.REVIEW_CONTINUED, date(2028, 3, 20), "next")
        found = answer(REQUEST, DRAFT, FINAL, MEETING, second, decided)
        assert duty(found, "REVIEW_12M").met_on == decided.on
        assert duty(found, "REVIEW_12M", "review").met_on == decided.on
        assert duty(found, "REVIEW_12M", "next").met_on is None
        assert duty(found, "REVIEW_MEETING_LATEST").met_on == MEETING.on
        assert duty(found, "REVIEW_MEETING_LATEST", "review").met_on == second.on

    def test_the_earliest_decision_completes_it_whatever_the_round_is_called(self):
        second = Fact(K.REVIEW_MEETING, date(2028, 3, 1), "a")
        later = Fact(K.REVIEW_CONTINUED, date(2028, 3, 20), "a")
        decided = Fact(K.REVIEW_CONTINUED, date(2027, 4, 12), "review")
        found = answer(REQUEST, DRAFT, FINAL, MEETING, decided, second, later)
        assert duty(found, "REVIEW_12M").met_on == decided.on
        assert duty(found, "REVIEW_MEETING_LATEST").met_on == MEETING.on

    def test_the_end_of_a_plan_ends_its_reviews(self):
        ended = Fact(K.PLAN_ENDED, date(2027, 1, 10), "end")
        found = answer(REQUEST, DRAFT, FINAL, ended)
        assert duty(found, "REVIEW_12M").ended_on == ended.on

    def test_an_end_before_the_start_ends_nothing(self):
        found = answer(REQUEST, DRAFT, FINAL, Fact(K.PLAN_ENDED, date(2026, 5, 22), "end"))
        assert duty(found, "REVIEW_12M").ended_on is None

    def test_a_review_follows_a_reassessment(self):
        asked = Fact(K.REASSESSMENT_ASKED, date(2026, 10, 1), "again")
        told = Fact(K.REASSESSMENT_AGREED, date(2026, 10, 14), "again")
        sent = Fact(K.REASSESSED_PLAN_SENT, date(2027, 1, 15), "again")
        found = answer(REQUEST, DRAFT, FINAL, asked, told, sent)
        assert duty(found, "REASSESS_DECIDE", "again").due.due_on == date(2026, 10, 16)
        assert duty(found, "REASSESS_FINAL", "again").due.due_on == date(2027, 1, 20)
        assert duty(found, "REVIEW_12M").ended_on == sent.on
        review = duty(found, "REASSESS_REVIEW", "again")
        assert (review.due.due_on, review.due.cautious_on) == (
            date(2028, 1, 15),
            date(2028, 1, 14),
        )
        ended = answer(
            REQUEST, DRAFT, FINAL, asked, told, sent, Fact(K.PLAN_ENDED, date(2027, 6, 1), "end")
        )
        assert duty(ended, "REASSESS_REVIEW", "again").ended_on == date(2027, 6, 1)


class TestMoves:
    def test_a_transferred_plan_is_reviewed_by_the_later_day(self):
        made = Fact(K.FINAL_SENT, date(2025, 11, 20))
        known = Fact(K.MOVE_KNOWN, date(2026, 10, 15), "move")
        moved = Fact(K.MOVED, date(2026, 10, 12), "move")
        transferred = Fact(K.PLAN_TRANSFERRED, date(2026, 11, 4), "move")
        found = answer(made, known, moved, transferred)
        assert duty(found, "MOVE_TRANSFER", "move").due.due_on == date(2026, 11, 4)
        assert duty(found, "MOVE_TELL", "move").due.due_on == date(2026, 12, 16)
        assert duty(found, "MOVE_REVIEW", "move").due.due_on == date(2027, 2, 3)
        assert duty(found, "REVIEW_12M").ended_on == transferred.on

    def test_a_move_known_early_is_due_on_the_day(self):
        found = answer(Fact(K.MOVE_KNOWN, date(2026, 9, 1)), Fact(K.MOVED, date(2026, 10, 12)))
        assert duty(found, "MOVE_TRANSFER").due.due_on == date(2026, 10, 12)

    def test_the_last_review_before_the_transfer_counts(self):
        found = answer(
            Fact(K.FINAL_SENT, date(2024, 1, 10)),
            Fact(K.REVIEW_MEETING, date(2026, 6, 1), "one"),
            Fact(K.PLAN_TRANSFERRED, date(2026, 9, 10), "move"),
            Fact(K.REVIEW_MEETING, date(2027, 5, 3), "two"),
            Fact(K.REVIEW_CONTINUED, date(2027, 5, 20), "two"),
        )
        review = duty(found, "MOVE_REVIEW", "move")
        assert review.due.anchors["last_review_on"] == date(2026, 6, 1)
        assert (review.due.due_on, review.met_on) == (date(2027, 5, 31), date(2027, 5, 20))

    @pytest.mark.parametrize("later", [(), (Fact(K.FINAL_SENT, date(2027, 1, 10), "new"),)])
    def test_a_transferred_plan_of_unknown_age_is_a_named_problem(self, later):
        found = answer(Fact(K.PLAN_TRANSFERRED, date(2026, 9, 10), "move"), *later)
        assert "MOVE_REVIEW" not in ids(found)
        assert (
            "the plan was transferred (2026-09-10), but nothing says when the plan was made or "
            "last reviewed, so its review has no day"
        ) in [p.words for p in found.problems]

    @pytest.mark.parametrize("kind", [K.PLAN_MADE, K.LAST_REVIEWED])
    def test_a_plan_from_elsewhere_keeps_its_year(self, kind):
        found = answer(
            Fact(kind, date(2026, 6, 1)), Fact(K.PLAN_TRANSFERRED, date(2026, 9, 10), "move")
        )
        assert duty(found, "REVIEW_12M").due.due_on == date(2027, 5, 31)
        assert duty(found, "MOVE_REVIEW", "move").due.due_on == date(2027, 5, 31)
        assert found.problems == ()

    def test_a_plan_that_ends_needs_no_review_after_a_move(self):
        found = answer(
            Fact(K.FINAL_SENT, date(2026, 1, 10)),
            Fact(K.PLAN_TRANSFERRED, date(2026, 9, 10)),
            Fact(K.PLAN_ENDED, date(2026, 10, 1)),
        )
        assert duty(found, "MOVE_REVIEW").ended_on == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("kind", "rule", "due_on"),
    [
        (K.TRANSFER_GENERAL, "PHASE_GENERAL", date(2027, 2, 14)),
        (K.TRANSFER_POST16, "PHASE_POST16", date(2027, 3, 30)),
        (K.TRANSFER_BETWEEN_POST16, "PHASE_16TO16", date(2027, 4, 1)),
    ],
)
def test_a_phase_transfer_is_met_by_the_plan_that_names_the_next_setting(kind, rule, due_on):
    move = Fact(kind, date(2027, 9, 1), "move")
    named = Fact(K.TRANSFER_PLAN_SENT, date(2027, 2, 1), "move")
    found = answer(move, named)
    assert duty(found, rule, "move").due.due_on == due_on
    assert duty(found, rule, "move").met_on == named.on
    assert duty(answer(move), rule, "move").met_on is None


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            K.ORDER_TO_ASSESS,
            {"ORDER_ASSESS_NOTIFY": 14, "ORDER_ASSESS_NO_PLAN": 70, "ORDER_ASSESS_FINAL": 98},
        ),
        (K.ORDER_TO_MAKE_PLAN, {"ORDER_MAKE_DRAFT": 35, "ORDER_MAKE_FINAL": 77}),
        (K.ORDER_REFERRED_BACK, {"ORDER_REFERRED_BACK": 14}),
        (K.ORDER_TO_AMEND, {"ORDER_AMEND": 35}),
        (K.ORDER_OF_PLACEMENT, {"ORDER_PLACEMENT": 14}),
        (K.ORDER_TO_CONTINUE, {"ORDER_CONTINUE": 0}),
        (K.ORDER_TO_CEASE, {"ORDER_CEASE": 0}),
        (
            K.UNOPPOSED_ASSESSMENT,
            {
                "UNOPPOSED_ASSESS_NOTIFY": 14,
                "UNOPPOSED_ASSESS_NO_PLAN": 70,
                "UNOPPOSED_ASSESS_FINAL": 98,
            },
        ),
        (K.UNOPPOSED_PLAN, {"UNOPPOSED_ISSUE_DRAFT": 35, "UNOPPOSED_ISSUE_FINAL": 77}),
        (K.UNOPPOSED_CONTENTS, {"UNOPPOSED_CONTENTS": 35}),
        (K.UNOPPOSED_PLACEMENT, {"UNOPPOSED_PLACEMENT": 14}),
        (K.UNOPPOSED_CEASE, {"UNOPPOSED_CEASE": 0}),
        (
            K.AGREED_TO_ASSESS,
            {"MED_ASSESS_NOTIFY": 14, "MED_ASSESS_NO_PLAN": 70, "MED_ASSESS_FINAL": 98},
        ),
        (K.AGREED_TO_MAKE_PLAN, {"MED_MAKE_DRAFT": 35, "MED_MAKE_FINAL": 77}),
        (K.AGREED_TO_AMEND, {"MED_AMEND": 35}),
        (K.AGREED_PLACEMENT, {"MED_PLACEMENT": 14}),
        (K.AGREED_TO_CONTINUE, {"MED_CONTINUE": 0}),
        (K.AGREED_OTHER, {"MED_OTHER": 14}),
        (K.RECOMMENDATION_MADE, {"REC_RESPONSE": 34}),
        (K.HEALTH_ANSWERED, {"REC_COPY_HEALTH": 6}),
        (K.SOCIAL_CARE_ANSWERED, {"REC_COPY_CARE": 6}),
        (K.MEDIATION_ASKED, {"MED_ARRANGE": 30}),
        (K.HEALTH_NOTICE_RECEIVED, {"MED_HEALTH_ARRANGE": 30}),
        (K.TRIBUNAL_DECIDED, {"APPEAL_AGAIN": 28}),
    ],
)
def test_what_one_fact_starts_and_how_many_days_it_leaves(kind, expected):
    found = answer(Fact(kind, date(2026, 12, 11)))
    assert {d.rule_id: (d.due.due_on - date(2026, 12, 11)).days for d in found.duties} == expected


def test_an_ordered_assessment_can_end_without_a_plan():
    order = Fact(K.ORDER_TO_ASSESS, date(2026, 12, 11), "appeal")
    told = Fact(K.ASSESSMENT_AGREED, date(2026, 12, 20), "appeal")
    no_plan = Fact(K.NO_PLAN_NOTIFIED, date(2027, 2, 10), "appeal")
    found = answer(order, told, no_plan)
    assert duty(found, "ORDER_ASSESS_NOTIFY", "appeal").met_on == told.on
    assert duty(found, "ORDER_ASSESS_NO_PLAN", "appeal").met_on == no_plan.on
    assert duty(found, "ORDER_ASSESS_FINAL", "appeal").ended_on == order.on


def test_answers_to_two_recommendations_are_kept_apart():
    found = answer(
        Fact(K.RECOMMENDATION_MADE, date(2027, 2, 1), about="health"),
        Fact(K.RECOMMENDATION_MADE, date(2027, 2, 1), about="social care"),
        Fact(K.SOCIAL_CARE_ANSWERED, date(2027, 3, 1), about="social care"),
    )
    assert duty(found, "REC_RESPONSE", about="health").met_on is None
    assert duty(found, "REC_RESPONSE", about="social care").met_on == date(2027, 3, 1)
    assert duty(found, "REC_COPY_CARE", about="social care").due.due_on == date(2027, 3, 7)


class TestExceptions:
    AWAY = ExceptionFact("E4", date(2026, 2, 1), to_on=date(2026, 3, 10))

    def test_an_exception_excuses_what_the_law_lets_it_and_moves_nothing(self):
        plain, excused = answer(REQUEST), answer(REQUEST, exceptions=[self.AWAY])
        assert [d.due for d in plain.duties] == [d.due for d in excused.duties]
        assert [d.rule_id for d in excused.duties if d.excuse] == ["EHC_NO_PLAN", "EHC_FINAL"]
        stands = duty(excused, "EHC_FINAL").status(date(2026, 6, 1))
        assert stands.state is State.EXCUSED
        assert stands.excuse.since == date(2026, 2, 1)
        assert excused.problems == ()

    def test_an_exception_of_one_limit_excuses_only_that(self):
        only = ExceptionFact("E4", date(2026, 2, 1), to_on=date(2026, 3, 10), rule_id="EHC_FINAL")
        found = answer(REQUEST, exceptions=[only])
        assert [d.rule_id for d in found.duties if d.excuse] == ["EHC_FINAL"]

    def test_an_exception_of_another_round_or_adviser_excuses_nothing_here(self):
        elsewhere = ExceptionFact("E4", date(2026, 2, 1), to_on=date(2026, 3, 10), cycle="another")
        found = answer(REQUEST, exceptions=[elsewhere])
        assert [d for d in found.duties if d.excuse] == []
        assert [(p.kind.value, p.cycle) for p in found.problems] == [
            ("exception_not_allowed", "another")
        ]

    def test_a_missed_appointment_excuses_one_adviser(self):
        asked = [
            Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about=who)
            for who in ("health", "psychology")
        ]
        missed = ExceptionFact("X3", date(2026, 3, 2), about="health")
        found = answer(REQUEST, *asked, exceptions=[missed])
        assert duty(found, "ADVICE_DUE", about="health").excuse.code == "X3"
        assert duty(found, "ADVICE_DUE", about="psychology").excuse is None

    @pytest.mark.parametrize(
        ("exception", "rules"),
        [
            (
                ExceptionFact(
                    "E1",
                    date(2026, 1, 1),
                    to_on=date(2026, 2, 20),
                    asked_on=date(2026, 1, 6),
                ),
                ["EHCNA_DECISION", "EHC_NO_PLAN", "EHC_FINAL"],
            ),
            (
                ExceptionFact(
                    "E2",
                    date(2026, 1, 1),
                    to_on=date(2026, 2, 20),
                    asked_on=date(2026, 1, 6),
                ),
                ["EHCNA_DECISION", "EHC_NO_PLAN", "EHC_FINAL"],
            ),
            (
                ExceptionFact("E3", date(2026, 3, 1), who="parent", reason="in hospital"),
                ["EHC_NO_PLAN", "EHC_FINAL"],
            ),
        ],
    )
    def test_each_plan_ground_is_tested(self, exception, rules):
        found = answer(REQUEST, exceptions=[exception])
        assert [d.rule_id for d in found.duties if d.excuse] == rules

    @pytest.mark.parametrize(
        ("exception", "code"),
        [
            (ExceptionFact("O1", date(2027, 1, 1), who="child", reason="ill"), "O1"),
            (ExceptionFact("O2", date(2027, 1, 1), to_on=date(2027, 1, 15)), "O2"),
            (ExceptionFact("E3", date(2027, 1, 1), who="child", reason="ill"), "O3"),
        ],
    )
    def test_an_order_to_make_a_plan_has_its_own_grounds(self, exception, code):
        found = answer(Fact(K.ORDER_TO_MAKE_PLAN, date(2026, 12, 11)), exceptions=[exception])
        assert {d.excuse.code for d in found.duties} == {code}

    def test_no_ground_excuses_an_order_to_amend(self):
        found = answer(
            Fact(K.ORDER_TO_AMEND, date(2026, 12, 11)),
            exceptions=[ExceptionFact("O1", date(2027, 1, 1), who="child", reason="ill")],
        )
        assert found.duties[0].excuse is None
        assert [p.words for p in found.problems] == [
            "O1 is not an exception to any limit of this case"
        ]

    @pytest.mark.parametrize(
        ("exception", "why"),
        [
            (ExceptionFact("E4", date(2026, 2, 1)), "The day of return is needed."),
            (
                ExceptionFact("E1", date(2026, 1, 1), to_on=date(2026, 2, 20)),
                "The days of re-opening and of asking for advice are needed.",
            ),
            (
                ExceptionFact("E1", date(2026, 1, 1), asked_on=date(2026, 2, 20)),
                "The days of re-opening and of asking for advice are needed.",
            ),
            (ExceptionFact("E3", date(2026, 2, 1)), "They must affect the child"),
        ],
    )
    def test_an_exception_that_does_not_hold_is_a_named_problem(self, exception, why):
        found = answer(REQUEST, exceptions=[exception])
        assert [d for d in found.duties if d.excuse] == []
        (problem,) = found.problems
        assert problem.kind.value == "exception_does_not_hold"
        assert problem.words.startswith(f"{exception.code} does not excuse EHCNA_DECISION: {why}")
        assert "EHC_FINAL" in problem.words

    def test_coronavirus_excuses_an_old_case(self):
        found = answer(
            Fact(K.REQUEST_RECEIVED, date(2020, 3, 30)),
            exceptions=[ExceptionFact("CV", date(2020, 3, 30))],
        )
        assert [d.rule_id for d in found.duties if d.excuse] == [
            "EHCNA_DECISION",
            "EHC_NO_PLAN",
            "EHC_FINAL",
        ]
        assert duty(found, "EHC_FINAL").excuse.since == date(2020, 5, 1)

    def test_another_day_agreed_in_writing_or_directed(self):
        agreed = answer(
            Fact(K.AGREED_OTHER, date(2027, 3, 1)),
            exceptions=[ExceptionFact("WA", date(2027, 3, 2), reason="by letter")],
        )
        assert duty(agreed, "MED_OTHER").excuse.code == "WA"
        directed = answer(
            Fact(K.APPEAL_SENT_TO_US, date(2027, 3, 1)),
            exceptions=[ExceptionFact("TD", date(2027, 3, 5), reason="the Tribunal's letter")],
        )
        assert duty(directed, "LA_RESPONSE").excuse.code == "TD"

    def test_the_first_of_two_exceptions_is_shown(self):
        later = ExceptionFact("E3", date(2026, 3, 1), who="child", reason="ill")
        for given in ([self.AWAY, later], [later, self.AWAY]):
            found = answer(REQUEST, exceptions=given)
            assert duty(found, "EHC_FINAL").excuse.code == "E4"
            assert found.problems == ()


class TestCorrections:
    def test_a_corrected_fact_gives_a_corrected_list(self):
        wrong = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), id="r")
        right = Fact(K.REQUEST_RECEIVED, date(2026, 1, 12), corrects="r")
        found = answer(wrong, right)
        assert duty(found, "EHC_FINAL").due.due_on == date(2026, 6, 1)
        assert found.problems == ()
        assert answer(right, wrong) == found

    def test_a_correction_can_be_corrected(self):
        found = answer(
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), id="r"),
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 12), id="r2", corrects="r"),
            Fact(K.REQUEST_RECEIVED, date(2026, 1, 19), corrects="r2"),
        )
        assert duty(found, "EHC_FINAL").due.due_on == date(2026, 6, 8)

    def test_a_fact_can_be_taken_back(self):
        found = answer(
            REQUEST,
            Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 13), id="x"),
            Fact(K.TAKEN_BACK, date(2026, 2, 14), corrects="x"),
        )
        assert found == answer(REQUEST)


def test_facts_may_come_in_any_order():
    facts = [REQUEST, AGREED, DRAFT, FINAL, MEETING]
    expected = answer(*facts)
    assert all(answer(*order) == expected for order in permutations(facts))


def test_an_old_case_is_answered_by_the_law_of_its_day():
    found = answer(Fact(K.UNOPPOSED_CONTENTS, date(2015, 3, 1)))
    assert duty(found, "UNOPPOSED_CONTENTS").due.due_on == date(2015, 3, 29)


def test_a_case_older_than_the_rule_is_answered_by_todays():
    found = answer(Fact(K.RECOMMENDATION_MADE, date(2016, 2, 1)))
    assert duty(found, "REC_RESPONSE").due.rule is CURRENT.rule("REC_RESPONSE")


def test_a_law_that_is_given_answers_the_whole_case():
    law = rule_set_on(date(2020, 6, 1))
    found = answer(REQUEST, DRAFT, FINAL, law=law)
    assert {d.due.rule for d in found.duties} <= set(law.rules.values())


def test_age_follows_from_birth():
    found = answer(Fact(K.BORN, date(2011, 8, 31)))
    assert duty(found, "COMPULSORY_SCHOOL_AGE_ENDS").due.due_on == date(2027, 6, 25)


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
    }
    other_ways = {
        "ASSESSED_RECENTLY",  # asked about an earlier assessment
        "EHCNA_NOT_NEEDED",  # the other way to keep EHCNA_DECISION
        "AMEND_LONGSTOP",  # inside AMEND_FINAL
        "PHASE_GENERAL_MEETING",  # planning dates
        "PHASE_POST16_MEETING",
        "REVIEW_UNDER_FIVE",
        "PROVISION_START",  # what a plan asks for is followed in the plan's own register
        "ADMIT",
        "PLAN_25_COLLEGE",  # asked with the kind of setting
        "PLAN_25_APPRENTICE",
        "PLAN_25_OTHER",
        "ICB_MOVE",  # the health commissioner's own steps
        "MED_HEALTH_AGREED",
        "UNOPPOSED_CEASE_AMEND",
    }
    in_steps = {step.rule_id for step in STEPS}
    assert in_steps | of_its_own | not_of_a_case | other_ways == set(CURRENT.rules)
    assert not in_steps & (of_its_own | not_of_a_case | other_ways)
