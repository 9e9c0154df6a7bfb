"""Requests for an EHC needs assessment, and the assessment: rows 1 and 2 of the law."""

from datetime import date

from wayforward.statute.rule import Basis, Grade, Kind, Rule, period
from wayforward.statute.rules.sources import (
    ACCOMMODATION,
    ADVISER,
    AUTHORITY,
    FAMILY,
    HEALTH,
    HEALTH_IN_CUSTODY,
    LAST_SCHOOL,
    NAMED_SETTING,
    SETTING,
    SOCIAL_CARE,
    YOUTH_OFFENDING_TEAM,
    act,
    detained,
    regs,
)

# Where nobody asked but a child was brought to the authority's attention (s24), the case clock
# says so in place of these words.
REQUEST_ARRIVED = "the day the request arrived"
DETAINED_FROM = date(2015, 4, 1)
E_GROUNDS = ("E1", "E2", "E3", "E4")
IN_CUSTODY = (FAMILY, ACCOMMODATION, HEALTH, HEALTH_IN_CUSTODY, YOUTH_OFFENDING_TEAM)
PARTNERS = (FAMILY, HEALTH, SOCIAL_CARE, SETTING)

RULES = (
    Rule(
        id="EHCNA_DECISION",
        section="Request",
        duty="Tell the family whether we will assess",
        by=AUTHORITY,
        plain=(
            "When someone asks for an EHC needs assessment, or a child is brought to the "
            "authority's attention, the authority has six weeks to decide whether to assess and "
            "to tell the family. It should be done as soon as practicable."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 6, Basis.WEEKS_AFTER),
        citation=regs("5(1), (4)", "5"),
        grade=Grade.PRIMARY,
        told=PARTNERS,
        excused_by=E_GROUNDS,
    ),
    Rule(
        id="EHCNA_NOT_NEEDED",
        section="Request",
        duty="Tell the family that no plan can be needed, if that is decided at the outset",
        by=AUTHORITY,
        plain=(
            "If the authority decides at the outset that special educational provision under a "
            "plan cannot be needed, it must say so, with reasons, in the same six weeks. The "
            "reasons that can excuse a late decision do not apply to this notice."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 6, Basis.WEEKS_AFTER),
        citation=regs("4(1)", "4"),
        grade=Grade.PRIMARY,
        told=PARTNERS,
        note="An alternative to EHCNA_DECISION, not a step beside it.",
    ),
    Rule(
        id="ASSESSED_RECENTLY",
        section="Request",
        duty="From this day the last assessment is no reason to turn a request down",
        by=AUTHORITY,
        plain=(
            "The authority need not consider a request from someone who was assessed in the six "
            "months before it. An earlier refusal is not an assessment, so it bars nothing."
        ),
        periods=period(
            "assessed_on", "the day the last assessment was completed", 6, Basis.MONTHS_AFTER
        ),
        citation=act("s36(6)(b); SEND Regulations 2014 reg 24(1)", "36"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
        note="That a refusal is no assessment is our reading. It never blocks a request.",
    ),
    Rule(
        id="ADVICE_DUE",
        section="Assessment",
        duty="Give advice for the assessment",
        by=ADVISER,
        plain=(
            "Everyone whom the authority asks for advice, such as a health professional or an "
            "educational psychologist, must give it within six weeks of getting the request. "
            "School holidays and waiting lists are not reasons for being late."
        ),
        periods=period(
            "received_by_body_on",
            "the day the request for advice was received",
            6,
            Basis.WEEKS_AFTER,
        ),
        citation=regs("8(1), (2)", "8"),
        grade=Grade.PRIMARY,
        told=(AUTHORITY,),
        excused_by=("X1", "X2", "X3"),
    ),
    Rule(
        id="DETAINED_DECISION",
        section="Custody",
        duty="Tell the family and the accommodation whether we will assess a detained person",
        by=AUTHORITY,
        plain=(
            "For a child or young person in youth custody the home authority also has six weeks "
            "to decide whether to assess, and tells the person in charge of the accommodation too."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 6, Basis.WEEKS_AFTER),
        citation=detained("5(1)", "5"),
        in_force_from=DETAINED_FROM,
        grade=Grade.PRIMARY,
        told=(*IN_CUSTODY, SOCIAL_CARE, LAST_SCHOOL),
        excused_by=("E1", "E3"),
        note="Regulation 5(4) has a third ground that is not held here.",
    ),
    Rule(
        id="DETAINED_NO_PLAN",
        section="Custody",
        duty="Tell the family that there will be no plan for a detained person, with reasons",
        by=AUTHORITY,
        plain="The sixteen weeks for saying that there will be no plan also run in custody.",
        periods=period("clock_start", REQUEST_ARRIVED, 16, Basis.WEEKS_AFTER),
        citation=detained("10, 15(4)", "10"),
        in_force_from=DETAINED_FROM,
        grade=Grade.PRIMARY,
        told=(*IN_CUSTODY, LAST_SCHOOL),
        excused_by=("E1", "E3"),
        note=(
            "Sixteen weeks were read as regulation 15(4) repeats them. Regulation 10(4) has a third "
            "ground that is not held here."
        ),
    ),
    Rule(
        id="DETAINED_FINAL",
        section="Custody",
        duty="Send the final plan of a detained person",
        by=AUTHORITY,
        plain=(
            "The twenty weeks for the final plan also run in custody. Work done before the "
            "person was detained counts, if the authority is the same."
        ),
        periods=period("clock_start", REQUEST_ARRIVED, 20, Basis.WEEKS_AFTER),
        citation=detained("13, 15(3)", "13"),
        in_force_from=DETAINED_FROM,
        grade=Grade.PRIMARY,
        told=(*IN_CUSTODY, NAMED_SETTING),
        excused_by=("E1", "E3"),
        note="Regulation 13(3) takes its grounds from 10(4), whose third is not held here.",
    ),
)
