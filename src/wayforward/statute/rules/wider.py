"""Young people, direct payments, the Local Offer, schools and records: rows 8 to 14."""

from datetime import date

from wayforward.statute.ages import compulsory_school_age_ends
from wayforward.statute.rule import (
    Basis,
    Citation,
    Count,
    Grade,
    Kind,
    Period,
    Roll,
    Rule,
    period,
)
from wayforward.statute.rules.changes import BORN
from wayforward.statute.rules.sources import (
    AUTHORITY,
    SCHOOL,
    SCHOOL_AGE_URL,
    budgets,
    regs,
)

# Regulation (EU) 2016/679 applied from 25 May 2018 (Article 99), and has been the UK GDPR since
# 31 December 2020.
SUBJECT_ACCESS_FROM = date(2018, 5, 25)

# SI 2024/535, in force 1 September 2024, put another qualification into regulation 49.
SENCO_AMENDED = date(2024, 9, 1)

RULES = (
    Rule(
        id="COMPULSORY_SCHOOL_AGE_ENDS",
        section="Young people",
        duty="Rights pass from the parent to the young person after this day",
        by=AUTHORITY,
        plain=(
            "Compulsory school age ends on the last Friday in June of the school year in which "
            "a person turns 16. From then on the young person holds the rights."
        ),
        periods=(
            Period(
                "born_on",
                BORN,
                (
                    Count(
                        0,
                        Basis.CALENDAR,
                        reckoned=compulsory_school_age_ends,
                        words="the last Friday in June of the school year of the 16th birthday",
                    ),
                ),
            ),
        ),
        citation=Citation("Education Act 1996, s8; CFA 2014 s83(2)", SCHOOL_AGE_URL),
        grade=Grade.SECONDARY,
        kind=Kind.DAY,
    ),
    Rule(
        id="DIRECT_PAYMENT_FIRST_CHECK",
        section="Direct payments",
        duty="Check for the first time how the direct payments are used",
        by=AUTHORITY,
        plain=(
            "The use of direct payments is checked at least once in the first three months, and "
            "then at each review or re-assessment."
        ),
        periods=period(
            "first_payment_on", "the day of the first payment", 3, Basis.MONTHS_BEGINNING
        ),
        citation=budgets("11(2)", "11"),
        grade=Grade.PRIMARY,
    ),
    Rule(
        id="LO_COMMENTS",
        section="Local Offer",
        duty="Publish the comments on the Local Offer, with what we will do",
        by=AUTHORITY,
        plain=(
            "At least once a year the authority publishes what families said about the Local "
            "Offer, with its answer and what it will do."
        ),
        periods=period(
            "last_published_on", "the day comments were last published", 12, Basis.MONTHS_AFTER
        ),
        citation=regs("56; CFA 2014 s30(6)", "56"),
        grade=Grade.PRIMARY,
        cautious=(Count(12, Basis.MONTHS_BEGINNING),),
    ),
    Rule(
        id="SENCO_QUALIFICATION",
        section="Schools",
        duty="Hold the SENCO qualification, if still the SENCO",
        by=SCHOOL,
        plain=(
            "A SENCO must hold the National Professional Qualification for SENCOs if still in "
            "post after the third anniversary of taking it up. The older National Award for SEN "
            "Co-ordination still counts if its course began before 1 September 2024 and was "
            "finished before 1 September 2027. A head who is the SENCO needs neither."
        ),
        periods=(
            Period(
                "became_senco_on",
                "the day the SENCO took up the post",
                (Count(36, Basis.MONTHS_AFTER, words="the third anniversary"),),
            ),
        ),
        citation=regs("49(4), as amended by SI 2024/535", "49"),
        grade=Grade.PRIMARY,
    ),
    Rule(
        id="SEN_REPORT",
        section="Schools",
        duty="Publish the SEN information report anew",
        by=SCHOOL,
        plain="A school's SEN information report is brought up to date at least once a year.",
        periods=period(
            "last_published_on", "the day the report was last published", 12, Basis.MONTHS_AFTER
        ),
        citation=regs("52; CFA 2014 s69", "52"),
        grade=Grade.PRIMARY,
        cautious=(Count(12, Basis.MONTHS_BEGINNING),),
    ),
    Rule(
        id="SUBJECT_ACCESS",
        section="Records",
        duty="Answer the request for someone's own records",
        by=AUTHORITY,
        plain=(
            "A request to see one's own records is answered within one month; a last day that is "
            "not a working day moves to the next. Two more months are possible if it is complex."
        ),
        periods=period("received_on", "the day the request arrived", 1, Basis.MONTHS_AFTER),
        citation=Citation(
            "UK GDPR, Article 12(3)", "https://www.legislation.gov.uk/eur/2016/679/article/12"
        ),
        grade=Grade.MEMORY,
        roll=Roll.WORKING_DAY,
        in_force_from=SUBJECT_ACCESS_FROM,
    ),
    Rule(
        id="SUBJECT_ACCESS_LONGER",
        section="Records",
        duty="Answer the request for someone's own records, where the time was made longer",
        by=AUTHORITY,
        plain=(
            "Where a request is complex, or the same person has made several, the month may be "
            "made two months longer. Whoever asked is told so, and why, within the first month."
        ),
        periods=period("received_on", "the day the request arrived", 3, Basis.MONTHS_AFTER),
        citation=Citation(
            "UK GDPR, Article 12(3)", "https://www.legislation.gov.uk/eur/2016/679/article/12"
        ),
        grade=Grade.MEMORY,
        roll=Roll.WORKING_DAY,
        in_force_from=SUBJECT_ACCESS_FROM,
    ),
)

# Announced or consulted on, and not law. They are held apart and are never asked by default.
_REFORM = Citation(
    "SEND reform: putting children and young people first (consultation, 23 February 2026)",
    "https://www.gov.uk/government/consultations/"
    "send-reform-putting-children-and-young-people-first",
)

DRAFT_RULES = (
    Rule(
        id="ISP_REVIEW",
        section="Proposals",
        duty="Review the individual support plan",
        by=SCHOOL,
        plain="Proposed, not law: each child's individual support plan is reviewed every year.",
        periods=period(
            "made_or_last_review_on",
            "the day the support plan was made or last reviewed",
            12,
            Basis.MONTHS_BEGINNING,
        ),
        citation=_REFORM,
        grade=Grade.SECONDARY,
        is_draft=True,
        note="Proposed, not law. How the year would be counted has not been published.",
    ),
)
