"""On what grounds a passage may be withheld.

The provisions of the Data Protection Act 2018 are named from memory and graded so: an authority's
own data protection officer checks them before they are relied on.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: what whoever asked is told, and where it stands."""

    words: str
    provision: str


GROUNDS = {
    "other_person": Ground(
        "It is about another person, who has not agreed and without whose agreement it is not "
        "reasonable to give it",
        "Data Protection Act 2018, Schedule 2, paragraph 16",
    ),
    "serious_harm": Ground(
        "It would be likely to cause serious harm to the child or to somebody else",
        "Data Protection Act 2018, Schedule 3, Parts 2 to 4",
    ),
    "child_abuse": Ground(
        "It is about abuse of a child, and giving it would not be in the child’s best interests",
        "Data Protection Act 2018, Schedule 3, paragraph 21",
    ),
    "not_expected": Ground(
        "The child gave it expecting that it would not be passed on to whoever asks",
        "Data Protection Act 2018, Schedule 3",
    ),
    "crime": Ground(
        "Giving it would be likely to harm the prevention or detection of crime",
        "Data Protection Act 2018, Schedule 2, paragraph 2",
    ),
    "court": Ground(
        "It is in a report to a court, whose rules let it be withheld",
        "Data Protection Act 2018, Schedule 3",
    ),
    "legal_advice": Ground(
        "It is confidential between a lawyer and the authority",
        "Data Protection Act 2018, Schedule 2, paragraph 19",
    ),
}
