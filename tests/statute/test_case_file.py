"""A case as a JSON file: read, refused in one line, and shown."""

import json
from datetime import date

import pytest

from wayforward.statute.case import Case, ExceptionFact, Fact, FactKind, case_clock
from wayforward.statute.case.file import example, read_case, schema
from wayforward.statute.case.shown import answer_as_data, answer_as_table
from wayforward.statute.errors import StatuteError
from wayforward.statute.excuses import EXCUSES

TODAY = date(2026, 11, 23)


def test_the_example_is_a_case_without_problems():
    case = read_case(json.dumps(example()), today=TODAY)
    answer = case_clock(case)
    assert answer.problems == ()
    assert len(answer.duties) == 28
    assert [d.excuse.code for d in answer.duties if d.excuse] == ["X3", "E4"]


def test_the_example_lies_wholly_in_the_past_and_a_family_away_comes_back_on_the_last_day():
    held = example()
    assert max(fact["on"] for fact in held["facts"]) < TODAY.isoformat()
    away = held["exceptions"][1]
    assert (away["from_on"], away["to_on"]) == ("2025-04-01", "2025-04-29")  # 28 days
    shorter = dict(away, to_on="2025-04-28")
    found = case_clock(read_case(json.dumps({**held, "exceptions": [shorter]}))).problems
    assert [p.words for p in found] == [
        (
            "E4 does not excuse EHC_FINAL: Away for 27 days running in the period, which is fewer "
            "than 28."
        )
    ]


def test_the_schema_says_what_each_day_of_an_exception_is():
    days = schema()["properties"]["exceptions"]["items"]["properties"]
    assert days["to_on"]["description"] == (
        "The day of return or of re-opening, not the last day away or closed (E1, E2, E4, X2, "
        "O2); the last day of circumstances (E3, X1, O1); the day that was directed or agreed "
        "(TD, WA), as YYYY-MM-DD"
    )
    assert days["from_on"]["description"].startswith("The first day of the closure")
    assert days["asked_on"]["description"].endswith("was asked for advice (E1, E2), as YYYY-MM-DD")


def test_everything_a_file_can_say_is_read():
    text = json.dumps(
        {
            "facts": [
                {
                    "kind": "advice_supplied",
                    "on": "2026-03-25",
                    "cycle": "c",
                    "about": "a",
                    "id": "i",
                    "corrects": "x",
                }
            ],
            "exceptions": [
                {
                    "code": "E1",
                    "from_on": "2026-07-22",
                    "to_on": "2026-09-03",
                    "asked_on": "2026-07-20",
                    "cycle": "c",
                    "who": "child",
                    "reason": "r",
                    "rule_id": "EHC_FINAL",
                    "about": "a",
                }
            ],
        }
    )
    assert read_case(text) == Case(
        (Fact(FactKind.ADVICE_SUPPLIED, date(2026, 3, 25), "c", "a", "i", "x"),),
        (
            ExceptionFact(
                "E1",
                date(2026, 7, 22),
                cycle="c",
                to_on=date(2026, 9, 3),
                asked_on=date(2026, 7, 20),
                who="child",
                reason="r",
                rule_id="EHC_FINAL",
                about="a",
            ),
        ),
    )


def test_a_case_may_be_empty():
    assert read_case('{"facts": []}') == Case(())


def _fact(**changes):
    return {"facts": [{"kind": "request_received", "on": "2026-01-05", **changes}]}


def _exception(**changes):
    return {"facts": [], "exceptions": [{"code": "E4", "from_on": "2026-01-05", **changes}]}


@pytest.mark.parametrize(
    ("held", "message"),
    [
        ([], "the file is not an object"),
        ({}, "the file: 'facts' is missing"),
        ({"facts": [], "x": 1}, "the file: 'x' is not known; use facts, exceptions"),
        ({"facts": {}}, "'facts' is not a list"),
        ({"facts": [], "exceptions": 3}, "'exceptions' is not a list"),
        ({"facts": ["x"]}, "fact 1 is not an object"),
        ({"facts": [{"on": "2026-01-05"}]}, "fact 1: 'kind' is missing"),
        ({"facts": [{"kind": "born"}]}, "fact 1: 'on' is missing"),
        (_fact(kind="nope"), "fact 1: 'nope' is not a kind of fact"),
        (_fact(kind=7), "fact 1: 'kind' is not a text of at most 200 characters"),
        (_fact(about="x" * 201), "fact 1: 'about' is not a text of at most 200 characters"),
        (
            _fact(on="31/02/2026"),
            "fact 1, request_received: '31/02/2026' is not a date like 2026-03-27",
        ),
        (_fact(on=None), "fact 1, request_received: None is not a date like 2026-03-27"),
        (
            _fact(on="0026-01-05"),
            "fact 1, request_received: the year 0026 is not between 1900 and 2199",
        ),
        (
            _fact(when="x"),
            "fact 1: 'when' is not known; use kind, on, cycle, about, id, corrects",
        ),
        (_fact(kind="born", on="2026-11-24"), "fact 1: born on 2026-11-24 is in the future"),
        (
            _exception(rule_id="NOPE"),
            "no rule is called 'NOPE' in law-from-2024-09-01",
        ),
        (_exception(code="E9"), "exception 1: 'E9' is not a kind of exception"),
        (
            _exception(to_on="soon"),
            "exception 1, to_on: 'soon' is not a date like 2026-03-27",
        ),
        (_exception(who=1), "exception 1: 'who' is not a text of at most 200 characters"),
        ({"facts": [], "exceptions": [{"code": "E4"}]}, "exception 1: 'from_on' is missing"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(held, message):
    with pytest.raises(StatuteError) as refused:
        read_case(json.dumps(held), today=TODAY)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "this is not JSON: "),
        ("", "this is not JSON: "),
        ("[" * 100_000, "this is not JSON: it is nested too deeply"),
    ],
)
def test_what_is_not_json_is_refused(text, message):
    with pytest.raises(StatuteError) as refused:
        read_case(text)
    assert str(refused.value).startswith(message)
    assert "\n" not in str(refused.value)


def test_a_birth_today_is_not_in_the_future_and_without_a_day_nothing_is():
    assert read_case(json.dumps(_fact(kind="born", on="2026-11-23")), today=TODAY).facts
    assert read_case(json.dumps(_fact(kind="born", on="2090-01-01"))).facts


def test_the_schema_knows_every_fact_and_every_exception():
    held = json.loads(json.dumps(schema()))
    fact, exception = (
        held["properties"][name]["items"]["properties"] for name in ("facts", "exceptions")
    )
    assert {one["const"] for one in fact["kind"]["oneOf"]} == {kind.value for kind in FactKind}
    assert {one["const"] for one in exception["code"]["oneOf"]} == set(EXCUSES)
    assert set(example()["facts"][0]) <= set(fact)
    assert set(example()["exceptions"][0]) <= set(exception)


def test_an_answer_as_data_has_its_status_and_its_reason():
    answer = case_clock(read_case(json.dumps(example())))
    data = answer_as_data(answer, date(2025, 4, 2))
    assert json.loads(json.dumps(data)) == data
    assert data["on"] == "2025-04-02"
    health = next(d for d in data["duties"] if d["about"] == "health")
    assert health["rule"] == "ADVICE_DUE"
    assert health["status"] == "Late, excused"
    assert health["days"] == 6
    assert health["met_on"] == "2025-04-09"
    assert health["excuse"] == {
        "code": "X3",
        "words": "an appointment for an examination or test was missed",
        "since": "2025-03-18",
        "until": None,
    }
    first = data["duties"][0]
    assert (first["status_words"], first["excuse"]) == ("Met on Tuesday 11 February 2025", None)
    not_needed = next(d for d in data["duties"] if d["rule"] == "EHC_NO_PLAN")
    assert (not_needed["met_on"], not_needed["ended_on"]) == (None, "2025-01-06")


def test_problems_are_shown_as_data_and_in_the_table():
    answer = case_clock(Case.of([Fact(FactKind.FINAL_SENT, date(2026, 5, 22), "c")]))
    words = "the final plan was sent (22 May 2026), but nothing says that the draft was served"
    data = answer_as_data(answer, date(2026, 6, 1))
    assert data["problems"] == [{"kind": "missing_step", "cycle": "c", "words": words}]
    table = answer_as_table(answer, date(2026, 6, 1))
    assert table.endswith(f"\nTo look at:\n- missing_step: {words}")


def test_a_table_has_one_line_for_each_duty():
    answer = case_clock(
        Case.of(
            [
                Fact(FactKind.REQUEST_RECEIVED, date(2026, 1, 5)),
                Fact(FactKind.ADVICE_REQUEST_RECEIVED, date(2026, 1, 6), about="health"),
            ]
        )
    )
    assert answer_as_table(answer, date(2026, 2, 20)).splitlines() == [
        "Last day    Act by      Rule                        How it stands on 2026-02-20",
        "2026-02-16  2026-02-16  EHCNA_DECISION              Late by 4 days",
        "2026-02-17  2026-02-17  ADVICE_DUE                  Late by 3 days [health]",
        "2026-04-27  2026-04-27  EHC_NO_PLAN                 On track: 66 days left",
        "2026-05-10  2026-05-08  DRAFT_LATEST                On track: 79 days left",
        "2026-05-25  2026-05-22  EHC_FINAL                   On track: 94 days left",
    ]
