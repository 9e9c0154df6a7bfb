"""Which facts start which duty, meet it, or make it needless: one row for each rule.

The yearly review reaches from one round to the next, so it is in `clock` and not here.
"""

from dataclasses import dataclass

from wayforward.statute.case.facts import FactKind as F

Kinds = tuple[F, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """How one rule follows from the facts of one round.

    :param anchor: the rule's first anchor, and `starts` the facts that give its day
    :param met_by: the earliest of these on or after the start meets the duty
    :param ended_by: the earliest of these ends it, unless it was met
    :param instead: any of these, on or after the start, means that it never applied: a decision
        went the other way
    :param other: a second anchor and the facts that give its day, on or after the start
    :param other_before: whether the second anchor's day may also lie before the start
    :param each: whether each starting fact has its own duty; otherwise the earliest has
    :param per_about: whether facts are kept apart by whom they are about
    :param only_with: the duty is there only if the round has a fact of one of these kinds
    :param unless: and only if it has none of this kind, because another rule has it then
    :param joined: and only if no fact of this kind is of its very day: another rule has both
    :param before: whether the duty is met before its anchor, such as an invitation
    """

    rule_id: str
    anchor: str
    starts: Kinds
    met_by: Kinds = ()
    ended_by: Kinds = ()
    instead: Kinds = ()
    other: tuple[str, F] | None = None
    other_before: bool = False
    each: bool = False
    per_about: bool = False
    before: bool = False
    only_with: Kinds = ()
    unless: F | None = None
    joined: F | None = None


START: Kinds = (F.REQUEST_RECEIVED, F.BROUGHT_TO_ATTENTION)
DETAINED: Kinds = (F.DETAINED_REQUEST_RECEIVED,)
MEETING: Kinds = (F.REVIEW_MEETING,)
DECIDED: Kinds = (F.ASSESSMENT_AGREED, F.ASSESSMENT_REFUSED)
WITHDRAWN: Kinds = (F.REQUEST_WITHDRAWN,)
PLAN_COMING: Kinds = (F.ASSESSMENT_REFUSED, F.DRAFT_SERVED, F.FINAL_SENT)
NO_PLAN: Kinds = (F.ASSESSMENT_REFUSED, F.NO_PLAN_NOTIFIED)
REVIEWED: Kinds = (F.REVIEW_CONTINUED, F.REVIEW_TO_AMEND, F.REVIEW_TO_CEASE)
AMENDED: Kinds = (F.AMENDED_FINAL_SENT, F.TRANSFER_PLAN_SENT, F.NOT_AMENDED)
CERTIFIED: Kinds = (F.MEDIATION_CERTIFICATE,)
APPEALABLE: Kinds = (
    F.ASSESSMENT_REFUSED,
    F.NO_PLAN_NOTIFIED,
    F.FINAL_SENT,
    F.REVIEW_CONTINUED,
    F.REVIEW_TO_CEASE,
    F.AMENDED_FINAL_SENT,
    F.TRANSFER_PLAN_SENT,
    F.NOT_AMENDED,
    F.REASSESSMENT_REFUSED,
    F.REASSESSED_PLAN_SENT,
    F.CEASE_DECIDED,
)
UNOPPOSED: Kinds = (
    F.UNOPPOSED_ASSESSMENT,
    F.UNOPPOSED_PLAN,
    F.UNOPPOSED_CONTENTS,
    F.UNOPPOSED_PLACEMENT,
    F.UNOPPOSED_CEASE,
)
AGREED: Kinds = (
    F.AGREED_TO_ASSESS,
    F.AGREED_TO_MAKE_PLAN,
    F.AGREED_TO_AMEND,
    F.AGREED_PLACEMENT,
    F.AGREED_TO_CONTINUE,
    F.AGREED_OTHER,
)
ORDERS: Kinds = (
    F.ORDER_TO_ASSESS,
    F.ORDER_TO_MAKE_PLAN,
    F.ORDER_REFERRED_BACK,
    F.ORDER_TO_AMEND,
    F.ORDER_OF_PLACEMENT,
    F.ORDER_TO_CONTINUE,
    F.ORDER_TO_CEASE,
)
KEEPING: Kinds = (*ORDERS, *UNOPPOSED, *AGREED)  # what is kept after an appeal or a mediation
PLAN_SENT: Kinds = (
    F.FINAL_SENT,
    F.AMENDED_FINAL_SENT,
    F.TRANSFER_PLAN_SENT,
    F.REASSESSED_PLAN_SENT,
)
REQUESTS: Kinds = (*START, *DETAINED)
HAS_PLAN: Kinds = (F.FINAL_SENT, F.PLAN_MADE, F.PLAN_TRANSFERRED)
CEASING: Kinds = (F.CEASE_DECIDED, F.REVIEW_TO_CEASE)
CERTIFICATE = ("certificate_on", F.MEDIATION_CERTIFICATE)

REQUEST_STEPS = (
    Step("EHCNA_DECISION", "clock_start", START, DECIDED, WITHDRAWN),
    Step("EHC_NO_PLAN", "clock_start", START, (F.NO_PLAN_NOTIFIED,), WITHDRAWN, PLAN_COMING),
    Step("DRAFT_LATEST", "clock_start", START, (F.DRAFT_SERVED,), WITHDRAWN, NO_PLAN),
    Step("EHC_FINAL", "clock_start", START, (F.FINAL_SENT,), WITHDRAWN, NO_PLAN),
    Step("DETAINED_DECISION", "clock_start", DETAINED, DECIDED, WITHDRAWN),
    Step(
        "DETAINED_NO_PLAN", "clock_start", DETAINED, (F.NO_PLAN_NOTIFIED,), WITHDRAWN, PLAN_COMING
    ),
    Step("DETAINED_FINAL", "clock_start", DETAINED, (F.FINAL_SENT,), WITHDRAWN, NO_PLAN),
    Step(
        "ADVICE_DUE",
        "received_by_body_on",
        (F.ADVICE_REQUEST_RECEIVED,),
        (F.ADVICE_SUPPLIED,),
        WITHDRAWN,
        per_about=True,
    ),
    Step("REPS_END", "draft_served_on", (F.DRAFT_SERVED,), (F.FAMILY_FINISHED,), each=True),
    Step(
        "SCHOOL_REPLY",
        "consult_sent_on",
        (F.SCHOOL_CONSULTED,),
        (F.SCHOOL_REPLIED,),
        (F.FINAL_SENT, F.AMENDED_FINAL_SENT, *WITHDRAWN),
        per_about=True,
    ),
)

_NAMED: Kinds = (F.TRANSFER_PLAN_SENT,)
_LEFT: Kinds = (F.PLAN_ENDED,)
PHASE_STEPS = tuple(
    Step(rule_id, anchor, (start,), met_by, ended_by, before=True)
    for rule_id, anchor, start, met_by, ended_by in (
        ("PHASE_GENERAL", "transfer_year", F.TRANSFER_GENERAL, _NAMED, _LEFT),
        ("PHASE_GENERAL_MEETING", "transfer_year", F.TRANSFER_GENERAL, MEETING, _NAMED + _LEFT),
        ("PHASE_POST16", "transfer_year", F.TRANSFER_POST16, _NAMED, _LEFT),
        ("PHASE_POST16_MEETING", "transfer_year", F.TRANSFER_POST16, MEETING, _NAMED + _LEFT),
        ("PHASE_16TO16", "transfer_on", F.TRANSFER_BETWEEN_POST16, _NAMED, _LEFT),
    )
)

REVIEW_STEPS = (
    Step("REVIEW_NOTICE", "meeting_on", MEETING, (F.REVIEW_INVITED,), before=True),
    Step("REVIEW_CIRCULATE", "meeting_on", MEETING, (F.REVIEW_PAPERS_SENT,), before=True),
    Step("REVIEW_REPORT", "meeting_on", MEETING, (F.REVIEW_REPORT_SENT,)),
    Step("REVIEW_DECISION", "meeting_on", MEETING, REVIEWED),
    Step(
        "AMEND_NOTICE",
        "meeting_on",
        MEETING,
        (F.AMENDMENT_NOTICE,),
        instead=(F.REVIEW_CONTINUED, F.REVIEW_TO_CEASE),
    ),
    Step(
        "AMEND_LONGSTOP",
        "meeting_on",
        MEETING,
        AMENDED,
        only_with=(F.REVIEW_TO_AMEND,),
        unless=F.AMENDMENT_NOTICE,
    ),
    Step("AMEND_REPS", "notice_served_on", (F.AMENDMENT_NOTICE,), (F.FAMILY_FINISHED,)),
    Step(
        "AMEND_FINAL",
        "notice_sent_on",
        (F.AMENDMENT_NOTICE,),
        AMENDED,
        other=("meeting_on", F.REVIEW_MEETING),
        other_before=True,
        before=True,  # an amended plan before its notice is a named problem, and not missing
    ),
    *PHASE_STEPS,
    Step(
        "REASSESS_DECIDE",
        "received_on",
        (F.REASSESSMENT_ASKED,),
        (F.REASSESSMENT_AGREED, F.REASSESSMENT_REFUSED),
    ),
    Step(
        "REASSESS_FINAL",
        "reassess_notified_on",
        (F.REASSESSMENT_AGREED,),
        (F.REASSESSED_PLAN_SENT,),
        (F.NOT_AMENDED,),  # a decision that can be appealed: s51(2)(e)
    ),
)

CHANGE_STEPS = (
    # That it is done is followed in the plan's own register: here is the day from which.
    Step("PROVISION_START", "final_sent_on", PLAN_SENT, each=True),
    Step("ADMIT", "final_sent_on", PLAN_SENT, each=True),
    Step(
        "PLAN_KEPT",
        "notice_sent_on",
        CEASING,
        ended_by=(F.ORDER_TO_CONTINUE, F.UNOPPOSED_CEASE, F.AGREED_TO_CONTINUE),
        other=CERTIFICATE,
        each=True,
    ),
    Step("HE_COPY", "asked_on", (F.HE_COPY_ASKED,), (F.HE_COPY_SENT,)),
    Step(
        "MOVE_TRANSFER",
        "aware_on",
        (F.MOVE_KNOWN,),
        (F.PLAN_TRANSFERRED,),
        other=("moved_on", F.MOVED),
        other_before=True,
        before=True,  # a transfer before anybody knew is a named problem, and not late
    ),
    Step(
        "MOVE_TRANSFER",  # when the old authority learned is not known: at the move, at the latest
        "aware_on",
        (F.MOVED,),
        (F.PLAN_TRANSFERRED,),
        unless=F.MOVE_KNOWN,
    ),
    Step("MOVE_TELL", "transferred_on", (F.PLAN_TRANSFERRED,), (F.FAMILY_TOLD_OF_TRANSFER,)),
    Step(
        "ICB_MOVE",
        "aware_on",
        (F.HEALTH_CHANGE_KNOWN,),
        (F.NEW_HEALTH_TOLD,),
        other=("moved_on", F.MOVED),
        other_before=True,
        only_with=(F.MOVED,),
    ),
    Step(
        "ICB_CHANGE",
        "aware_on",
        (F.HEALTH_CHANGE_KNOWN,),
        (F.NEW_HEALTH_TOLD,),
        unless=F.MOVED,
    ),
    Step("ICB_CANNOT", "aware_on", (F.HEALTH_CANNOT_DELIVER,), (F.HEALTH_ASKED_FOR_REVIEW,)),
    Step("COMPULSORY_SCHOOL_AGE_ENDS", "born_on", (F.BORN,)),
    Step(
        "DIRECT_PAYMENT_FIRST_CHECK",
        "first_payment_on",
        (F.DIRECT_PAYMENTS_BEGAN,),
        (F.DIRECT_PAYMENTS_CHECKED,),
    ),
)

MEDIATION_STEPS = (
    Step("MED_CONTACT", "notice_sent_on", APPEALABLE, (F.ADVISER_CONTACTED,), each=True),
    Step(
        "MED_CERT",
        "concluded_or_declined_on",
        (F.MEDIATION_HELD, F.MEDIATION_DECLINED),
        CERTIFIED,
    ),
    Step(
        "MED_HEALTH_TELL",
        "family_told_la_on",
        (F.MEDIATION_ASKED_ON_HEALTH,),
        (F.HEALTH_TOLD,),
    ),
    Step(
        "MED_ARRANGE",
        "family_told_la_on",
        (F.MEDIATION_ASKED,),
        (F.MEDIATION_HELD,),
        (F.MEDIATION_DECLINED,),
    ),
    Step(
        "MED_HEALTH_ARRANGE",
        "notice_received_on",
        (F.HEALTH_NOTICE_RECEIVED,),
        (F.MEDIATION_HELD,),
        (F.MEDIATION_DECLINED,),
    ),
    Step(
        "MED_DATE_NOTICE",
        "mediation_on",
        (F.MEDIATION_HELD,),
        (F.MEDIATION_DATE_TOLD,),
        before=True,
    ),
    Step("MED_DEEMED_CERT", "adviser_told_on", (F.MEDIATION_NOT_ARRANGED,), CERTIFIED),
    Step(
        "MED_HEALTH_AGREED",
        "agreement_on",
        (F.HEALTH_AGREED_WITHOUT_US,),
        (F.HEALTH_AGREEMENT_TOLD,),
        per_about=True,
    ),
    Step("MED_OTHER", "agreement_on", (F.AGREED_OTHER,), (F.AGREED_OTHER_DONE,), per_about=True),
)

APPEAL_STEPS = (
    Step("APPEAL", "notice_sent_on", APPEALABLE, (F.APPEAL_LODGED,), other=CERTIFICATE, each=True),
    Step("LA_RESPONSE", "appeal_sent_on", (F.APPEAL_SENT_TO_US,), (F.RESPONSE_SENT,)),
    Step("TRIBUNAL_BUNDLE", "hearing_on", (F.HEARING,), (F.BUNDLE_SENT,), each=True, before=True),
    Step("TRIBUNAL_DECISION", "hearing_on", (F.HEARING,), (F.TRIBUNAL_DECIDED,)),
    Step("APPEAL_AGAIN", "decision_sent_on", (F.TRIBUNAL_DECIDED,), (F.PERMISSION_ASKED,)),
    Step(
        "REC_RESPONSE",
        "recommendation_on",
        (F.RECOMMENDATION_MADE,),
        (F.HEALTH_ANSWERED, F.SOCIAL_CARE_ANSWERED),
        per_about=True,
    ),
    Step(
        "REC_COPY_HEALTH",
        "response_received_on",
        (F.HEALTH_ANSWERED,),
        (F.ANSWER_COPIED,),
        per_about=True,
    ),
    Step(
        "REC_COPY_CARE",
        "response_given_on",
        (F.SOCIAL_CARE_ANSWERED,),
        (F.ANSWER_COPIED,),
        per_about=True,
    ),
)


def _kept(prefix: str, anchor: str, starts: dict[str, F]) -> tuple[Step, ...]:
    """Return how orders, unopposed appeals and agreements alike are kept."""
    ends: dict[str, tuple[Kinds, Kinds]] = {
        "ASSESS_NOTIFY": ((F.ASSESSMENT_AGREED, F.REASSESSMENT_AGREED), ()),
        "ASSESS_NO_PLAN": ((F.NO_PLAN_NOTIFIED,), (F.DRAFT_SERVED, F.FINAL_SENT)),
        "ASSESS_FINAL": ((F.FINAL_SENT, F.REASSESSED_PLAN_SENT), (F.NO_PLAN_NOTIFIED,)),
        "DRAFT": ((F.DRAFT_SERVED,), ()),
        "FINAL": ((F.FINAL_SENT,), ()),
        "AMEND": ((F.AMENDED_FINAL_SENT,), ()),
        "AT_ONCE": ((F.ORDER_KEPT,), ()),
    }
    return tuple(
        Step(
            f"{prefix}_{name}",
            anchor,
            (start,),
            met_by,
            instead=instead,
            joined=_WITH_CONTENTS[start] if name == "PLACEMENT" else None,
        )
        for name, start in starts.items()
        for met_by, instead in (ends[_ENDING[name]],)
    )


# The two weeks are for a placement alone: together with contents there are five (44(2)(e), 45(5)).
_WITH_CONTENTS = {
    F.ORDER_OF_PLACEMENT: F.ORDER_TO_AMEND,
    F.UNOPPOSED_PLACEMENT: F.UNOPPOSED_CONTENTS,
    F.AGREED_PLACEMENT: F.AGREED_TO_AMEND,
}


_ENDING = {
    "ASSESS_NOTIFY": "ASSESS_NOTIFY",
    "ASSESS_NO_PLAN": "ASSESS_NO_PLAN",
    "ASSESS_FINAL": "ASSESS_FINAL",
    "MAKE_DRAFT": "DRAFT",
    "MAKE_FINAL": "FINAL",
    "ISSUE_DRAFT": "DRAFT",
    "ISSUE_FINAL": "FINAL",
    "AMEND": "AMEND",
    "CONTENTS": "AMEND",
    "PLACEMENT": "AMEND",
    "CONTINUE": "AT_ONCE",
    "CEASE": "AT_ONCE",
}

KEEPING_STEPS = (
    *_kept(
        "ORDER",
        "order_issued_on",
        {
            "ASSESS_NOTIFY": F.ORDER_TO_ASSESS,
            "ASSESS_NO_PLAN": F.ORDER_TO_ASSESS,
            "ASSESS_FINAL": F.ORDER_TO_ASSESS,
            "MAKE_DRAFT": F.ORDER_TO_MAKE_PLAN,
            "MAKE_FINAL": F.ORDER_TO_MAKE_PLAN,
            "AMEND": F.ORDER_TO_AMEND,
            "PLACEMENT": F.ORDER_OF_PLACEMENT,
            "CONTINUE": F.ORDER_TO_CONTINUE,
        },
    ),
    Step(
        "ORDER_REFERRED_BACK",
        "order_issued_on",
        (F.ORDER_REFERRED_BACK,),
        (F.DRAFT_SERVED, F.NO_PLAN_NOTIFIED),
    ),
    Step("ORDER_CEASE", "order_issued_on", (F.ORDER_TO_CEASE,), (F.PLAN_ENDED,)),
    *_kept(
        "UNOPPOSED",
        "notified_tribunal_on",
        {
            "ASSESS_NOTIFY": F.UNOPPOSED_ASSESSMENT,
            "ASSESS_NO_PLAN": F.UNOPPOSED_ASSESSMENT,
            "ASSESS_FINAL": F.UNOPPOSED_ASSESSMENT,
            "ISSUE_DRAFT": F.UNOPPOSED_PLAN,
            "ISSUE_FINAL": F.UNOPPOSED_PLAN,
            "CONTENTS": F.UNOPPOSED_CONTENTS,
            "PLACEMENT": F.UNOPPOSED_PLACEMENT,
            "CEASE": F.UNOPPOSED_CEASE,
        },
    ),
    Step(
        "UNOPPOSED_CEASE_AMEND",
        "notified_tribunal_on",
        (F.UNOPPOSED_CEASE,),
        (F.AMENDED_FINAL_SENT,),
        only_with=(F.AMENDMENT_NOTICE, F.AMENDED_FINAL_SENT),  # it goes on, and is amended
    ),
    *_kept(
        "MED",
        "agreement_on",
        {
            "ASSESS_NOTIFY": F.AGREED_TO_ASSESS,
            "ASSESS_NO_PLAN": F.AGREED_TO_ASSESS,
            "ASSESS_FINAL": F.AGREED_TO_ASSESS,
            "MAKE_DRAFT": F.AGREED_TO_MAKE_PLAN,
            "MAKE_FINAL": F.AGREED_TO_MAKE_PLAN,
            "AMEND": F.AGREED_TO_AMEND,
            "PLACEMENT": F.AGREED_PLACEMENT,
            "CONTINUE": F.AGREED_TO_CONTINUE,
        },
    ),
)

STEPS: tuple[Step, ...] = (
    *REQUEST_STEPS,
    *REVIEW_STEPS,
    *CHANGE_STEPS,
    *MEDIATION_STEPS,
    *APPEAL_STEPS,
    *KEEPING_STEPS,
)
