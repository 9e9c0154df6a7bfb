"""The command line: one answer, or status 2 and one line that says what is wrong."""

import io
import json
import os
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from wayforward.statute.cli import main

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 23)


@pytest.fixture
def ask(capsys):
    def run(*argv):
        code = main(argv, today=TODAY)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_due_prints_one_json_object(ask):
    code, out, err = ask("due", "EHC_FINAL", "clock_start=2026-01-05")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert (data["rule"], data["due_on"], data["act_by"]) == (
        "EHC_FINAL",
        "2026-05-25",
        "2026-05-22",
    )
    assert data["basis"] == "w"
    assert data["grade"] == "P"
    assert "13(2)" in data["citation"]
    assert data["explanation"].startswith("Twenty weeks from Monday 5 January 2026")


def test_due_takes_a_year_and_several_days(ask):
    assert (
        json.loads(ask("due", "PHASE_GENERAL", "transfer_year=2027")[1])["due_on"] == "2027-02-14"
    )
    data = json.loads(
        ask("due", "APPEAL", "notice_sent_on=2026-10-01", "certificate_on=2026-11-29")[1]
    )
    assert data["due_on"] == "2027-01-04"


def test_due_can_be_answered_by_the_law_of_another_day(ask):
    question = ("due", "UNOPPOSED_CONTENTS", "notified_tribunal_on=2026-09-08")
    assert json.loads(ask(*question)[1])["due_on"] == "2026-10-13"
    assert json.loads(ask(*question, "--on", "2015-01-01")[1])["due_on"] == "2026-10-06"


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        ((), "the following arguments are required: command"),
        (("nope",), "argument command: invalid choice: 'nope' (choose from "),
        (("due",), "the following arguments are required: RULE_ID"),
        (("due", "NOPE", "x=1"), "no rule is called 'NOPE' in law-from-2024-09-01"),
        (("due", "EHC_FINAL"), "EHC_FINAL needs clock_start=YYYY-MM-DD"),
        (
            ("due", "EHC_FINAL", "clock_start"),
            "'clock_start' is not written as anchor=YYYY-MM-DD",
        ),
        (
            ("due", "EHC_FINAL", "clock_start=31/02/2026"),
            "clock_start: '31/02/2026' is not a date like 2026-03-27",
        ),
        (
            ("due", "EHC_FINAL", "clock_start=2026-02-31"),
            "clock_start: 2026-02-31 is not a day in the calendar",
        ),
        (
            ("due", "EHC_FINAL", "clock_start=0026-01-05"),
            "clock_start: the year 0026 is not between 1900 and 2199",
        ),
        (
            ("due", "EHC_FINAL", "clock_start=2026-01-05", "clock_start=2026-01-06"),
            "clock_start is given twice",
        ),
        (
            ("due", "EHC_FINAL", "law=2026-01-05"),
            "EHC_FINAL does not know 'law'; it is asked with clock_start",
        ),
        (
            ("due", "PHASE_GENERAL", "transfer_year=soon"),
            "transfer_year: 'soon' is not a year like 2027",
        ),
        (
            ("due", "COMPULSORY_SCHOOL_AGE_ENDS", "born_on=2026-11-24"),
            "born_on: 2026-11-24 is in the future",
        ),
        (("due", "EHC_FINAL", "clock_start=2026-01-05", "--on", "x"), "--on: 'x' is not a date"),
        (
            ("due", "EHC_FINAL", "clock_start=2026-01-05", "--on", "2014-08-31"),
            "2014-08-31 is before this law began, on 1 September 2014",
        ),
        (
            ("due", "EHC_FINAL", "clock_start=2013-01-05"),
            "EHC_FINAL began on Monday 1 September 2014, and clock_start=2013-01-05 is before that",
        ),
        (
            ("due", "REC_RESPONSE", "recommendation_on=2018-04-02"),
            "REC_RESPONSE began on Tuesday 3 April 2018, and recommendation_on=2018-04-02 is before",
        ),
        (
            ("due", "REC_RESPONSE", "recommendation_on=2018-04-02", "--on", "2018-04-02"),
            "REC_RESPONSE began on Tuesday 3 April 2018, after law-from-2015-04-01",
        ),
        (
            ("explain", "REC_RESPONSE", "--on", "2018-04-02"),
            "REC_RESPONSE began on Tuesday 3 April 2018, after law-from-2015-04-01",
        ),
        (("rules", "--on", "x"), "--on: 'x' is not a date like 2026-03-27"),
        (("rules", "--nope"), "unrecognized arguments: --nope"),
        (("explain",), "the following arguments are required: RULE_ID"),
        (("explain", "NOPE"), "no rule is called 'NOPE' in law-from-2024-09-01"),
        (("explain", "ISP_REVIEW"), "no rule is called 'ISP_REVIEW' in law-from-2024-09-01"),
        (("case",), "name a case file, or ask for --schema or --example"),
        (("case", "/no/such/file.json"), "/no/such/file.json: No such file or directory"),
        (("case", "/"), "/: Is a directory"),
        (("case", "\0"), "'\\x00' cannot be a file name"),
        (("stages", "--check", "/no/such"), "/no/such: No such file or directory"),
    ],
)
def test_wrong_input_ends_with_2_and_one_line(ask, argv, message):
    code, out, err = ask(*argv)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert err.endswith("\n")


def test_the_law_of_a_day_that_was_chosen_answers_whatever_the_days(ask):
    _, out, _ = ask("due", "EHC_FINAL", "clock_start=2013-01-05", "--on", "2026-01-05")
    assert json.loads(out)["due_on"] == "2013-05-25"


def test_a_birth_before_the_law_is_answered(ask):
    assert ask("due", "COMPULSORY_SCHOOL_AGE_ENDS", "born_on=1999-01-10")[0] == 0


def test_a_birth_today_is_answered(ask):
    assert ask("due", "COMPULSORY_SCHOOL_AGE_ENDS", "born_on=2026-11-23")[0] == 0


def test_rules_lists_every_rule_with_its_grade(ask):
    code, out, _ = ask("rules")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "In force now, since the SENCO qualification changed (law-from-2024-09-01)"
    assert len(lines) == 2 + 97
    assert lines[2] == (
        "EHCNA_DECISION               P  Tell the family whether we will assess: within six weeks "
        "of the day the request arrived"
    )
    assert lines[-2].startswith("SUBJECT_ACCESS               M  ")
    assert lines[-1].startswith("SUBJECT_ACCESS_LONGER        M  ")
    assert lines[-1].endswith("[not verified]")
    assert out.count("[not verified]") == 2


def test_rules_of_another_day_and_of_the_draft(ask):
    assert "As relaxed for coronavirus" in ask("rules", "--on", "2020-06-01")[1]
    draft = ask("rules", "--draft")[1]
    assert draft.startswith("Proposals of February 2026: not law (draft-reform-2026)")
    assert "ISP_REVIEW" in draft
    assert "ISP_REVIEW" not in ask("rules")[1]


def test_rules_as_data(ask):
    rules = json.loads(ask("rules", "--json")[1])
    assert len(rules) == 97
    assert rules[0] == {
        "rule": "EHCNA_DECISION",
        "section": "Request",
        "duty": "Tell the family whether we will assess",
        "kind": "duty",
        "by": "the authority",
        "limit": "within six weeks of the day the request arrived",
        "limits": [
            {
                "anchor": "clock_start",
                "n": 6,
                "basis": "w",
                "unit": "week",
                "leaves_out_tribunal_breaks": False,
                "optional": False,
                "then": False,
            }
        ],
        "anchors": [
            {"name": "clock_start", "is": "the day the request arrived", "optional": False}
        ],
        "basis": "w",
        "plain": rules[0]["plain"],
        "told": rules[0]["told"],
        "excused_by": rules[0]["excused_by"],
        "citation": "SEND Regulations 2014 (SI 2014/1530), reg 5(1), (4)",
        "source": "https://www.legislation.gov.uk/uksi/2014/1530/regulation/5",
        "grade": "P",
        "evidence": "read in the law itself",
        "note": "",
        "is_draft": False,
        "in_force_from": "2020-09-26",
        "in_force_to": None,
        "corrected_because": "",
    }
    assert list(rules[0]["excused_by"]) == ["E1", "E2", "E3", "E4"]


@pytest.mark.parametrize(
    ("rule_id", "limits"),
    [
        ("DRAFT_LATEST", [("clock_start", 20, "w", "week"), ("clock_start", 15, "d", "day")]),
        ("APPEAL", [("notice_sent_on", 2, "m", "month"), ("certificate_on", 1, "m", "month")]),
        ("LA_RESPONSE", [("appeal_sent_on", 30, "wd", "working day")]),
        ("PHASE_GENERAL", [("transfer_year", 15, "before", "day of February")]),
        (
            "PLAN_25_OTHER",
            [
                ("born_on", None, "calendar", "the day before the 26th birthday"),
                ("course_ends_on", 0, "d+", "day"),
            ],
        ),
    ],
)
def test_each_limit_is_given_as_data(ask, rule_id, limits):
    rule = json.loads(ask("explain", rule_id, "--json")[1])
    found = rule["limits"]
    assert [(x["anchor"], x["n"], x["basis"], x["unit"]) for x in found] == limits
    assert [x["then"] for x in found] == [False, rule_id == "DRAFT_LATEST"][: len(found)]
    assert found[0]["leaves_out_tribunal_breaks"] is (rule_id == "LA_RESPONSE")
    assert found[-1]["optional"] is (rule_id in ("APPEAL", "PLAN_25_OTHER"))


def test_a_proposal_is_never_called_in_force(ask):
    draft = json.loads(ask("explain", "ISP_REVIEW", "--draft", "--json")[1])
    assert (draft["is_draft"], draft["in_force_from"]) == (True, None)
    page = ask("explain", "ISP_REVIEW", "--draft")[1]
    assert "In force: never; it is only proposed" in page
    assert "2014" not in page


def test_explain_says_which_anchors_are_optional(ask):
    assert "Asked with: notice_sent_on, certificate_on (optional)" in ask("explain", "APPEAL")[1]


def test_explain_prints_the_law_in_plain_words(ask):
    code, out, _ = ask("explain", "REVIEW_NOTICE")
    assert code == 0
    assert out.splitlines() == [
        "REVIEW_NOTICE: Invite everyone to the review meeting",
        "",
        "Everyone invited must have at least two weeks' notice of the review meeting.",
        "",
        "Limit: at least fourteen days before the day of the review meeting",
        "Who must: the authority",
        (
            "Who is told: the child's parent or the young person; the head teacher, principal or "
            "early years provider; the authority's social care officers; the health commissioner "
            "(integrated care board)"
        ),
        "Asked with: meeting_on",
        "Law: SEND Regulations 2014 (SI 2014/1530), reg 20(3), 21(3)",
        "Read it at: https://www.legislation.gov.uk/uksi/2014/1530/regulation/20",
        "Evidence: P: read in the law itself",
        "This version in force from: Monday 1 September 2014",
        'Note: "At least" may mean clear days (not verified): the day before is safe.',
    ]


def test_explain_names_what_may_excuse_and_until_when_it_was_law(ask):
    out = ask("explain", "EHC_FINAL", "--on", "2020-06-01")[1]
    assert "This version in force from: Friday 1 May 2020 to Friday 25 September 2020" in out
    assert "CV a reason relating to the incidence or transmission of coronavirus" in out
    assert json.loads(ask("explain", "EHC_FINAL", "--json")[1])["rule"] == "EHC_FINAL"
    assert "Evidence: M: not verified" in ask("explain", "SUBJECT_ACCESS")[1]


class TestCase:
    @pytest.fixture
    def file(self, ask, tmp_path):
        path = tmp_path / "case.json"
        path.write_text(ask("case", "--example")[1], encoding="utf-8")
        return str(path)

    def test_a_case_is_a_table(self, ask, file):
        code, out, err = ask("case", file)
        assert (code, err) == (0, "")
        assert out.splitlines()[0].endswith("How it stands on 2026-11-23")
        assert len(out.splitlines()) == 29

    def test_a_case_on_another_day_as_data(self, ask, file):
        data = json.loads(ask("case", file, "--json", "--on", "2026-02-11")[1])
        assert data["on"] == "2026-02-11"
        assert data["duties"][0]["status"] == "Met"
        assert data["duties"][-1]["rule"] == "COMPULSORY_SCHOOL_AGE_ENDS"

    def test_a_case_of_no_facts_says_that_nothing_is_due(self, ask, tmp_path):
        path = tmp_path / "empty.json"
        path.write_text('{"facts": []}', encoding="utf-8")
        code, out, _ = ask("case", str(path), "--on", "2026-07-01")
        assert (code, out) == (0, "Nothing is due by 2026-07-01, from these facts.\n")

    def test_a_case_is_read_from_standard_input(self, ask, file, monkeypatch):
        text = Path(file).read_bytes()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        assert ask("case", "-", "--on", "2026-07-01") == ask("case", file, "--on", "2026-07-01")

    def test_the_schema_is_published(self, ask):
        assert json.loads(ask("case", "--schema")[1])["required"] == ["facts"]

    def test_a_day_that_is_no_day_is_refused(self, ask, file):
        assert ask("case", file, "--on", "2026-02-30")[0] == 2

    def test_a_birth_in_the_future_is_refused(self, ask, tmp_path):
        path = tmp_path / "case.json"
        path.write_text('{"facts": [{"kind": "born", "on": "2026-11-24"}]}', encoding="utf-8")
        assert ask("case", str(path)) == (
            2,
            "",
            "fact 1: born on 2026-11-24 is in the future\n",
        )

    def test_a_file_that_is_not_text_is_refused(self, ask, tmp_path):
        path = tmp_path / "case.json"
        path.write_bytes(b"\xff\xfe{")
        assert ask("case", str(path))[2] == f"{path}: this is not text in UTF-8\n"


def test_stages_are_printed_and_compared(ask, tmp_path):
    code, out, _ = ask("stages")
    path = tmp_path / "stages.md"
    path.write_text(out, encoding="utf-8")
    assert code == 0
    assert ask("stages", "--check", str(path)) == (0, f"{path} is in step\n", "")
    path.write_text(out.replace("received --> considering", ""), encoding="utf-8")
    assert ask("stages", "--check", str(path)) == (
        2,
        "",
        f"{path} is out of step: A request\n",
    )


def test_the_module_asks_what_day_it_is(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["statute", "due", "REPS_END", "draft_served_on=2026-06-10"])
    with pytest.raises(SystemExit) as done:
        runpy.run_module("wayforward.statute", run_name="__main__")
    assert done.value.code == 0
    assert json.loads(capsys.readouterr().out)["due_on"] == "2026-06-24"


def test_the_module_can_be_run():
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "wayforward.statute",
            "due",
            "REPS_END",
            "draft_served_on=2026-06-10",
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["due_on"] == "2026-06-24"


def test_a_reader_that_stops_early_is_no_fault(monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with open(writer, "w", encoding="utf-8") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        assert main(["rules", "--json"], today=TODAY) == 0


def test_help_is_printed(capsys):
    with pytest.raises(SystemExit) as done:
        main(["--help"], today=TODAY)
    assert done.value.code == 0
    assert "by when one thing is due" in capsys.readouterr().out
