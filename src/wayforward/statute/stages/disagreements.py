"""Mediation, appeals and orders: three processes and their stages.

Sources: CFA 2014 ss51 to 57; SEND Regulations 2014 regs 32 to 45; the Tribunal's rules. Grade P.
"""

from enum import StrEnum

from wayforward.statute.stages.base import Allowed, Change, Process

_AGREED = (
    "MED_ASSESS_NOTIFY",
    "MED_ASSESS_NO_PLAN",
    "MED_ASSESS_FINAL",
    "MED_MAKE_DRAFT",
    "MED_MAKE_FINAL",
    "MED_AMEND",
    "MED_PLACEMENT",
    "MED_CONTINUE",
    "MED_OTHER",
    "MED_HEALTH_AGREED",
)
_ARRANGING = ("MED_ARRANGE", "MED_HEALTH_ARRANGE")


class MediationStage(StrEnum):
    """Mediation about one decision."""

    POSSIBLE = "possible"
    ADVISER_CONTACTED = "adviser contacted"
    DECLINED = "declined"
    ASKED = "asked for"
    DATE_SET = "date set"
    HELD = "held"
    NOT_ARRANGED = "not arranged in time"
    CERTIFIED = "certified"
    AGREED = "agreed"
    KEPT = "agreement kept"
    NOT_USED = "not used"


_MEDIATION: Allowed = {
    MediationStage.POSSIBLE: {
        MediationStage.ADVISER_CONTACTED: Change(ends=("MED_CONTACT",)),
        MediationStage.NOT_USED: Change(
            needs=("the two months have run out",), ends=("MED_CONTACT",)
        ),
    },
    MediationStage.ADVISER_CONTACTED: {
        MediationStage.DECLINED: Change(starts=("MED_CERT",)),
        MediationStage.ASKED: Change(
            needs=("what the issues are", "what health provision is wanted, if any"),
            starts=(*_ARRANGING, "MED_HEALTH_TELL"),
        ),
    },
    MediationStage.ASKED: {
        MediationStage.DATE_SET: Change(
            needs=("a day and a place", "the health commissioners are told, if it is about health"),
            starts=("MED_DATE_NOTICE",),
            ends=("MED_DATE_NOTICE", "MED_HEALTH_TELL"),
        ),
        MediationStage.NOT_ARRANGED: Change(
            needs=("the adviser is told",),
            starts=("MED_DEEMED_CERT",),
            ends=(*_ARRANGING, "MED_HEALTH_TELL"),
        ),
        MediationStage.DECLINED: Change(
            starts=("MED_CERT",), ends=(*_ARRANGING, "MED_HEALTH_TELL")
        ),
    },
    MediationStage.DATE_SET: {
        MediationStage.HELD: Change(
            needs=("someone who may settle the issues took part",),
            starts=("MED_CERT",),
            ends=_ARRANGING,
        ),
        MediationStage.NOT_ARRANGED: Change(starts=("MED_DEEMED_CERT",), ends=_ARRANGING),
        MediationStage.DECLINED: Change(starts=("MED_CERT",), ends=_ARRANGING),
    },
    MediationStage.DECLINED: {MediationStage.CERTIFIED: Change(ends=("MED_CERT",))},
    MediationStage.HELD: {
        MediationStage.CERTIFIED: Change(ends=("MED_CERT",)),
        MediationStage.AGREED: Change(needs=("what was agreed, in writing",), starts=_AGREED),
    },
    MediationStage.AGREED: {
        MediationStage.KEPT: Change(
            needs=("everything agreed is done", "the certificate was issued"),
            ends=(*_AGREED, "MED_CERT"),
        ),
    },
    MediationStage.KEPT: {},
    MediationStage.NOT_ARRANGED: {MediationStage.CERTIFIED: Change(ends=("MED_DEEMED_CERT",))},
    MediationStage.CERTIFIED: {},
    MediationStage.NOT_USED: {},
}

_UNOPPOSED = (
    "UNOPPOSED_ASSESS_NOTIFY",
    "UNOPPOSED_ASSESS_NO_PLAN",
    "UNOPPOSED_ASSESS_FINAL",
    "UNOPPOSED_ISSUE_DRAFT",
    "UNOPPOSED_ISSUE_FINAL",
    "UNOPPOSED_CONTENTS",
    "UNOPPOSED_PLACEMENT",
    "UNOPPOSED_CEASE",
    "UNOPPOSED_CEASE_AMEND",
)


class AppealStage(StrEnum):
    """An appeal to the Tribunal."""

    LODGED = "lodged"
    REGISTERED = "registered"
    RESPONDED = "responded"
    UNOPPOSED = "not opposed"
    KEPT = "done as we told the Tribunal"
    HEARD = "heard"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    CONSENTED = "ended by consent"


_APPEAL: Allowed = {
    AppealStage.LODGED: {
        AppealStage.REGISTERED: Change(starts=("LA_RESPONSE",)),
        AppealStage.WITHDRAWN: Change(),
    },
    AppealStage.REGISTERED: {
        AppealStage.RESPONDED: Change(
            needs=("the child's views, or why not", "whether it is opposed, and why"),
            ends=("LA_RESPONSE",),
        ),
        AppealStage.UNOPPOSED: Change(
            needs=("notice to the Tribunal before any response",),
            starts=_UNOPPOSED,
            ends=("LA_RESPONSE",),
        ),
        AppealStage.WITHDRAWN: Change(ends=("LA_RESPONSE",)),
    },
    AppealStage.RESPONDED: {
        AppealStage.HEARD: Change(
            needs=("the bundle",),
            starts=("TRIBUNAL_BUNDLE", "TRIBUNAL_DECISION"),
            ends=("TRIBUNAL_BUNDLE",),
        ),
        AppealStage.CONSENTED: Change(needs=("a consent order",)),
        AppealStage.WITHDRAWN: Change(),
    },
    AppealStage.HEARD: {
        AppealStage.DECIDED: Change(starts=("APPEAL_AGAIN",), ends=("TRIBUNAL_DECISION",)),
        AppealStage.CONSENTED: Change(needs=("a consent order",), ends=("TRIBUNAL_DECISION",)),
    },
    AppealStage.UNOPPOSED: {
        AppealStage.KEPT: Change(needs=("all that the notice promised is done",), ends=_UNOPPOSED),
    },
    AppealStage.KEPT: {},
    AppealStage.DECIDED: {},
    AppealStage.WITHDRAWN: {},
    AppealStage.CONSENTED: {},
}


class OrderStage(StrEnum):
    """An order or recommendation of the Tribunal."""

    MADE = "made"
    FAMILY_TOLD = "family told of the assessment"
    DRAFT_SERVED = "draft served"
    ANSWERED = "recommendation answered"
    KEPT = "kept"


_ORDERS = (
    "ORDER_ASSESS_NOTIFY",
    "ORDER_MAKE_DRAFT",
    "ORDER_MAKE_FINAL",
    "ORDER_REFERRED_BACK",
    "ORDER_AMEND",
    "ORDER_PLACEMENT",
    "ORDER_CONTINUE",
    "ORDER_CEASE",
    "ORDER_ASSESS_NO_PLAN",
    "ORDER_ASSESS_FINAL",
)

_ORDER: Allowed = {
    OrderStage.MADE: {
        OrderStage.FAMILY_TOLD: Change(
            needs=("an order to assess",), ends=("ORDER_ASSESS_NOTIFY",)
        ),
        OrderStage.DRAFT_SERVED: Change(
            needs=("an order to make a plan",),
            starts=("REPS_END",),
            ends=("ORDER_MAKE_DRAFT", "ORDER_REFERRED_BACK"),
        ),
        OrderStage.ANSWERED: Change(
            needs=("a recommendation", "reasons for what is not followed"),
            starts=("REC_COPY_HEALTH", "REC_COPY_CARE"),
            ends=("REC_RESPONSE",),
        ),
        OrderStage.KEPT: Change(
            needs=("the amended plan, the decision against a plan, or that it goes on or ends",),
            ends=(
                "ORDER_REFERRED_BACK",
                "ORDER_AMEND",
                "ORDER_PLACEMENT",
                "ORDER_CONTINUE",
                "ORDER_CEASE",
            ),
        ),
    },
    OrderStage.FAMILY_TOLD: {
        OrderStage.DRAFT_SERVED: Change(starts=("REPS_END",), ends=("ORDER_ASSESS_NO_PLAN",)),
        OrderStage.KEPT: Change(
            needs=("no plan after all",), ends=("ORDER_ASSESS_NO_PLAN", "ORDER_ASSESS_FINAL")
        ),
    },
    OrderStage.DRAFT_SERVED: {
        OrderStage.KEPT: Change(
            needs=("the final plan",),
            ends=("ORDER_ASSESS_FINAL", "ORDER_MAKE_FINAL", "REPS_END"),
        ),
    },
    OrderStage.ANSWERED: {
        OrderStage.KEPT: Change(
            needs=("the copy to the Secretary of State",),
            ends=("REC_COPY_HEALTH", "REC_COPY_CARE"),
        ),
    },
    OrderStage.KEPT: {},
}

PROCESSES = (
    Process(
        "mediation",
        "Mediation",
        MediationStage,
        _MEDIATION,
        Change(needs=("a decision letter",), starts=("MED_CONTACT",)),
    ),
    Process(
        "appeal",
        "An appeal",
        AppealStage,
        _APPEAL,
        Change(needs=("a certificate, unless only the school is in question",), ends=("APPEAL",)),
    ),
    Process(
        "order",
        "An order",
        OrderStage,
        _ORDER,
        Change(
            needs=("what was ordered, and the day it was sent out",),
            starts=(*_ORDERS, "REC_RESPONSE"),
        ),
    ),
)
