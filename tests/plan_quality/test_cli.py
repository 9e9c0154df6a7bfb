"""The checker at the command line: a line in, a line out."""

import io
import json
import os
import runpy
import subprocess
import sys

import pytest

from wayforward.plan_quality.cli import main


@pytest.fixture
def ask(capsys, monkeypatch):
    def run(text, *argv):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        monkeypatch.setattr("sys.stdout.reconfigure", lambda **_: None, raising=False)
        assert main(argv) == 0
        return capsys.readouterr().out.splitlines()

    return run


def test_one_line_in_is_one_object_out(ask):
    lines = ask(b"Support with reading.\n\nRegular breaks.\r\n", "check", "--section", "F")
    assert len(lines) == 3
    first = json.loads(lines[0])["findings"]
    assert set(first[0]) == {"rule", "severity", "start", "end", "reason", "source", "question"}
    assert json.loads(lines[1]) == {"findings": []}
    assert "L02" in [each["rule"] for each in json.loads(lines[2])["findings"]]


def test_a_last_line_without_its_end_and_bytes_that_are_no_text_are_read(ask):
    assert len(ask(b"Support.\n\xff\xfe regular", "check", "--section", "F")) == 2
    assert ask(b"", "check", "--section", "F") == []


def test_the_placement_is_taken(ask):
    def severities(*more):
        (line,) = ask(b"Enhanced phonics.\n", "check", "--section", "F", *more)
        return {e["rule"]: e["severity"] for e in json.loads(line)["findings"]}

    assert severities()["L05"] == "medium"
    assert severities("--placement", "special")["L05"] == "low"


def test_every_rule_is_listed_with_its_source(ask):
    text = "\n".join(ask(b"", "rules"))
    assert "L01  high " in text
    assert "Redbridge v HO [2020] UKUT 323 (AAC)" in text


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("check",),
        ("check", "--section", "Z"),
        ("check", "--section", "F", "more"),
        ("nothing",),
    ],
)
def test_misuse_ends_with_2(argv, capsys):
    with pytest.raises(SystemExit) as left:
        main(argv)
    assert left.value.code == 2
    assert capsys.readouterr().err


def test_each_answer_is_written_before_the_next_line_is_read():
    with subprocess.Popen(
        [sys.executable, "-m", "wayforward.plan_quality", "check", "--section", "F"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        for clause in ("Support.", "“Größe” 😀 regular breaks."):
            asked.stdin.write(f"{clause}\n".encode())
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["findings"]
        asked.stdin.close()
    assert asked.returncode == 0


def test_a_reader_that_stops_early_is_no_fault(monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    stopped = os.fdopen(writer, "w")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Support.\n")))
    monkeypatch.setattr("sys.stdout", stopped)
    assert main(("check", "--section", "F")) == 0
    stopped.close()


def test_the_module_can_be_run(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["wayforward.plan_quality", "rules"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("wayforward.plan_quality", run_name="__main__")
    assert left.value.code == 0
    assert "L01" in capsys.readouterr().out
