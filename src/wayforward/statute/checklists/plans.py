"""Sections A to K, the advice, the grounds against a school, and what can be appealed."""

from dataclasses import dataclass

from wayforward.statute.checklists.base import Checklist, Item
from wayforward.statute.rules.sources import CFA, SR

_SR_URL = "https://www.legislation.gov.uk/uksi/2014/1530/regulation/"
_CFA_URL = "https://www.legislation.gov.uk/ukpga/2014/6/section/"


@dataclass(frozen=True, slots=True)
class PlanSection(Item):
    """One section of a plan.

    :param must_specify: whether it must be specific, not only set out
    :param appeal: "binding", "recommendation" or "" for what the Tribunal can do about it
    """

    must_specify: bool = True
    appeal: str = ""


SECTIONS = Checklist(
    "plan-sections",
    "The sections of a plan",
    SR,
    f"{_SR_URL}12",
    (
        PlanSection(
            "A",
            "the views, interests and aspirations of the child and parents, or young person",
            "reg 12(1)(a)",
            must_specify=False,
        ),
        PlanSection("B", "all the special educational needs", "reg 12(1)(b)", appeal="binding"),
        PlanSection(
            "C",
            "health needs that relate to the special educational needs",
            "reg 12(1)(c)",
            appeal="recommendation",
        ),
        PlanSection(
            "D",
            "social care needs that relate to the special educational needs or to a disability",
            "reg 12(1)(d)",
            appeal="recommendation",
        ),
        PlanSection("E", "the outcomes sought", "reg 12(1)(e)", must_specify=False),
        PlanSection(
            "F",
            "the special educational provision for each need, with what, how much and by whom",
            "reg 12(1)(f)",
            note="That it must be detailed and quantified is case law (S).",
            appeal="binding",
        ),
        PlanSection(
            "G",
            "the health provision reasonably required; the health commissioner must agree it",
            "reg 12(1)(g), (2)",
            appeal="recommendation",
        ),
        PlanSection(
            "H1",
            "the social care provision that must be made for someone under 18 under the 1970 Act",
            "reg 12(1)(h)(i)",
            appeal="recommendation",
        ),
        PlanSection(
            "H2",
            "any other social care provision reasonably required",
            "reg 12(1)(h)(ii)",
            appeal="recommendation",
        ),
        PlanSection(
            "I",
            "the school or institution and its type, or the type alone; blank in a draft",
            "reg 12(1)(i); CFA s38(5)",
            note="Education otherwise than at school belongs in F, with I left blank (M).",
            appeal="binding",
        ),
        PlanSection(
            "J",
            "what a direct payment is to secure, if there is one",
            "reg 12(1)(j)",
        ),
        PlanSection("K", "all the advice obtained, attached", "reg 12(1)(k), (4)"),
    ),
)

ADULTHOOD = Item(
    "PfA",
    "from year 9, provision in F, G, H1 and H2 that prepares for adulthood and independent living",
    "reg 12(3)",
)

ADVICE = Checklist(
    "advice",
    "The advice that an assessment must seek",
    SR,
    f"{_SR_URL}6",
    (
        Item("a", "from the child's parent or the young person", "reg 6(1)(a)"),
        Item(
            "b",
            "educational advice from the head or principal; failing that from someone with "
            "experience of such teaching; failing that from whoever is responsible for the "
            "education",
            "reg 6(1)(b)(i)-(iii), (2)",
            note="Where sight or hearing seems impaired, someone qualified to teach such pupils "
            "is consulted.",
        ),
        Item(
            "b_iv",
            "where a parent serves in the armed forces, also from the Secretary of State for "
            "Defence",
            "reg 6(1)(b)(iv)",
        ),
        Item("c", "medical advice from a health professional", "reg 6(1)(c)"),
        Item("d", "psychological advice from an educational psychologist", "reg 6(1)(d)"),
        Item("e", "social care advice", "reg 6(1)(e)"),
        Item("f", "from anyone else the authority thinks appropriate", "reg 6(1)(f)"),
        Item(
            "g",
            "from year 9, advice about preparing for adulthood and independent living",
            "reg 6(1)(g)",
        ),
        Item("h", "from anyone whom the family reasonably asks for", "reg 6(1)(h)"),
    ),
)

PLACEMENT_GROUNDS = Checklist(
    "placement-grounds",
    "The only grounds against the school or college that a family asks for",
    CFA,
    f"{_CFA_URL}39",
    (
        Item(
            "age_ability_aptitude_sen",
            "it is unsuitable for the age, ability, aptitude or special educational needs",
            "s39(4)(a)",
        ),
        Item(
            "efficient_education",
            "attendance would be incompatible with the efficient education of others",
            "s39(4)(b)(i)",
        ),
        Item(
            "efficient_resources",
            "attendance would be incompatible with the efficient use of resources",
            "s39(4)(b)(ii)",
            note="That a school says it is full is not a ground.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class AppealKind(Item):
    """One decision that can be appealed.

    :param certificate: whether a mediation certificate is needed first (s55(2))
    :param recommendations: whether health and social care can be raised as well (SI 2017/1306)
    """

    certificate: bool = True
    recommendations: bool = True


APPEAL_KINDS = Checklist(
    "appeal-kinds",
    "The decisions that can be appealed",
    CFA,
    f"{_CFA_URL}51",
    (
        AppealKind("a", "not to assess", "s51(2)(a)", recommendations=False),
        AppealKind("b", "not to make a plan", "s51(2)(b)"),
        AppealKind("c_i", "what a plan says are the needs (Section B)", "s51(2)(c)(i)"),
        AppealKind("c_ii", "what a plan says is the provision (Section F)", "s51(2)(c)(ii)"),
        AppealKind(
            "c_iii",
            "the school, institution or type that a plan names",
            "s51(2)(c)(iii)",
            certificate=False,
        ),
        AppealKind(
            "c_iv",
            "that a plan names no school or institution",
            "s51(2)(c)(iv)",
            certificate=False,
        ),
        AppealKind("d", "not to re-assess", "s51(2)(d)"),
        AppealKind("e", "not to amend after a review or re-assessment", "s51(2)(e)"),
        AppealKind("f", "to end a plan", "s51(2)(f)"),
    ),
)


def needs_certificate(kinds: set[str]) -> bool:
    """Return whether an appeal of these kinds needs a mediation certificate first.

    An appeal only about the school, or that none is named, does not: CFA 2014 s55(2). Grade P.

    :param kinds: ids of `APPEAL_KINDS`
    """
    return any(
        item.certificate
        for item in APPEAL_KINDS.items
        if isinstance(item, AppealKind) and item.id in kinds
    )
