"""The roles a person can have: what each is for and what it may do.

A permission is a name, `app.verb_noun`; `User.has_perm` asks the role. Nobody is a superuser. A
permission to see records opens none by itself: which children somebody may see comes from a
recorded relationship (people/relationships.py), except for the head of service.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its code (kept in the database), its name, what it is for, what it may do."""

    code: str
    name: str
    description: str
    permissions: frozenset[str]


def _role(code: str, name: str, description: str, *permissions: str) -> Role:
    return Role(code, name, description, frozenset(permissions))


_OPEN = "people.open_records"
_WRITE = ("people.edit_records", "people.add_children")
_EMERGENCY = "people.open_in_emergency"
_REVIEWS = "sen_support.read_reviews"
_OWN_REVIEWS = "sen_support.see_own_reviews"

STAFF = _role(
    "staff",
    "Member of staff",
    "Works in one of the authority's SEND teams.",
    *("local_offer.edit_words", _REVIEWS),
)
ADMINISTRATOR = _role(
    "administrator",
    "Administrator",
    "Looks after this installation: accounts, arrangements and checks. Sees no child's record.",
    *("local_offer.edit_words", "people.manage_accounts", "audit.verify", "establishments.edit"),
)
DATA_OFFICER = _role(
    "data_officer",
    "Data officer",
    "Imports what schools and other systems send. Sees of a child only what an import is about.",
    "imports.import_children",
)
RECORDS_OFFICER = _role(
    "records_officer",
    "Records officer",
    "Answers requests for records, and sees that records are kept as long as they must be.",
    *("records.answer_requests", "records.dispose"),
)
EDITOR = _role(
    "editor",
    "Local Offer editor",
    "Keeps the Local Offer true. Sees no child's record.",
    "local_offer.edit_words",
)
PARENT = _role(
    "parent",
    "Parent or carer",
    "Sees what is kept about the children they care for.",
    "people.open_family",
)
YOUNG_PERSON = _role(
    "young_person",
    "Young person",
    "Sees what is kept about themselves.",
    "people.open_family",
)
TEACHER = _role(
    "teacher",
    "Teacher",
    "Sees the pupils allocated to them.",
    *(_OPEN, _OWN_REVIEWS),
)
SENCO = _role(
    "senco",
    "SENCO",
    "Co-ordinates special educational needs at a school or other setting; sees its pupils.",
    *(_OPEN, *_WRITE, _OWN_REVIEWS),
)
DUTY_OFFICER = _role(
    "duty_officer",
    "Duty officer",
    "Answers the duty line.",
    *(_OPEN, *_WRITE, _EMERGENCY, _REVIEWS),
)
SPECIALIST_TEACHER = _role(
    "specialist_teacher",
    "Specialist teacher",
    "Works with children and schools in a specialist team.",
    *(_OPEN, "people.edit_records", _EMERGENCY, _REVIEWS),
)
PSYCHOLOGIST = _role(
    "psychologist",
    "Educational psychologist",
    "Works with children and schools, and gives psychological advice.",
    *(_OPEN, "people.edit_records", _EMERGENCY, _REVIEWS),
)
SOCIAL_WORKER = _role(
    "social_worker",
    "Social worker",
    "Works in the Children with Disabilities Team.",
    *(_OPEN, "people.edit_records", _EMERGENCY),
)
CASEWORKER = _role(
    "caseworker",
    "SEN caseworker",
    "Looks after requests, assessments, plans and reviews on their caseload.",
    *(_OPEN, *_WRITE, _EMERGENCY, "people.edit_families", "people.merge_records"),
    _REVIEWS,
)
FORUM_CLERK = _role(
    "forum_clerk",
    "Forum clerk",
    "Prepares and records the SEND Inclusion Forum.",
    *(_OPEN, _REVIEWS),
)
HEAD_OF_SERVICE = _role(
    "head_of_service",
    "Head of service",
    "Answers for the whole service: sees every record that is not restricted, and who looked.",
    *(_OPEN, *_WRITE, _EMERGENCY, "people.edit_families", "people.see_every_child"),
    *("people.review_looks", "people.restrict_records", "people.manage_teams"),
    *("imports.import_children", "people.merge_records", "records.answer_requests"),
    *("records.dispose", "records.make_inspection_files", _REVIEWS),
)

# Who works at a school or other setting; a setting makes accounts of these kinds and no other.
SCHOOL_ROLES = frozenset({SENCO.code, TEACHER.code})
# Who sees a record because it is their own or their child's; everybody else works with children.
FAMILY_ROLES = frozenset({PARENT.code, YOUNG_PERSON.code})

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        *(
            STAFF,
            ADMINISTRATOR,
            DATA_OFFICER,
            RECORDS_OFFICER,
            EDITOR,
            PARENT,
            YOUNG_PERSON,
            TEACHER,
            SENCO,
            DUTY_OFFICER,
        ),
        *(SPECIALIST_TEACHER, PSYCHOLOGIST, SOCIAL_WORKER, CASEWORKER, FORUM_CLERK),
        HEAD_OF_SERVICE,
    )
}

AUTHORITY_ROLES = frozenset(ROLES) - FAMILY_ROLES - SCHOOL_ROLES
# Those whom a team's manager may invite: never somebody with wider sight than the team's.
TEAM_ROLES = AUTHORITY_ROLES - {
    *(ADMINISTRATOR.code, EDITOR.code, HEAD_OF_SERVICE.code, RECORDS_OFFICER.code)
}
