"""What must hold for any day and any facts."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from wayforward.statute import counting, due
from wayforward.statute.calendars import ENGLAND, tribunal_waits
from wayforward.statute.case import Case, ExceptionFact, Fact, FactKind, case_clock
from wayforward.statute.case.steps import STEPS
from wayforward.statute.due import due_from, work_out
from wayforward.statute.excuses import CONCERNED, EXCUSES
from wayforward.statute.rule import Basis, Kind
from wayforward.statute.rule_sets import CURRENT, RULE_SETS, receipt_as_day_one


def for_any(*strategies, examples=60):
    """Try a property on many examples, however busy the machine is.

    Each run tries others, so many runs try many; `EDGES` brings the hard days often.
    """
    return lambda test: settings(deadline=None, max_examples=examples)(given(*strategies)(test))


DAYS = st.dates(date(2014, 9, 1), date(2100, 12, 31))
# Month ends, leap days and year ends far more often than chance would bring them.
EDGES = st.one_of(
    DAYS,
    st.builds(
        lambda year, month: date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1),
        st.integers(2015, 2099),
        st.integers(1, 12),
    ),
    st.builds(lambda year: date(year * 4, 2, 29), st.integers(504, 524)),
    st.builds(date, st.integers(2015, 2099), st.just(12), st.integers(24, 31)),
    st.builds(date, st.integers(2015, 2099), st.just(1), st.integers(1, 3)),
)
STRICT = receipt_as_day_one(CURRENT)
RULES = st.sampled_from(list(CURRENT.rules.values()))
_BACK = {rule.id for rule in CURRENT.rules.values() if rule.periods[0].counts[0].basis.counts_back}
_TRANSFERS = {"PHASE_GENERAL", "PHASE_GENERAL_MEETING", "PHASE_POST16", "PHASE_POST16_MEETING"}


def asked(rule, days):
    """Return the anchors of a rule from a list of days."""
    return {limit.anchor: day for limit, day in zip(rule.periods, days, strict=False)}


@for_any(RULES, st.lists(EDGES, min_size=2, max_size=2))
def test_a_due_date_never_precedes_its_anchor(rule, days):
    answer = work_out(rule, asked(rule, days))
    if rule.id in _BACK:
        assert answer.due_on < answer.anchored_on
    elif rule.id not in _TRANSFERS:
        latest_of = [day for day in answer.anchors.values()]
        assert answer.due_on >= min(latest_of)
        if rule.later:
            assert answer.due_on >= max(latest_of)
        if len(latest_of) == 1:
            assert answer.due_on >= answer.anchored_on


@for_any(RULES, st.lists(EDGES, min_size=2, max_size=2))
def test_staff_act_on_a_working_day_that_is_not_after_the_last_day(rule, days):
    answer = work_out(rule, asked(rule, days))
    if not ENGLAND.is_working_day(answer.act_by):  # nothing to do before the day itself
        assert answer.act_by == answer.due_on
        assert rule.keeps or ENGLAND.on_or_before(answer.due_on) < answer.anchored_on
        return
    assert answer.act_by <= answer.due_on
    between = range(1, (answer.due_on - answer.act_by).days + 1)
    assert not any(ENGLAND.is_working_day(answer.act_by + timedelta(days=n)) for n in between)


@for_any(RULES, st.lists(EDGES, min_size=2, max_size=2))
def test_the_cautious_day_is_never_later_than_the_last_day(rule, days):
    answer = work_out(rule, asked(rule, days))
    assert answer.cautious_on <= answer.due_on


@for_any(RULES, st.lists(EDGES, min_size=2, max_size=2))
def test_every_answer_explains_itself_in_words(rule, days):
    text = work_out(rule, asked(rule, days)).explanation
    assert text.endswith(".")
    assert "{" not in text
    assert "None" not in text


@for_any(RULES, EDGES, st.integers(0, 400))
def test_a_later_anchor_never_gives_an_earlier_day(rule, day, more):
    first = work_out(rule, {rule.periods[0].anchor: day, **_rest(rule, day)})
    second = work_out(
        rule, {rule.periods[0].anchor: day + timedelta(days=more), **_rest(rule, day)}
    )
    assert second.due_on >= first.due_on


def _rest(rule, day):
    return {limit.anchor: day for limit in rule.periods[1:]}


@for_any(EDGES, st.integers(1, 60))
def test_weeks_are_seven_days_whatever_the_calendar(day, weeks):
    assert (counting.weeks_after(day, weeks) - day).days == 7 * weeks
    assert (counting.weeks_beginning_with(day, weeks) - day).days == 7 * weeks - 1


@for_any(EDGES, st.integers(1, 400))
def test_beginning_with_is_one_day_shorter_than_after(day, days):
    after = counting.days_after(day, days)
    assert after - counting.days_beginning_with(day, days) == timedelta(days=1)
    assert counting.days_before(after, days) == day


@for_any(EDGES, st.integers(1, 60))
def test_months_keep_the_day_or_end_the_month(day, months):
    after = counting.months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    is_month_end = (after + timedelta(days=1)).day == 1
    assert after.day == day.day or (after.day < day.day and is_month_end)
    beginning = counting.months_beginning_with(day, months)
    if after.day == day.day:
        assert after - beginning == timedelta(days=1)
    else:
        assert after == beginning


@for_any(EDGES, st.integers(1, 60))
def test_months_before_is_the_way_back(day, months):
    before = counting.months_before(day, months)
    assert counting.months_after(before, months) <= day
    if day.day <= 28:
        assert counting.months_after(before, months) == day


@for_any(EDGES, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(day, days):
    after = counting.working_days_after(day, days)
    span = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    assert sum(ENGLAND.is_working_day(d) for d in span) == days
    assert ENGLAND.is_working_day(after)
    assert counting.working_days_before(after, days) == ENGLAND.on_or_before(day)
    on_or_after = ENGLAND.on_or_after(day)
    assert counting.working_days_beginning_with(day, days) == counting.working_days_after(
        on_or_after - timedelta(days=1), days
    )


@for_any(EDGES, st.integers(1, 40))
def test_tribunal_days_are_working_days_on_which_the_tribunal_does_not_wait(day, days):
    after = counting.tribunal_working_days_after(day, days)
    span = [day + timedelta(days=n) for n in range(1, (after - day).days + 1)]
    counted = [d for d in span if ENGLAND.is_working_day(d) and not tribunal_waits(d)]
    assert len(counted) == days
    assert after >= counting.working_days_after(day, days)


@for_any(EDGES)
def test_an_appeal_rolls_to_the_first_day_it_can_be_started(day):
    rolled = counting.roll_start_of_appeal(day)
    assert rolled >= day
    assert ENGLAND.is_working_day(rolled)
    assert not tribunal_waits(rolled)
    for n in range((rolled - day).days):
        between = day + timedelta(days=n)
        assert tribunal_waits(between) or not ENGLAND.is_working_day(between)


@for_any(st.integers(2015, 2099))
def test_a_phase_transfer_is_strictly_before_its_date(year):
    assert due("PHASE_GENERAL", transfer_year=year).due_on == date(year, 2, 14)
    assert due("PHASE_POST16", transfer_year=year).due_on == date(year, 3, 30)


@for_any(st.dates(date(1990, 1, 1), date(2080, 12, 31)))
def test_compulsory_school_age_ends_on_a_friday_in_the_last_week_of_june(born_on):
    ends = due("COMPULSORY_SCHOOL_AGE_ENDS", born_on=born_on).due_on
    assert (ends.weekday(), ends.month) == (4, 6)
    assert ends.day >= 24
    assert 15 <= (ends - born_on).days / 365.25 <= 17


@for_any(RULES, st.lists(EDGES, min_size=2, max_size=2))
def test_counting_the_day_of_receipt_is_never_later(rule, days):
    strict = STRICT.rule(rule.id)
    anchors = asked(rule, days)
    assert work_out(strict, anchors).due_on <= work_out(rule, anchors).due_on


@for_any(st.sampled_from(RULE_SETS), st.data())
def test_any_rule_of_any_law_answers_on_its_own_days(law, data):
    rule = data.draw(st.sampled_from(list(law.rules.values())))
    last = law.effective_to or date(2100, 1, 1)
    day = data.draw(st.dates(law.effective_from, last))
    anchors = dict.fromkeys(rule.required, day)
    if "transfer_year" in anchors:
        anchors["transfer_year"] = day.year
    assert due_from(rule.id, anchors, law=law).rule is rule


FACTS = st.builds(
    Fact,
    st.sampled_from(FactKind),
    st.dates(date(2019, 1, 1), date(2028, 12, 31)),
    cycle=st.sampled_from(["", "a", "b"]),
    about=st.sampled_from(["", "health"]),
)
EXCEPTIONS = st.builds(
    ExceptionFact,
    st.sampled_from(list(EXCUSES)),
    st.dates(date(2019, 1, 1), date(2028, 12, 31)),
    cycle=st.sampled_from(["", "a", "b"]),
    to_on=st.none() | st.dates(date(2019, 1, 1), date(2028, 12, 31)),
    asked_on=st.none() | st.dates(date(2019, 1, 1), date(2028, 12, 31)),
    who=st.sampled_from(["", *CONCERNED]),
    reason=st.sampled_from(["", "a reason"]),
)
CASES = st.lists(FACTS, max_size=12)


@for_any(CASES, st.lists(EXCEPTIONS, max_size=3), st.randoms(use_true_random=False), examples=40)
def test_the_case_clock_does_not_mind_the_order_of_facts(facts, exceptions, luck):
    answer = case_clock(Case.of(facts, exceptions))
    luck.shuffle(facts)
    luck.shuffle(exceptions)
    assert case_clock(Case.of(facts, exceptions)) == answer


@for_any(CASES, st.lists(EXCEPTIONS, max_size=4), examples=40)
def test_exceptions_never_change_a_date(facts, exceptions):
    plain = case_clock(Case.of(facts))
    excused = case_clock(Case.of(facts, exceptions))
    assert [d.due for d in plain.duties] == [d.due for d in excused.duties]
    assert [d.met_on for d in plain.duties] == [d.met_on for d in excused.duties]
    assert set(plain.problems) <= set(excused.problems)


@for_any(
    st.lists(
        st.builds(
            Fact,
            st.sampled_from(FactKind),
            st.dates(date(2026, 6, 1), date(2026, 6, 3)),
            about=st.sampled_from(["", "health"]),
        ),
        max_size=12,
    ),
    st.randoms(use_true_random=False),
    examples=60,
)
def test_nor_where_much_happened_on_the_same_day(facts, luck):
    answer = case_clock(Case.of(facts))
    luck.shuffle(facts)
    assert case_clock(Case.of(facts)) == answer


# A rule that gives way to another when more is known, and that other.
GIVES_WAY = {
    "AMEND_LONGSTOP": "AMEND_FINAL",
    "MOVE_TRANSFER": "MOVE_TRANSFER",
    "ICB_CHANGE": "ICB_MOVE",
    "ORDER_PLACEMENT": "ORDER_AMEND",
    "UNOPPOSED_PLACEMENT": "UNOPPOSED_CONTENTS",
    "MED_PLACEMENT": "MED_AMEND",
}


def test_every_rule_that_gives_way_is_known():
    assert set(GIVES_WAY) == {step.rule_id for step in STEPS if step.unless or step.joined}


def _met(facts):
    return {
        (d.rule_id, d.cycle, d.about, d.due.anchored_on): d.met_on
        for d in case_clock(Case.of(facts)).duties
        if d.met_on is not None
    }


@for_any(CASES, FACTS, examples=80)
def test_more_facts_never_unmeet_a_duty(facts, more):
    before, after = _met(facts), _met([*facts, more])
    # An earlier start of the same thing, said twice, moves the start and not the meeting of it.
    for (rule, cycle, about, anchored_on), met_on in before.items():
        if gave_way := [
            when for (r, c, _, _), when in after.items() if (r, c) == (GIVES_WAY.get(rule), cycle)
        ]:
            assert min(gave_way) <= met_on
            continue
        same = [
            when
            for (r, c, a, on), when in after.items()
            if (r, c, a) == (rule, cycle, about) and on <= anchored_on
        ]
        assert same
        assert min(same) <= met_on


@for_any(CASES, examples=40)
def test_every_duty_of_a_case_has_a_status_on_any_day(facts):
    answer = case_clock(Case.of(facts))
    for duty in answer.duties:
        stands = duty.status(date(2026, 1, 5))
        assert stands.days >= 0
        assert stands.words
        if duty.due.rule.kind is not Kind.DUTY:
            assert stands.state.value not in ("Late", "Late, excused", "Missed")


def test_the_edges_are_covered():
    """Leap days, month ends and year ends are among the days tried, and not left to luck."""
    assert Basis.MONTHS_BEGINNING in {r.periods[0].counts[0].basis for r in CURRENT.rules.values()}
    for day in (date(2024, 2, 29), date(2026, 1, 31), date(2026, 12, 31)):
        for rule in CURRENT.rules.values():
            assert work_out(rule, asked(rule, [day, day])).due_on.year >= day.year - 1
