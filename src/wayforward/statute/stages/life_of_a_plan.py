"""Reviews, amendments, moves and the end of a plan: six processes and their stages.

Sources: CFA 2014 ss44 to 47; SEND Regulations 2014 regs 15 to 31. Grade P.
"""

from dataclasses import replace
from enum import StrEnum

from wayforward.statute.stages.base import Allowed, Change, Process
from wayforward.statute.stages.to_a_plan import NOTICE, REASONS, REVIEWS

_APPEALABLE = ("MED_CONTACT", "APPEAL")
_PLAN_SENT = ("PROVISION_START", "ADMIT")


class ReviewStage(StrEnum):
    """A review of a plan."""

    DUE = "due"
    INVITED = "invited"
    HELD = "held"
    REPORTED = "reported"
    CONTINUED = "decided to continue"
    TO_AMEND = "decided to amend"
    TO_CEASE = "decided to cease"


# The review that was due, and what is not needed where there is no amendment.
_REVIEWED = ("REVIEW_DECISION", "REVIEW_12M", "REASSESS_REVIEW")
_UNAMENDED = ("AMEND_NOTICE", "AMEND_LONGSTOP")

_DECISIONS: dict[StrEnum, Change] = {
    ReviewStage.CONTINUED: Change(
        needs=(REASONS, *NOTICE),
        starts=(*_APPEALABLE, *REVIEWS),
        ends=(*_REVIEWED, *_UNAMENDED),
    ),
    ReviewStage.TO_AMEND: Change(
        needs=("the amendment notice goes with the decision",),
        starts=REVIEWS,
        ends=_REVIEWED,
    ),
    ReviewStage.TO_CEASE: Change(
        needs=("the ceasing process", REASONS, *NOTICE),
        starts=(*_APPEALABLE, "PLAN_KEPT"),
        ends=(*_REVIEWED, *_UNAMENDED),
    ),
}

_REVIEW: Allowed = {
    ReviewStage.DUE: {
        ReviewStage.INVITED: Change(
            needs=("a day for the meeting", "everyone whom the law says is invited"),
            starts=("REVIEW_NOTICE", "REVIEW_CIRCULATE"),
            ends=("REVIEW_NOTICE",),
        ),
    },
    ReviewStage.INVITED: {
        ReviewStage.DUE: Change(needs=("the meeting is put off",)),
        ReviewStage.HELD: Change(
            needs=("the advice was sent round, or that it was not",),
            starts=("REVIEW_REPORT", "REVIEW_DECISION", "AMEND_NOTICE", "AMEND_LONGSTOP"),
            ends=("REVIEW_MEETING_LATEST", "REVIEW_CIRCULATE"),
        ),
    },
    ReviewStage.HELD: {
        ReviewStage.REPORTED: Change(
            needs=("recommendations and disagreements",), ends=("REVIEW_REPORT",)
        ),
        **_DECISIONS,
    },
    ReviewStage.REPORTED: dict(_DECISIONS),
    ReviewStage.CONTINUED: {},
    ReviewStage.TO_AMEND: {},
    ReviewStage.TO_CEASE: {},
}


class AmendmentStage(StrEnum):
    """An amendment of a plan, after a review or at any other time."""

    PROPOSED = "proposed"
    NOTICE_SENT = "notice sent"
    AMENDED = "amended"
    NOT_AMENDED = "not amended"


_AMENDMENT: Allowed = {
    AmendmentStage.PROPOSED: {
        AmendmentStage.NOTICE_SENT: Change(
            needs=("a copy of the plan", "the proposed changes and the evidence for them"),
            starts=("AMEND_REPS", "AMEND_FINAL"),
            ends=("AMEND_NOTICE",),
        ),
    },
    AmendmentStage.NOTICE_SENT: {
        AmendmentStage.AMENDED: Change(
            needs=("the family's fifteen days have ended", *NOTICE),
            starts=(*_APPEALABLE, *_PLAN_SENT),
            ends=("AMEND_FINAL", "AMEND_REPS", "AMEND_LONGSTOP"),
        ),
        AmendmentStage.NOT_AMENDED: Change(
            needs=(REASONS, *NOTICE),
            starts=_APPEALABLE,
            ends=("AMEND_FINAL", "AMEND_REPS", "AMEND_LONGSTOP"),
        ),
    },
    AmendmentStage.AMENDED: {},
    AmendmentStage.NOT_AMENDED: {},
}


class PhaseTransferStage(StrEnum):
    """The move to the next phase of education."""

    COMING = "coming"
    REVIEWED = "reviewed"
    NOTICE_SENT = "notice sent"
    NAMED = "next setting named"
    NOT_NEEDED = "not needed"


_PHASES = ("PHASE_GENERAL", "PHASE_POST16", "PHASE_16TO16")
_PHASE_MEETINGS = ("PHASE_GENERAL_MEETING", "PHASE_POST16_MEETING")

_PHASE_TRANSFER: Allowed = {
    PhaseTransferStage.COMING: {
        PhaseTransferStage.REVIEWED: Change(ends=_PHASE_MEETINGS),
        PhaseTransferStage.NOT_NEEDED: Change(ends=(*_PHASES, *_PHASE_MEETINGS)),
    },
    PhaseTransferStage.REVIEWED: {
        PhaseTransferStage.NOTICE_SENT: Change(starts=("AMEND_REPS", "AMEND_FINAL")),
        PhaseTransferStage.NOT_NEEDED: Change(ends=_PHASES),
    },
    PhaseTransferStage.NOTICE_SENT: {
        PhaseTransferStage.NAMED: Change(
            needs=("the school, college or type is named", *NOTICE),
            starts=(*_APPEALABLE, *_PLAN_SENT),
            ends=(*_PHASES, "AMEND_FINAL", "AMEND_REPS"),
        ),
    },
    PhaseTransferStage.NAMED: {},
    PhaseTransferStage.NOT_NEEDED: {},
}


class ReassessmentStage(StrEnum):
    """A re-assessment."""

    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"
    DRAFT_SERVED = "draft served"
    FINAL = "final"
    NOT_AMENDED = "not amended"


# After a re-assessment the plan may also be left as it is, and that can be appealed: s51(2)(e).
_LEFT_AS_IT_IS = Change(
    needs=(REASONS, *NOTICE),
    starts=_APPEALABLE,
    ends=("REASSESS_FINAL",),
)

_REASSESSMENT: Allowed = {
    ReassessmentStage.ASKED: {
        ReassessmentStage.AGREED: Change(starts=("REASSESS_FINAL",), ends=("REASSESS_DECIDE",)),
        ReassessmentStage.REFUSED: Change(
            needs=(REASONS, *NOTICE), starts=_APPEALABLE, ends=("REASSESS_DECIDE",)
        ),
    },
    ReassessmentStage.AGREED: {
        ReassessmentStage.DRAFT_SERVED: Change(
            needs=("the advice of regulation 6(1)",), starts=("REPS_END",)
        ),
        ReassessmentStage.NOT_AMENDED: _LEFT_AS_IT_IS,
    },
    ReassessmentStage.DRAFT_SERVED: {
        ReassessmentStage.FINAL: Change(
            needs=("the family's fifteen days have ended", *NOTICE),
            starts=(*_APPEALABLE, *_PLAN_SENT, "REASSESS_REVIEW"),
            ends=("REASSESS_FINAL", "REPS_END", *REVIEWS),
        ),
        ReassessmentStage.NOT_AMENDED: replace(_LEFT_AS_IT_IS, ends=("REASSESS_FINAL", "REPS_END")),
    },
    ReassessmentStage.REFUSED: {},
    ReassessmentStage.FINAL: {},
    ReassessmentStage.NOT_AMENDED: {},
}


class MoveStage(StrEnum):
    """The transfer of a plan between authorities."""

    KNOWN = "move known"
    TRANSFERRED = "transferred"
    FAMILY_TOLD = "family told"
    REVIEWED = "reviewed"
    CALLED_OFF = "called off"


_MOVE: Allowed = {
    MoveStage.KNOWN: {
        MoveStage.TRANSFERRED: Change(
            needs=(
                "the plan with its appendices",
                "the new health commissioner is told, if it is another",
            ),
            starts=("MOVE_TELL", "MOVE_REVIEW"),
            ends=("MOVE_TRANSFER", "ICB_MOVE"),
        ),
        MoveStage.CALLED_OFF: Change(ends=("MOVE_TRANSFER", "ICB_MOVE")),
    },
    MoveStage.TRANSFERRED: {
        MoveStage.FAMILY_TOLD: Change(
            needs=("whether there will be an assessment", "when the review will be"),
            ends=("MOVE_TELL",),
        ),
    },
    MoveStage.FAMILY_TOLD: {MoveStage.REVIEWED: Change(ends=("MOVE_REVIEW",))},
    MoveStage.REVIEWED: {},
    MoveStage.CALLED_OFF: {},
}


class CeasingStage(StrEnum):
    """The end of a plan."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    CEASED = "ceased"
    CONTINUED = "continued"


_CEASING: Allowed = {
    CeasingStage.PROPOSED: {
        CeasingStage.DECIDED: Change(
            needs=(
                "the family was told and consulted",
                "the named school or institution was consulted",
                "a lawful ground",
                REASONS,
                *NOTICE,
            ),
            starts=(*_APPEALABLE, "PLAN_KEPT"),
        ),
        CeasingStage.CONTINUED: Change(),
    },
    CeasingStage.DECIDED: {
        CeasingStage.CEASED: Change(
            needs=("the time for an appeal has run out unused, or the appeal has ended",),
            ends=("PLAN_KEPT", *REVIEWS),
        ),
        CeasingStage.CONTINUED: Change(needs=("an order, or thinking again",), ends=("PLAN_KEPT",)),
    },
    CeasingStage.CEASED: {},
    CeasingStage.CONTINUED: {},
}

PROCESSES = (
    Process(
        "review",
        "A review",
        ReviewStage,
        _REVIEW,
        Change(
            needs=("a plan, made or last reviewed",),
            starts=REVIEWS,
        ),
    ),
    Process(
        "amendment",
        "An amendment",
        AmendmentStage,
        _AMENDMENT,
        Change(needs=("a review that says so, or another reason (regulation 28)",)),
    ),
    Process(
        "phase-transfer",
        "A phase transfer",
        PhaseTransferStage,
        _PHASE_TRANSFER,
        Change(
            needs=("the year and the kind of the move",),
            starts=(*_PHASES, *_PHASE_MEETINGS),
        ),
    ),
    Process(
        "reassessment",
        "A re-assessment",
        ReassessmentStage,
        _REASSESSMENT,
        Change(needs=("the day the request arrived",), starts=("REASSESS_DECIDE",)),
        # Without a request, when the authority thinks it necessary: s44(3).
        {
            ReassessmentStage.AGREED: Change(
                needs=("the day of the authority’s own decision",), starts=("REASSESS_FINAL",)
            )
        },
    ),
    Process(
        "move",
        "A transfer between authorities",
        MoveStage,
        _MOVE,
        Change(
            needs=("the day the old authority learned of it", "the day of the move"),
            starts=("MOVE_TRANSFER", "ICB_MOVE"),
        ),
    ),
    Process(
        "ceasing",
        "The end of a plan",
        CeasingStage,
        _CEASING,
        Change(needs=("a ground that is being considered",)),
    ),
)
