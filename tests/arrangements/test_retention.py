"""How long records are kept: the sum, on the day, and rules that are refused with their line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayforward.arrangements.loading import check_profile, load_profile
from wayforward.arrangements.retention import (
    CATEGORIES,
    DatedFacts,
    RetentionRule,
    may_go,
    years_after,
)

BORN = date(1995, 3, 4)
ONE = """
[[retention]]
category = "{category}"
years = {years}
counted_from = "{counted_from}"
basis = "Invented for tests."
source = "Invented for tests"
as_of = 2026-01-05
"""


def rule(category: str, years: int, counted_from: str) -> RetentionRule:
    return RetentionRule(
        category=category,
        years=years,
        counted_from=counted_from,
        basis="Because.",
        source="Invented",
        as_of=date(2026, 1, 5),
    )


RULES = (
    rule("record", 31, "birth"),
    rule("record", 6, "last_contact"),
    rule("record", 10, "plan_ended"),
    rule("request", 1, "closed"),
)


@pytest.mark.parametrize(
    ("facts", "on"),
    [
        (DatedFacts(BORN), date(2026, 3, 4)),
        (DatedFacts(BORN, last_contact_on=date(2019, 1, 1)), date(2026, 3, 4)),
        (DatedFacts(BORN, last_contact_on=date(2025, 1, 1)), date(2031, 1, 1)),
        (DatedFacts(BORN, had_plan=True, plan_ended_on=date(2020, 7, 31)), date(2030, 7, 31)),
        (DatedFacts(BORN, had_plan=True), None),  # the plan goes on
        (DatedFacts(BORN, in_use=True), None),
        (DatedFacts(date(1996, 2, 29)), date(2027, 3, 1)),
    ],
)
def test_a_record_is_kept_until_the_last_of_its_rules_is_over(
    facts: DatedFacts, on: date | None
) -> None:
    told = may_go("record", facts, RULES)
    assert told.on == on
    assert told.why


def test_the_reason_names_the_rule_that_keeps_it_longest() -> None:
    told = may_go("record", DatedFacts(BORN, last_contact_on=date(2025, 1, 1)), RULES)
    assert told.why == "6 years from the last work with the child: Because."
    assert may_go("record", DatedFacts(BORN, had_plan=True), RULES).why == (
        "It is kept: the end of the plan is to come"
    )


def test_what_no_rule_speaks_of_or_is_not_closed_is_kept() -> None:
    assert may_go("pictures", DatedFacts(BORN), RULES).on is None
    assert may_go("request", DatedFacts(BORN), RULES).on is None
    closed = DatedFacts(BORN, closed_on=date(2024, 2, 29))
    assert may_go("request", closed, RULES).on == date(2025, 3, 1)
    assert may_go("request", closed, RULES).why.startswith("1 year from")
    only_plans = [rule("record", 6, "plan_ended")]
    assert may_go("record", DatedFacts(BORN), only_plans).on is None


@given(st.dates(date(1950, 1, 1), date(2020, 1, 1)), st.integers(1, 75), st.integers(1, 24))
def test_a_longer_rule_never_lets_it_go_sooner(born: date, years: int, more: int) -> None:
    short = may_go("record", DatedFacts(born), [rule("record", years, "birth")]).on
    both = [rule("record", years, "birth"), rule("record", years + more, "last_contact")]
    longer = may_go("record", DatedFacts(born), both).on
    assert short is not None
    assert longer is not None
    assert longer > short == years_after(born, years)


def test_milton_keynes_has_a_rule_for_every_category_and_none_is_verified() -> None:
    rules = load_profile("milton_keynes").retention
    assert {each.category for each in rules} == set(CATEGORIES)
    assert not any(each.is_verified for each in rules)
    assert all(each.source and each.basis for each in rules)


def test_a_profile_may_do_without(tiny: Path) -> None:
    assert load_profile(tiny).retention == ()


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (ONE.format(category="toys", years=1, counted_from="birth"), 2, "must be one of record"),
        (ONE.format(category="record", years=0, counted_from="birth"), 3, "from 1 to 100"),
        (ONE.format(category="record", years=5, counted_from="noon"), 4, "must be one of birth"),
        (ONE.format(category="record", years=5, counted_from="closed"), 4, "must be closed for"),
        (ONE.format(category="request", years=5, counted_from="birth"), 4, "must be closed for"),
        (2 * ONE.format(category="record", years=5, counted_from="birth"), 12, "birth twice"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_line(
    tiny: Path, text: str, line: int, reason: str
) -> None:
    path = tiny / "retention.toml"
    path.write_text(text.lstrip("\n"), encoding="utf-8")
    (problem, *_) = check_profile(tiny)
    assert (problem.file, problem.line) == (str(path), line)
    assert reason in problem.reason
