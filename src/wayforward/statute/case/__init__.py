"""The case clock: the dated facts of one case, and everything that follows from them."""

from wayforward.statute.case.clock import CaseAnswer, case_clock
from wayforward.statute.case.duty import Duty
from wayforward.statute.case.facts import FACT_WORDS, Case, ExceptionFact, Fact, FactKind
from wayforward.statute.case.named import Problem, ProblemKind

__all__ = [
    "FACT_WORDS",
    "Case",
    "CaseAnswer",
    "Duty",
    "ExceptionFact",
    "Fact",
    "FactKind",
    "Problem",
    "ProblemKind",
    "case_clock",
]
