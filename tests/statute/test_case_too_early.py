"""Facts that come too early: before the fifteen days end, before birth, before the law."""

from datetime import date, timedelta

import pytest

from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P
from wayforward.statute.days import in_short
from wayforward.statute.rule_sets import CURRENT

REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
DRAFT = Fact(K.DRAFT_SERVED, date(2026, 4, 28))
FINAL = Fact(K.FINAL_SENT, date(2026, 5, 22))


def problems(*facts):
    return [(p.kind, p.words) for p in case_clock(Case.of(facts)).problems]


def kinds(*facts):
    return [kind for kind, _ in problems(*facts)]


class TestTheFifteenDays:
    @pytest.mark.parametrize(
        ("sent_on", "expected"),
        [
            (date(2026, 4, 28), [P.TOO_EARLY]),
            (date(2026, 5, 12), [P.TOO_EARLY]),
            (date(2026, 5, 13), []),
        ],
    )
    def test_the_final_plan_waits_for_them(self, sent_on, expected):
        assert kinds(REQUEST, DRAFT, Fact(K.FINAL_SENT, sent_on)) == expected

    def test_they_are_named_with_their_last_day(self):
        assert problems(REQUEST, DRAFT, Fact(K.FINAL_SENT, date(2026, 5, 12))) == [
            (
                P.TOO_EARLY,
                (
                    "the final plan was sent (12 May 2026) before the family's fifteen days had "
                    "ended, on 12 May 2026"
                ),
            )
        ]

    def test_a_second_draft_starts_them_again(self):
        again = Fact(K.DRAFT_SERVED, date(2026, 5, 10))
        assert kinds(REQUEST, DRAFT, again, FINAL) == [P.TOO_EARLY]

    def test_a_family_that_has_finished_need_not_wait(self):
        finished = Fact(K.FAMILY_FINISHED, date(2026, 5, 2))
        assert problems(REQUEST, DRAFT, finished, Fact(K.FINAL_SENT, date(2026, 5, 4))) == []

    def test_an_amended_plan_waits_for_them_too(self):
        notice = Fact(K.AMENDMENT_NOTICE, date(2027, 4, 1), "review")
        early = Fact(K.AMENDED_FINAL_SENT, date(2027, 4, 15), "review")
        right = Fact(K.AMENDED_FINAL_SENT, date(2027, 4, 16), "review")
        assert kinds(notice, early) == [P.TOO_EARLY]
        assert kinds(notice, right) == []


class TestBirth:
    BORN = Fact(K.BORN, date(2017, 5, 14))

    def test_nothing_happens_before_birth(self):
        assert problems(self.BORN, Fact(K.REQUEST_RECEIVED, date(2017, 5, 13))) == [
            (
                P.BEFORE_BIRTH,
                "the request arrived (13 May 2017) comes before the date of birth, 14 May 2017",
            )
        ]
        assert problems(self.BORN, Fact(K.REQUEST_RECEIVED, date(2017, 5, 14))) == []

    def test_a_child_is_born_once(self):
        assert problems(self.BORN, self.BORN) == []
        assert problems(self.BORN, Fact(K.BORN, date(2018, 1, 1)), self.BORN) == [
            (P.CONTRADICTION, "two different dates of birth are given")
        ]
        assert kinds(self.BORN, Fact(K.BORN, date(2018, 1, 1))) == [P.CONTRADICTION]

    def test_two_births_do_not_hide_what_came_before_both(self):
        request = Fact(K.REQUEST_RECEIVED, date(2017, 5, 13))
        assert kinds(self.BORN, Fact(K.BORN, date(2018, 1, 1)), request) == [
            P.BEFORE_BIRTH,
            P.CONTRADICTION,
        ]

    def test_a_birth_before_the_law_is_no_problem_and_a_request_is(self):
        assert problems(Fact(K.BORN, date(2010, 1, 1))) == []
        assert problems(Fact(K.REQUEST_RECEIVED, date(2014, 8, 31))) == [
            (
                P.BEFORE_THE_LAW,
                "the request arrived (31 August 2014) is before this law began, on 1 September 2014",
            )
        ]
        assert problems(Fact(K.REQUEST_RECEIVED, date(2014, 9, 1))) == []


def test_a_fact_before_the_law_names_its_round():
    (found,) = case_clock(Case.of([Fact(K.REQUEST_RECEIVED, date(2014, 1, 1), "c")])).problems
    assert found.cycle == "c"


BEFORE_THE_RULE = [
    (K.RECOMMENDATION_MADE, date(2018, 4, 3), "REC_RESPONSE"),
    (K.HEALTH_ANSWERED, date(2018, 4, 3), "REC_COPY_HEALTH"),
    (K.SOCIAL_CARE_ANSWERED, date(2018, 4, 3), "REC_COPY_CARE"),
    (
        K.UNOPPOSED_ASSESSMENT,
        date(2015, 3, 23),
        "UNOPPOSED_ASSESS_NO_PLAN and UNOPPOSED_ASSESS_FINAL",
    ),
    (
        K.UNOPPOSED_CEASE,
        date(2015, 3, 23),
        "UNOPPOSED_CEASE and UNOPPOSED_CEASE_AMEND",
    ),
    (
        K.DETAINED_REQUEST_RECEIVED,
        date(2015, 4, 1),
        "DETAINED_DECISION and DETAINED_NO_PLAN and DETAINED_FINAL",
    ),
]


class TestBeforeTheRule:
    @pytest.mark.parametrize(("kind", "began", "rules"), BEFORE_THE_RULE)
    def test_a_fact_before_its_rule_began_is_named(self, kind, began, rules):
        fact = Fact(kind, began - timedelta(days=1), "c", "health")
        found = [p for p in case_clock(Case.of([fact])).problems if p.kind is P.BEFORE_THE_LAW]
        assert [(p.cycle, p.words) for p in found] == [
            (
                "c",
                (
                    f"{fact.words} is before {rules} began, on {in_short(began)}: the law since "
                    "then is used for want of another"
                ),
            )
        ]

    @pytest.mark.parametrize(("kind", "began", "rules"), BEFORE_THE_RULE)
    def test_on_the_day_it_is_no_problem_and_before_all_law_it_is_one_only(
        self, kind, began, rules
    ):
        assert P.BEFORE_THE_LAW not in kinds(Fact(kind, began))
        assert kinds(Fact(kind, date(2014, 8, 31))).count(P.BEFORE_THE_LAW) == 1

    def test_the_duty_is_still_there(self):
        fact = Fact(K.RECOMMENDATION_MADE, date(2018, 4, 2))
        (duty,) = case_clock(Case.of([fact])).duties
        assert (duty.rule_id, duty.due.due_on) == ("REC_RESPONSE", date(2018, 5, 6))

    def test_a_law_that_was_chosen_answers_whatever_the_day(self):
        fact = Fact(K.RECOMMENDATION_MADE, date(2018, 4, 2))
        assert case_clock(Case.of([fact]), law=CURRENT).problems == ()


@pytest.mark.parametrize(
    ("sent", "finished_on", "early"),
    [
        (K.FINAL_SENT, date(2026, 3, 1), True),  # said of nothing that had been served
        (K.FINAL_SENT, date(2026, 4, 5), True),  # said of the first draft
        (K.FINAL_SENT, date(2026, 5, 6), True),  # said when the plan had been sent
        (K.FINAL_SENT, date(2026, 5, 5), False),
        (K.FINAL_SENT, date(2026, 5, 1), False),
        (K.REASSESSED_PLAN_SENT, date(2026, 4, 5), True),
        (K.REASSESSED_PLAN_SENT, date(2026, 5, 2), False),
    ],
)
def test_only_what_the_family_said_of_the_last_draft_ends_its_fifteen_days(
    sent, finished_on, early
):
    found = kinds(
        REQUEST,
        Fact(K.REASSESSMENT_AGREED, date(2026, 1, 6)),
        Fact(K.DRAFT_SERVED, date(2026, 4, 1)),
        Fact(K.DRAFT_SERVED, date(2026, 5, 1)),
        Fact(K.FAMILY_FINISHED, finished_on),
        Fact(sent, date(2026, 5, 5)),
    )
    assert (P.TOO_EARLY in found) is early


def test_a_draft_after_the_plan_does_not_hide_that_it_was_too_early():
    assert P.TOO_EARLY in kinds(
        REQUEST,
        Fact(K.DRAFT_SERVED, date(2026, 5, 1)),
        Fact(K.FINAL_SENT, date(2026, 5, 5)),
        Fact(K.DRAFT_SERVED, date(2026, 6, 1)),
    )
