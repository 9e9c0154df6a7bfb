"""What one round of a case ends in another, and what it must not hide."""

from datetime import date

import pytest

from wayforward.statute import State
from wayforward.statute.case import Case, ExceptionFact, Fact, case_clock
from wayforward.statute.case.file import read_case
from wayforward.statute.case.named import ProblemKind as P


def case_of(text, exceptions=()):
    """Return a case from lines of "kind day", "kind day cycle" or "kind day cycle about"."""
    facts = []
    for line in filter(str.strip, text.splitlines()):
        kind, day, *more = line.split()
        cycle, about = (*more, "", "")[:2]
        facts.append(Fact(_kind(kind), date.fromisoformat(day), cycle, about))
    return Case.of(facts, exceptions)


def _kind(name):
    return read_case(f'{{"facts": [{{"kind": "{name}", "on": "2026-01-01"}}]}}').facts[0].kind


def stands(text, rule_id, on, exceptions=()):
    """Return how each duty of a rule stands: its last day and its state."""
    day = date.fromisoformat(on)
    found = case_clock(case_of(text, exceptions), on=day)
    return [
        (duty.due.due_on.isoformat(), duty.status(day).state)
        for duty in found.duties
        if duty.rule_id == rule_id
    ]


def problems(text, on):
    found = case_clock(case_of(text), on=date.fromisoformat(on))
    return [problem.kind for problem in found.problems]


class TestReviews:
    """A limit that stopped to count is not met late by what came after it (5.1, 5.25, 6.4)."""

    def test_after_a_review_elsewhere(self):
        text = """
            plan_made 2024-01-10
            last_reviewed 2025-01-05
            review_meeting 2025-12-10 r
            review_continued 2026-01-02 r
        """
        assert stands(text, "REVIEW_12M", "2026-02-20") == [
            ("2025-01-09", State.NOT_NEEDED),
            ("2026-01-04", State.MET),
            ("2026-12-09", State.ON_TRACK),
        ]
        assert stands(text, "REVIEW_MEETING_LATEST", "2026-02-20")[0][1] is State.NOT_NEEDED

    def test_after_a_move(self):
        text = """
            plan_made 2025-11-20
            move_known 2026-09-01
            moved 2026-10-12
            plan_transferred 2026-10-12
            review_meeting 2026-12-15 r
            review_continued 2027-01-05 r
        """
        assert stands(text, "REVIEW_12M", "2027-01-20")[0] == ("2026-11-19", State.NOT_NEEDED)
        assert stands(text, "MOVE_REVIEW", "2027-01-20") == [("2027-01-11", State.MET)]

    def test_after_a_reassessment(self):
        text = """
            plan_made 2026-01-10
            reassessment_agreed 2026-03-17 q
            draft_served 2026-05-20 q
            reassessed_plan_sent 2026-06-23 q
            review_meeting 2027-05-10 r
            review_continued 2027-06-01 r
        """
        assert stands(text, "REVIEW_12M", "2027-06-20")[0] == ("2027-01-09", State.NOT_NEEDED)
        assert stands(text, "REASSESS_REVIEW", "2027-06-20") == [("2027-06-23", State.MET)]

    def test_a_review_that_a_second_reassessment_replaced(self):
        text = """
            plan_made 2026-01-10
            reassessment_agreed 2026-03-17 q
            draft_served 2026-05-20 q
            reassessed_plan_sent 2026-06-23 q
            reassessment_agreed 2027-01-10 s
            draft_served 2027-02-20 s
            reassessed_plan_sent 2027-04-02 s
            review_meeting 2028-01-10 r
            review_continued 2028-02-01 r
        """
        assert [state for _, state in stands(text, "REASSESS_REVIEW", "2028-02-20")] == [
            State.NOT_NEEDED,
            State.MET,
        ]


APPEAL = """
    request_received 2026-01-05
    assessment_agreed 2026-02-10
    no_plan_notified 2026-04-20
    mediation_certificate 2026-05-01
    appeal_lodged 2026-05-20
    appeal_sent_to_us 2026-05-27
"""


class TestAppeals:
    """What is owed in an appeal ends with it (7B; the stages say so too)."""

    @pytest.mark.parametrize(
        "ending",
        [
            "appeal_withdrawn 2026-06-10",
            "unopposed_plan 2026-06-10",
            "unopposed_plan 2026-06-10 own",
            "tribunal_decided 2026-06-10",
        ],
    )
    def test_nobody_waits_for_a_response_once_it_is_over(self, ending):
        assert stands(APPEAL, "LA_RESPONSE", "2026-09-01")[0][1] is State.LATE
        assert stands(f"{APPEAL}\n{ending}", "LA_RESPONSE", "2026-09-01")[0][1] is State.NOT_NEEDED

    @pytest.mark.parametrize(
        "ending", ["appeal_withdrawn 2026-09-30", "order_to_make_plan 2026-09-30"]
    )
    def test_nor_for_a_bundle(self, ending):
        text = f"{APPEAL}\nresponse_sent 2026-06-20\nhearing 2026-10-20"
        assert stands(text, "TRIBUNAL_BUNDLE", "2026-12-01")[0][1] is State.LATE
        assert (
            stands(f"{text}\n{ending}", "TRIBUNAL_BUNDLE", "2026-12-01")[0][1] is State.NOT_NEEDED
        )

    def test_the_end_of_one_appeal_is_not_the_end_of_another(self):
        text = f"""{APPEAL}
            appeal_lodged 2026-06-01 other
            appeal_withdrawn 2026-06-10 other
        """
        assert stands(text, "LA_RESPONSE", "2026-09-01")[0][1] is State.LATE

    def test_a_hearing_alone_says_nothing_of_an_end(self):
        text = "hearing 2026-10-20\nreview_meeting 2026-03-01 r"
        assert stands(text, "TRIBUNAL_DECISION", "2026-10-10")[0][1] is not State.NOT_NEEDED


ENDED = """
    plan_made 2026-01-10
    cease_proposed 2026-02-01
    cease_decided 2026-03-01
    plan_ended 2026-05-05
"""


class TestAPlanThatEnded:
    def test_its_amendment_has_no_more_use(self):
        text = f"{ENDED}\namendment_notice 2026-04-01 q"
        assert stands(text, "AMEND_FINAL", "2027-04-01") == [("2026-05-27", State.NOT_NEEDED)]

    def test_nor_its_reassessment(self):
        text = f"{ENDED}\nreassessment_asked 2026-02-01 q\nreassessment_agreed 2026-02-10 q"
        assert stands(text, "REASSESS_FINAL", "2027-04-01")[0][1] is State.NOT_NEEDED

    def test_nor_its_phase_transfer_unless_there_is_a_plan_again(self):
        text = f"{ENDED}\ntransfer_general 2027-09-01 p"
        assert stands(text, "PHASE_GENERAL", "2027-04-01")[0][1] is State.NOT_NEEDED
        again = f"{text}\nplan_made 2026-11-01 again"
        assert stands(again, "PHASE_GENERAL", "2027-04-01")[0][1] is State.LATE

    def test_what_was_missed_before_it_ended_stays_missed(self):
        text = f"{ENDED}\namendment_notice 2026-02-02 q"
        assert stands(text, "AMEND_FINAL", "2027-04-01")[0][1] is State.MISSED

    def test_a_notice_after_the_end_is_not_ended_by_it(self):
        text = f"{ENDED}\namendment_notice 2026-06-01 q"
        assert stands(text, "AMEND_FINAL", "2027-04-01")[0][1] is State.LATE

    def test_too_early_is_named_whatever_round_says_that_it_ended(self):
        pending = """
            plan_made 2026-03-10
            cease_proposed 2026-04-20 c
            cease_decided 2026-05-20 c
            mediation_certificate 2026-06-01 c
            appeal_lodged 2026-06-10 c
            plan_ended 2026-09-01
        """
        assert problems(pending, "2026-09-20") == [P.TOO_EARLY]
        by_review = """
            plan_made 2025-05-10
            review_meeting 2026-05-10 r
            review_to_cease 2026-05-20 r
            plan_ended 2026-07-01
        """
        assert P.TOO_EARLY in problems(by_review, "2026-09-20")


class TestOrders:
    """Placement alone has two weeks; on one day with the contents, five (44(2)(e), (f))."""

    @pytest.mark.parametrize(
        ("contents", "placement", "rule_id", "due_on"),
        [
            ("order_to_amend", "order_of_placement", "ORDER_PLACEMENT", "2026-11-16"),
            ("unopposed_contents", "unopposed_placement", "UNOPPOSED_PLACEMENT", "2026-11-16"),
            ("agreed_to_amend", "agreed_placement", "MED_PLACEMENT", "2026-11-16"),
        ],
    )
    def test_a_later_placement_has_its_own_two_weeks(self, contents, placement, rule_id, due_on):
        later = f"{contents} 2026-08-03 a\n{placement} 2026-11-02 a"
        assert [day for day, _ in stands(later, rule_id, "2026-11-10")] == [due_on]
        together = f"{contents} 2026-11-02 a\n{placement} 2026-11-02 a"
        assert stands(together, rule_id, "2026-11-10") == []


MOVING = """
    plan_made 2026-01-10
    transfer_general 2027-09-01 p
    transfer_plan_sent 2027-02-12 p
"""


class TestPhaseTransfers:
    def test_the_plan_that_is_sent_opens_the_appeal_and_the_mediation(self):
        text = f"{MOVING}\nmediation_certificate 2027-03-01 p\nappeal_lodged 2027-03-20 p"
        assert stands(text, "APPEAL", "2027-04-01") == [("2027-04-12", State.MET)]
        assert [day for day, _ in stands(text, "MED_CONTACT", "2027-04-01")] == ["2027-04-12"]
        assert problems(text, "2027-04-01") == []

    def test_it_meets_the_notice_before_it(self):
        text = f"{MOVING}\nreview_meeting 2026-11-20 p\namendment_notice 2026-12-10 p"
        assert stands(text, "AMEND_FINAL", "2027-03-01")[0][0] == "2027-02-04"
        assert stands(text, "AMEND_FINAL", "2027-03-01")[0][1] is State.MET_LATE

    def test_one_plan_told_twice_opens_them_once(self):
        text = f"{MOVING}\namendment_notice 2027-01-10 r\namended_final_sent 2027-02-12 r"
        assert len(stands(text, "APPEAL", "2027-03-01")) == 1
        assert len(stands(text, "PROVISION_START", "2027-03-01")) == 1

    def test_a_last_day_before_there_was_a_plan_never_applied(self):
        text = """
            request_received 2026-12-01
            assessment_agreed 2027-01-01
            draft_served 2027-03-20
            final_sent 2027-04-10
            transfer_general 2027-09-01 p
        """
        assert stands(text, "PHASE_GENERAL", "2027-05-01") == [("2027-02-14", State.NOT_NEEDED)]
        assert stands("transfer_general 2027-09-01 p", "PHASE_GENERAL", "2027-05-01") == [
            ("2027-02-14", State.LATE)
        ]


class TestNamedProblems:
    @pytest.mark.parametrize("decision", ["assessment_agreed", "assessment_refused"])
    def test_a_decision_after_a_withdrawal(self, decision):
        text = f"""
            request_received 2026-05-18
            request_withdrawn 2026-06-18
            {decision} 2026-06-25
        """
        assert problems(text, "2026-07-01") == [P.CONTRADICTION]

    def test_no_plan_after_a_withdrawal(self):
        text = """
            request_received 2026-05-18
            assessment_agreed 2026-06-01
            request_withdrawn 2026-06-18
            no_plan_notified 2026-07-25
        """
        assert problems(text, "2026-08-01") == [P.CONTRADICTION]

    @pytest.mark.parametrize("kept", ["order_to_continue", "unopposed_cease"])
    def test_a_plan_that_ended_though_it_was_to_go_on(self, kept):
        text = f"""
            plan_made 2026-01-05
            cease_proposed 2026-02-01
            cease_decided 2026-03-02
            mediation_certificate 2026-03-10
            appeal_lodged 2026-04-01
            {kept} 2026-07-01
        """
        assert problems(text, "2026-08-01") == []
        assert problems(f"{text}\nplan_ended 2026-07-10", "2026-08-01") == [P.CONTRADICTION]
        again = f"{text}\ncease_proposed 2027-01-01 n\ncease_decided 2027-02-01 n"
        assert problems(f"{again}\nplan_ended 2027-05-01 n", "2027-06-01") == []


class TestExceptionsWithoutARound:
    TEXT = "reassessment_asked 2026-02-01 q\nreassessment_agreed 2026-02-10 q"

    def test_an_absence_reaches_every_round(self):
        away = ExceptionFact("E4", date(2026, 4, 1), to_on=date(2026, 5, 1))
        found = case_clock(case_of(self.TEXT, [away]), on=date(2026, 8, 1))
        (final,) = [duty for duty in found.duties if duty.rule_id == "REASSESS_FINAL"]
        assert final.excuse is not None
        assert found.problems == ()

    def test_what_was_agreed_is_about_one_act(self):
        agreed = ExceptionFact(
            "WA", date(2026, 4, 1), to_on=date(2026, 8, 1), reason="a", rule_id="REASSESS_FINAL"
        )
        found = case_clock(case_of(self.TEXT, [agreed]), on=date(2026, 8, 1))
        assert [problem.kind for problem in found.problems] == [P.EXCEPTION_NOT_ALLOWED]


def test_once_an_appeal_has_ended_no_certificate_keeps_the_plan_longer():
    text = """
        plan_made 2026-01-05
        cease_proposed 2026-02-01
        cease_decided 2026-03-02
        appeal_lodged 2026-04-01
        appeal_withdrawn 2026-09-10
    """
    day = date(2026, 10, 1)
    (kept,) = [d for d in case_clock(case_of(text), on=day).duties if d.rule_id == "PLAN_KEPT"]
    assert kept.status(day).words == "Over"
