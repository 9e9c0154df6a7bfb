"""How a duty stands on a day, in a state and in words."""

from datetime import date

import pytest

from wayforward.statute import Excused, State, due, status
from wayforward.statute.status import Thresholds

DUTY = due("EHC_FINAL", clock_start=date(2026, 1, 5))  # last day Monday 25 May 2026
WINDOW = due("REPS_END", draft_served_on=date(2026, 6, 10))  # last day Wednesday 24 June 2026
AWAY = Excused("E4", "away from the area", date(2026, 2, 1))


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (date(2026, 1, 5), State.ON_TRACK, "On track: 140 days left"),
        (date(2026, 5, 4), State.ON_TRACK, "On track: 21 days left"),
        (date(2026, 5, 5), State.SOON, "Soon: 20 days left"),
        (date(2026, 5, 18), State.SOON, "Soon: 7 days left"),
        (date(2026, 5, 19), State.THIS_WEEK, "This week: 6 days left"),
        (date(2026, 5, 24), State.THIS_WEEK, "This week: 1 day left"),
        (date(2026, 5, 25), State.THIS_WEEK, "This week: today"),
        (date(2026, 5, 26), State.LATE, "Late by 1 day"),
        (date(2026, 6, 4), State.LATE, "Late by 10 days"),
    ],
)
def test_an_open_duty_comes_nearer_and_then_is_late(on, state, words):
    stands = status(DUTY, on=on)
    assert (stands.state, stands.words) == (state, words)


@pytest.mark.parametrize(
    ("met_on", "state", "days", "words"),
    [
        (date(2026, 5, 22), State.MET, 3, "Met on Friday 22 May 2026"),
        (date(2026, 5, 25), State.MET, 0, "Met on Monday 25 May 2026"),
        (
            date(2026, 5, 26),
            State.MET_LATE,
            1,
            "Met late by 1 day, on Tuesday 26 May 2026",
        ),
    ],
)
def test_a_duty_that_was_met_stays_met(met_on, state, days, words):
    stands = status(DUTY, on=date(2030, 1, 1), met_on=met_on)
    assert (stands.state, stands.days, stands.words) == (state, days, words)
    assert stands.met_on == met_on


def test_what_is_yet_to_come_has_not_met_it():
    assert status(DUTY, on=date(2026, 5, 21), met_on=date(2026, 5, 22)).state is State.THIS_WEEK
    assert status(DUTY, on=date(2026, 5, 22), met_on=date(2026, 5, 22)).state is State.MET


def test_an_exception_excuses_a_late_duty_and_leaves_it_late():
    stands = status(DUTY, on=date(2026, 5, 28), excuse=AWAY)
    assert stands.state is State.EXCUSED
    assert stands.days == 3
    assert stands.words == (
        "Late by 3 days. Excused since Sunday 1 February 2026 (E4): away from the area"
    )


def test_an_exception_is_kept_beside_a_duty_met_late():
    stands = status(DUTY, on=date(2026, 6, 1), met_on=date(2026, 5, 26), excuse=AWAY)
    assert stands.state is State.MET_LATE
    assert stands.excuse == AWAY
    assert stands.words.endswith("Excused since Sunday 1 February 2026 (E4): away from the area")


def test_an_exception_to_a_duty_that_is_not_yet_late_is_shown_and_changes_no_state():
    stands = status(DUTY, on=date(2026, 5, 25), excuse=AWAY)
    assert stands.state is State.THIS_WEEK
    assert "Excused since" in stands.words


def test_an_exception_says_nothing_of_a_duty_met_in_time():
    stands = status(DUTY, on=date(2026, 6, 1), met_on=date(2026, 5, 22), excuse=AWAY)
    assert stands.words == "Met on Friday 22 May 2026"
    assert stands.excuse == AWAY


def test_a_duty_that_was_ended_in_time_is_not_needed():
    stands = status(DUTY, on=date(2026, 6, 4), ended_on=date(2026, 5, 25))
    assert (stands.state, stands.words) == (State.NOT_NEEDED, "Not needed")
    assert stands.days == 10


def test_a_duty_that_was_ended_too_late_was_missed():
    stands = status(DUTY, on=date(2026, 6, 4), ended_on=date(2026, 5, 27), excuse=AWAY)
    assert stands.state is State.MISSED
    assert stands.days == 2
    assert stands.words.startswith("Missed: 2 days late when it stopped being needed. Excused")


def test_a_duty_that_was_ended_a_day_too_late_was_missed():
    stands = status(DUTY, on=date(2026, 6, 4), ended_on=date(2026, 5, 26))
    assert stands.words == "Missed: 1 day late when it stopped being needed"


def test_an_exception_is_kept_while_there_is_time():
    for on in (date(2026, 1, 5), date(2026, 5, 10)):
        assert status(DUTY, on=on, excuse=AWAY).excuse == AWAY


def test_an_end_that_is_yet_to_come_has_not_ended_it():
    assert status(DUTY, on=date(2026, 5, 26), ended_on=date(2026, 5, 27)).state is State.LATE
    assert status(DUTY, on=date(2026, 5, 27), ended_on=date(2026, 5, 27)).state is State.MISSED


def test_a_familys_window_is_over_and_never_late():
    assert status(WINDOW, on=date(2026, 6, 24)).state is State.THIS_WEEK
    over = status(WINDOW, on=date(2026, 6, 26))
    assert (over.state, over.days, over.words) == (State.OVER, 2, "Over")


def test_a_window_that_a_day_not_known_could_make_longer_says_so():
    alone = due("APPEAL", notice_sent_on=date(2026, 3, 2))
    assert status(alone, on=date(2026, 5, 7)).words == (
        "Over, unless the day of the mediation certificate gives longer"
    )
    certified = due("APPEAL", notice_sent_on=date(2026, 3, 2), certificate_on=date(2026, 3, 20))
    assert status(certified, on=date(2026, 5, 7)).words == "Over"


def test_a_window_that_was_ended_after_its_last_day_was_not_missed():
    ended = status(WINDOW, on=date(2026, 6, 30), ended_on=date(2026, 6, 29))
    assert ended.state is State.NOT_NEEDED


DIRECTED = Excused("TD", "the Tribunal directed another day", date(2026, 5, 1), date(2026, 6, 8))


@pytest.mark.parametrize(
    ("on", "state", "words"),
    [
        (
            date(2026, 6, 8),
            State.EXCUSED,
            (
                "Late by 14 days. Excused since Friday 1 May 2026 (TD): the Tribunal directed another "
                "day, Monday 8 June 2026"
            ),
        ),
        (
            date(2026, 6, 9),
            State.LATE,
            "Late by 15 days. No longer excused: the other day (TD) was Monday 8 June 2026",
        ),
        (
            date(2026, 5, 25),
            State.THIS_WEEK,
            (
                "This week: today. Excused since Friday 1 May 2026 (TD): the Tribunal directed another "
                "day, Monday 8 June 2026"
            ),
        ),
    ],
)
def test_a_directed_day_excuses_until_that_day_and_is_shown(on, state, words):
    stands = status(DUTY, on=on, excuse=DIRECTED)
    assert (stands.state, stands.words) == (state, words)


@pytest.mark.parametrize(("day", "lapsed"), [(8, False), (9, True)])
def test_what_was_done_or_ended_after_the_directed_day_is_not_excused(day, lapsed):
    then = date(2026, 6, day)
    for stands in (
        status(DUTY, on=then, met_on=then, excuse=DIRECTED),
        status(DUTY, on=then, ended_on=then, excuse=DIRECTED),
    ):
        assert stands.lapsed is lapsed
        assert ("No longer excused" in stands.words) is lapsed


@pytest.mark.parametrize("rule_id", ["PROVISION_START", "ADMIT"])
def test_what_goes_on_is_in_force_since_its_day_and_never_over(rule_id):
    made = due(rule_id, final_sent_on=date(2026, 5, 23))  # a Saturday
    assert made.act_by == made.due_on == date(2026, 5, 23)
    assert status(made, on=date(2026, 5, 22)).words == "This week: 1 day left"
    for on in (date(2026, 5, 23), date(2030, 1, 1)):
        stands = status(made, on=on)
        assert stands.words == "In force since Saturday 23 May 2026"
        assert stands.state is State.IN_FORCE


def test_an_authority_sets_how_soon_is_soon():
    stands = status(DUTY, on=date(2026, 5, 15), thresholds=Thresholds(this_week=14, soon=60))
    assert stands.state is State.THIS_WEEK
    assert (
        status(DUTY, on=date(2026, 4, 1), thresholds=Thresholds(this_week=14, soon=60)).state
        is State.SOON
    )
