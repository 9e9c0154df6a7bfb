"""The bench runs on a handful of cases; its figures are for a quiet machine."""

import importlib.util
import json
import random
import sys
from pathlib import Path

import pytest

from wayforward.statute.case import case_clock

PATH = Path(__file__).resolve().parents[2] / "benchmarks" / "statute.py"


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench_statute", PATH)
    module = importlib.util.module_from_spec(spec)

    sys.modules["bench_statute"] = module
    spec.loader.exec_module(module)
    return module


def test_the_figures_are_printed(bench, capsys):
    assert bench.main(["--cases", "20", "60", "--rounds", "20"]) in (0, 1)
    out = capsys.readouterr().out
    assert "       20 cases" in out
    assert "       60 cases" in out
    assert "one case after one new fact" in out


def test_the_figures_as_data(bench, capsys):
    assert bench.main(["--cases", "20", "--rounds", "20", "--json"]) in (0, 1)
    data = json.loads(capsys.readouterr().out)
    assert data["sizes"][0]["cases"] == 20
    assert data["sizes"][0]["duties"] > 100
    assert data["growth_a_case"] == 1.0


def test_made_up_cases_are_the_same_each_time_and_make_sense(bench):
    one, other = (bench.made_up_case(random.Random(3)) for _ in range(2))
    assert one == other
    luck = random.Random(5)
    for _ in range(200):
        assert case_clock(bench.made_up_case(luck)).problems == ()


def test_cases_are_made_in_batches(bench, monkeypatch):
    monkeypatch.setattr(bench, "BATCH", 5)
    assert [len(batch) for batch in bench.batches(12, 1)] == [5, 5, 2]
