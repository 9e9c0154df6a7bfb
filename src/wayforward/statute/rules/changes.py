"""Re-assessment, the end of a plan, and moves between authorities: rows 5.24 to 6.8."""

from wayforward.statute.ages import college_year_of_25, day_before_26
from wayforward.statute.rule import Basis, Count, Grade, Kind, Period, Roll, Rule, period
from wayforward.statute.rules.requests import E_GROUNDS
from wayforward.statute.rules.sources import (
    AUTHORITY,
    FAMILY,
    HEALTH,
    NAMED_SETTING,
    NEW_AUTHORITY,
    OLD_AUTHORITY,
    act,
    regs,
)

TRANSFERRED = "the day the plan was transferred"
BORN = "the date of birth"

BEFORE_26 = Count(
    0, Basis.CALENDAR, reckoned=day_before_26, words="the day before the 26th birthday"
)

REASSESSMENT_RULES = (
    Rule(
        id="REASSESS_DECIDE",
        section="Re-assessment",
        duty="Tell the family whether we will re-assess",
        by=AUTHORITY,
        plain=(
            "When a re-assessment is asked for, the family is told within fifteen days, weekends "
            "included, whether there will be one."
        ),
        periods=period(
            "received_on", "the day the request to re-assess arrived", 15, Basis.DAYS_AFTER
        ),
        citation=regs("25(1)", "25"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="REASSESS_FINAL",
        section="Re-assessment",
        duty="Send the final plan after the re-assessment",
        by=AUTHORITY,
        plain=(
            "A re-assessment ends with a final plan within fourteen weeks of the day the family "
            "was told of it. Advice has its six weeks, and the family its fifteen days, inside it."
        ),
        periods=period(
            "reassess_notified_on",
            "the day the family was told of the re-assessment",
            14,
            Basis.WEEKS_AFTER,
        ),
        citation=regs("27(2), (3)", "27"),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
        excused_by=E_GROUNDS,
    ),
    Rule(
        id="REASSESS_REVIEW",
        section="Re-assessment",
        duty="Complete the first review after the re-assessment",
        by=AUTHORITY,
        plain="The next review is within twelve months of the day the new plan was sent.",
        periods=period("final_sent_on", "the day the new plan was sent", 12, Basis.MONTHS_AFTER),
        citation=regs("27(4)", "27"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        cautious=(Count(12, Basis.MONTHS_BEGINNING),),
        note="Section 44(1) counts the first day in, which ends a day earlier.",
    ),
)

CEASING_RULES = (
    Rule(
        id="PLAN_KEPT",
        section="Ceasing",
        duty="Keep the plan going while the family may appeal",
        by=AUTHORITY,
        plain=(
            "A plan that the authority has decided to end continues until the time for an appeal "
            "has run out unused. After an appeal in that time it continues until the appeal has "
            "been finally decided."
        ),
        periods=(
            Period(
                "notice_sent_on", "the day the decision was sent", (Count(2, Basis.MONTHS_AFTER),)
            ),
            Period(
                "certificate_on",
                "the day of the mediation certificate",
                (Count(1, Basis.MONTHS_AFTER),),
                optional=True,
                after="notice_sent_on",
            ),
            Period(
                "appeal_ended_on",
                "the day the appeal ended",
                (Count(0, Basis.DAYS_AFTER),),
                optional=True,
                after="notice_sent_on",
                stays=True,
            ),
        ),
        citation=act("s45(4)", "45"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
        later=True,
        roll=Roll.TRIBUNAL,
        keeps=True,
    ),
    Rule(
        id="PLAN_25_COLLEGE",
        section="Ceasing",
        duty="A plan may last to this day for a student at a further education college",
        by=AUTHORITY,
        plain=(
            "A plan may be kept to the end of the academic year in which the young person turns "
            "25; at a college that is 31 July. It does not end by itself."
        ),
        periods=(
            Period(
                "born_on",
                BORN,
                (
                    Count(
                        0,
                        Basis.CALENDAR,
                        reckoned=college_year_of_25,
                        words="31 July of the college year in which a person turns 25",
                    ),
                ),
            ),
        ),
        citation=regs("46(1)(a); CFA 2014 s46", "46"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
    ),
    Rule(
        id="PLAN_25_APPRENTICE",
        section="Ceasing",
        duty="A plan may last to this day for an apprentice",
        by=AUTHORITY,
        plain=(
            "For an apprentice the year ends when the training finishes, or on the day before "
            "the 26th birthday if that is earlier."
        ),
        periods=(
            Period("born_on", BORN, (BEFORE_26,)),
            Period(
                "training_ends_on",
                "the day the training finishes",
                (Count(0, Basis.DAYS_AFTER),),
                optional=True,
            ),
        ),
        citation=regs("46(1); CFA 2014 s46", "46"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
    ),
    Rule(
        id="PLAN_25_OTHER",
        section="Ceasing",
        duty="A plan may last to this day for a student anywhere else",
        by=AUTHORITY,
        plain=(
            "For everyone else the year ends when the course is due to end, or on the day before "
            "the 26th birthday if that is earlier."
        ),
        periods=(
            Period("born_on", BORN, (BEFORE_26,)),
            Period(
                "course_ends_on",
                "the day the course is due to end",
                (Count(0, Basis.DAYS_AFTER),),
                optional=True,
            ),
        ),
        citation=regs("46(1); CFA 2014 s46", "46"),
        grade=Grade.PRIMARY,
        kind=Kind.DAY,
    ),
    Rule(
        id="HE_COPY",
        section="Ceasing",
        duty="Send a copy of the plan to the university or for the student allowance",
        by=AUTHORITY,
        plain=(
            "When a young person who goes on to higher education asks for it, a copy of the plan "
            "is sent within fifteen working days."
        ),
        periods=period("asked_on", "the day the young person asked", 15, Basis.WORKING_DAYS_AFTER),
        citation=regs("47", "47"),
        grade=Grade.PRIMARY,
        told=("the person dealing with the allowance", "the principal of the institution"),
    ),
)

_MOVED = Period("moved_on", "the day of the move", (Count(0, Basis.DAYS_AFTER),), optional=True)


def _aware(since: str) -> Period:
    return Period("aware_on", since, (Count(15, Basis.WORKING_DAYS_BEGINNING),))


MOVE_RULES = (
    Rule(
        id="MOVE_TRANSFER",
        section="Move",
        duty="Transfer the plan to the new authority",
        by=OLD_AUTHORITY,
        plain=(
            "The plan goes to the new authority on the day of the move. If the old authority did "
            "not know of the move fifteen working days before it, it has fifteen working days "
            "beginning with the day it learned of it."
        ),
        periods=(_aware("the day the old authority learned of the move"), _MOVED),
        citation=regs("15(2)", "15"),
        grade=Grade.PRIMARY,
        told=(NEW_AUTHORITY,),
        later=True,
    ),
    Rule(
        id="MOVE_TELL",
        section="Move",
        duty="Tell the family that the plan has moved, and what happens next",
        by=NEW_AUTHORITY,
        plain=(
            "Within six weeks of the transfer the new authority says that it holds the plan, "
            "whether it will assess, and when it will review."
        ),
        periods=period("transferred_on", TRANSFERRED, 6, Basis.WEEKS_AFTER),
        citation=regs("15(4)", "15"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
    ),
    Rule(
        id="MOVE_REVIEW",
        section="Move",
        duty="Review the plan that came from another authority",
        by=NEW_AUTHORITY,
        plain=(
            "The new authority reviews the plan by the end of twelve months beginning with the "
            "last review, or of three months beginning with the transfer, whichever is later."
        ),
        periods=(
            Period(
                "last_review_on",
                "the day the plan was made or last reviewed",
                (Count(12, Basis.MONTHS_BEGINNING),),
            ),
            Period("transferred_on", TRANSFERRED, (Count(3, Basis.MONTHS_BEGINNING),)),
        ),
        citation=regs("15(5)", "15"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        later=True,
    ),
    Rule(
        id="ICB_MOVE",
        section="Move",
        duty="Tell the new health commissioner about the move",
        by=HEALTH,
        plain=(
            "When a move changes the health commissioner, the old one tells the new one on the "
            "day of the move, or within fifteen working days beginning with the day it learned."
        ),
        periods=(_aware("the day the old health commissioner learned of the move"), _MOVED),
        citation=regs("15(7)", "15"),
        grade=Grade.PRIMARY,
        told=("the new health commissioner",),
        later=True,
    ),
    Rule(
        id="ICB_CHANGE",
        section="Move",
        duty="Tell the new health commissioner that it is now responsible",
        by=HEALTH,
        plain=(
            "When the health commissioner changes without a move between authorities, the old "
            "one tells the new one within fifteen working days beginning with the day it knew."
        ),
        periods=(_aware("the day the old health commissioner knew"),),
        citation=regs("16(2)", "16"),
        grade=Grade.PRIMARY,
        told=("the new health commissioner",),
    ),
    Rule(
        id="ICB_CANNOT",
        section="Move",
        duty="Ask for an assessment or a review, if the health provision cannot be arranged",
        by=HEALTH,
        plain=(
            "A new health commissioner that cannot arrange what Section G says asks for an "
            "assessment or a review within fifteen working days beginning with the day it knew. "
            "The authority must agree."
        ),
        periods=(_aware("the day the new health commissioner knew"),),
        citation=regs("15(8), 16(3)", "16"),
        grade=Grade.PRIMARY,
        told=(AUTHORITY,),
    ),
)

RULES = (*REASSESSMENT_RULES, *CEASING_RULES, *MOVE_RULES)
