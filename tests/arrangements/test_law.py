"""What an authority makes stricter than the law: taken with its reason, or refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wayforward.arrangements.law import law_with
from wayforward.arrangements.loading import check_profile, load_profile
from wayforward.statute import CURRENT, due

WRITTEN = """
[[law_corrections]]
rule = "EHCNA_DECISION"
n = 5
because = "We promise families an answer in five weeks."
source = "Invented for tests"
as_of = 2026-01-05
"""
COUNTED = """
[law]
count_receipt_day_as_day_one = true
source = "Invented for tests"
as_of = 2026-01-05
"""


@pytest.fixture
def write(tiny: Path) -> Callable[[str], Path]:
    """Return a function that adds a file to the invented profile and returns its path."""

    def add(text: str) -> Path:
        path = tiny / "law.toml"
        path.write_text(text.lstrip("\n"), encoding="utf-8")
        return path

    return add


def test_a_profile_without_corrections_works_to_the_law_itself(tiny: Path) -> None:
    assert load_profile(tiny).law_in_force.rules == CURRENT.rules


def test_a_stricter_limit_answers_with_its_reason(tiny: Path, write: Callable[[str], Path]) -> None:
    write(WRITTEN)
    assert check_profile(tiny) == []
    law = load_profile(tiny).law_in_force
    answer = due("EHCNA_DECISION", current=law, clock_start=date(2026, 1, 5))
    assert answer.due_on == date(2026, 2, 9)
    assert answer.explanation.endswith(
        "Set by the authority: We promise families an answer in five weeks."
    )
    assert law.rule("EHC_FINAL") is CURRENT.rule("EHC_FINAL")


def test_the_day_of_receipt_can_be_counted(tiny: Path, write: Callable[[str], Path]) -> None:
    write(COUNTED)
    law = load_profile(tiny).law_in_force
    assert due("EHC_FINAL", current=law, clock_start=date(2026, 1, 5)).due_on == date(2026, 5, 24)
    write(COUNTED.replace("true", "false"))
    assert load_profile(tiny).law_in_force.rules == CURRENT.rules


def test_both_are_taken_together_with_both_reasons(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    write(WRITTEN + COUNTED)
    law = load_profile(tiny).law_in_force
    answer = due("EHCNA_DECISION", current=law, clock_start=date(2026, 1, 5))
    assert answer.due_on == date(2026, 2, 8)
    assert law.rule("EHCNA_DECISION").corrected_because == (
        "The day of receipt is counted as day one. We promise families an answer in five weeks."
    )


def test_two_limits_of_one_rule_and_another_way_of_counting(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    one = WRITTEN.replace("EHCNA_DECISION", "AMEND_FINAL").replace("n = 5", 'n = 50\nbasis = "d+"')
    other = WRITTEN.replace("EHCNA_DECISION", "AMEND_FINAL").replace(
        "n = 5", 'n = 11\nanchor = "meeting_on"'
    )
    write(one + other)
    first, second = load_profile(tiny).law_in_force.rule("AMEND_FINAL").periods
    assert (first.counts[0].n, first.counts[0].basis) == (50, "d+")
    assert second.counts[0].n == 11


def test_a_rule_that_is_not_verified_may_be_put_right_either_way(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    write(WRITTEN.replace("EHCNA_DECISION", "SUBJECT_ACCESS"))
    assert load_profile(tiny).law_in_force.rule("SUBJECT_ACCESS").periods[0].counts[0].n == 5


REFUSED = {
    "unknown rule": ("EHCNA_DECISION", "EHCNA_DECIDE", "rule", "no rule is called 'EHCNA_DECIDE'"),
    "looser": ("n = 5", "n = 7", "n", "EHCNA_DECISION: the correction is looser than the law"),
    "looser by its basis": (
        "n = 5",
        'n = 6\nbasis = "m"',
        "n",
        "EHCNA_DECISION: the correction is looser than the law",
    ),
    "no other limit": ("n = 5", "n = 6", "n", "EHCNA_DECISION: this is the limit already"),
    "out of reach": ("n = 5", "n = 401", "n", "must be a whole number from 0 to 400, not 401"),
    "no reason": (
        'because = "We promise families an answer in five weeks."',
        "",
        "",
        "the key because is missing",
    ),
    "empty reason": (
        "We promise families an answer in five weeks.",
        " ",
        "because",
        "is empty: leave the key out",
    ),
    "no source": ('source = "Invented for tests"', "", "", "the key source is missing"),
    "unknown basis": ("n = 5", 'n = 5\nbasis = "y"', "basis", "must be one of w, w1, d+"),
    "a day of the calendar": ("n = 5", 'n = 5\nbasis = "before"', "basis", "must be one of"),
    "basis that does not fit": (
        "n = 5",
        'n = 5\nbasis = "d"',
        "basis",
        "EHCNA_DECISION: 'd' does not fit this limit",
    ),
    "unknown anchor": (
        "n = 5",
        'n = 5\nanchor = "sent_on"',
        "anchor",
        "EHCNA_DECISION does not know 'sent_on'; it is asked with clock_start",
    ),
    "fixed by law": ("EHCNA_DECISION", "APPEAL", "n", "the law fixes this day"),
    "the family's time": ("EHCNA_DECISION", "REPS_END", "n", "given at least what the law gives"),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_the_law_does_not_allow_is_refused_with_its_line(
    case: tuple[str, ...], tiny: Path, write: Callable[[str], Path]
) -> None:
    old, new, key, reason = case
    assert old in WRITTEN
    path = write(WRITTEN.replace(old, new))
    (problem,) = check_profile(tiny)
    assert problem.file == str(path)
    assert problem.key == ".".join(filter(None, ["law_corrections[1]", key]))
    assert reason in problem.reason
    line = path.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.startswith(f"{key} =" if key else "[[law_corrections]]")


def test_one_limit_is_corrected_once(tiny: Path, write: Callable[[str], Path]) -> None:
    path = write(WRITTEN + WRITTEN.replace("n = 5", "n = 4"))
    (problem,) = check_profile(tiny)
    assert (problem.key, problem.reason) == (
        "law_corrections[2].rule",
        "EHCNA_DECISION is corrected twice",
    )
    assert (
        problem.line
        == path.read_text(encoding="utf-8").splitlines().index("[[law_corrections]]", 1) + 2
    )


def test_a_limit_is_the_same_with_and_without_its_anchors_name(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    write(WRITTEN + WRITTEN.replace("n = 5", 'n = 4\nanchor = "clock_start"'))
    (problem,) = check_profile(tiny)
    assert problem.reason == "EHCNA_DECISION is corrected twice"


def test_each_wrong_correction_is_named_and_the_right_ones_stand(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    write(WRITTEN.replace("n = 5", "n = 7") + WRITTEN + WRITTEN.replace("EHCNA_DECISION", "NOPE"))
    assert [each.key for each in check_profile(tiny)] == [
        "law_corrections[1].n",
        "law_corrections[3].rule",
    ]


def test_counting_that_is_not_true_or_false_is_refused(
    tiny: Path, write: Callable[[str], Path]
) -> None:
    write(COUNTED.replace("true", '"yes"') + WRITTEN)
    (problem,) = check_profile(tiny)
    assert (problem.key, problem.reason) == (
        "law.count_receipt_day_as_day_one",
        "must be true or false",
    )


def test_the_same_choices_give_the_same_law() -> None:
    assert law_with(None, ()) is law_with(None, ())
