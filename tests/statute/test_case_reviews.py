"""The case clock over the years: reviews, amendments, re-assessments and moves."""

from datetime import date

import pytest

from wayforward.statute import State
from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K


def answer(*facts, exceptions=(), **more):
    return case_clock(Case.of(facts, exceptions), **more)


def duty(found, rule_id, cycle="", about=""):
    (one,) = [
        d for d in found.duties if d.rule_id == rule_id and d.cycle == cycle and d.about == about
    ]
    return one


REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
DRAFT = Fact(K.DRAFT_SERVED, date(2026, 4, 28))
FINAL = Fact(K.FINAL_SENT, date(2026, 5, 22))
MEETING = Fact(K.REVIEW_MEETING, date(2027, 3, 18), "review")


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
        assert duty(found, "REVIEW_MEETING_LATEST").ended_on == ended.on

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
        assert "MOVE_REVIEW" not in [d.rule_id for d in found.duties]
        assert (
            "the plan was transferred (10 September 2026), but nothing says when the plan was made or "
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

    def test_a_plan_made_on_the_day_of_the_transfer_counts(self):
        day = date(2026, 9, 10)
        found = answer(Fact(K.PLAN_MADE, day), Fact(K.PLAN_TRANSFERRED, day, "move"))
        assert duty(found, "MOVE_REVIEW", "move").due.due_on == date(2027, 9, 9)
        assert found.problems == ()

    def test_a_second_move_takes_over_and_one_of_unknown_age_hides_no_other(self):
        unknown = Fact(K.PLAN_TRANSFERRED, date(2025, 1, 10), "a")
        made = Fact(K.PLAN_MADE, date(2025, 3, 10), "b")
        first = Fact(K.PLAN_TRANSFERRED, date(2026, 1, 12), "c")
        second = Fact(K.PLAN_TRANSFERRED, date(2026, 9, 10), "d")
        found = answer(unknown, made, first, second)
        assert duty(found, "MOVE_REVIEW", "c").ended_on == second.on
        assert duty(found, "MOVE_REVIEW", "d").ended_on is None
        assert [p.cycle for p in found.problems] == ["a"]


def test_the_twelve_weeks_are_seen_although_no_amendment_notice_was_sent():
    meeting = Fact(K.REVIEW_MEETING, date(2026, 11, 4))
    to_amend = Fact(K.REVIEW_TO_AMEND, date(2026, 12, 2))
    sent = Fact(K.AMENDED_FINAL_SENT, date(2027, 2, 1))
    notice = Fact(K.AMENDMENT_NOTICE, date(2026, 12, 9))

    def longstop(*facts):
        found = case_clock(Case.of(facts)).duties
        return [(d.due.due_on, d.met_on) for d in found if d.rule_id == "AMEND_LONGSTOP"]

    assert longstop(meeting) == []
    assert longstop(meeting, to_amend) == [(date(2027, 1, 27), None)]
    assert longstop(meeting, to_amend, sent) == [(date(2027, 1, 27), sent.on)]
    assert longstop(meeting, to_amend, notice) == []


class TestReviewsElsewhere:
    MADE = Fact(K.PLAN_MADE, date(2023, 11, 20))
    LAST = Fact(K.LAST_REVIEWED, date(2025, 11, 20))

    def test_the_last_review_stands_for_those_of_the_years_before(self):
        found = answer(self.MADE, self.LAST)
        yearly = [d for d in found.duties if d.rule_id == "REVIEW_12M"]
        assert [d.due.due_on for d in yearly] == [date(2024, 11, 19), date(2026, 11, 19)]
        states = [d.status(date(2026, 1, 10)).state for d in yearly]
        assert states == [State.NOT_NEEDED, State.ON_TRACK]

    def test_a_plan_of_these_records_keeps_its_own_reviews(self):
        final = Fact(K.FINAL_SENT, date(2023, 11, 20))
        for facts in ((final, self.LAST), (final, self.MADE, self.LAST)):
            first, *_ = [d for d in answer(*facts).duties if d.rule_id == "REVIEW_12M"]
            assert first.status(date(2026, 1, 10)).state is State.LATE

    def test_without_a_later_review_nothing_is_replaced(self):
        before = Fact(K.LAST_REVIEWED, date(2023, 1, 1))
        found = answer(self.MADE, before)
        last = [d for d in found.duties if d.rule_id == "REVIEW_12M"][-1]
        assert last.status(date(2026, 1, 10)).state is State.LATE
