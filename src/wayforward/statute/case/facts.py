"""The dated facts of one case: what happened, when, and in which round of which process."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wayforward.statute.days import in_short


class FactKind(StrEnum):
    """What can be known about a case. `FACT_WORDS` says each in plain words."""

    BORN = "born"
    TAKEN_BACK = "taken_back"
    # Request and assessment
    REQUEST_RECEIVED = "request_received"
    BROUGHT_TO_ATTENTION = "brought_to_attention"
    DETAINED_REQUEST_RECEIVED = "detained_request_received"
    ASSESSMENT_AGREED = "assessment_agreed"
    ASSESSMENT_REFUSED = "assessment_refused"
    REQUEST_WITHDRAWN = "request_withdrawn"
    ADVICE_REQUEST_RECEIVED = "advice_request_received"
    ADVICE_SUPPLIED = "advice_supplied"
    # Plan
    NO_PLAN_NOTIFIED = "no_plan_notified"
    DRAFT_SERVED = "draft_served"
    FAMILY_FINISHED = "family_finished"
    SCHOOL_CONSULTED = "school_consulted"
    SCHOOL_REPLIED = "school_replied"
    FINAL_SENT = "final_sent"
    PLAN_MADE = "plan_made"
    LAST_REVIEWED = "last_reviewed"
    # Review and amendment
    REVIEW_INVITED = "review_invited"
    REVIEW_PAPERS_SENT = "review_papers_sent"
    REVIEW_MEETING = "review_meeting"
    REVIEW_REPORT_SENT = "review_report_sent"
    REVIEW_CONTINUED = "review_continued"
    REVIEW_TO_AMEND = "review_to_amend"
    REVIEW_TO_CEASE = "review_to_cease"
    AMENDMENT_NOTICE = "amendment_notice"
    AMENDED_FINAL_SENT = "amended_final_sent"
    NOT_AMENDED = "not_amended"
    # Phase transfer
    TRANSFER_GENERAL = "transfer_general"
    TRANSFER_POST16 = "transfer_post16"
    TRANSFER_BETWEEN_POST16 = "transfer_between_post16"
    TRANSFER_PLAN_SENT = "transfer_plan_sent"
    # Re-assessment
    REASSESSMENT_ASKED = "reassessment_asked"
    REASSESSMENT_AGREED = "reassessment_agreed"
    REASSESSMENT_REFUSED = "reassessment_refused"
    REASSESSED_PLAN_SENT = "reassessed_plan_sent"
    # Ceasing
    CEASE_PROPOSED = "cease_proposed"
    CEASE_DECIDED = "cease_decided"
    PLAN_ENDED = "plan_ended"
    HE_COPY_ASKED = "he_copy_asked"
    HE_COPY_SENT = "he_copy_sent"
    # Moves
    MOVE_KNOWN = "move_known"
    MOVED = "moved"
    PLAN_TRANSFERRED = "plan_transferred"
    FAMILY_TOLD_OF_TRANSFER = "family_told_of_transfer"
    HEALTH_CHANGE_KNOWN = "health_change_known"
    NEW_HEALTH_TOLD = "new_health_told"
    HEALTH_CANNOT_DELIVER = "health_cannot_deliver"
    HEALTH_ASKED_FOR_REVIEW = "health_asked_for_review"
    # Mediation
    ADVISER_CONTACTED = "adviser_contacted"
    MEDIATION_ASKED = "mediation_asked"
    MEDIATION_ASKED_ON_HEALTH = "mediation_asked_on_health"
    HEALTH_TOLD = "health_told"
    HEALTH_NOTICE_RECEIVED = "health_notice_received"
    MEDIATION_DATE_TOLD = "mediation_date_told"
    MEDIATION_HELD = "mediation_held"
    MEDIATION_DECLINED = "mediation_declined"
    MEDIATION_NOT_ARRANGED = "mediation_not_arranged"
    MEDIATION_CERTIFICATE = "mediation_certificate"
    AGREED_TO_ASSESS = "agreed_to_assess"
    AGREED_TO_MAKE_PLAN = "agreed_to_make_plan"
    AGREED_TO_AMEND = "agreed_to_amend"
    AGREED_PLACEMENT = "agreed_placement"
    AGREED_TO_CONTINUE = "agreed_to_continue"
    HEALTH_AGREED_WITHOUT_US = "health_agreed_without_us"
    HEALTH_AGREEMENT_TOLD = "health_agreement_told"
    AGREED_OTHER = "agreed_other"
    AGREED_OTHER_DONE = "agreed_other_done"
    # Appeal
    APPEAL_LODGED = "appeal_lodged"
    APPEAL_SENT_TO_US = "appeal_sent_to_us"
    RESPONSE_SENT = "response_sent"
    HEARING = "hearing"
    BUNDLE_SENT = "bundle_sent"
    TRIBUNAL_DECIDED = "tribunal_decided"
    APPEAL_WITHDRAWN = "appeal_withdrawn"
    PERMISSION_ASKED = "permission_asked"
    ORDER_TO_ASSESS = "order_to_assess"
    ORDER_TO_MAKE_PLAN = "order_to_make_plan"
    ORDER_REFERRED_BACK = "order_referred_back"
    ORDER_TO_AMEND = "order_to_amend"
    ORDER_OF_PLACEMENT = "order_of_placement"
    ORDER_TO_CONTINUE = "order_to_continue"
    ORDER_TO_CEASE = "order_to_cease"
    ORDER_KEPT = "order_kept"
    UNOPPOSED_ASSESSMENT = "unopposed_assessment"
    UNOPPOSED_PLAN = "unopposed_plan"
    UNOPPOSED_CONTENTS = "unopposed_contents"
    UNOPPOSED_PLACEMENT = "unopposed_placement"
    UNOPPOSED_CEASE = "unopposed_cease"
    RECOMMENDATION_MADE = "recommendation_made"
    HEALTH_ANSWERED = "health_answered"
    SOCIAL_CARE_ANSWERED = "social_care_answered"
    ANSWER_COPIED = "answer_copied"
    # Direct payments
    DIRECT_PAYMENTS_BEGAN = "direct_payments_began"
    DIRECT_PAYMENTS_CHECKED = "direct_payments_checked"


# What a fact is, as the end of "the day ...".
FACT_WORDS: dict[FactKind, str] = {
    FactKind.BORN: "the child was born",
    FactKind.TAKEN_BACK: "an earlier fact was found never to have happened",
    FactKind.REQUEST_RECEIVED: "the request arrived",
    FactKind.BROUGHT_TO_ATTENTION: "the child was brought to our attention",
    FactKind.DETAINED_REQUEST_RECEIVED: "the request for a detained person arrived",
    FactKind.ASSESSMENT_AGREED: "the family was told that we will assess",
    FactKind.ASSESSMENT_REFUSED: "the family was told that we will not assess",
    FactKind.REQUEST_WITHDRAWN: "the request was withdrawn",
    FactKind.ADVICE_REQUEST_RECEIVED: "the request for advice was received",
    FactKind.ADVICE_SUPPLIED: "the advice came",
    FactKind.NO_PLAN_NOTIFIED: "the family was told that there will be no plan",
    FactKind.DRAFT_SERVED: "the draft was served",
    FactKind.FAMILY_FINISHED: "the family said that it had no more to say",
    FactKind.SCHOOL_CONSULTED: "the school was consulted",
    FactKind.SCHOOL_REPLIED: "the school replied",
    FactKind.FINAL_SENT: "the final plan was sent",
    FactKind.PLAN_MADE: "the plan was made, elsewhere or before these records",
    FactKind.LAST_REVIEWED: "the plan was last reviewed, elsewhere or before these records",
    FactKind.REVIEW_INVITED: "the invitations to the review were sent",
    FactKind.REVIEW_PAPERS_SENT: "the papers for the review were sent round",
    FactKind.REVIEW_MEETING: "the review meeting was held",
    FactKind.REVIEW_REPORT_SENT: "the report of the meeting was sent",
    FactKind.REVIEW_CONTINUED: "the family was told that the plan continues",
    FactKind.REVIEW_TO_AMEND: "the family was told that the plan will be amended",
    FactKind.REVIEW_TO_CEASE: "the family was told that the plan will end",
    FactKind.AMENDMENT_NOTICE: "the amendment notice was sent",
    FactKind.AMENDED_FINAL_SENT: "the amended plan was sent",
    FactKind.NOT_AMENDED: "the family was told that the plan will not be amended",
    FactKind.TRANSFER_GENERAL: "the child moves to the next school",
    FactKind.TRANSFER_POST16: "the young person moves to college",
    FactKind.TRANSFER_BETWEEN_POST16: "the young person moves to another institution",
    FactKind.TRANSFER_PLAN_SENT: "the plan naming the next setting was sent",
    FactKind.REASSESSMENT_ASKED: "the request to re-assess arrived",
    FactKind.REASSESSMENT_AGREED: "the family was told of the re-assessment",
    FactKind.REASSESSMENT_REFUSED: "the family was told that we will not re-assess",
    FactKind.REASSESSED_PLAN_SENT: "the new plan was sent",
    FactKind.CEASE_PROPOSED: "the family was told that we may end the plan",
    FactKind.CEASE_DECIDED: "the decision to end the plan was sent",
    FactKind.PLAN_ENDED: "the plan ended",
    FactKind.HE_COPY_ASKED: "the young person asked for a copy to be sent",
    FactKind.HE_COPY_SENT: "the copy was sent",
    FactKind.MOVE_KNOWN: "the old authority learned of the move",
    FactKind.MOVED: "the family moved",
    FactKind.PLAN_TRANSFERRED: "the plan was transferred",
    FactKind.FAMILY_TOLD_OF_TRANSFER: "the family was told of the transfer",
    FactKind.HEALTH_CHANGE_KNOWN: "the old health commissioner knew of the change",
    FactKind.NEW_HEALTH_TOLD: "the new health commissioner was told",
    FactKind.HEALTH_CANNOT_DELIVER: "the new health commissioner knew that it cannot deliver",
    FactKind.HEALTH_ASKED_FOR_REVIEW: "the health commissioner asked for a review",
    FactKind.ADVISER_CONTACTED: "the family contacted the mediation adviser",
    FactKind.MEDIATION_ASKED: "the family asked us for mediation",
    FactKind.MEDIATION_ASKED_ON_HEALTH: "the family told us of the health issues",
    FactKind.HEALTH_TOLD: "the health commissioner was told",
    FactKind.HEALTH_NOTICE_RECEIVED: "the health commissioner received our notice",
    FactKind.MEDIATION_DATE_TOLD: "the family was told when the mediation is",
    FactKind.MEDIATION_HELD: "the mediation was held",
    FactKind.MEDIATION_DECLINED: "the family declined mediation",
    FactKind.MEDIATION_NOT_ARRANGED: "the adviser was told that none could be arranged",
    FactKind.MEDIATION_CERTIFICATE: "the mediation certificate was issued",
    FactKind.AGREED_TO_ASSESS: "it was agreed to assess",
    FactKind.AGREED_TO_MAKE_PLAN: "it was agreed to make a plan",
    FactKind.AGREED_TO_AMEND: "it was agreed to amend the plan",
    FactKind.AGREED_PLACEMENT: "it was agreed which school to name",
    FactKind.AGREED_TO_CONTINUE: "it was agreed to go on with the plan",
    FactKind.HEALTH_AGREED_WITHOUT_US: "something was agreed at mediation without us",
    FactKind.HEALTH_AGREEMENT_TOLD: "the health commissioner told us what was agreed",
    FactKind.AGREED_OTHER: "something else was agreed",
    FactKind.AGREED_OTHER_DONE: "what else was agreed was done",
    FactKind.APPEAL_LODGED: "the appeal was made",
    FactKind.APPEAL_SENT_TO_US: "the Tribunal sent us the appeal",
    FactKind.RESPONSE_SENT: "our response was sent",
    FactKind.HEARING: "the Tribunal hears the appeal",
    FactKind.BUNDLE_SENT: "the bundle was sent",
    FactKind.TRIBUNAL_DECIDED: "the Tribunal's decision was sent",
    FactKind.APPEAL_WITHDRAWN: "the appeal was withdrawn",
    FactKind.PERMISSION_ASKED: "permission to appeal was asked for",
    FactKind.ORDER_TO_ASSESS: "the order to assess was sent out",
    FactKind.ORDER_TO_MAKE_PLAN: "the order to make a plan was sent out",
    FactKind.ORDER_REFERRED_BACK: "the case was sent back to us",
    FactKind.ORDER_TO_AMEND: "the order to amend was sent out",
    FactKind.ORDER_OF_PLACEMENT: "the order about the school was sent out",
    FactKind.ORDER_TO_CONTINUE: "the order to go on with the plan was sent out",
    FactKind.ORDER_TO_CEASE: "the appeal against ending the plan was dismissed",
    FactKind.ORDER_KEPT: "what was ordered at once was done",
    FactKind.UNOPPOSED_ASSESSMENT: "we told the Tribunal that we will assess",
    FactKind.UNOPPOSED_PLAN: "we told the Tribunal that we will make a plan",
    FactKind.UNOPPOSED_CONTENTS: "we told the Tribunal that we will amend the plan",
    FactKind.UNOPPOSED_PLACEMENT: "we told the Tribunal that we will name the school",
    FactKind.UNOPPOSED_CEASE: "we told the Tribunal that the plan goes on",
    FactKind.RECOMMENDATION_MADE: "the Tribunal made its recommendation",
    FactKind.HEALTH_ANSWERED: "the health answer was received",
    FactKind.SOCIAL_CARE_ANSWERED: "our social care answer was given",
    FactKind.ANSWER_COPIED: "the copy went to the Secretary of State",
    FactKind.DIRECT_PAYMENTS_BEGAN: "the first direct payment was made",
    FactKind.DIRECT_PAYMENTS_CHECKED: "the use of the payments was checked",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened on one day.

    :param cycle: which round it belongs to, such as one review or one appeal; facts of the same
        round share it, and a second round of the same kind needs another
    :param about: which adviser, school or health commissioner, where there can be several
    :param id: a name by which another fact can correct this one
    :param corrects: the id of the fact that this one replaces
    """

    kind: FactKind
    on: date
    cycle: str = ""
    about: str = ""
    id: str = ""
    corrects: str = ""

    @property
    def words(self) -> str:
        """Return the fact in a few words, for a problem."""
        return f"{FACT_WORDS[self.kind]} ({in_short(self.on)})"

    @property
    def dated(self) -> str:
        """Return the fact with its day, to stand in a sentence."""
        return f"{FACT_WORDS[self.kind]} on {in_short(self.on)}"

    def before(self, other: "Fact") -> str:
        """Return that this fact comes before another, as a sentence."""
        return f"{self.dated}, before {other.dated}"

    def after(self, other: "Fact") -> str:
        """Return that this fact comes after another, as a sentence."""
        return f"{self.dated}, after {other.dated}"


@dataclass(frozen=True, slots=True)
class ExceptionFact:
    """An exception that somebody decided applies, with what its test needs.

    :param code: a key of `excuses.EXCUSES`, such as "E4"
    :param from_on: the first day of the closure, absence or circumstances, or the day itself
    :param to_on: the day the school re-opens or the family is back, and not the last day away;
        for circumstances, their last day, if it is known; for a direction or an agreement, the
        day that was directed or agreed
    :param asked_on: for a closure, the day on which advice was asked for
    :param who: whose circumstances: "child", "parent" or "young person"
    :param rule_id: the one limit that is excused; "" for each that the ground can excuse
    :param about: the one adviser or school; "" for each
    """

    code: str
    from_on: date
    cycle: str = ""
    to_on: date | None = None
    asked_on: date | None = None
    who: str = ""
    reason: str = ""
    rule_id: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Everything known about one case, in any order."""

    facts: tuple[Fact, ...]
    exceptions: tuple[ExceptionFact, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact], exceptions: Iterable[ExceptionFact] = ()) -> "Case":
        """Return a case from its facts."""
        return cls(tuple(facts), tuple(exceptions))
