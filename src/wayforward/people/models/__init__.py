"""The records of people: children, families, professionals, and the accounts that sign in."""

from wayforward.people.models.absences import Absence, HandoverNote
from wayforward.people.models.children import (
    Child,
    ChildAddress,
    Diagnosis,
    FormerName,
    NameUse,
    NameWord,
    Need,
    Profile,
    Schooling,
)
from wayforward.people.models.contacts import ChildContact, Contact
from wayforward.people.models.families import Carer, Caring
from wayforward.people.models.looking import LookReview
from wayforward.people.models.merging import Merge, NotSame
from wayforward.people.models.teams import (
    Allocation,
    BreakGlass,
    Membership,
    Named,
    Post,
    Task,
    Team,
    TeamWork,
)
from wayforward.people.models.users import User
from wayforward.people.models.voices import OwnWords

__all__ = [
    "Absence",
    "Allocation",
    "BreakGlass",
    "Carer",
    "Caring",
    "Child",
    "ChildAddress",
    "ChildContact",
    "Contact",
    "Diagnosis",
    "FormerName",
    "HandoverNote",
    "LookReview",
    "Membership",
    "Merge",
    "NameUse",
    "NameWord",
    "Named",
    "Need",
    "NotSame",
    "OwnWords",
    "Post",
    "Profile",
    "Schooling",
    "Task",
    "Team",
    "TeamWork",
    "User",
]
