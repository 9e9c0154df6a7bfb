"""The rules about what is missing: who, what, how long, how often, for how long, and a day."""

import re
from collections.abc import Callable

from wayforward.plan_quality import reading
from wayforward.plan_quality.reading import Clause

# What a child can be seen to do.
_SEEN = re.compile(
    r"\b(?:reads?|writes?|says?|names?|counts?|puts?|asks?|joins?|stays?|completes?|walks?|dress(?:es)?|travels?|"
    r"cooks?|tells?|chooses?|sits?|swims?|uses?|follows?|recalls?|spells?|match(?:es)?|takes?|eats?|"
    r"plays?|buys?|pays?|crosses|washes|brush(?:es)?|points?|signs?|types?|adds?|recognis\w+|identif\w+|"
    r"initiat\w+|request\w*|attends?|explains?|answers?|solves?|copies|copy|draws?|cuts?|catch(?:es)?)\b",
    re.IGNORECASE,
)


def _applies(clause: Clause) -> bool:
    """Tell whether the clause is about help that a person gives, and not a thing or training."""
    return not (clause.is_equipment or clause.is_training)


def _what(clause: Clause) -> bool:
    return _applies(clause) and not clause.what


def _who(clause: Clause) -> bool:
    return _applies(clause) and not clause.has(reading.WHO)


def _minutes(clause: Clause) -> bool:
    return _applies(clause) and not clause.is_timed


def _for_how_long(clause: Clause) -> bool:
    return _applies(clause) and not clause.has(reading.PERIOD)


def _review(clause: Clause) -> bool:
    return not clause.has(reading.REVIEW)


def _by_when(clause: Clause) -> bool:
    return not clause.has(reading.BY_WHEN)


def _can_be_seen(clause: Clause) -> bool:
    without_days = reading.BY_WHEN.sub("", clause.bare)  # a year is no measure
    return not reading.NUMBER.search(without_days) and not clause.has(_SEEN)


MISSING: dict[str, Callable[[Clause], bool]] = {
    "L14": _by_when,
    "Q20": _what,
    "Q21": _who,
    "Q22": _minutes,
    "Q23": _for_how_long,
    "Q27": _review,
    "Q40": _can_be_seen,
}
