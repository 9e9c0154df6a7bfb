"""Keeping the Tribunal's orders, unopposed appeals and mediation promises: rows 7A and 7B.

A mediation agreement about something that could have been appealed is kept as if it were an
order (reg 42(2)), so those rules are made from the rules for orders.
"""

from dataclasses import replace

from wayforward.statute.rule import Basis, Grade, Kind, Rule, period
from wayforward.statute.rules.sources import AUTHORITY, FAMILY, HEALTH, NAMED_SETTING, regs

ORDERED = "the day the order was sent out"
NOTIFIED = "the day we told the Tribunal that we do not oppose the appeal"
O_GROUNDS = ("O1", "O2", "O3")
_PLAN_READERS = (FAMILY, NAMED_SETTING, HEALTH)

# A notice or a draft goes to the family; a finalised or amended plan to all of regulation 13(2);
# for a plan that goes on or ends nobody is named.
_TOLD = {
    "ASSESS_NOTIFY": (FAMILY,),
    "ASSESS_NO_PLAN": (FAMILY,),
    "MAKE_DRAFT": (FAMILY,),
    "ISSUE_DRAFT": (FAMILY,),
    "REFERRED_BACK": (FAMILY,),
    "CONTINUE": (),
    "CEASE": (),
}

# Any direction of the Tribunal comes before the limits of regulation 44.
_DIRECTED = "TD"

# A plan that goes on needs nobody to do anything, so it can never be late.
_GOES_ON = ("ORDER_CONTINUE", "UNOPPOSED_CEASE")

_ASSESS = "Tell the family that we will assess"
_NO_PLAN = "Tell the family, with reasons, if there will be no plan after all"
_FINAL = "Send the final plan"
_DRAFT = "Send the draft plan"
_AMENDED = "Send the amended plan"


def _told(rule_id: str) -> tuple[str, ...]:
    """Return who is told when this is done."""
    return _TOLD.get(rule_id.partition("_")[2], _PLAN_READERS)


def _order(
    rule_id: str, weeks: int, duty: str, provision: str, plain: str, excused: bool = False
) -> Rule:
    """Return a limit for keeping an order of the Tribunal (reg 44)."""
    return Rule(
        id=rule_id,
        section="Order",
        duty=duty,
        by=AUTHORITY,
        plain=plain,
        periods=period("order_issued_on", ORDERED, weeks, Basis.WEEKS_AFTER),
        citation=regs(provision, "44"),
        grade=Grade.PRIMARY,
        told=_told(rule_id),
        kind=Kind.DAY if rule_id in _GOES_ON else Kind.DUTY,
        lasts=rule_id in _GOES_ON,
        excused_by=(*(O_GROUNDS if excused else ()), _DIRECTED),
        note="A day that the Tribunal directs comes first.",
    )


def _unopposed(
    rule_id: str, weeks: int, duty: str, provision: str, plain: str, excused: bool = False
) -> Rule:
    """Return a limit that follows a notice that an appeal is not opposed (reg 45)."""
    return Rule(
        id=rule_id,
        section="Unopposed appeal",
        duty=duty,
        by=AUTHORITY,
        plain=plain,
        periods=period("notified_tribunal_on", NOTIFIED, weeks, Basis.WEEKS_AFTER),
        citation=regs(provision, "45"),
        grade=Grade.PRIMARY,
        told=_told(rule_id),
        kind=Kind.DAY if rule_id in _GOES_ON else Kind.DUTY,
        lasts=rule_id in _GOES_ON,
        excused_by=O_GROUNDS if excused else (),
        note="Only where the notice comes before the response; later a consent order is needed.",
    )


ORDER_RULES = (
    _order(
        "ORDER_ASSESS_NOTIFY",
        2,
        _ASSESS,
        "44(2)(b)",
        "After an order to assess or re-assess, the family is told in two weeks.",
        True,
    ),
    _order(
        "ORDER_ASSESS_NO_PLAN",
        10,
        _NO_PLAN,
        "44(2)(b)(i)",
        "If the ordered assessment leads to no plan, the family is told in ten weeks of the order.",
        True,
    ),
    _order(
        "ORDER_ASSESS_FINAL",
        14,
        _FINAL,
        "44(2)(b)(ii)",
        "If the ordered assessment leads to a plan, the final plan is sent in fourteen weeks.",
        True,
    ),
    _order(
        "ORDER_MAKE_DRAFT",
        5,
        _DRAFT,
        "44(2)(c)(i)",
        "After an order to make a plan, the draft is sent in five weeks.",
        True,
    ),
    _order(
        "ORDER_MAKE_FINAL",
        11,
        _FINAL,
        "44(2)(c)(ii)",
        "After an order to make a plan, the final plan is sent in eleven weeks.",
        True,
    ),
    _order(
        "ORDER_REFERRED_BACK",
        2,
        "Think again, and send the draft plan or the decision against one",
        "44(2)(d)",
        "When the Tribunal sends a case back, the authority answers in two weeks.",
    ),
    _order(
        "ORDER_AMEND",
        5,
        _AMENDED,
        "44(2)(e), (h)",
        "After an order to change needs or provision, with or without the school, or to go on "
        "with the plan and amend it, the amended plan is sent in five weeks. The provision must "
        "be in place by then.",
    ),
    _order(
        "ORDER_PLACEMENT",
        2,
        _AMENDED,
        "44(2)(f)",
        "After an order only about the school or type of school, the amended plan is sent in "
        "two weeks.",
    ),
    _order(
        "ORDER_CONTINUE",
        0,
        "Go on with the plan",
        "44(2)(g)",
        "After an order to go on with a plan, it goes on at once.",
    ),
    _order(
        "ORDER_CEASE",
        0,
        "End the plan",
        "44(2)(a)",
        "When an appeal against ending a plan is dismissed, the plan ends at once.",
    ),
)

UNOPPOSED_RULES = (
    _unopposed(
        "UNOPPOSED_ASSESS_NOTIFY",
        2,
        _ASSESS,
        "45(3), (7)",
        "If the authority does not oppose an appeal about assessing, it tells the family in two "
        "weeks that it will.",
        True,
    ),
    _unopposed(
        "UNOPPOSED_ASSESS_NO_PLAN",
        10,
        _NO_PLAN,
        "45(3A)(a)",
        "If that assessment leads to no plan, the family is told in ten weeks of the notice.",
    ),
    _unopposed(
        "UNOPPOSED_ASSESS_FINAL",
        14,
        _FINAL,
        "45(3A)(b)",
        "If that assessment leads to a plan, the final plan is sent in fourteen weeks.",
    ),
    _unopposed(
        "UNOPPOSED_CONTENTS",
        5,
        _AMENDED,
        "45(4)",
        "If the authority does not oppose an appeal about what the plan says, the amended plan "
        "is sent in five weeks.",
    ),
    _unopposed(
        "UNOPPOSED_PLACEMENT",
        2,
        _AMENDED,
        "45(5)",
        "If only the school is in question, the amended plan is sent in two weeks.",
    ),
    _unopposed(
        "UNOPPOSED_ISSUE_DRAFT",
        5,
        _DRAFT,
        "45(6), (7)",
        "If the authority does not oppose an appeal about making a plan, the draft is sent in "
        "five weeks.",
        True,
    ),
    _unopposed(
        "UNOPPOSED_ISSUE_FINAL",
        11,
        _FINAL,
        "45(6), (7)",
        "If the authority does not oppose an appeal about making a plan, the final plan is sent "
        "in eleven weeks.",
        True,
    ),
    _unopposed(
        "UNOPPOSED_CEASE",
        0,
        "Go on with the plan",
        "45(6A)",
        "If the authority does not oppose an appeal about ending the plan, the plan goes on.",
    ),
    _unopposed(
        "UNOPPOSED_CEASE_AMEND",
        5,
        _AMENDED,
        "45(6A)",
        "If it goes on with the plan and amends it, the amended plan is sent in five weeks.",
    ),
)


def _as_if_ordered(order: Rule) -> Rule:
    """Return the rule for a mediation agreement that is kept as if it were an order."""
    first = order.periods[0].counts[0]
    provision = order.citation.provision.rpartition("reg ")[2]
    return replace(
        order,
        id=order.id.replace("ORDER_", "MED_"),
        section="Mediation",
        plain=f"If it was agreed at mediation, as if ordered: {order.plain}",
        periods=period("agreement_on", "the day of the mediation agreement", first.n, first.basis),
        citation=regs(f"42(2) with {provision}", "42"),
        excused_by=(*(code for code in order.excused_by if code != _DIRECTED), "WA"),
        note="Other days may be agreed in writing (reg 42(5)).",
    )


AGREEMENT_RULES = tuple(
    _as_if_ordered(rule)
    for rule in ORDER_RULES
    if rule.id not in ("ORDER_REFERRED_BACK", "ORDER_CEASE")
)

RULES = (*ORDER_RULES, *UNOPPOSED_RULES, *AGREEMENT_RULES)
