"""Mediation and appeals: row 7 of the law, to 7.14."""

from datetime import date

from wayforward.statute.rule import Basis, Count, Grade, Kind, Period, Roll, Rule, period
from wayforward.statute.rules.sources import (
    AUTHORITY,
    FAMILY,
    FAMILY_MAY,
    HEALTH,
    MEDIATION_ADVISER,
    TRIBUNAL,
    recommendations,
    regs,
    tribunal,
)

NOTICE_SENT = "the day the decision letter was sent"
AGREED = "the day of the mediation agreement"
RECOMMENDATIONS_FROM = date(2018, 4, 3)
RECOMMENDED = "the day of the recommendation"

MEDIATION_RULES = (
    Rule(
        id="MED_CONTACT",
        section="Mediation",
        duty="Contact the mediation adviser, if you may want to appeal",
        by=FAMILY_MAY,
        plain=(
            "The family contacts a mediation adviser within two months of the decision letter "
            "being sent. No contact is needed where the appeal is only about the school. This "
            "time is not longer in August or at Christmas."
        ),
        periods=period("notice_sent_on", NOTICE_SENT, 2, Basis.MONTHS_AFTER),
        citation=regs("33", "33"),
        grade=Grade.PRIMARY,
        kind=Kind.WINDOW,
    ),
    Rule(
        id="MED_CERT",
        section="Mediation",
        duty="Issue the mediation certificate",
        by=MEDIATION_ADVISER,
        plain=(
            "The certificate that lets a family appeal is issued within three working days of "
            "the end of the mediation, or of the family saying that it does not want one."
        ),
        periods=period(
            "concluded_or_declined_on",
            "the day mediation ended or was declined",
            3,
            Basis.WORKING_DAYS_AFTER,
        ),
        citation=regs("34(1), 39(1)", "39"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="MED_HEALTH_TELL",
        section="Mediation",
        duty="Tell the health commissioner about the health issues",
        by=AUTHORITY,
        plain=(
            "When the family wants mediation about health provision, each health commissioner "
            "concerned is told within three working days."
        ),
        periods=period(
            "family_told_la_on",
            "the day the family told us of the health issues",
            3,
            Basis.WORKING_DAYS_AFTER,
        ),
        citation=regs("35(2)", "35"),
        grade=Grade.PRIMARY,
        told=(HEALTH,),
    ),
    Rule(
        id="MED_ARRANGE",
        section="Mediation",
        duty="Arrange the mediation and take part",
        by=AUTHORITY,
        plain="The authority arranges a mediation within thirty days of being asked.",
        periods=period(
            "family_told_la_on", "the day the family asked us for mediation", 30, Basis.DAYS_AFTER
        ),
        citation=regs("35(4), 36(2)", "36"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="MED_HEALTH_ARRANGE",
        section="Mediation",
        duty="Arrange the mediation that is only about health",
        by=HEALTH,
        plain=(
            "A mediation only about health provision is arranged by the health commissioner, "
            "within thirty days of getting the authority's notice."
        ),
        periods=period(
            "notice_received_on", "the day the notice was received", 30, Basis.DAYS_AFTER
        ),
        citation=regs("35(3)", "35"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="MED_DATE_NOTICE",
        section="Mediation",
        duty="Tell the family the day and place of the mediation",
        by=AUTHORITY,
        plain=(
            "The family is told the day and place of the mediation at least five working days "
            "before, unless it agrees to less."
        ),
        periods=period("mediation_on", "the day of the mediation", 5, Basis.WORKING_DAYS_BEFORE),
        citation=regs("37(2)", "37"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        excused_by=("WA",),
        cautious=(Count(6, Basis.WORKING_DAYS_BEFORE),),
        note='"At least" may mean clear days (grade M): the working day before is safe.',
    ),
    Rule(
        id="MED_DEEMED_CERT",
        section="Mediation",
        duty="Issue the certificate, because no mediation could be arranged in time",
        by=MEDIATION_ADVISER,
        plain=(
            "If no mediation can be arranged in the thirty days the adviser is told, and "
            "certifies within three working days; the family counts as having taken part."
        ),
        periods=period(
            "adviser_told_on", "the day the adviser was told", 3, Basis.WORKING_DAYS_AFTER
        ),
        citation=regs("39(2), (3)", "39"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="MED_OTHER",
        section="Mediation",
        duty="Do what was agreed at mediation, where it could not have been appealed",
        by=AUTHORITY,
        plain=(
            "Promises made at mediation about things that cannot be appealed are kept within two "
            "weeks, unless everyone agrees other days in writing."
        ),
        periods=period("agreement_on", AGREED, 2, Basis.WEEKS_AFTER),
        citation=regs("42(3), (5)", "42"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        excused_by=("WA",),
    ),
    Rule(
        id="MED_HEALTH_AGREED",
        section="Mediation",
        duty="Tell the authority what was agreed, where it was not there",
        by=HEALTH,
        plain=(
            "If the authority was not part of a mediation agreement, the health commissioner "
            "tells it within one week."
        ),
        periods=period("agreement_on", AGREED, 1, Basis.WEEKS_AFTER),
        citation=regs("42", "42"),
        grade=Grade.PRIMARY,
        told=(AUTHORITY,),
        excused_by=("WA",),
    ),
)

APPEAL_RULES = (
    Rule(
        id="APPEAL",
        section="Appeal",
        duty="Send your appeal to the Tribunal",
        by=FAMILY_MAY,
        plain=(
            "A family may appeal within two months of the decision letter being sent, or one "
            "month of the mediation certificate, whichever is later. Time that runs out in "
            "August or from 25 December to 1 January runs on to the next working day after it. "
            "The appeal must arrive by 5pm."
        ),
        periods=(
            Period("notice_sent_on", NOTICE_SENT, (Count(2, Basis.MONTHS_AFTER),)),
            Period(
                "certificate_on",
                "the day of the mediation certificate",
                (Count(1, Basis.MONTHS_AFTER),),
                optional=True,
                after="notice_sent_on",
            ),
        ),
        citation=tribunal("r 20(1)(c), r 12", "20"),
        grade=Grade.PRIMARY,
        told=(TRIBUNAL,),
        kind=Kind.WINDOW,
        later=True,
        roll=Roll.TRIBUNAL,
        by_five=True,
        excused_by=("TD",),
        note="The day before any rolling on is given as the safe day.",
    ),
    Rule(
        id="LA_RESPONSE",
        section="Appeal",
        duty="Send the response to the appeal, with the child's views",
        by=AUTHORITY,
        plain=(
            "The authority answers an appeal within thirty working days of being sent it; "
            "August and 25 December to 1 January are left out. The day in the Tribunal's letter "
            "comes first."
        ),
        periods=period(
            "appeal_sent_on",
            "the day the Tribunal sent us the appeal",
            30,
            Basis.TRIBUNAL_DAYS_AFTER,
        ),
        citation=tribunal("r 21, r 12(3)(b)", "21"),
        grade=Grade.SECONDARY,
        told=(TRIBUNAL, FAMILY),
        by_five=True,
        excused_by=("TD",),
    ),
    Rule(
        id="TRIBUNAL_BUNDLE",
        section="Appeal",
        duty="Send the hearing bundle",
        by=AUTHORITY,
        plain=(
            "The bundle is usually due ten working days before the hearing; August and 25 December "
            "to 1 January are left out. The day in the Tribunal's directions is the one to keep."
        ),
        periods=period("hearing_on", "the day of the hearing", 10, Basis.TRIBUNAL_DAYS_BEFORE),
        citation=tribunal("directions under r 5, r 15; r 12(3)(b)", "15"),
        grade=Grade.SECONDARY,
        told=(TRIBUNAL, FAMILY),
        by_five=True,
        excused_by=("TD",),
        note="The Tribunal's directions give the real day: this one is only what is usual.",
    ),
    Rule(
        id="TRIBUNAL_DECISION",
        section="Appeal",
        duty="Expect the Tribunal's decision",
        by=TRIBUNAL,
        plain="The written decision usually comes within ten working days of the hearing.",
        periods=period("hearing_on", "the day of the hearing", 10, Basis.WORKING_DAYS_AFTER),
        citation=tribunal("usual practice", "30"),
        grade=Grade.SECONDARY,
        told=(FAMILY, AUTHORITY),
        kind=Kind.DAY,
    ),
    Rule(
        id="APPEAL_AGAIN",
        section="Appeal",
        duty="Ask for permission to appeal against the Tribunal's decision",
        by="whoever disagrees",
        plain=(
            "There are 28 days to ask for permission to appeal to the Upper Tribunal. August and "
            "25 December to 1 January are left out, and a last day that is not a working day "
            "moves to the next. The day in the Tribunal's letter comes first."
        ),
        periods=period(
            "decision_sent_on",
            "the day the Tribunal's decision was sent",
            28,
            Basis.TRIBUNAL_CALENDAR_DAYS_AFTER,
        ),
        citation=tribunal("r 46, r 12(2), (3)(b)", "46"),
        grade=Grade.SECONDARY,
        told=(TRIBUNAL,),
        kind=Kind.WINDOW,
        roll=Roll.WORKING_DAY,
        by_five=True,
    ),
)

RECOMMENDATION_RULES = (
    Rule(
        id="REC_RESPONSE",
        section="Recommendation",
        duty="Answer the Tribunal's recommendation in writing, with reasons",
        by="the health commissioner, or the authority for social care",
        plain=(
            "A recommendation about health or social care is answered in five weeks that begin "
            "with the day it is made, so that day counts as the first."
        ),
        periods=period("recommendation_on", RECOMMENDED, 35, Basis.DAYS_BEGINNING),
        citation=recommendations("6(3), 7(1)", "6"),
        in_force_from=RECOMMENDATIONS_FROM,
        grade=Grade.PRIMARY,
        told=(FAMILY, AUTHORITY),
        excused_by=("TD",),
    ),
    Rule(
        id="REC_COPY_HEALTH",
        section="Recommendation",
        duty="Send the Secretary of State a copy of the health answer",
        by=AUTHORITY,
        plain="A copy goes to the Secretary of State in the week that begins with receiving it.",
        periods=period(
            "response_received_on", "the day the answer was received", 7, Basis.DAYS_BEGINNING
        ),
        citation=recommendations("6(6)", "6"),
        in_force_from=RECOMMENDATIONS_FROM,
        grade=Grade.PRIMARY,
        told=("the Secretary of State",),
    ),
    Rule(
        id="REC_COPY_CARE",
        section="Recommendation",
        duty="Send the Secretary of State a copy of our social care answer",
        by=AUTHORITY,
        plain="A copy goes to the Secretary of State in the week that begins with giving it.",
        periods=period(
            "response_given_on", "the day the answer was given", 7, Basis.DAYS_BEGINNING
        ),
        citation=recommendations("7(4)", "7"),
        in_force_from=RECOMMENDATIONS_FROM,
        grade=Grade.PRIMARY,
        told=("the Secretary of State",),
    ),
)

RULES = (*MEDIATION_RULES, *APPEAL_RULES, *RECOMMENDATION_RULES)
