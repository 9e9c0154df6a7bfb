"""Reading the words of plans: what is vague, what is missing, why, and what to ask.

Pure Python: no Django, no database, no clock, and the same answer every time. Text in, findings
out; never a word of provision invented. `check` reads one clause; `python -m
wayforward.plan_quality check` does so at the command line. The rules are data, in `rules.toml`.
"""

from wayforward.plan_quality.checking import check
from wayforward.plan_quality.findings import Finding
from wayforward.plan_quality.rules import RULES, SECTIONS, Placement, Rule, Severity

__all__ = ["RULES", "SECTIONS", "Finding", "Placement", "Rule", "Severity", "check"]
