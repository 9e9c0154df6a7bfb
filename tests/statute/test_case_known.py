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
            "left out, because later than 2026-01-31: 2 of the facts and exceptions",
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
