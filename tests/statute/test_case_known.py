"""How a case stood on a past day is told from what was known then."""

import json
from datetime import date

from wayforward.statute import State
from wayforward.statute.case import Case, ExceptionFact, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.cli import main

REQUEST = Fact(K.REQUEST_RECEIVED, date(2026, 1, 5))
REFUSED = Fact(K.ASSESSMENT_REFUSED, date(2026, 2, 10))
HEARING = Fact(K.HEARING, date(2026, 9, 1))
AWAY = ExceptionFact("E4", date(2026, 2, 1), to_on=date(2026, 3, 10))


def final(on):
    found = case_clock(Case.of([REQUEST, REFUSED, HEARING], [AWAY]), on=on)
    (duty,) = [d for d in found.duties if d.rule_id == "EHC_FINAL"]
    return found, duty


def test_a_later_decision_does_not_change_an_earlier_day():
    found, duty = final(date(2026, 1, 31))
    assert duty.status(date(2026, 1, 31)).state is State.ON_TRACK
    assert duty.excuse is None
    assert [(p.kind.value, p.words) for p in found.problems] == [
        (
            "later_left_out",
            "left out, because later than 31 January 2026: 2 of the facts and exceptions",
        )
    ]
    assert "TRIBUNAL_BUNDLE" in [d.rule_id for d in found.duties]
    found, duty = final(date(2026, 2, 10))
    assert duty.status(date(2026, 2, 10)).state is State.NOT_NEEDED
    assert found.problems == ()
    assert duty.excuse is not None


def test_the_command_line_asks_so(tmp_path, capsys):
    file = tmp_path / "case.json"
    text = json.dumps(
        {"facts": [{"kind": f.kind, "on": f.on.isoformat()} for f in (REQUEST, REFUSED)]}
    )
    file.write_text(text, encoding="utf-8-sig")
    assert main(["case", str(file), "--on", "2026-01-31"], today=date(2026, 11, 23)) == 0
    said = capsys.readouterr().out
    assert "later_left_out" in said
    assert "Not needed" not in said


def rules_of(*facts):
    return {d.rule_id: d for d in case_clock(Case.of(facts)).duties}


def test_a_plan_says_from_which_day_it_must_be_kept():
    for kind in (K.FINAL_SENT, K.AMENDED_FINAL_SENT, K.REASSESSED_PLAN_SENT):
        found = rules_of(Fact(kind, date(2026, 5, 22)))
        for rule_id in ("PROVISION_START", "ADMIT"):
            assert found[rule_id].due.due_on == date(2026, 5, 22)
            assert found[rule_id].status(date(2026, 6, 1)).state is State.IN_FORCE


def test_a_move_of_which_only_the_day_is_known():
    moved = Fact(K.MOVED, date(2026, 10, 12))
    found = rules_of(moved)
    assert found["MOVE_TRANSFER"].due.due_on == date(2026, 10, 30)
    assert "the day the family moved" in found["MOVE_TRANSFER"].due.explanation
    known = rules_of(moved, Fact(K.MOVE_KNOWN, date(2026, 9, 1)))
    assert known["MOVE_TRANSFER"].due.due_on == date(2026, 10, 12)


def test_a_health_commissioner_that_changes_with_a_move():
    change = Fact(K.HEALTH_CHANGE_KNOWN, date(2026, 9, 1))
    told = Fact(K.NEW_HEALTH_TOLD, date(2026, 10, 13))
    assert set(rules_of(change)) == {"ICB_CHANGE"}
    found = rules_of(change, Fact(K.MOVED, date(2026, 10, 12)), told)
    assert "ICB_CHANGE" not in found
    assert found["ICB_MOVE"].due.due_on == date(2026, 10, 12)
    assert found["ICB_MOVE"].status(told.on).state is State.MET_LATE


def test_a_plan_that_goes_on_is_never_late():
    for kind in (K.ORDER_TO_CONTINUE, K.UNOPPOSED_CEASE, K.AGREED_TO_CONTINUE):
        (duty,) = case_clock(Case.of([Fact(kind, date(2026, 5, 1))])).duties
        assert duty.status(date(2026, 9, 1)).state is State.IN_FORCE
