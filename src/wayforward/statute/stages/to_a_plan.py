"""From a request to a final plan: five processes and their stages.

Sources: SEND Regulations 2014 regs 3 to 14; CFA 2014 ss36 to 40. Grade P.
"""

from enum import StrEnum

from wayforward.statute.stages.base import Allowed, Change, Process

REASONS = "reasons that are about this child"
# REVIEW_UNDER_FIVE is not here: to consider an extra review is guidance, and no plan waits for it.
REVIEWS = ("REVIEW_12M", "REVIEW_MEETING_LATEST")
NOTICE_PACK = "the notice pack: appeal, time limits, mediation, advice and support"
# Item 6 of the pack: in each notice but a refusal to assess (regs 10(3)(e) to 31(3)(e)).
POWER = "the Tribunal's power to recommend"
NOTICE = (NOTICE_PACK, POWER)


class RequestStage(StrEnum):
    """A request for an EHC needs assessment."""

    RECEIVED = "received"
    CONSIDERING = "considering"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


# Each with its like for a detained person, who has clocks of the same length.
_DECISION = ("EHCNA_DECISION", "EHCNA_NOT_NEEDED", "DETAINED_DECISION")
_NO_PLAN = ("EHC_NO_PLAN", "DETAINED_NO_PLAN")
_FINAL = ("EHC_FINAL", "DETAINED_FINAL")
_CLOCKS = (*_DECISION, *_NO_PLAN, "DRAFT_LATEST", *_FINAL)
_OPENS_REQUEST = Change(
    needs=("the day it arrived, or the child was brought to attention",), starts=_CLOCKS
)

_REQUEST: Allowed = {
    RequestStage.RECEIVED: {
        RequestStage.CONSIDERING: Change(
            needs=("the family and partners are told", "the family's views are asked for"),
        ),
        RequestStage.WITHDRAWN: Change(ends=_CLOCKS),
    },
    RequestStage.CONSIDERING: {
        RequestStage.AGREED: Change(
            needs=("both limbs of the legal test", "a named contact for the family"),
            ends=_DECISION,
        ),
        RequestStage.REFUSED: Change(
            needs=("both limbs of the legal test", REASONS, NOTICE_PACK),
            starts=("MED_CONTACT", "APPEAL"),
            ends=_CLOCKS,
        ),
        RequestStage.WITHDRAWN: Change(ends=_CLOCKS),
    },
    RequestStage.AGREED: {},
    RequestStage.REFUSED: {},
    RequestStage.WITHDRAWN: {},
}


class AssessmentStage(StrEnum):
    """An EHC needs assessment."""

    GATHERING = "gathering advice"
    CONSIDERING = "considering the advice"
    TO_PLAN = "to be a plan"
    NO_PLAN = "no plan"


_ASSESSMENT: Allowed = {
    AssessmentStage.GATHERING: {
        AssessmentStage.CONSIDERING: Change(
            needs=("every strand of regulation 6(1), or a lawful reason for each gap",),
        ),
    },
    AssessmentStage.CONSIDERING: {
        AssessmentStage.TO_PLAN: Change(ends=_NO_PLAN),
        AssessmentStage.NO_PLAN: Change(
            needs=(REASONS, *NOTICE),
            starts=("MED_CONTACT", "APPEAL"),
            ends=(*_NO_PLAN, "DRAFT_LATEST", *_FINAL),
        ),
    },
    AssessmentStage.TO_PLAN: {},
    AssessmentStage.NO_PLAN: {},
}


class AdviceStage(StrEnum):
    """One request for advice."""

    ASKED = "asked"
    RECEIVED_BY_ADVISER = "received by the adviser"
    SUPPLIED = "supplied"
    REUSED = "earlier advice reused"
    NOT_NEEDED = "no longer needed"


_ADVICE: Allowed = {
    AdviceStage.ASKED: {
        AdviceStage.RECEIVED_BY_ADVISER: Change(
            needs=("the family's papers, or that there are none",), starts=("ADVICE_DUE",)
        ),
        AdviceStage.REUSED: Change(
            needs=("the author agrees", "the authority agrees", "the family agrees")
        ),
        AdviceStage.NOT_NEEDED: Change(),
    },
    AdviceStage.RECEIVED_BY_ADVISER: {
        AdviceStage.SUPPLIED: Change(
            needs=("needs, provision and outcomes are covered",), ends=("ADVICE_DUE",)
        ),
        AdviceStage.NOT_NEEDED: Change(ends=("ADVICE_DUE",)),
    },
    AdviceStage.SUPPLIED: {},
    AdviceStage.REUSED: {},
    AdviceStage.NOT_NEEDED: {},
}


class PlanStage(StrEnum):
    """An EHC plan."""

    DRAFTING = "drafting"
    DRAFT_SERVED = "draft served"
    FINAL = "final"
    KEPT = "kept while in custody"
    TRANSFERRED = "transferred to another authority"
    CEASED = "ceased"


_PLAN: Allowed = {
    PlanStage.DRAFTING: {
        PlanStage.DRAFT_SERVED: Change(
            needs=("no school named in Section I", "all advice attached", "how to comment"),
            starts=("REPS_END",),
            ends=("DRAFT_LATEST",),
        ),
    },
    PlanStage.DRAFT_SERVED: {
        PlanStage.DRAFTING: Change(needs=("a change that nobody asked for needs a new draft",)),
        PlanStage.FINAL: Change(
            needs=(
                "the family's fifteen days have ended, or the family has finished",
                "the schools are consulted",
                "the health commissioner has agreed Section G",
                *NOTICE,
            ),
            starts=(
                "PROVISION_START",
                "ADMIT",
                *REVIEWS,
                "MED_CONTACT",
                "APPEAL",
            ),
            ends=(*_FINAL, "REPS_END"),
        ),
    },
    PlanStage.FINAL: {
        PlanStage.KEPT: Change(needs=("the youth accommodation is told",)),
        PlanStage.TRANSFERRED: Change(starts=("MOVE_TELL", "MOVE_REVIEW"), ends=REVIEWS),
        PlanStage.CEASED: Change(needs=("the ceasing process has ended",), ends=REVIEWS),
    },
    PlanStage.KEPT: {
        PlanStage.FINAL: Change(needs=("a review as soon as practicable after release",)),
    },
    PlanStage.TRANSFERRED: {},
    PlanStage.CEASED: {},
}


class ConsultationStage(StrEnum):
    """The consultation with one school or college."""

    TO_SEND = "to send"
    SENT = "sent"
    AGREED = "the school agrees"
    OBJECTED = "the school objects"
    NO_REPLY = "no reply"


_CONSULTATION: Allowed = {
    ConsultationStage.TO_SEND: {
        ConsultationStage.SENT: Change(
            needs=("the draft plan or the amendment notice",), starts=("SCHOOL_REPLY",)
        ),
    },
    ConsultationStage.SENT: {
        ConsultationStage.AGREED: Change(ends=("SCHOOL_REPLY",)),
        ConsultationStage.OBJECTED: Change(
            needs=("which ground of section 39(4), with evidence",), ends=("SCHOOL_REPLY",)
        ),
        ConsultationStage.NO_REPLY: Change(needs=("the reply is overdue; silence is no answer",)),
    },
    ConsultationStage.NO_REPLY: {
        ConsultationStage.AGREED: Change(ends=("SCHOOL_REPLY",)),
        ConsultationStage.OBJECTED: Change(ends=("SCHOOL_REPLY",)),
    },
    ConsultationStage.AGREED: {},
    ConsultationStage.OBJECTED: {},
}

PROCESSES = (
    Process("request", "A request", RequestStage, _REQUEST, _OPENS_REQUEST),
    Process("assessment", "An assessment", AssessmentStage, _ASSESSMENT),
    Process("advice", "A request for advice", AdviceStage, _ADVICE),
    Process("plan", "A plan", PlanStage, _PLAN),
    Process("consultation", "A consultation with a school", ConsultationStage, _CONSULTATION),
)
