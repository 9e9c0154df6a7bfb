"""Each kind of letter: who gets it, what it must contain and whose duty it meets.

The letters' codes are the project's own: A requests, B plans, C reviews, D phase transfers, E
moves, F direct payments, G mediation, H the Tribunal; one that ends in D is for a detained person.
"""

from dataclasses import dataclass

from wayforward.statute.notice_pack import Content
from wayforward.statute.rule import Grade
from wayforward.statute.rules.requests import IN_CUSTODY
from wayforward.statute.rules.sources import (
    FAMILY,
    HEALTH,
    LAST_SCHOOL,
    NAMED_SETTING,
    SETTING,
    SOCIAL_CARE,
    TRIBUNAL,
    act,
    budgets,
    detained,
    recommendations,
    regs,
    tribunal,
)

_REASONS = Content("reasons", "the reasons, about this child", regs("5(3), 10(3)", "5"))
_REPRESENTATIONS = Content(
    "representations",
    "the right to comment, to ask for a school or college and to ask for a meeting, within "
    "fifteen days at least",
    regs("13(1)(a), 22(2)", "13"),
)
_SCHOOL_INFORMATION = Content(
    "school_information", "where to find information about schools", regs("13(1)(b)", "13")
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter.

    :param told: who gets it
    :param contains: what it must contain, besides the notice pack
    :param appealable: whether the notice pack goes with it
    :param recommendations: whether item 6 of the pack belongs to it
    :param rules: ids of the rules whose duty it meets
    """

    id: str
    title: str
    told: tuple[str, ...]
    contains: tuple[Content, ...] = ()
    appealable: bool = False
    recommendations: bool = True
    rules: tuple[str, ...] = ()


_CONSIDERING = (FAMILY, HEALTH, SOCIAL_CARE, SETTING)
_PLAN_READERS = (FAMILY, NAMED_SETTING, HEALTH)

LETTERS: dict[str, Letter] = {
    letter.id: letter
    for letter in (
        Letter(
            "A1",
            "We are considering an assessment",
            (FAMILY,),
            (
                Content(
                    "right_to_give_views",
                    "the right to give views, in writing or by speaking, and evidence",
                    act("s36(7)", "36"),
                ),
            ),
        ),
        Letter(
            "A2",
            "We are considering an assessment: to partners",
            _CONSIDERING[1:],
            (Content("who_is_considered", "whom it is about", regs("4(2)", "4")),),
        ),
        Letter(
            "A3",
            "We will assess",
            _CONSIDERING,
            (
                Content("decision", "that there will be an assessment", regs("5(1), (2)", "5")),
                Content("evidence", "how to submit evidence", regs("5", "5"), Grade.SECONDARY),
                Content(
                    "contact", "what happens next, and whom to ask", regs("5", "5"), Grade.SECONDARY
                ),
            ),
            rules=(
                "EHCNA_DECISION",
                "ORDER_ASSESS_NOTIFY",
                "UNOPPOSED_ASSESS_NOTIFY",
                "MED_ASSESS_NOTIFY",
            ),
        ),
        Letter(
            "A4",
            "We will not assess",
            _CONSIDERING,
            (_REASONS,),
            appealable=True,
            recommendations=False,
            rules=("EHCNA_DECISION", "EHCNA_NOT_NEEDED"),
        ),
        Letter(
            "B1",
            "There will be no plan",
            (FAMILY, HEALTH, SETTING),
            (_REASONS,),
            appealable=True,
            rules=(
                "EHC_NO_PLAN",
                "ORDER_ASSESS_NO_PLAN",
                "ORDER_REFERRED_BACK",
                "UNOPPOSED_ASSESS_NO_PLAN",
                "MED_ASSESS_NO_PLAN",
            ),
        ),
        Letter(
            "B2",
            "The draft plan",
            (FAMILY,),
            (
                Content("draft_plan", "the draft, with no school named", act("s38(1), (5)", "38")),
                Content("advice", "all the advice, attached", regs("12(4)", "12")),
                _REPRESENTATIONS,
                _SCHOOL_INFORMATION,
                Content(
                    "budget_information",
                    "what a personal budget may cover, who can advise, and the conditions",
                    budgets("3", "3"),
                ),
            ),
            rules=(
                "DRAFT_LATEST",
                "ORDER_MAKE_DRAFT",
                "ORDER_REFERRED_BACK",
                "UNOPPOSED_ISSUE_DRAFT",
                "MED_MAKE_DRAFT",
            ),
        ),
        Letter(
            "B3",
            "The final plan",
            _PLAN_READERS,
            (Content("final_plan", "the final plan, with its appendices", regs("13(2)", "13")),),
            appealable=True,
            rules=(
                "EHC_FINAL",
                "REASSESS_FINAL",
                "ORDER_ASSESS_FINAL",
                "ORDER_MAKE_FINAL",
                "UNOPPOSED_ASSESS_FINAL",
                "UNOPPOSED_ISSUE_FINAL",
                "MED_ASSESS_FINAL",
                "MED_MAKE_FINAL",
            ),
        ),
        Letter(
            "C1",
            "The plan continues",
            (FAMILY, SETTING),
            (_REASONS,),
            appealable=True,
            rules=("REVIEW_DECISION",),
        ),
        Letter(
            "C2",
            "We propose to amend the plan",
            (FAMILY, SETTING),
            (
                Content("copy_of_plan", "a copy of the plan as it is", regs("22(2)(a)", "22")),
                Content(
                    "amendment_notice",
                    "what would change, with the evidence for it",
                    regs("22(2)(a)", "22"),
                ),
                _REPRESENTATIONS,
                _SCHOOL_INFORMATION,
            ),
            rules=("REVIEW_DECISION", "AMEND_NOTICE"),
        ),
        Letter(
            "C2F",
            "The amended plan",
            _PLAN_READERS,
            (Content("amended_plan", "the amended plan", regs("22(3)", "22")),),
            appealable=True,
            rules=(
                "AMEND_FINAL",
                "AMEND_LONGSTOP",
                "ORDER_AMEND",
                "ORDER_PLACEMENT",
                "UNOPPOSED_CONTENTS",
                "UNOPPOSED_PLACEMENT",
                "UNOPPOSED_CEASE_AMEND",
                "MED_AMEND",
                "MED_PLACEMENT",
            ),
        ),
        Letter(
            "C2N",
            "We will not amend the plan after all",
            _PLAN_READERS,
            (_REASONS,),
            appealable=True,
            rules=("AMEND_FINAL", "AMEND_LONGSTOP", "REASSESS_FINAL"),
        ),
        Letter(
            "C3A",
            "We may end the plan",
            (FAMILY, NAMED_SETTING),
            (Content("considering", "that it is being considered", regs("31(1)", "31")),),
        ),
        Letter(
            "C3B",
            "The plan will end",
            (FAMILY, NAMED_SETTING, HEALTH),
            (_REASONS,),
            appealable=True,
            rules=("REVIEW_DECISION",),
        ),
        Letter(
            "D1",
            "The plan for the next phase",
            _PLAN_READERS,
            (Content("named", "the school, college or type that comes next", regs("18(1)", "18")),),
            appealable=True,
            rules=("PHASE_GENERAL", "PHASE_POST16", "PHASE_16TO16"),
        ),
        Letter(
            "R1",
            "We will not re-assess",
            (FAMILY,),
            (_REASONS,),
            appealable=True,
            rules=("REASSESS_DECIDE",),
        ),
        Letter(
            "E1",
            "Your plan has moved to us",
            (FAMILY,),
            (
                Content("transferred", "that the plan is now with us", regs("15(4)", "15")),
                Content("will_assess", "whether there will be an assessment", regs("15(4)", "15")),
                Content("review_when", "when we will review the plan", regs("15(4)", "15")),
            ),
            rules=("MOVE_TELL",),
        ),
        Letter(
            "F1",
            "Direct payments: agreed",
            (FAMILY,),
            (
                Content(
                    "conditions",
                    "the amount, what it is for and the conditions, to agree in writing",
                    budgets("8", "8"),
                ),
            ),
        ),
        Letter(
            "F2",
            "Direct payments: refused",
            (FAMILY,),
            (
                Content("reasons", "the reasons", budgets("7", "7")),
                Content(
                    "right_to_review", "the right to have it looked at again", budgets("7", "7")
                ),
            ),
        ),
        Letter(
            "F3",
            "Direct payments: less",
            (FAMILY,),
            (
                Content("reasons", "the reasons, with reasonable notice", budgets("12", "12")),
                Content(
                    "reconsider", "that it will be looked at again if asked", budgets("12", "12")
                ),
            ),
        ),
        Letter(
            "F4",
            "Direct payments: stopped",
            (FAMILY,),
            (
                Content("reasons", "the reasons, before they stop", budgets("14(3)", "14")),
                Content(
                    "reconsider", "that it will be looked at again if asked", budgets("14", "14")
                ),
            ),
        ),
        Letter(
            "G1",
            "Mediation: the day and the place",
            (FAMILY,),
            (Content("day_and_place", "the day and the place", regs("37(2)", "37")),),
            rules=("MED_DATE_NOTICE",),
        ),
        Letter(
            "H1",
            "Our response to the appeal",
            (TRIBUNAL, FAMILY),
            (
                Content(
                    "opposed", "whether it is opposed, and the grounds", tribunal("r 21(2)", "21")
                ),
                Content(
                    "child_views",
                    "the child's views, or why they could not be had",
                    tribunal("r 21(2)(e)", "21"),
                ),
            ),
            rules=("LA_RESPONSE",),
        ),
        Letter(
            "H2",
            "What we have done about the order",
            (FAMILY,),
            (Content("kept", "what was ordered, and how it is done", regs("44(2)", "44")),),
            rules=("ORDER_CONTINUE", "ORDER_CEASE", "UNOPPOSED_CEASE", "MED_CONTINUE"),
        ),
        Letter(
            "H3",
            "Our answer to the Tribunal's recommendation",
            (FAMILY,),
            (
                Content("steps", "what will be done, and by when", recommendations("7(1)", "7")),
                Content(
                    "reasons",
                    "the reasons for whatever is not followed",
                    recommendations("6(5), 7(3)", "7"),
                ),
            ),
            rules=("REC_RESPONSE",),
        ),
        Letter(
            "A3D",
            "We will assess a detained person",
            (*IN_CUSTODY, SOCIAL_CARE, LAST_SCHOOL),
            (Content("decision", "that there will be an assessment", detained("5(1)", "5")),),
            rules=("DETAINED_DECISION",),
        ),
        Letter(
            "A4D",
            "We will not assess a detained person",
            (*IN_CUSTODY, SOCIAL_CARE, LAST_SCHOOL),
            (_REASONS,),
            appealable=True,
            recommendations=False,
            rules=("DETAINED_DECISION",),
        ),
        Letter(
            "B1D",
            "There will be no plan for a detained person",
            (*IN_CUSTODY, LAST_SCHOOL),
            (_REASONS,),
            appealable=True,
            rules=("DETAINED_NO_PLAN",),
        ),
        Letter(
            "B3D",
            "The final plan of a detained person",
            (*IN_CUSTODY, NAMED_SETTING),
            (Content("final_plan", "the final plan, with its appendices", detained("13", "13")),),
            appealable=True,
            rules=("DETAINED_FINAL",),
        ),
    )
}
