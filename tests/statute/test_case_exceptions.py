"""Exceptions in a case: what they excuse, what they do not, and that they move nothing."""

from dataclasses import replace
from datetime import date

import pytest

from wayforward.statute import State
from wayforward.statute.case import Case, ExceptionFact, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case.shown import answer_as_data
from wayforward.statute.excuses import EXCUSES


def answer(*facts, exceptions=(), **more):
    return case_clock(Case.of(facts, exceptions), **more)


def duty(found, rule_id, cycle="", about=""):
    (one,) = [
        d for d in found.duties if d.rule_id == rule_id and d.cycle == cycle and d.about == about
    ]
    return one


REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))


LATER = date(2027, 7, 1)  # the other day, agreed or directed


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

    def test_an_excused_duty_keeps_everything_else(self):
        facts = [
            REQUEST,
            Fact(K.ASSESSMENT_AGREED, date(2026, 2, 20)),
            Fact(K.DRAFT_SERVED, date(2026, 5, 12)),
            Fact(K.FINAL_SENT, date(2026, 6, 10)),
        ]
        plain, excused = answer(*facts), answer(*facts, exceptions=[self.AWAY])
        assert duty(excused, "EHC_FINAL").excuse.words == EXCUSES["E4"].words
        assert duty(excused, "EHC_FINAL").met_on == date(2026, 6, 10)
        assert duty(excused, "EHC_NO_PLAN").ended_on == REQUEST.on
        assert [replace(d, excuse=None) for d in excused.duties] == list(plain.duties)

    def test_an_absence_excuses_late_advice(self):
        asked = Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 2), about="health")
        away = ExceptionFact("X2", date(2026, 2, 2), to_on=date(2026, 3, 2))
        found = answer(REQUEST, asked, exceptions=[away])
        assert duty(found, "ADVICE_DUE", about="health").excuse.code == "X2"

    def test_circumstances_excuse_every_adviser_unless_one_is_named(self):
        asked = [Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 2), about=who) for who in ("a", "b")]
        ill = ExceptionFact("X1", date(2026, 2, 20), who="child", reason="ill")
        found = answer(REQUEST, *asked, exceptions=[ill])
        assert [d.about for d in found.duties if d.excuse] == ["a", "b"]

    def test_each_exception_is_looked_at(self):
        unknown = ExceptionFact("O1", date(2026, 3, 2), who="child", reason="ill")
        found = answer(REQUEST, exceptions=[self.AWAY, unknown])
        assert duty(found, "EHC_FINAL").excuse.code == "E4"
        assert [p.kind.value for p in found.problems] == ["exception_not_allowed"]

    def test_a_problem_with_an_exception_names_its_round_and_every_limit(self):
        request = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5), "c")
        found = answer(request, exceptions=[ExceptionFact("E4", date(2026, 2, 1), cycle="c")])
        why = "The day of return is needed."
        assert [(p.cycle, p.words) for p in found.problems] == [
            (
                "c",
                f"E4 does not excuse EHCNA_DECISION: {why}; EHC_FINAL: {why}; EHC_NO_PLAN: {why}",
            )
        ]

    @pytest.mark.parametrize(
        ("code", "fact"),
        [
            ("E3", REQUEST),
            ("X1", Fact(K.ADVICE_REQUEST_RECEIVED, date(2026, 2, 2))),
            ("O1", Fact(K.ORDER_TO_MAKE_PLAN, date(2026, 2, 2))),
        ],
    )
    def test_circumstances_that_ended_before_the_limit_began_are_a_problem(self, code, fact):
        over = ExceptionFact(
            code, date(2019, 1, 1), to_on=date(2019, 2, 1), who="child", reason="in hospital"
        )
        found = answer(fact, exceptions=[over])
        assert [d for d in found.duties if d.excuse] == []
        assert "exception_does_not_hold" in [p.kind.value for p in found.problems]
        still = replace(over, to_on=None)
        assert [d for d in answer(fact, exceptions=[still]).duties if d.excuse]

    @pytest.mark.parametrize("code", ["E1", "E2"])
    @pytest.mark.parametrize(
        ("requested_on", "why"),
        [
            (date(2026, 7, 16), "The advice was asked for before the time limit began."),
            (date(2026, 7, 15), ""),
            (date(2026, 6, 3), ""),
            (date(2026, 2, 1), "The advice was asked for after the time limit had run out."),
        ],
    )
    def test_a_closure_counts_only_for_advice_asked_in_this_assessment(
        self, code, requested_on, why
    ):
        shut = ExceptionFact(
            code, date(2026, 7, 22), to_on=date(2026, 9, 3), asked_on=date(2026, 7, 15)
        )
        found = answer(Fact(K.REQUEST_RECEIVED, requested_on), exceptions=[shut])
        assert (duty(found, "EHC_FINAL").excuse is None) is bool(why)
        assert [p.words.endswith(why) for p in found.problems] == ([True] if why else [])

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
            exceptions=[ExceptionFact("WA", date(2027, 3, 2), to_on=LATER, reason="by letter")],
        )
        assert duty(agreed, "MED_OTHER").excuse.code == "WA"
        directed = answer(
            Fact(K.APPEAL_SENT_TO_US, date(2027, 3, 1)),
            exceptions=[
                ExceptionFact(
                    "TD",
                    date(2027, 3, 5),
                    to_on=LATER,
                    reason="the Tribunal's letter",
                    rule_id="LA_RESPONSE",
                )
            ],
        )
        assert duty(directed, "LA_RESPONSE").excuse.code == "TD"

    @pytest.mark.parametrize(("day", "holds"), [(15, True), (16, False)])
    def test_what_has_run_out_cannot_be_agreed_away(self, day, holds):
        found = answer(
            Fact(K.AGREED_OTHER, date(2027, 3, 1)),
            exceptions=[ExceptionFact("WA", date(2027, 3, day), to_on=LATER, reason="by letter")],
        )
        assert (duty(found, "MED_OTHER").excuse is not None) is holds
        assert [p.words for p in found.problems] == (
            []
            if holds
            else ["WA does not excuse MED_OTHER: It was agreed after the time limit had run out."]
        )

    def test_a_direction_names_its_limit_and_may_come_after_it(self):
        asked = Fact(K.APPEAL_SENT_TO_US, date(2027, 3, 1))
        directed = ExceptionFact(
            "TD", date(2027, 6, 1), to_on=LATER, reason="the Tribunal's letter"
        )
        found = answer(asked, exceptions=[directed])
        assert [p.words for p in found.problems] == [
            "TD does not excuse LA_RESPONSE: It must be said which limit the direction is about."
        ]
        named = replace(directed, rule_id="LA_RESPONSE")
        found = answer(asked, exceptions=[named])
        assert duty(found, "LA_RESPONSE").excuse.code == "TD"

    def test_a_directed_day_is_shown_and_excuses_no_longer_than_that(self):
        order = Fact(K.ORDER_TO_AMEND, date(2026, 12, 11))  # five weeks: 15 January 2027
        directed = ExceptionFact(
            "TD",
            date(2026, 12, 14),
            to_on=date(2027, 2, 1),
            reason="the Tribunal's letter",
            rule_id="ORDER_AMEND",
        )
        found = duty(answer(order, exceptions=[directed]), "ORDER_AMEND")
        assert found.due.due_on == date(2027, 1, 15)
        assert found.excuse.until == date(2027, 2, 1)
        assert found.status(date(2027, 2, 1)).state is State.EXCUSED
        assert found.status(date(2027, 2, 2)).state is State.LATE
        data = answer_as_data(answer(order, exceptions=[directed]), date(2027, 2, 2))
        assert data["duties"][0]["excuse"]["until"] == "2027-02-01"
        wrong = answer(order, exceptions=[replace(directed, to_on=date(2026, 12, 13))])
        assert [p.words for p in wrong.problems] == [
            "TD does not excuse ORDER_AMEND: The day agreed or directed comes before that was done."
        ]

    def test_a_day_agreed_in_writing_excuses_no_longer_than_that(self):
        agreed = ExceptionFact("WA", date(2027, 3, 2), to_on=date(2027, 4, 1), reason="by letter")
        found = duty(
            answer(Fact(K.AGREED_OTHER, date(2027, 3, 1)), exceptions=[agreed]), "MED_OTHER"
        )
        assert found.status(date(2027, 4, 1)).state is State.EXCUSED
        assert found.status(date(2027, 4, 2)).state is State.LATE

    def test_the_first_of_two_exceptions_is_shown(self):
        later = ExceptionFact("E3", date(2026, 3, 1), who="child", reason="ill")
        for given in ([self.AWAY, later], [later, self.AWAY]):
            found = answer(REQUEST, exceptions=given)
            assert duty(found, "EHC_FINAL").excuse.code == "E4"
            assert found.problems == ()


def test_a_sooner_day_that_was_directed_counts_and_the_date_of_the_law_stays():
    """7.11: the date in the registration letter comes before the formula."""
    directed = ExceptionFact(
        "TD",
        date(2026, 2, 24),
        to_on=date(2026, 3, 20),
        reason="the registration letter",
        rule_id="LA_RESPONSE",
    )
    found = answer(Fact(K.APPEAL_SENT_TO_US, date(2026, 2, 23)), exceptions=[directed])
    response = duty(found, "LA_RESPONSE")
    assert response.due.due_on == date(2026, 4, 8)
    assert response.status(date(2026, 3, 17)).words == (
        "This week: 3 days left, by the other day (TD): Friday 20 March 2026"
    )
    assert response.status(date(2026, 4, 1)).words == (
        "Late by 12 days, by the other day (TD): Friday 20 March 2026"
    )
    met = replace(response, met_on=date(2026, 3, 23))
    assert met.status(date(2026, 4, 1)).words == (
        "Met late by 3 days, on Monday 23 March 2026, by the other day (TD): Friday 20 March 2026"
    )
