"""The processes by which the rules are grouped, as a family would name them."""

from dataclasses import dataclass

from django.utils.text import slugify


@dataclass(frozen=True, slots=True)
class Process:
    """One group of rules.

    :param section: the group's name in `wayforward.statute`
    :param code: its name in an address
    :param title: its name on a page
    :param words: one sentence about it
    """

    section: str
    code: str
    title: str
    words: str = ""


_WORDS = {
    "Request": (
        "Asking for an assessment",
        "Anyone who is worried may ask for an education, health and care (EHC) needs assessment.",
    ),
    "Assessment": (
        "During the assessment",
        "People who know about your child’s needs are asked for their advice.",
    ),
    "Custody": (
        "In custody",
        "For a child or young person who is held in youth accommodation.",
    ),
    "Plan": (
        "Making the plan",
        "An EHC plan says what a child needs, what help there must be, and where.",
    ),
    "Schools": (
        "What schools must do",
        "About the special educational needs co-ordinator (SENCO), and what a school publishes.",
    ),
    "Review": (
        "Reviewing the plan",
        "A plan is looked at again at least once a year. Many call it the annual review.",
    ),
    "Amendment": ("Changing the plan", "A change to a plan is called an amendment."),
    "Phase transfer": (
        "Moving to the next school or college",
        "Such as from primary to secondary school. The law calls it a phase transfer.",
    ),
    "Re-assessment": ("Assessing again", "For when needs have changed a lot since the plan."),
    "Ceasing": ("Ending the plan", "When a plan stops, and how long it may last."),
    "Move": (
        "Moving to another area",
        "The plan moves with you to the new council, called the new authority here.",
    ),
    "Mediation": (
        "Mediation",
        "A meeting with somebody neutral, to settle what you and the council disagree about.",
    ),
    "Appeal": (
        "Appeals to the Tribunal",
        "The First-tier Tribunal is a court that decides about special educational needs.",
    ),
    "Order": (
        "After an order of the Tribunal",
        "What must be done once the Tribunal has decided.",
    ),
    "Unopposed appeal": (
        "When the council gives way",
        "If the council does not oppose an appeal, these limits count from when it says so.",
    ),
    "Recommendation": (
        "Advice from the Tribunal on health and care",
        "The Tribunal can recommend health and social care, as well as order education.",
    ),
    "Young people": (
        "When young people decide for themselves",
        "At the end of compulsory school age the rights pass to the young person.",
    ),
    "Direct payments": ("Direct payments", "Money paid to you, to buy what the plan says."),
    "Local Offer": ("The Local Offer", "What the council publishes about the help there is."),
    "Records": ("Seeing your records", "Anyone may ask to see what is held about them."),
}


def process_of(section: str) -> Process:
    """Return the process of a section; one without words here keeps its own name."""
    title, words = _WORDS.get(section, (section, ""))
    return Process(section, slugify(section), title, words)
