"""A case as a JSON file: its schema, an example, and reading it with one clear line for a fault."""

import json
from collections.abc import Mapping
from datetime import date

from wayforward.statute.case.facts import FACT_WORDS, Case, ExceptionFact, Fact, FactKind
from wayforward.statute.days import read_day
from wayforward.statute.errors import WrongDate, WrongFact
from wayforward.statute.excuses import CONCERNED, EXCUSES
from wayforward.statute.rule_sets import CURRENT

_DAY = {"type": "string", "format": "date", "description": "A day as YYYY-MM-DD"}
_TEXT = {"type": "string", "maxLength": 200}
_FACT_KEYS = ("kind", "on", "cycle", "about", "id", "corrects")
_EXCEPTION_DAYS = {
    "from_on": (
        "The first day of the closure, absence or circumstances; of a direction or an agreement, "
        "the day it was made"
    ),
    "to_on": (
        "The day of return or of re-opening, not the last day away or closed (E1, E2, E4, X2, O2); "
        "the last day of circumstances (E3, X1, O1); the day that was directed or agreed (TD, WA)"
    ),
    "asked_on": "The day on which a closed school or provider was asked for advice (E1, E2)",
}
_EXCEPTION_KEYS = ("code", *_EXCEPTION_DAYS, "cycle", "who", "reason", "rule_id", "about")
_LONGEST = 200
_KINDS = {kind.value for kind in FactKind}


def schema() -> dict[str, object]:
    """Return the JSON Schema of a case file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The dated facts of one case",
        "type": "object",
        "additionalProperties": False,
        "required": ["facts"],
        "properties": {
            "facts": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["kind", "on"],
                    "properties": {
                        "kind": {
                            "oneOf": [
                                {"const": kind.value, "description": f"The day {words}"}
                                for kind, words in FACT_WORDS.items()
                            ]
                        },
                        "on": _DAY,
                        "cycle": {**_TEXT, "description": "Which review, appeal or other round"},
                        "about": {**_TEXT, "description": "Which adviser, school or commissioner"},
                        "id": {**_TEXT, "description": "A name for a correction to use"},
                        "corrects": {**_TEXT, "description": "The id of the fact it replaces"},
                    },
                },
            },
            "exceptions": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["code", "from_on"],
                    "properties": {
                        "code": {
                            "oneOf": [
                                {"const": code, "description": excuse.words}
                                for code, excuse in EXCUSES.items()
                            ]
                        },
                        **{
                            name: {**_DAY, "description": f"{words}, as YYYY-MM-DD"}
                            for name, words in _EXCEPTION_DAYS.items()
                        },
                        "cycle": _TEXT,
                        "who": {"enum": list(CONCERNED)},
                        "reason": {**_TEXT, "description": "Needed for E3, X1, O1, TD and WA"},
                        "rule_id": {**_TEXT, "description": "One limit only; all if left out"},
                        "about": {**_TEXT, "description": "One adviser or school only"},
                    },
                },
            },
        },
    }


def example() -> dict[str, object]:
    """Return a whole case as a file holds it; the child is invented."""
    told: tuple[tuple[str, str, dict[str, str]], ...] = (
        ("born", "2017-05-14", {}),
        ("request_received", "2025-01-06", {}),
        ("assessment_agreed", "2025-02-11", {}),
        ("advice_request_received", "2025-02-12", {"about": "psychology"}),
        ("advice_supplied", "2025-03-26", {"about": "psychology"}),
        ("advice_request_received", "2025-02-13", {"about": "health"}),
        ("advice_supplied", "2025-04-09", {"about": "health"}),
        ("draft_served", "2025-04-28", {"id": "draft"}),
        ("draft_served", "2025-04-29", {"corrects": "draft"}),
        ("school_consulted", "2025-04-29", {"about": "Invented Primary School"}),
        ("school_replied", "2025-05-13", {"about": "Invented Primary School"}),
        ("final_sent", "2025-05-30", {}),
        ("review_invited", "2026-03-02", {"cycle": "review 2026"}),
        ("review_papers_sent", "2026-03-03", {"cycle": "review 2026"}),
        ("review_meeting", "2026-03-19", {"cycle": "review 2026"}),
        ("review_report_sent", "2026-04-01", {"cycle": "review 2026"}),
        ("review_to_amend", "2026-04-14", {"cycle": "review 2026"}),
        ("amendment_notice", "2026-04-14", {"cycle": "review 2026"}),
        ("amended_final_sent", "2026-06-05", {"cycle": "review 2026"}),
    )
    return {
        "facts": [{"kind": kind, "on": on, **more} for kind, on, more in told],
        "exceptions": [
            {"code": "X3", "from_on": "2025-03-18", "rule_id": "ADVICE_DUE", "about": "health"},
            # Away from 1 to 28 April: `to_on` is the day of return.
            {
                "code": "E4",
                "from_on": "2025-04-01",
                "to_on": "2025-04-29",
                "rule_id": "EHC_FINAL",
            },
        ],
    }


def read_case(text: str, *, today: date | None = None) -> Case:
    """Return the case that a JSON text holds.

    :param today: if given, a date of birth after it is refused
    :raises WrongFact: if the text is not JSON of the schema's shape, with one line saying where
    :raises UnknownRule: if an exception names a rule that there is not
    :raises WrongDate: if a day is not a day, with one line saying where
    """
    try:
        held = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once_each)
    except WrongFact:
        raise
    except ValueError as wrong:
        raise WrongFact(f"this is not JSON: {wrong}") from None
    except RecursionError:
        raise WrongFact("this is not JSON: it is nested too deeply") from None
    file = _mapping(held, "the file", ("facts", "exceptions"), ("facts",))
    facts = tuple(_fact(item, f"fact {n}") for n, item in enumerate(_list(file, "facts"), 1))
    exceptions = tuple(
        _exception(item, f"exception {n}") for n, item in enumerate(_list(file, "exceptions"), 1)
    )
    for number, fact in enumerate(facts, 1):
        if fact.kind is FactKind.BORN and today is not None and fact.on > today:
            raise WrongDate(f"fact {number}: born on {fact.on.isoformat()} is in the future")
    return Case(facts, exceptions)


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object of the file, in which no name stands twice."""
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in held if names.count(name) > 1)
        raise WrongFact(f"{twice!r} stands twice in one object")
    return held


def _mapping(
    held: object, where: str, allowed: tuple[str, ...], required: tuple[str, ...]
) -> Mapping[str, object]:
    if not isinstance(held, dict):
        raise WrongFact(f"{where} is not an object")
    unknown = [name for name in held if name not in allowed]
    if unknown:
        raise WrongFact(f"{where}: {unknown[0]!r} is not known; use {', '.join(allowed)}")
    for name in required:
        if name not in held:
            raise WrongFact(f"{where}: {name!r} is missing")
    return held


def _list(file: Mapping[str, object], name: str) -> list[object]:
    held = file.get(name, [])
    if not isinstance(held, list):
        raise WrongFact(f"{name!r} is not a list")
    return held


def _text(item: Mapping[str, object], name: str, where: str) -> str:
    held = item.get(name, "")
    if not isinstance(held, str) or len(held) > _LONGEST:
        raise WrongFact(f"{where}: {name!r} is not a text of at most {_LONGEST} characters")
    return held


def _fact(held: object, where: str) -> Fact:
    item = _mapping(held, where, _FACT_KEYS, ("kind", "on"))
    name = _text(item, "kind", where)
    if name not in _KINDS:
        raise WrongFact(f"{where}: {name!r} is not a kind of fact")
    texts = {key: _text(item, key, where) for key in _FACT_KEYS[2:]}
    return Fact(FactKind(name), read_day(item["on"], f"{where}, {name}"), **texts)


def _exception(held: object, where: str) -> ExceptionFact:
    item = _mapping(held, where, _EXCEPTION_KEYS, ("code", "from_on"))
    code = _text(item, "code", where)
    if code not in EXCUSES:
        raise WrongFact(f"{where}: {code!r} is not a kind of exception")
    rule_id = _text(item, "rule_id", where)
    if rule_id:
        CURRENT.rule(rule_id)
    who = _text(item, "who", where)
    if "who" in item and who not in CONCERNED:
        raise WrongFact(f"{where}: 'who' is {who!r}; use {', '.join(CONCERNED)}")
    days = {
        name: read_day(item[name], f"{where}, {name}") for name in _EXCEPTION_DAYS if name in item
    }
    return ExceptionFact(
        code,
        days["from_on"],
        cycle=_text(item, "cycle", where),
        to_on=days.get("to_on"),
        asked_on=days.get("asked_on"),
        who=who,
        reason=_text(item, "reason", where),
        rule_id=rule_id,
        about=_text(item, "about", where),
    )
