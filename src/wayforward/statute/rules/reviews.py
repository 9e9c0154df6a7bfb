"""Annual reviews, amendments and phase transfers: row 5 of the law, to 5.23."""

from wayforward.statute.rule import Basis, Citation, Count, Grade, Kind, Period, Rule, period
from wayforward.statute.rules.sources import (
    AUTHORITY,
    DEVON_URL,
    FAMILY,
    FAMILY_MAY,
    HEALTH,
    NAMED_SETTING,
    SETTING,
    SOCIAL_CARE,
    SR,
    act,
    code,
    regs,
)

MEETING = "the day of the review meeting"
MADE_OR_REVIEWED = "the day the plan was made or last reviewed"
INVITED = (FAMILY, SETTING, SOCIAL_CARE, HEALTH)
_DEVON = "R (L, M and P) v Devon CC [2022] EWHC 493 (Admin)"

RULES = (
    Rule(
        id="REVIEW_12M",
        section="Review",
        duty="Complete the review of the plan, with the decision",
        by=AUTHORITY,
        plain=(
            "A plan is reviewed in the twelve months that start with the day it was made, and "
            "then in each twelve months that start with the last review. The decision belongs "
            "to the review and falls inside the twelve months."
        ),
        periods=period("made_or_last_review_on", MADE_OR_REVIEWED, 12, Basis.MONTHS_BEGINNING),
        citation=act("s44(1)", "44"),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        note="For a plan made on 29 February the last day is 28 February (grade M).",
    ),
    Rule(
        id="REVIEW_MEETING_LATEST",
        section="Review",
        duty="Hold the review meeting, so that the decision can be in time",
        by=AUTHORITY,
        plain=(
            "The decision may take four weeks after the meeting and still has to fall inside the "
            "twelve months, so the meeting should be at least four weeks before they end."
        ),
        periods=(
            Period(
                "made_or_last_review_on",
                MADE_OR_REVIEWED,
                (Count(12, Basis.MONTHS_BEGINNING), Count(28, Basis.DAYS_BEFORE)),
            ),
        ),
        citation=code("9.169"),
        grade=Grade.SECONDARY,
        told=INVITED,
    ),
    Rule(
        id="REVIEW_UNDER_FIVE",
        section="Review",
        duty="Consider an extra review, while the child is under five",
        by=AUTHORITY,
        plain=(
            "Authorities should consider reviewing the plan of a child under five every three "
            "to six months. It is guidance, and comes on top of the yearly review."
        ),
        periods=period("made_or_last_review_on", MADE_OR_REVIEWED, 6, Basis.MONTHS_BEGINNING),
        citation=code("9.178"),
        grade=Grade.SECONDARY,
    ),
    Rule(
        id="TERMLY_LIST",
        section="Review",
        duty="Send schools the list of children whose plans need a review this term",
        by=AUTHORITY,
        plain=(
            "At least two weeks before each term the authority should send head teachers, and "
            "health and social care, the list of children who need a review."
        ),
        periods=period("term_starts_on", "the first day of term", 14, Basis.DAYS_BEFORE),
        citation=code("9.172"),
        grade=Grade.SECONDARY,
        told=(SETTING, HEALTH, SOCIAL_CARE),
        cautious=(Count(15, Basis.DAYS_BEFORE),),
        note='"At least" may mean clear days (grade M): the day before is safe.',
    ),
    Rule(
        id="REVIEW_NOTICE",
        section="Review",
        duty="Invite everyone to the review meeting",
        by=AUTHORITY,
        plain="Everyone invited must have at least two weeks' notice of the review meeting.",
        periods=period("meeting_on", MEETING, 14, Basis.DAYS_BEFORE),
        citation=regs("20(3), 21(3)", "20"),
        grade=Grade.PRIMARY,
        told=INVITED,
        cautious=(Count(15, Basis.DAYS_BEFORE),),
        note='"At least" may mean clear days (grade M): the day before is safe.',
    ),
    Rule(
        id="REVIEW_CIRCULATE",
        section="Review",
        duty="Send round the advice and information for the review meeting",
        by=AUTHORITY,
        plain=(
            "What has been gathered for the review must reach everyone invited at least two "
            "weeks before the meeting."
        ),
        periods=period("meeting_on", MEETING, 14, Basis.DAYS_BEFORE),
        citation=regs("20(4), 21(4)", "20"),
        grade=Grade.PRIMARY,
        told=INVITED,
        cautious=(Count(15, Basis.DAYS_BEFORE),),
        note='"At least" may mean clear days (grade M): the day before is safe.',
    ),
    Rule(
        id="REVIEW_REPORT",
        section="Review",
        duty="Send the report of the review meeting",
        by="the head teacher, or the authority where the law does not let it ask the head",
        plain=(
            "A report of the meeting, with the advice and what is recommended, goes to everyone "
            "who was invited within two weeks of the meeting."
        ),
        periods=period("meeting_on", MEETING, 2, Basis.WEEKS_AFTER),
        citation=regs("20(9), 21(7), (8)", "20"),
        grade=Grade.PRIMARY,
        told=INVITED,
    ),
    Rule(
        id="REVIEW_DECISION",
        section="Review",
        duty="Tell the family whether the plan will continue, be amended or end",
        by=AUTHORITY,
        plain=(
            "Within four weeks of the review meeting, whether or not the report has come, the "
            "family is told: continue, amend or end."
        ),
        periods=period("meeting_on", MEETING, 4, Basis.WEEKS_AFTER),
        citation=Citation(f"{SR}, reg 20(10), 21(9); {_DEVON}", DEVON_URL),
        grade=Grade.PRIMARY,
        told=(FAMILY, SETTING),
    ),
    Rule(
        id="AMEND_NOTICE",
        section="Amendment",
        duty="Send the proposed amendments, if the plan is to be amended",
        by=AUTHORITY,
        plain=(
            "When a review leads to an amendment, the notice of what will change goes with the "
            "decision, so it has the same four weeks from the meeting."
        ),
        periods=period("meeting_on", MEETING, 4, Basis.WEEKS_AFTER),
        citation=Citation(f"{SR}, reg 20(10) with 22(2)(a); {_DEVON}", DEVON_URL),
        grade=Grade.PRIMARY,
        told=(FAMILY,),
        note="A proposal of 2022 to allow eight weeks is not law.",
    ),
    Rule(
        id="AMEND_REPS",
        section="Amendment",
        duty="Say what you think of the proposed amendments",
        by=FAMILY_MAY,
        plain=(
            "The family has at least fifteen days, counting the day the notice is served as the "
            "first, to comment on the amendments and to ask for a school or college."
        ),
        periods=period(
            "notice_served_on", "the day the amendment notice was served", 15, Basis.DAYS_BEGINNING
        ),
        citation=regs("22(2)(c)", "22"),
        grade=Grade.PRIMARY,
        kind=Kind.WINDOW,
        at_least=True,
    ),
    Rule(
        id="AMEND_FINAL",
        section="Amendment",
        duty="Send the amended plan, or say with reasons that it will not be amended",
        by=AUTHORITY,
        plain=(
            "Within eight weeks of sending the amendment notice the authority sends the amended "
            "plan, or says that it will not amend after all. After a review that is also never "
            "later than twelve weeks from the meeting."
        ),
        periods=(
            Period(
                "notice_sent_on",
                "the day the amendment notice was sent",
                (Count(8, Basis.WEEKS_AFTER),),
                after="meeting_on",
            ),
            Period("meeting_on", MEETING, (Count(12, Basis.WEEKS_AFTER),), optional=True),
        ),
        citation=Citation(f"{SR}, reg 22(3), (4); {_DEVON}", DEVON_URL),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
        note="That the twelve weeks still bind after a late notice is our reading.",
    ),
    Rule(
        id="AMEND_LONGSTOP",
        section="Amendment",
        duty="Have finished any amendment that follows the review",
        by=AUTHORITY,
        plain=(
            "Four weeks to decide and eight to amend make twelve weeks from the meeting at most."
        ),
        periods=period("meeting_on", MEETING, 12, Basis.WEEKS_AFTER),
        citation=Citation(f"{SR}, reg 20(10) with 22(3), (4); {_DEVON}", DEVON_URL),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
    ),
)


def _phase(rule_id: str, *, day: int, month: int, provision: str, moves: str) -> tuple[Rule, Rule]:
    """Return a phase transfer's limit, and the last meeting from which it can be kept."""
    year = "the calendar year of the move"
    before = Count(day, Basis.BEFORE, month=month)
    named = "15 February" if month == 2 else "31 March"
    limit = Rule(
        id=rule_id,
        section="Phase transfer",
        duty="Review and amend the plan, naming the next school or college",
        by=AUTHORITY,
        plain=(
            f"Before {named} in the year of a move {moves}, the plan must have been reviewed and "
            f"amended. The law says before, so {named} itself is too late."
        ),
        periods=(Period("transfer_year", year, (before,)),),
        citation=regs(provision, "18"),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
    )
    meeting = Rule(
        id=f"{rule_id}_MEETING",
        section="Phase transfer",
        duty="Hold the review meeting, so that the plan can be amended in time for the move",
        by=AUTHORITY,
        plain=(
            f"If each step takes as long as the law allows, twelve weeks lie between the meeting "
            f"and the amended plan that is due before {named}. Holding it in the autumn is better."
        ),
        periods=(Period("transfer_year", year, (before, Count(84, Basis.DAYS_BEFORE))),),
        citation=regs(f"{provision}, 20(10), 22(3)", "18"),
        grade=Grade.RECOMMENDED,
        told=INVITED,
    )
    return limit, meeting


PHASE_RULES = (
    *_phase(
        "PHASE_GENERAL",
        day=15,
        month=2,
        provision="18(1)(b)",
        moves="to school, or from infant to junior, primary to middle or secondary, or middle to "
        "secondary school",
    ),
    *_phase(
        "PHASE_POST16",
        day=31,
        month=3,
        provision="18(1)(a)",
        moves="from secondary school to a college or other post-16 institution",
    ),
    Rule(
        id="PHASE_16TO16",
        section="Phase transfer",
        duty="Review and amend the plan, naming the next institution",
        by=AUTHORITY,
        plain=(
            "When a young person moves from one post-16 institution to another at any other "
            "time, the plan is reviewed and amended at least five months before the move."
        ),
        periods=period("transfer_on", "the day of the move", 5, Basis.MONTHS_BEFORE),
        citation=regs("18(2)", "18"),
        grade=Grade.PRIMARY,
        told=(FAMILY, NAMED_SETTING, HEALTH),
    ),
)
