"""The law of SEND in England, as dated data that explains itself.

Pure Python: no Django, no database and no clock. Days and facts in, answers out. Every rule
cites its provision and says how well it is evidenced (P, S, M, or R for a recommendation).

Ask for one date with `due`, for a whole case with `case_clock`, and for the rules with
`rule_set_on`. `python -m wayforward.statute` does the same at the command line.
"""

from wayforward.statute.due import Due, due
from wayforward.statute.errors import StatuteError
from wayforward.statute.rule import Grade, Rule
from wayforward.statute.rule_sets import CURRENT, Correction, RuleSet, corrected, rule_set_on
from wayforward.statute.status import Excused, State, Status, status

__all__ = [
    "CURRENT",
    "Correction",
    "Due",
    "Excused",
    "Grade",
    "Rule",
    "RuleSet",
    "State",
    "Status",
    "StatuteError",
    "corrected",
    "due",
    "rule_set_on",
    "status",
]
