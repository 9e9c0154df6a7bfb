"""From the draft to the final plan, and what follows it: rows 3 and 4 of the law."""

from wayforward.statute.rule import Basis, Count, Grade, Kind, Period, Rule, period
from wayforward.statute.rules.requests import E_GROUNDS, REQUEST_ARRIVED
from wayforward.statute.rules.sources import (
    AUTHORITY,
    FAMILY,
    FAMILY_MAY,
    HEALTH,
    NAMED_SETTING,
    SCHOOL,
    SETTING,
    act,
    code,
    regs,
)

PLAN_SENT = "the day the final plan was sent"

RULES = (
    Rule(
        id="EHC_NO_PLAN",
        section="Plan",
        duty="Tell the family, with reasons, if there will be no plan",
        by=AUTHORITY,
        plain=(
            "If the authority has assessed and decides not to make a plan, the family must be "
            "told within sixteen weeks of the request, with reasons and how to appeal."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 16, Basis.WEEKS_AFTER),
        citation=regs("10(1), (4)", "10"),
        grade=Grade.PRIMARY,
        told=(FAMILY, HEALTH, SETTING),
        excused_by=E_GROUNDS,
    ),
    Rule(
        id="DRAFT_LATEST",
        section="Plan",
        duty="Send the draft plan, so that the family has its fifteen days before week 20",
        by=AUTHORITY,
        plain=(
            "No law fixes the day of the draft. To leave the family fifteen days before the "
            "final plan is due, it must be sent by this day at the latest; week 16 is better."
        ),
        periods=(
            Period(
                "clock_start",
                REQUEST_ARRIVED,
                (Count(20, Basis.WEEKS_AFTER), Count(15, Basis.DAYS_BEFORE)),
            ),
        ),
        citation=regs("13(1)(a), (2)", "13"),
        grade=Grade.RECOMMENDED,
        told=(FAMILY,),
    ),
    Rule(
        id="REPS_END",
        section="Plan",
        duty="Say what you think of the draft, and which school or college you want",
        by=FAMILY_MAY,
        plain=(
            "The family has at least fifteen days, counting the day the draft is served as the "
            "first, to comment, to ask for a school or college and to ask for a meeting. The "
            "authority may give longer, never less."
        ),
        periods=period("draft_served_on", "the day the draft was served", 15, Basis.DAYS_BEGINNING),
        citation=regs("13(1)(a)", "13"),
        grade=Grade.PRIMARY,
        kind=Kind.WINDOW,
        at_least=True,
    ),
    Rule(
        id="SCHOOL_REPLY",
        section="Plan",
        duty="Reply to the consultation about a place",
        by=SCHOOL,
        plain=(
            "A school or college that is asked about a place should reply within fifteen days. "
            "It is guidance: silence is neither yes nor no, and the authority decides."
        ),
        periods=period("consult_sent_on", "the day the school was consulted", 15, Basis.DAYS_AFTER),
        citation=code("9.83"),
        grade=Grade.SECONDARY,
        told=(AUTHORITY,),
    ),
    Rule(
        id="EHC_FINAL",
        section="Plan",
        duty="Send the final plan",
        by=AUTHORITY,
        plain=(
            "If there is to be a plan, the final plan must be sent within twenty weeks of the "
            "request, to the family, the school or college named and the health commissioner."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 20, Basis.WEEKS_AFTER),
        citation=regs("13(2), (3)", "13"),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
        excused_by=E_GROUNDS,
    ),
    Rule(
        id="PROVISION_START",
        section="Plan",
        duty="Secure the special educational provision in the plan",
        by=AUTHORITY,
        plain=(
            "From the day a plan is made or amended the authority must secure the provision in "
            "Section F, and the health commissioner must arrange that in Section G."
        ),
        periods=period("final_sent_on", PLAN_SENT, 0, Basis.WEEKS_AFTER),
        citation=act("s42(2), (3)", "42"),
        grade=Grade.SECONDARY,
        kind=Kind.DAY,
        lasts=True,
        note="The duty was read in the Act (P); that it begins at once, in a summary of a case.",
    ),
    Rule(
        id="ADMIT",
        section="Plan",
        duty="Admit the child or young person",
        by=SCHOOL,
        plain=(
            "A school or college named in a final plan must admit the child or young person, "
            "whatever its admission number or infant class size."
        ),
        periods=period("final_sent_on", PLAN_SENT, 0, Basis.WEEKS_AFTER),
        citation=act("s43(2), (3)", "43"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
        lasts=True,
    ),
    Rule(
        id="S41_WITHDRAWN",
        section="Plan",
        duty="Treat the institution's approval as ended",
        by=AUTHORITY,
        plain=(
            "When the Secretary of State withdraws an institution's section 41 approval, it ends "
            "28 days after the institution is notified."
        ),
        periods=period(
            "notified_on", "the day the Secretary of State gave notice", 28, Basis.DAYS_AFTER
        ),
        citation=regs("61", "61"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
    ),
)
