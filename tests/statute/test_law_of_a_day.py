"""Which law answers: that of the day, the draft, or the one that was chosen."""

import itertools
from datetime import date, timedelta

import pytest

from wayforward.statute import Correction, due, rule_set_on, rule_sets
from wayforward.statute.due import due_from
from wayforward.statute.errors import (
    DraftNotLaw,
    NotInForce,
    StatuteError,
    UnknownRule,
    WrongAnchor,
)
from wayforward.statute.rule import Grade
from wayforward.statute.rule_sets import CURRENT, RULE_SETS, corrected, excuses_between, rule_set
from wayforward.statute.rules import BEGAN, CORONAVIRUS_RULES, VERSIONS, sources

E_GROUNDS = ("E1", "E2", "E3", "E4")


class TestTheLawOfADay:
    def test_the_timeline_has_no_gap(self):
        assert RULE_SETS[0].effective_from == date(2014, 9, 1)
        for one, following in itertools.pairwise(RULE_SETS):
            assert one.effective_to + timedelta(days=1) == following.effective_from
        assert CURRENT is RULE_SETS[-1]
        assert CURRENT.effective_to is None

    @pytest.mark.parametrize(
        ("day", "set_id"),
        [
            (date(2014, 9, 1), "law-from-2014-09-01"),
            (date(2015, 3, 22), "law-from-2014-09-01"),
            (date(2015, 3, 23), "law-from-2015-03-23"),
            (date(2018, 5, 24), "law-from-2018-04-03"),
            (date(2018, 5, 25), "law-from-2018-05-25"),
            (date(2020, 4, 30), "law-from-2018-05-25"),
            (date(2020, 5, 1), "law-from-2020-05-01"),
            (date(2020, 7, 31), "law-from-2020-05-01"),
            (date(2020, 8, 1), "law-from-2020-08-01"),
            (date(2020, 9, 25), "law-from-2020-08-01"),
            (date(2020, 9, 26), "law-from-2020-09-26"),
            (date(2024, 8, 31), "law-from-2020-09-26"),
            (date(2024, 9, 1), "law-from-2024-09-01"),
            (date(2099, 1, 1), "law-from-2024-09-01"),
        ],
    )
    def test_a_day_has_one_law(self, day, set_id):
        assert rule_set_on(day).id == set_id

    def test_there_is_no_answer_before_the_law_began(self):
        with pytest.raises(NotInForce) as refused:
            rule_set_on(date(2014, 8, 31))
        assert str(refused.value) == ("2014-08-31 is before this law began, on 1 September 2014")

    def test_each_rule_has_at_most_one_version_on_any_day(self):
        for held in RULE_SETS:
            day = held.effective_from
            in_force = [
                r.id
                for r in VERSIONS
                if r.in_force_from <= day and (r.in_force_to is None or r.in_force_to >= day)
            ]
            assert len(in_force) == len(set(in_force)) == len(held.rules)

    def test_the_unopposed_contents_took_four_weeks_until_2015(self):
        before = rule_set_on(date(2015, 3, 22))
        assert before.rule("UNOPPOSED_CONTENTS").periods[0].counts[0].n == 4
        assert before.rule("UNOPPOSED_CONTENTS").grade is Grade.SECONDARY
        assert "UNOPPOSED_CEASE" not in before.rules
        after = rule_set_on(date(2015, 3, 23))
        assert after.rule("UNOPPOSED_CONTENTS").periods[0].counts[0].n == 5
        assert "UNOPPOSED_CEASE" in after.rules

    def test_recommendations_began_in_2018(self):
        assert "REC_RESPONSE" not in rule_set_on(date(2018, 4, 2)).rules
        assert "REC_RESPONSE" in rule_set_on(date(2018, 4, 3)).rules


class TestCoronavirus:
    """SI 2020/471: 1 May to 25 September 2020."""

    @pytest.mark.parametrize("rule_id", CORONAVIRUS_RULES)
    def test_what_was_relaxed_was_excused_then_and_only_then(self, rule_id):
        before = rule_set_on(date(2020, 4, 30)).rule(rule_id)
        during = rule_set_on(date(2020, 5, 1)).rule(rule_id)
        after = rule_set_on(date(2020, 9, 26)).rule(rule_id)
        assert during.excused_by == (*before.excused_by, "CV")
        assert "CV" not in before.excused_by
        assert after.excused_by == before.excused_by
        assert f"SI 2020/471, {CORONAVIRUS_RULES[rule_id]}" in during.plain
        assert during.periods == before.periods == after.periods

    @pytest.mark.parametrize(
        "rule_id",
        [
            "PHASE_GENERAL",
            "PHASE_POST16",
            "PHASE_16TO16",
            "REVIEW_NOTICE",
            "REVIEW_CIRCULATE",
            "ORDER_CONTINUE",
            "ORDER_CEASE",
            "MED_DATE_NOTICE",
            "APPEAL",
        ],
    )
    def test_what_was_not_relaxed_was_not_excused(self, rule_id):
        assert "CV" not in rule_set_on(date(2020, 6, 1)).rule(rule_id).excused_by

    @pytest.mark.parametrize(
        ("start", "end", "excused"),
        [
            (date(2020, 3, 1), date(2020, 4, 30), False),
            (date(2020, 3, 1), date(2020, 5, 1), True),
            (date(2020, 9, 25), date(2020, 11, 1), True),
            (date(2020, 9, 26), date(2020, 11, 1), False),
            (date(2020, 1, 1), date(2021, 1, 1), True),
            (date(2020, 5, 1), date(2020, 4, 1), True),
        ],
    )
    def test_a_limit_that_ran_into_the_time_could_be_excused(self, start, end, excused):
        codes = excuses_between("EHC_FINAL", start, end)
        assert ("CV" in codes) is excused
        assert codes[:4] == E_GROUNDS

    def test_the_duty_to_secure_provision_was_to_use_reasonable_endeavours(self):
        versions = [r for r in VERSIONS if r.id == "PROVISION_START"]
        assert [(r.in_force_from, r.in_force_to) for r in versions] == [
            (date(2014, 9, 1), date(2020, 4, 30)),
            (date(2020, 5, 1), date(2020, 7, 31)),
            (date(2020, 8, 1), None),
        ]
        before, during, after = versions
        assert "reasonable endeavours" in during.plain
        assert "Coronavirus Act 2020" in during.note
        assert before.plain == after.plain
        assert "reasonable endeavours" not in after.plain
        assert during.periods == after.periods

    def test_the_qualification_of_a_senco_changed_in_2024(self):
        before = rule_set_on(date(2024, 8, 31)).rule("SENCO_QUALIFICATION")
        after = rule_set_on(date(2024, 9, 1)).rule("SENCO_QUALIFICATION")
        assert (before.in_force_from, before.in_force_to) == (
            date(2014, 9, 1),
            date(2024, 8, 31),
        )
        assert "National Award for SEN Co-ordination" in before.plain
        assert "National Professional Qualification" not in before.plain
        assert "SI 2024/535" not in before.citation.provision
        assert "National Professional Qualification for SENCOs" in after.plain
        assert "began before 1 September 2024" in after.plain
        assert "finished before 1 September 2027" in after.plain
        assert after.citation.provision.endswith("as amended by SI 2024/535")
        assert before.periods == after.periods

    def test_subject_access_in_a_month_began_with_the_data_protection_regulation(self):
        assert "SUBJECT_ACCESS" not in rule_set_on(date(2018, 5, 24)).rules
        held = rule_set_on(date(2018, 5, 25)).rule("SUBJECT_ACCESS")
        assert held.grade is Grade.MEMORY

    def test_a_rule_is_asked_for_before_it_began(self):
        with pytest.raises(NotInForce) as refused:
            rule_set_on(date(2018, 4, 2)).rule("REC_RESPONSE")
        assert str(refused.value) == (
            "REC_RESPONSE began on Tuesday 3 April 2018, after law-from-2015-04-01"
        )
        with pytest.raises(UnknownRule, match="in draft-reform-2026$"):
            rule_set("draft-reform-2026", accept_draft=True).rule("REC_RESPONSE")

    def test_a_rule_that_was_not_yet_law_has_no_excuse(self):
        assert excuses_between("REC_RESPONSE", date(2017, 1, 1), date(2017, 6, 1)) == ()


class TestTheDraft:
    def test_a_draft_is_refused_unless_it_is_asked_for_as_a_draft(self):
        with pytest.raises(DraftNotLaw) as refused:
            rule_set("draft-reform-2026")
        assert str(refused.value) == "draft-reform-2026 is a proposal, not law"

    def test_a_draft_is_given_when_it_is_accepted(self):
        draft = rule_set("draft-reform-2026", accept_draft=True)
        assert draft.is_draft
        assert draft.effective_from is None
        assert "not law" in draft.title
        assert all("not law" in rule.plain for rule in draft.rules.values())

    def test_no_day_is_answered_by_a_draft(self):
        assert not any(held.is_draft for held in RULE_SETS)
        assert not set(rule_set("draft-reform-2026", accept_draft=True).rules) & set(CURRENT.rules)

    def test_law_is_found_by_its_id(self):
        assert rule_set("law-from-2024-09-01") is CURRENT

    def test_an_unknown_set_is_refused(self):
        with pytest.raises(StatuteError, match=r"^no set of rules is called '2029'$"):
            rule_set("2029")


def test_the_titles_cover_the_timeline():
    assert [held.title for held in RULE_SETS] == list(rule_sets._TITLES.values())


def test_the_day_of_compilation_comes_after_every_change_that_is_held():
    assert date(2026, 11, 23) == sources.COMPILED_ON
    assert all(rule.in_force_from < sources.COMPILED_ON for rule in VERSIONS)


def test_a_name_in_small_letters_is_understood():
    with pytest.raises(UnknownRule) as refused:
        CURRENT.rule("ehc_final")
    assert str(refused.value).endswith("; did you mean EHC_FINAL?")


class TestWhichLawAnswers:
    def test_an_old_date_is_answered_by_the_old_law(self):
        assert due("UNOPPOSED_CONTENTS", notified_tribunal_on=date(2015, 3, 1)).due_on == date(
            2015, 3, 29
        )
        in_spring_2020 = due("EHC_FINAL", clock_start=date(2020, 6, 1))
        assert "CV" in in_spring_2020.excused_by
        assert "SI 2020/471" in in_spring_2020.rule.plain
        assert "CV" not in due("EHC_FINAL", clock_start=date(2026, 6, 1)).excused_by

    def test_a_limit_that_ran_into_the_coronavirus_time_keeps_its_date_and_gains_the_excuse(self):
        answer = due("EHCNA_DECISION", clock_start=date(2020, 4, 15))
        assert answer.due_on == date(2020, 5, 27)
        assert answer.excused_by == ("E1", "E2", "E3", "E4", "CV")

    def test_the_earliest_day_chooses_the_law(self):
        answer = due(
            "MOVE_REVIEW", last_review_on=date(2020, 5, 1), transferred_on=date(2021, 1, 4)
        )
        assert answer.rule.in_force_to == date(2020, 9, 25)

    def test_a_birth_does_not_choose_the_law(self):
        answer = due("PLAN_25_OTHER", born_on=date(2001, 5, 1), course_ends_on=date(2026, 6, 1))
        assert answer.rule is CURRENT.rule("PLAN_25_OTHER")

    @pytest.mark.parametrize(
        ("rule", "anchors", "message"),
        [
            (
                "EHC_FINAL",
                {"clock_start": date(2013, 1, 5)},
                "EHC_FINAL began on Monday 1 September 2014, and clock_start=2013-01-05 is before that",
            ),
            (
                "REC_RESPONSE",
                {"recommendation_on": date(2018, 4, 2)},
                (
                    "REC_RESPONSE began on Tuesday 3 April 2018, and recommendation_on=2018-04-02 is "
                    "before that"
                ),
            ),
            (
                "UNOPPOSED_ASSESS_FINAL",
                {"notified_tribunal_on": date(2015, 3, 22)},
                (
                    "UNOPPOSED_ASSESS_FINAL began on Monday 23 March 2015, and "
                    "notified_tribunal_on=2015-03-22 is before that"
                ),
            ),
            (
                "SUBJECT_ACCESS",
                {"received_on": date(2018, 5, 24)},
                "SUBJECT_ACCESS began on Friday 25 May 2018, and received_on=2018-05-24 is before that",
            ),
            (
                "PHASE_GENERAL",
                {"transfer_year": 2014},
                "PHASE_GENERAL began on Monday 1 September 2014, and transfer_year=2014 is before that",
            ),
            (
                "MOVE_REVIEW",
                {"transferred_on": date(2015, 1, 5), "last_review_on": date(2014, 6, 2)},
                (
                    "MOVE_REVIEW began on Monday 1 September 2014, and last_review_on=2014-06-02 is "
                    "before that"
                ),
            ),
        ],
    )
    def test_a_day_before_the_rule_began_is_refused(self, rule, anchors, message):
        with pytest.raises(NotInForce) as refused:
            due_from(rule, anchors)
        assert str(refused.value) == message
        answer = due_from(rule, anchors, law=CURRENT)
        assert answer.rule is CURRENT.rule(rule)

    def test_every_rule_is_answered_from_the_day_on_which_it_began_and_not_before(self):
        def answers(rule, day):
            years = {"transfer_year": day.year}
            try:
                due_from(rule.id, {name: years.get(name, day) for name in rule.required})
            except NotInForce:
                return False
            return True

        for rule in CURRENT.rules.values():
            by_year = "transfer_year" in rule.required
            first = date(2015, 1, 1) if by_year else BEGAN[rule.id]
            assert answers(rule, first), rule.id
            before = first - timedelta(days=1)
            assert answers(rule, before) is ("born_on" in rule.required), rule.id

    def test_the_first_day_of_the_law_is_answered_by_the_law_of_that_day(self):
        first = due("LO_COMMENTS", last_published_on=date(2014, 9, 1))
        assert first.rule is rule_set_on(date(2014, 9, 1)).rule("LO_COMMENTS")

    def test_a_rule_asked_with_nothing_is_asked_of_todays_law(self):
        with pytest.raises(WrongAnchor, match=r"^EHC_FINAL needs clock_start=YYYY-MM-DD$"):
            due("EHC_FINAL")

    def test_a_law_that_is_given_answers(self):
        law = rule_set_on(date(2015, 1, 1))
        answer = due("UNOPPOSED_CONTENTS", law=law, notified_tribunal_on=date(2026, 9, 8))
        assert answer.due_on == date(2026, 10, 6)


def test_an_authoritys_law_answers_for_what_starts_under_the_law_now_in_force():
    law = corrected(CURRENT, [Correction("EHCNA_DECISION", 5, "We promise five weeks.")])
    assert due("EHCNA_DECISION", current=law, clock_start=date(2026, 1, 5)).due_on == date(
        2026, 2, 9
    )
    old = due("EHCNA_DECISION", current=law, clock_start=date(2020, 9, 25))
    assert old.due_on == date(2020, 11, 6)
    assert old.rule.corrected_because == ""
    with pytest.raises(NotInForce):
        due("EHCNA_DECISION", current=law, clock_start=date(2014, 8, 31))
