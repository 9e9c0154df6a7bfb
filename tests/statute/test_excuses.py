"""Exceptions: the test of each, at its edges. None of them moves a date."""

from datetime import date, timedelta

import pytest

from wayforward.statute import excuses
from wayforward.statute.days import in_words
from wayforward.statute.excuses import EXCUSES

START, END = date(2026, 3, 2), date(2026, 4, 13)


@pytest.mark.parametrize("excuse", EXCUSES.values(), ids=list(EXCUSES))
def test_every_ground_cites_its_provision(excuse):
    assert any(character.isdigit() for character in excuse.citation.provision)
    assert excuse.citation.url.startswith("https://")
    assert excuse.grade in ("P", "S")
    assert excuse.words


@pytest.mark.parametrize(
    ("reopens_on", "holds"), [(date(2026, 8, 18), False), (date(2026, 8, 19), True)]
)
def test_a_closure_must_last_28_days(reopens_on, holds):
    verdict = excuses.closure(
        closed_from=date(2026, 7, 22), reopens_on=reopens_on, asked_on=date(2026, 7, 22)
    )
    assert verdict.holds is holds


def test_a_closure_says_why():
    short = excuses.closure(
        closed_from=date(2026, 12, 19), reopens_on=date(2027, 1, 4), asked_on=date(2026, 12, 18)
    )
    assert short.why == "It was closed for 16 days, which is fewer than 28."
    assert short.since is None
    early = excuses.closure(
        closed_from=date(2026, 7, 22), reopens_on=date(2026, 9, 3), asked_on=date(2026, 7, 14)
    )
    assert early.why == (
        "The advice was asked for on Tuesday 14 July 2026, which is not from Wednesday 15 July "
        "2026 to Thursday 27 August 2026."
    )
    held = excuses.closure(
        closed_from=date(2026, 7, 22), reopens_on=date(2026, 9, 3), asked_on=date(2026, 8, 1)
    )
    assert held.why == "Closed for 43 days when advice was asked for."
    assert held.since == date(2026, 8, 1)


@pytest.mark.parametrize(
    ("away_from", "back_on", "under_order", "holds"),
    [
        (date(2026, 3, 2), date(2026, 3, 30), False, True),  # 28 days
        (date(2026, 3, 2), date(2026, 3, 29), False, False),  # 27 days
        (date(2026, 2, 1), date(2026, 3, 30), False, True),  # 28 of them in the period
        (date(2026, 2, 1), date(2026, 3, 29), False, False),  # 27 of them in the period
        (date(2026, 3, 17), date(2026, 6, 1), False, True),  # 28 to the period's last day
        (date(2026, 3, 18), date(2026, 6, 1), False, False),  # 27 to the period's last day
        (date(2026, 3, 2), date(2026, 3, 16), True, True),  # 14 days
        (date(2026, 3, 2), date(2026, 3, 15), True, False),  # 13 days
        (date(2026, 3, 2), date(2026, 3, 16), False, False),
        (date(2026, 5, 1), date(2026, 7, 1), False, False),  # after the period
        (date(2026, 3, 10), date(2026, 3, 1), False, False),  # back before leaving
    ],
)
def test_an_absence_counts_its_days_in_the_period(away_from, back_on, under_order, holds):
    verdict = excuses.absence(
        away_from=away_from,
        back_on=back_on,
        period_from=START,
        period_to=END,
        under_order=under_order,
    )
    assert verdict.holds is holds


def test_an_absence_says_why_and_since_when():
    held = excuses.absence(
        away_from=date(2026, 2, 1), back_on=date(2026, 3, 31), period_from=START, period_to=END
    )
    assert (held.why, held.since) == ("Away for 29 days running in the period.", START)
    short = excuses.absence(
        away_from=date(2026, 5, 1), back_on=date(2026, 7, 1), period_from=START, period_to=END
    )
    assert short.why == "Away for 0 days running in the period, which is fewer than 28."


@pytest.mark.parametrize(
    ("who", "reason", "began_on", "why"),
    [
        ("teacher", "ill", START, "They must affect the child, parent or young person."),
        ("child", "  ", START, "The reason has not been written down."),
        ("child", "ill", date(2026, 4, 14), "They began after the time limit had run out."),
    ],
)
def test_circumstances_that_are_not_recorded_well_do_not_hold(who, reason, began_on, why):
    verdict = excuses.circumstances(
        who=who, reason=reason, began_on=began_on, period_from=START, period_to=END
    )
    assert (verdict.holds, verdict.why, verdict.since) == (False, why, None)


@pytest.mark.parametrize(
    ("ended_on", "why"),
    [
        (date(2026, 2, 27), "They are said to have ended before they began."),
        (START - timedelta(days=1), "They ended before the time limit began."),
        (START, "Circumstances of the child: ill"),
        (None, "Circumstances of the child: ill"),
    ],
)
def test_circumstances_that_ended_before_the_period_do_not_hold(ended_on, why):
    began_on = START if ended_on == date(2026, 2, 27) else date(2026, 1, 1)
    verdict = excuses.circumstances(
        who="child",
        reason="ill",
        began_on=began_on,
        ended_on=ended_on,
        period_from=START,
        period_to=END,
    )
    assert (verdict.holds, verdict.why) == (ended_on in (START, None), why)


@pytest.mark.parametrize(
    ("began_on", "since"),
    [(date(2026, 1, 1), START), (date(2026, 4, 13), date(2026, 4, 13))],
)
def test_circumstances_hold_from_the_start_of_the_period_at_the_earliest(began_on, since):
    verdict = excuses.circumstances(
        who="young person", reason=" ill ", began_on=began_on, period_from=START, period_to=END
    )
    assert verdict == excuses.Verdict(True, "Circumstances of the young person: ill", since)


@pytest.mark.parametrize(
    ("missed_on", "holds"),
    [
        (date(2026, 3, 1), False),
        (START, True),
        (END, True),
        (date(2026, 4, 14), False),
    ],
)
def test_a_missed_appointment_must_fall_in_the_six_weeks(missed_on, holds):
    verdict = excuses.missed_appointment(missed_on=missed_on, period_from=START, period_to=END)
    assert verdict.holds is holds
    assert verdict.since == (missed_on if holds else None)
    assert verdict.why == (
        f"An appointment on {in_words(missed_on)} was missed."
        if holds
        else "The appointment was not in the six weeks for the advice."
    )


@pytest.mark.parametrize(
    ("from_on", "period_to", "since"),
    [
        (date(2020, 3, 23), date(2020, 4, 30), None),
        (date(2020, 3, 23), date(2020, 5, 1), date(2020, 5, 1)),
        (date(2020, 9, 25), date(2020, 9, 25), date(2020, 9, 25)),
        (date(2020, 9, 25), date(2020, 12, 1), None),
        (date(2020, 9, 26), date(2020, 9, 26), None),
    ],
)
def test_coronavirus_excused_only_while_it_was_law(from_on, period_to, since):
    verdict = excuses.coronavirus(from_on=from_on, period_to=period_to)
    assert verdict.holds is (since is not None)
    assert verdict.since == since
    assert verdict.why == (
        "Coronavirus made it impracticable."
        if since
        else "This excuse was law only from 1 May to 25 September 2020, for limits that ran out "
        "then."
    )


def test_an_agreement_or_direction_must_be_written_down():
    assert excuses.agreed_or_directed(on=START, reason=" ") == excuses.Verdict(
        False, "The reason has not been written down."
    )
    later = date(START.year + 1, 1, 4)
    held = excuses.agreed_or_directed(on=START, reason=" by letter ", instead_on=later)
    assert held == excuses.Verdict(True, "by letter", START, later)


def test_an_agreement_or_direction_says_which_day_instead():
    """Without it, it would excuse for good."""
    assert excuses.agreed_or_directed(on=START, reason="by letter") == excuses.Verdict(
        False, "The other day that was agreed or directed is needed."
    )


def test_coronavirus_that_began_after_the_limit_excuses_nothing():
    assert excuses.coronavirus(from_on=date(2020, 9, 20), period_to=date(2020, 5, 1)) == (
        excuses.Verdict(False, "It began after the time limit had run out.")
    )
