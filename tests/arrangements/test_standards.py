"""The standards of a profile: read into values, and refused with file, line, key and reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from wayforward.arrangements.loading import check_profile, load_profile
from wayforward.arrangements.standards import AREAS, KINDS, PHASES, TIERS

BLOCK = """[standards]
title = "Standards"
introduction = "What we do."
source = "Invented for tests"
as_of = 2026-01-05

"""
ONE = """[[standards.standard]]
code = "{code}"
area = "{area}"
phases = ["primary"]
tier = "universal"
kind = "teaching"
statement = "{statement}"
why = "It helps."
example = "On Monday."
evidence = "Photographs."
"""


def write(tiny: Path, *standards: str) -> None:
    (tiny / "standards.toml").write_text(BLOCK + "\n".join(standards), encoding="utf-8")


def one(code: str = "calm", area: str = "wellbeing", statement: str = "It is calm.") -> str:
    return ONE.format(code=code, area=area, statement=statement)


def said(tiny: Path) -> list[tuple[int, str, str]]:
    return [
        (each.line, each.key, each.reason)
        for each in check_profile(tiny)
        if each.file.endswith("standards.toml")
    ]


def test_a_profile_may_have_none(tiny: Path) -> None:
    assert load_profile(tiny).standards is None


def test_standards_are_read(tiny: Path) -> None:
    write(tiny, one(), one("quiet", statement="It is quiet."))
    block = load_profile(tiny).standards
    assert block is not None
    assert [each.code for each in block.standard] == ["calm", "quiet"]
    assert block.called("quiet") == block.standard[1]
    assert block.called("nothing") is None
    assert block.of_phases(frozenset({"primary"})) == block.standard
    assert block.of_phases(frozenset({"post_16"})) == ()


@pytest.mark.parametrize(
    ("standards", "expected"),
    [
        (
            [one(area="weather")],
            [
                (
                    9,
                    "standards.standard[1].area",
                    "must be one of communication, learning, wellbeing, physical, not 'weather'",
                )
            ],
        ),
        (
            [one(), one(statement="Another.")],
            [(19, "standards.standard[2].code", "'calm' is there twice")],
        ),
        (
            [one(), one("quiet", statement="It is  CALM.")],
            [
                (
                    24,
                    "standards.standard[2].statement",
                    "says the same as calm, to the same phase",
                )
            ],
        ),
        (
            [one().replace('why = "It helps."\n', "")],
            [(7, "standards.standard[1]", "the key why is missing")],
        ),
        (
            [one().replace('["primary"]', "[]")],
            [(10, "standards.standard[1].phases", "must be a list with something in it")],
        ),
        (
            [one().replace('["primary"]', '["primary", "nursery"]')],
            [
                (
                    10,
                    "standards.standard[1].phases[2]",
                    "must be one of early_years, primary, secondary, post_16, not 'nursery'",
                )
            ],
        ),
        (
            [one().replace('"It helps."', '" "')],
            [
                (
                    14,
                    "standards.standard[1].why",
                    "is empty: leave the key out if there is nothing to say",
                )
            ],
        ),
    ],
)
def test_a_wrong_one_is_refused_with_its_line(
    tiny: Path, standards: list[str], expected: list[tuple[int, str, str]]
) -> None:
    write(tiny, *standards)
    assert said(tiny) == expected


def test_the_bundled_standards_cover_every_area_tier_phase_and_kind() -> None:
    block = load_profile("milton_keynes").standards
    assert block is not None
    assert len(block.standard) >= 60
    cells = Counter((each.area, each.tier) for each in block.standard)
    assert all(cells[area, tier] >= 3 for area in AREAS for tier in TIERS)
    for area in AREAS:
        own = [each for each in block.standard if each.area == area]
        assert {phase for each in own for phase in each.phases} == set(PHASES)
        for phase in PHASES:
            assert {each.tier for each in own if phase in each.phases} == set(TIERS)
    assert {each.kind for each in block.standard} == set(KINDS)
    assert all(len(each.statement.split()) <= 34 for each in block.standard)
