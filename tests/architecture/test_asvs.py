"""The table of security requirements: every number is there, and every test that it names exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/reference/asvs.md").read_text(encoding="utf-8")
# The requirements of levels 1 and 2 of ASVS 5.0.0: chapter.section to their numbers.
LEVEL_TWO = {
    "1.1": [1, 2],
    "1.2": range(1, 10),
    "1.3": range(1, 12),
    "1.4": [1, 2, 3],
    "1.5": [1, 2],
    "2.1": [1, 2, 3],
    "2.2": [1, 2, 3],
    "2.3": [1, 2, 3, 4],
    "2.4": [1],
    "3.2": [1, 2],
    "3.3": range(1, 5),
    "3.4": range(1, 7),
    "3.5": range(1, 6),
    "3.7": [1, 2],
    "4.1": [1, 2, 3],
    "4.2": [1],
    "4.3": [1, 2],
    "4.4": range(1, 5),
    "5.1": [1],
    "5.2": [1, 2, 3],
    "5.3": [1, 2],
    "5.4": [1, 2, 3],
    "6.1": [1, 2, 3],
    "6.2": range(1, 13),
    "6.3": range(1, 5),
    "6.4": range(1, 5),
    "6.5": range(1, 6),
    "6.6": [1, 2, 3],
    "6.8": range(1, 5),
    "7.1": [1, 2, 3],
    "7.2": range(1, 5),
    "7.3": [1, 2],
    "7.4": range(1, 6),
    "7.5": [1, 2],
    "7.6": [1, 2],
    "8.1": [1, 2],
    "8.2": [1, 2, 3],
    "8.3": [1],
    "8.4": [1],
    "9.1": [1, 2, 3],
    "9.2": range(1, 5),
    "10.1": [1, 2],
    "10.2": [1, 2],
    "10.3": range(1, 5),
    "10.4": range(1, 12),
    "10.5": range(1, 6),
    "10.6": [1, 2],
    "10.7": [1, 2, 3],
    "11.1": [1, 2],
    "11.2": [1, 2, 3],
    "11.3": [1, 2, 3],
    "11.4": range(1, 5),
    "11.5": [1],
    "11.6": [1],
    "12.1": [1, 2, 3],
    "12.2": [1, 2],
    "12.3": range(1, 5),
    "13.1": [1],
    "13.2": range(1, 6),
    "13.3": [1, 2],
    "13.4": range(1, 6),
    "14.1": [1, 2],
    "14.2": range(1, 5),
    "14.3": [1, 2, 3],
    "15.1": [1, 2, 3],
    "15.2": [1, 2, 3],
    "15.3": range(1, 8),
    "16.1": [1],
    "16.2": range(1, 6),
    "16.3": range(1, 5),
    "16.4": [1, 2, 3],
    "16.5": [1, 2, 3],
    "17.1": [1],
    "17.2": range(1, 5),
    "17.3": [1, 2],
}
ROWS = re.findall(r"^\| ([0-9., ]+) \|(.*)\|$", TABLE, re.MULTILINE)


def test_every_requirement_is_in_the_table_once():
    wanted = [f"{section}.{n}" for section, numbers in LEVEL_TWO.items() for n in numbers]
    listed = [number for numbers, _ in ROWS for number in numbers.split(", ")]
    assert len(wanted) == 253
    assert sorted(listed) == sorted(wanted)


def test_every_test_that_is_named_exists():
    named = re.findall(r"`(tests/[^`]+)`", TABLE)
    assert len(named) > 100
    for name in named:
        path, _, function = name.partition("::")
        assert (ROOT / path).exists(), name
        if function:
            assert f"def {function}(" in (ROOT / path).read_text(encoding="utf-8"), name


def test_what_is_met_names_a_test_or_says_how():
    for numbers, rest in ROWS:
        cells = [cell.strip() for cell in rest.split("|")]
        if len(cells) == 3:
            assert cells[1] in {"Yes", "Partly", "No", "Deployment"}, numbers
        assert len(cells[-1]) >= 4, numbers


def test_the_sum_at_the_top_is_right():
    said = [int(number) for number in re.findall(r"\d+", TABLE.partition("Of 253")[2][:160])]
    met = [rest.split("|")[1].strip() for _, rest in ROWS if rest.count("|") == 2]
    counted = [met.count(word) for word in ("Yes", "Partly", "No", "Deployment")]
    assert said[:5] == [*counted, 253 - sum(counted)]
