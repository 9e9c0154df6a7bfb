"""The roles a person can have: what each is for and what it may do.

A permission is a name, `app.verb_noun`; `User.has_perm` asks the role. Nobody is a superuser.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """One role: its code (kept in the database), its name, what it is for, what it may do."""

    code: str
    name: str
    description: str
    permissions: frozenset[str]


STAFF = Role(
    "staff",
    "Member of staff",
    "Works in one of the authority's SEND teams.",
    frozenset({"local_offer.edit_words"}),
)
ADMINISTRATOR = Role(
    "administrator",
    "Administrator",
    "Looks after this installation: accounts, arrangements and checks. Sees no child's record.",
    STAFF.permissions | {"people.manage_accounts", "audit.verify", "establishments.edit"},
)

ROLES: dict[str, Role] = {role.code: role for role in (STAFF, ADMINISTRATOR)}
