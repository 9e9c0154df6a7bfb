"""Every rule held, as data: one module for each part of the law, oldest wording included.

`VERSIONS` is the whole of it. Each version says from which day to which day it was the law;
`rule_sets` turns them into the law of one day.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from wayforward.statute.rule import Basis, Grade, Rule, period
from wayforward.statute.rules import changes, disputes, orders, plans, requests, reviews, wider
from wayforward.statute.rules.orders import NOTIFIED
from wayforward.statute.rules.sources import regs
from wayforward.statute.rules.wider import DRAFT_RULES, SENCO_AMENDED

_TODAY: tuple[Rule, ...] = (
    *requests.RULES,
    *plans.RULES,
    *reviews.RULES,
    *reviews.PHASE_RULES,
    *changes.RULES,
    *disputes.RULES,
    *orders.RULES,
    *wider.RULES,
)

# Regulation 45 was rewritten on 23 March 2015; before it, four weeks stood for the contents of
# a plan and paragraphs (3A) and (6A) did not exist.
REG_45_REWRITTEN = date(2015, 3, 23)
_NEW_IN_REG_45 = (
    "UNOPPOSED_ASSESS_NO_PLAN",
    "UNOPPOSED_ASSESS_FINAL",
    "UNOPPOSED_CEASE",
    "UNOPPOSED_CEASE_AMEND",
)

# SI 2020/471: in force 1 May 2020, ceased on 25 September 2020, which gov.uk counts in.
CORONAVIRUS_FROM, CORONAVIRUS_TO = date(2020, 5, 1), date(2020, 9, 25)

# The rules that SI 2020/471 relaxed, and where it says so (read whole, grade P). Regulation 18,
# phase transfers, was not relaxed.
CORONAVIRUS_RULES: dict[str, str] = {
    "EHCNA_DECISION": "reg 7",
    "EHCNA_NOT_NEEDED": "reg 6",
    "ADVICE_DUE": "reg 8",
    "EHC_NO_PLAN": "reg 9",
    "EHC_FINAL": "reg 10",
    "DETAINED_DECISION": "reg 22",
    "DETAINED_NO_PLAN": "reg 24",
    "DETAINED_FINAL": "reg 25",
    "REVIEW_12M": "reg 11",
    "AMEND_FINAL": "reg 12",
    "REASSESS_FINAL": "reg 13",
    "UNOPPOSED_ASSESS_NO_PLAN": "reg 14",
    "UNOPPOSED_ASSESS_FINAL": "reg 14",
    "DIRECT_PAYMENT_FIRST_CHECK": "reg 17",
    "REC_RESPONSE": "reg 30",
    "REC_COPY_HEALTH": "reg 30",
    "REC_COPY_CARE": "reg 30",
    # Regulation 5 inserted regulation 2A, whose paragraph (3) lists these:
    "MOVE_TRANSFER": "reg 5",
    "MOVE_TELL": "reg 5",
    "MOVE_REVIEW": "reg 5",
    "ICB_MOVE": "reg 5",
    "ICB_CHANGE": "reg 5",
    "ICB_CANNOT": "reg 5",
    "REVIEW_REPORT": "reg 5",
    "REVIEW_DECISION": "reg 5",
    "AMEND_NOTICE": "reg 5",
    "REASSESS_DECIDE": "reg 5",
    "REASSESS_REVIEW": "reg 5",
    "MED_CONTACT": "reg 5",
    "MED_CERT": "reg 5",
    "MED_HEALTH_TELL": "reg 5",
    "MED_HEALTH_ARRANGE": "reg 5",
    "MED_ARRANGE": "reg 5",
    "MED_DEEMED_CERT": "reg 5",
    "MED_OTHER": "reg 5",
    "MED_HEALTH_AGREED": "reg 5",
    "ORDER_REFERRED_BACK": "reg 5",
    "ORDER_AMEND": "reg 5",
    "ORDER_PLACEMENT": "reg 5",
    "UNOPPOSED_CONTENTS": "reg 5",
    "UNOPPOSED_PLACEMENT": "reg 5",
    "UNOPPOSED_CEASE_AMEND": "reg 5",
    "HE_COPY": "reg 5",
    "LO_COMMENTS": "reg 5",
    "AMEND_LONGSTOP": "regs 5 and 12",
    # Regulation 10 put coronavirus among the events of regulation 13(3), and regulations 44(3)(c)
    # and 45(7)(c) let any of those events excuse an order to assess or to make a plan.
    "ORDER_ASSESS_NOTIFY": "reg 10",
    "ORDER_ASSESS_NO_PLAN": "reg 10",
    "ORDER_ASSESS_FINAL": "reg 10",
    "ORDER_MAKE_DRAFT": "reg 10",
    "ORDER_MAKE_FINAL": "reg 10",
    "UNOPPOSED_ASSESS_NOTIFY": "reg 10",
    "UNOPPOSED_ISSUE_DRAFT": "reg 10",
    "UNOPPOSED_ISSUE_FINAL": "reg 10",
    # An agreement is kept as if it were an order (reg 42(2)): that this held here too is our reading.
    "MED_ASSESS_NOTIFY": "reg 10",
    "MED_ASSESS_NO_PLAN": "reg 10",
    "MED_ASSESS_FINAL": "reg 10",
    "MED_MAKE_DRAFT": "reg 10",
    "MED_MAKE_FINAL": "reg 10",
    "MED_AMEND": "reg 5",
    "MED_PLACEMENT": "reg 5",
}

# Notices of the Secretary of State under the Coronavirus Act 2020, s38(1) and Schedule 17,
# paragraph 5, for May, June and July 2020: whoever used reasonable endeavours had discharged
# CFA 2014 s42. The second of them, and the days in the guidance of gov.uk, were read: grade P.
SECTION_42_FROM, SECTION_42_TO = date(2020, 5, 1), date(2020, 7, 31)

_DAY = timedelta(days=1)


def _with_reg_45_history(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules, with what regulation 45 said before it was rewritten."""
    for rule in rules:
        if rule.id in _NEW_IN_REG_45:
            yield replace(rule, in_force_from=REG_45_REWRITTEN)
        elif rule.id == "UNOPPOSED_CONTENTS":
            yield replace(
                rule,
                periods=period("notified_tribunal_on", NOTIFIED, 4, Basis.WEEKS_AFTER),
                plain="Before 23 March 2015 the amended plan was due in four weeks.",
                grade=Grade.SECONDARY,
                in_force_to=REG_45_REWRITTEN - _DAY,
            )
            yield replace(rule, in_force_from=REG_45_REWRITTEN)
        else:
            yield rule


def _with_senco_history(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules, with the qualification that a SENCO needed before September 2024."""
    for rule in rules:
        if rule.id == "SENCO_QUALIFICATION":
            yield replace(
                rule,
                plain=(
                    "A SENCO must hold the National Award for SEN Co-ordination if still in post "
                    "after the third anniversary of taking it up."
                ),
                citation=regs("49(4)", "49"),
                note=(
                    "Whoever takes the course later takes that of SI 2024/535: for courses begun "
                    "from 1 September 2024 it is the National Professional Qualification."
                ),
                in_force_to=SENCO_AMENDED - _DAY,
            )
            yield replace(rule, in_force_from=SENCO_AMENDED)
        else:
            yield rule


def _with_coronavirus(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules, with the version of 1 May to 25 September 2020 of those relaxed."""
    for rule in rules:
        if rule.id not in CORONAVIRUS_RULES or rule.in_force_to is not None:
            yield rule
            continue
        relaxed_by = f"SI 2020/471, {CORONAVIRUS_RULES[rule.id]}"
        yield replace(rule, in_force_to=CORONAVIRUS_FROM - _DAY)
        yield replace(
            rule,
            plain=(
                f"{rule.plain} From 1 May to 25 September 2020 a limit that coronavirus made "
                f"impracticable gave way to: as soon as reasonably practicable ({relaxed_by})."
            ),
            excused_by=(*rule.excused_by, "CV"),
            in_force_from=CORONAVIRUS_FROM,
            in_force_to=CORONAVIRUS_TO,
        )
        yield replace(rule, in_force_from=CORONAVIRUS_TO + _DAY)


def _with_section_42_notices(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Yield the rules, with the duty to secure provision as it was from May to July 2020."""
    for rule in rules:
        if rule.id == "PROVISION_START":
            yield replace(rule, in_force_to=SECTION_42_FROM - _DAY)
            yield replace(
                rule,
                plain=(
                    f"{rule.plain} From 1 May to 31 July 2020 whoever had used reasonable "
                    "endeavours counted as having done so."
                ),
                note=(
                    "By notices of the Secretary of State under the Coronavirus Act 2020, "
                    f"Schedule 17, paragraph 5, one for each month. {rule.note}"
                ),
                in_force_from=SECTION_42_FROM,
                in_force_to=SECTION_42_TO,
            )
            yield replace(rule, in_force_from=SECTION_42_TO + _DAY)
        else:
            yield rule


VERSIONS: tuple[Rule, ...] = tuple(
    _with_section_42_notices(_with_coronavirus(_with_senco_history(_with_reg_45_history(_TODAY))))
)

# The first day on which any version of each rule was the law.
BEGAN: Mapping[str, date] = MappingProxyType(
    {
        rule_id: min(rule.in_force_from for rule in VERSIONS if rule.id == rule_id)
        for rule_id in dict.fromkeys(rule.id for rule in VERSIONS)
    }
)

__all__ = [
    "BEGAN",
    "CORONAVIRUS_FROM",
    "CORONAVIRUS_RULES",
    "CORONAVIRUS_TO",
    "DRAFT_RULES",
    "REG_45_REWRITTEN",
    "VERSIONS",
]
