"""A problem of a case: its name, and one sentence about it."""

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """The names of what can be wrong."""

    OUT_OF_ORDER = "out_of_order"
    MISSING_STEP = "missing_step"
    SAID_TWICE = "said_twice"
    CONTRADICTION = "contradiction"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NEEDS_ITS_OWN_CYCLE = "needs_its_own_cycle"
    BEFORE_BIRTH = "before_birth"
    TOO_OLD = "too_old"
    BEFORE_THE_LAW = "before_the_law"
    CORRECTS_NOTHING = "corrects_nothing"
    CORRECTED_TWICE = "corrected_twice"
    SAME_ID = "same_id"
    CORRECTS_ITSELF = "corrects_itself"
    CORRECTS_ANOTHER_KIND = "corrects_another_kind"
    TAKES_BACK_NOTHING = "takes_back_nothing"
    LATER_LEFT_OUT = "later_left_out"
    EXCEPTION_DOES_NOT_HOLD = "exception_does_not_hold"
    EXCEPTION_NOT_ALLOWED = "exception_not_allowed"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, which a person has to look at.

    :param words: one sentence that says what is wrong, naming the facts and their days
    """

    kind: ProblemKind
    words: str
    cycle: str = ""
