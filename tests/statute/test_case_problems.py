"""Contradictory facts come back as named problems: not as an exception, and not as silence."""

from datetime import date

import pytest

from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P

REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
DRAFT = Fact(K.DRAFT_SERVED, date(2026, 4, 28))
FINAL = Fact(K.FINAL_SENT, date(2026, 5, 22))


def problems(*facts):
    return [(p.kind, p.words) for p in case_clock(Case.of(facts)).problems]


def kinds(*facts):
    return [kind for kind, _ in problems(*facts)]


def test_the_final_plan_before_the_draft():
    early = Fact(K.FINAL_SENT, date(2026, 4, 20))
    assert problems(REQUEST, DRAFT, early) == [
        (
            P.OUT_OF_ORDER,
            "the final plan was sent on 20 April 2026, before the draft was served on 28 April 2026",
        )
    ]
    answer = case_clock(Case.of([REQUEST, DRAFT, early]))
    assert "EHC_FINAL" in [d.rule_id for d in answer.duties]


def test_a_review_before_the_plan_in_the_same_round_and_in_another():
    said = (
        P.OUT_OF_ORDER,
        (
            "the review meeting was held on 1 May 2026, before the final plan was sent "
            "on 22 May 2026"
        ),
    )
    for cycle in ("", "review"):
        meeting = Fact(K.REVIEW_MEETING, date(2026, 5, 1), cycle)
        assert problems(REQUEST, DRAFT, FINAL, meeting) == [said]


def test_a_review_on_the_day_of_the_plan_or_without_a_known_plan_is_no_problem():
    assert problems(REQUEST, DRAFT, FINAL, Fact(K.REVIEW_MEETING, FINAL.on, "review")) == []
    assert problems(Fact(K.REVIEW_MEETING, FINAL.on, "review")) == []


def test_a_review_before_a_plan_known_only_from_elsewhere():
    meeting = Fact(K.REVIEW_MEETING, date(2026, 5, 1), "review")
    made = Fact(K.PLAN_MADE, date(2026, 6, 1))
    assert kinds(meeting, made) == [P.OUT_OF_ORDER]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (K.REQUEST_RECEIVED, K.ASSESSMENT_AGREED),
        (K.REQUEST_RECEIVED, K.ASSESSMENT_REFUSED),
        (K.REQUEST_RECEIVED, K.REQUEST_WITHDRAWN),
        (K.REQUEST_RECEIVED, K.DRAFT_SERVED),
        (K.REVIEW_MEETING, K.REVIEW_REPORT_SENT),
        (K.REVIEW_MEETING, K.REVIEW_TO_AMEND),
        (K.REVIEW_INVITED, K.REVIEW_MEETING),
        (K.AMENDMENT_NOTICE, K.AMENDED_FINAL_SENT),
        (K.AMENDMENT_NOTICE, K.NOT_AMENDED),
        (K.REASSESSMENT_ASKED, K.REASSESSMENT_AGREED),
        (K.CEASE_PROPOSED, K.CEASE_DECIDED),
        (K.CEASE_DECIDED, K.PLAN_ENDED),
        (K.MEDIATION_ASKED, K.MEDIATION_HELD),
        (K.APPEAL_SENT_TO_US, K.RESPONSE_SENT),
        (K.DIRECT_PAYMENTS_BEGAN, K.DIRECT_PAYMENTS_CHECKED),
        (K.HE_COPY_ASKED, K.HE_COPY_SENT),
        (K.BROUGHT_TO_ATTENTION, K.ASSESSMENT_AGREED),
        (K.BROUGHT_TO_ATTENTION, K.DRAFT_SERVED),
        (K.BROUGHT_TO_ATTENTION, K.FINAL_SENT),
        (K.DETAINED_REQUEST_RECEIVED, K.ASSESSMENT_REFUSED),
        (K.DETAINED_REQUEST_RECEIVED, K.NO_PLAN_NOTIFIED),
        (K.DETAINED_REQUEST_RECEIVED, K.REQUEST_WITHDRAWN),
        (K.REQUEST_RECEIVED, K.ADVICE_REQUEST_RECEIVED),
        (K.MOVE_KNOWN, K.PLAN_TRANSFERRED),
        (K.MEDIATION_HELD, K.MEDIATION_CERTIFICATE),
        (K.MEDIATION_DECLINED, K.MEDIATION_CERTIFICATE),
        (K.MEDIATION_NOT_ARRANGED, K.MEDIATION_CERTIFICATE),
        (K.MEDIATION_HELD, K.AGREED_TO_AMEND),
        (K.MEDIATION_HELD, K.AGREED_OTHER),
        (K.REVIEW_MEETING, K.AMENDED_FINAL_SENT),
        (K.REVIEW_MEETING, K.NOT_AMENDED),
        (K.HEALTH_ANSWERED, K.ANSWER_COPIED),
        (K.SOCIAL_CARE_ANSWERED, K.ANSWER_COPIED),
        (K.AGREED_OTHER, K.AGREED_OTHER_DONE),
        (K.TRIBUNAL_DECIDED, K.PERMISSION_ASKED),
        (K.TRIBUNAL_DECIDED, K.RECOMMENDATION_MADE),
        (K.HEALTH_CHANGE_KNOWN, K.NEW_HEALTH_TOLD),
        (K.HEALTH_CANNOT_DELIVER, K.HEALTH_ASKED_FOR_REVIEW),
        (K.MEDIATION_ASKED_ON_HEALTH, K.HEALTH_TOLD),
        (K.HEALTH_AGREED_WITHOUT_US, K.HEALTH_AGREEMENT_TOLD),
        (K.ORDER_TO_CONTINUE, K.ORDER_KEPT),
        (K.ORDER_TO_CEASE, K.PLAN_ENDED),
    ],
)
def test_what_comes_after_cannot_come_before(earlier, later):
    first, second = date(2026, 3, 2), date(2026, 3, 3)
    assert P.OUT_OF_ORDER in kinds(Fact(earlier, second), Fact(later, first))
    assert P.OUT_OF_ORDER not in kinds(Fact(earlier, first), Fact(later, second))
    assert P.OUT_OF_ORDER not in kinds(Fact(earlier, first), Fact(later, first))


def test_what_follows_an_order_may_come_before_the_next_meeting():
    facts = [
        Fact(K.ORDER_TO_AMEND, date(2026, 1, 5)),
        Fact(K.AMENDED_FINAL_SENT, date(2026, 2, 2)),
        Fact(K.REVIEW_MEETING, date(2026, 6, 1)),
    ]
    assert P.OUT_OF_ORDER not in kinds(*facts)
    assert P.OUT_OF_ORDER in kinds(*facts[1:])


def test_a_decision_may_be_taken_anew_after_an_order():
    no_plan = Fact(K.NO_PLAN_NOTIFIED, date(2026, 1, 5))
    assert P.OUT_OF_ORDER not in kinds(no_plan, Fact(K.ORDER_REFERRED_BACK, date(2026, 6, 1)))


def test_a_review_after_the_plan_ended_unless_there_was_another_plan():
    decided = Fact(K.REVIEW_TO_CEASE, date(2026, 6, 20), "earlier review")
    met = Fact(K.REVIEW_MEETING, date(2026, 6, 1), "earlier review")
    ended = Fact(K.PLAN_ENDED, date(2026, 9, 2), "end")
    late = Fact(K.REVIEW_MEETING, date(2026, 9, 3), "review")
    assert problems(REQUEST, DRAFT, FINAL, met, decided, ended, late) == [
        (
            P.OUT_OF_ORDER,
            "the review meeting was held on 3 September 2026, after the plan ended on 2 September 2026",
        )
    ]
    assert problems(met, decided, ended, Fact(K.REVIEW_MEETING, ended.on, "review")) == []
    another = Fact(K.PLAN_MADE, ended.on, "new")
    assert problems(REQUEST, DRAFT, FINAL, met, decided, ended, late, another) == []


def test_a_plan_that_ended_before_there_was_one_or_without_a_decision():
    made = Fact(K.PLAN_MADE, date(2026, 1, 5), "made")
    early = Fact(K.PLAN_ENDED, date(2025, 6, 1), "end")
    assert problems(made, early) == [
        (
            P.OUT_OF_ORDER,
            (
                "the plan ended on 1 June 2025, before the plan was made, elsewhere or before these "
                "records on 5 January 2026"
            ),
        )
    ]
    assert problems(made, Fact(K.PLAN_ENDED, date(2026, 6, 1), "end")) == [
        (
            P.MISSING_STEP,
            (
                "the plan ended (1 June 2026), but nothing says that the decision to end the plan was "
                "sent"
            ),
        )
    ]


def test_advice_cannot_come_before_it_was_asked_for():
    def asked(about, on):
        return Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, on), about=about)

    supplied = Fact(K.ADVICE_SUPPLIED, date(2026, 2, 11), about="health")
    assert problems(REQUEST, asked("health", 12), supplied) == [
        (
            P.OUT_OF_ORDER,
            (
                "the advice came on 11 February 2026, before the request for advice was received "
                "on 12 February 2026"
            ),
        )
    ]
    assert problems(REQUEST, asked("health", 11), supplied) == []
    assert problems(REQUEST, asked("health", 10), asked("psychology", 12), supplied) == []
    assert problems(REQUEST, asked("psychology", 12), supplied) == []


def test_a_school_cannot_answer_before_it_was_asked():
    sent = Fact(K.SCHOOL_CONSULTED, date(2026, 4, 28), about="Oak")
    early = Fact(K.SCHOOL_REPLIED, date(2026, 4, 27), about="Oak")
    assert kinds(sent, early) == [P.OUT_OF_ORDER]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        (P.OUT_OF_ORDER, [(K.REVIEW_INVITED, 5), (K.REVIEW_MEETING, 4)]),
        (P.OUT_OF_ORDER, [(K.SCHOOL_CONSULTED, 5), (K.SCHOOL_REPLIED, 4)]),
        (P.OUT_OF_ORDER, [(K.REVIEW_MEETING, 4), (K.PLAN_MADE, 5)]),
        (P.MISSING_STEP, [(K.PLAN_ENDED, 4)]),
        (P.MISSING_STEP, [(K.FINAL_SENT, 4)]),
        (P.MISSING_STEP, [(K.PLAN_TRANSFERRED, 4)]),
        (P.SAID_TWICE, [(K.REQUEST_RECEIVED, 4), (K.REQUEST_RECEIVED, 5)]),
        (P.CONTRADICTION, [(K.ASSESSMENT_AGREED, 4), (K.ASSESSMENT_REFUSED, 5)]),
        (P.TOO_EARLY, [(K.AMENDMENT_NOTICE, 4), (K.AMENDED_FINAL_SENT, 5)]),
        (P.BEFORE_BIRTH, [(K.REQUEST_RECEIVED, 4), (K.BORN, 5)]),
    ],
)
def test_a_problem_names_its_round(kind, facts):
    found = case_clock(Case.of([Fact(one, date(2026, 5, day), "c") for one, day in facts])).problems
    assert [(p.kind, p.cycle) for p in found] == [(kind, "c")]


def test_the_last_of_two_ends_counts():
    first = Fact(K.PLAN_ENDED, date(2026, 3, 1), "z")
    again = Fact(K.PLAN_ENDED, date(2026, 9, 1), "a")
    between = Fact(K.REVIEW_MEETING, date(2026, 6, 1), "review")
    dismissed = Fact(K.ORDER_TO_CEASE, date(2026, 3, 1), "z")
    assert problems(dismissed, first, again, between) == []


def test_rounds_are_kept_apart():
    assert problems(REQUEST, Fact(K.ASSESSMENT_AGREED, date(2025, 1, 5), "earlier")) == []


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            FINAL,
            "the final plan was sent (22 May 2026), but nothing says that the draft was served",
        ),
        (
            DRAFT,
            "the draft was served (28 April 2026), but nothing says that the request arrived",
        ),
        (
            Fact(K.ADVICE_SUPPLIED, date(2026, 4, 1), about="health"),
            (
                "the advice came (1 April 2026), but nothing says that the request for advice was "
                "received"
            ),
        ),
        (
            Fact(K.REVIEW_CONTINUED, date(2026, 4, 1)),
            (
                "the family was told that the plan continues (1 April 2026), but nothing says that the "
                "review meeting was held"
            ),
        ),
        (
            Fact(K.CEASE_DECIDED, date(2026, 4, 1)),
            (
                "the decision to end the plan was sent (1 April 2026), but nothing says that the family "
                "was told that we may end the plan"
            ),
        ),
    ],
)
def test_a_step_that_was_left_out_is_named(fact, words):
    assert problems(fact) == [(P.MISSING_STEP, words)]


@pytest.mark.parametrize(
    "start",
    [K.BROUGHT_TO_ATTENTION, K.REASSESSMENT_AGREED, K.ORDER_TO_MAKE_PLAN, K.AGREED_TO_ASSESS],
)
def test_a_draft_can_follow_from_several_things(start):
    assert problems(Fact(start, date(2026, 4, 1)), DRAFT) == []


def test_one_thing_said_twice_is_named_with_both_days():
    other = Fact(K.REQUEST_RECEIVED, date(2026, 1, 7))
    assert problems(REQUEST, other) == [
        (
            P.SAID_TWICE,
            (
                "the request arrived (5 January 2026) and the request arrived (7 January 2026): a second one "
                "needs its own cycle"
            ),
        )
    ]


def test_two_advisers_are_not_one_thing_said_twice():
    asked = [Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 11), about=a) for a in ("a", "b")]
    assert problems(REQUEST, *asked) == []
    again = Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 12), about="a")
    assert kinds(REQUEST, *asked, again) == [P.SAID_TWICE]


def test_the_same_thing_on_the_same_day_said_again_is_no_problem():
    assert problems(REQUEST, Fact(K.REQUEST_RECEIVED, REQUEST.on)) == []


def test_two_drafts_are_allowed():
    assert problems(REQUEST, DRAFT, Fact(K.DRAFT_SERVED, date(2026, 5, 4))) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (K.ASSESSMENT_AGREED, K.ASSESSMENT_REFUSED),
        (K.NO_PLAN_NOTIFIED, K.FINAL_SENT),
        (K.REVIEW_CONTINUED, K.REVIEW_TO_AMEND),
        (K.REVIEW_CONTINUED, K.REVIEW_TO_CEASE),
        (K.REVIEW_TO_AMEND, K.REVIEW_TO_CEASE),
        (K.AMENDED_FINAL_SENT, K.NOT_AMENDED),
        (K.REASSESSMENT_AGREED, K.REASSESSMENT_REFUSED),
    ],
)
def test_two_answers_to_one_question_contradict_each_other(one, other):
    facts = [Fact(one, date(2026, 6, 2)), Fact(other, date(2026, 6, 1))]
    said = f"{facts[0].words} and {facts[1].words} cannot both be true"
    assert (P.CONTRADICTION, said) in problems(*facts)
    assert P.CONTRADICTION in kinds(*reversed(facts))


def test_a_decision_may_be_taken_again_after_an_order():
    facts = [
        REQUEST,
        Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 10)),
        Fact(K.ASSESSMENT_AGREED, date(2026, 7, 1)),
    ]
    assert kinds(*facts) == [P.CONTRADICTION]
    assert problems(*facts, Fact(K.ORDER_TO_ASSESS, date(2026, 6, 20))) == []


class TestCorrections:
    def test_a_correction_of_nothing(self):
        assert problems(Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), corrects="x")) == [
            (P.CORRECTS_NOTHING, "no fact has the id 'x'")
        ]

    def test_two_corrections_of_one_fact(self):
        said = problems(
            Fact(K.BORN, date(2017, 5, 14), id="b"),
            Fact(K.BORN, date(2017, 5, 15), corrects="b"),
            Fact(K.BORN, date(2017, 5, 15), corrects="b"),
        )
        assert said == [
            (
                P.CORRECTED_TWICE,
                "2 facts each correct 'b'; correct the last correction instead",
            )
        ]

    def test_one_id_for_two_facts(self):
        assert problems(
            Fact(K.BORN, date(2017, 5, 14), id="b"), Fact(K.BORN, date(2017, 5, 14), id="b")
        ) == [(P.SAME_ID, "2 facts have the id 'b'")]


def test_problems_are_in_order_and_name_their_round():
    answer = case_clock(
        Case.of(
            [
                Fact(K.FINAL_SENT, date(2026, 5, 22), "b"),
                Fact(K.REVIEW_CONTINUED, date(2026, 5, 22), "a"),
                Fact(K.FINAL_SENT, date(2026, 5, 22), "a"),
            ]
        )
    )
    assert [(p.cycle, p.kind) for p in answer.problems] == [
        ("a", P.MISSING_STEP),
        ("a", P.MISSING_STEP),
        ("b", P.MISSING_STEP),
    ]
    assert [p.words for p in answer.problems] == sorted(p.words for p in answer.problems[:2]) + [
        answer.problems[2].words
    ]
