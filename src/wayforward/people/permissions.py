"""Who may do what with records about people.

Which children somebody may see at all is not here but in `Child.objects.visible_to`: an action
first finds its child among those, and then asks one of these.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q

from wayforward.people.roles import (
    ADMINISTRATOR,
    AUTHORITY_ROLES,
    FAMILY_ROLES,
    SCHOOL_ROLES,
    TEAM_ROLES,
)


def can_open_records(user: Any, subject: object) -> bool:
    """Professionals and families open the records that they may see."""
    return bool(user.has_perm("people.open_records") or user.has_perm("people.open_family"))


def can_open_as_professional(user: Any, subject: object) -> bool:
    """Professionals see the parts of a record that are for those who work with the child."""
    return bool(user.has_perm("people.open_records"))


def can_open_as_family(user: Any, subject: object) -> bool:
    """Parents, carers and young people see what is theirs."""
    return bool(user.has_perm("people.open_family"))


def can_see_every_child(user: Any, subject: object) -> bool:
    """The head of service sees every record that is not restricted."""
    return bool(user.has_perm("people.see_every_child"))


def can_add_children(user: Any, subject: object) -> bool:
    """Caseworkers, duty officers, SENCOs and heads of service make new records."""
    return bool(user.has_perm("people.add_children"))


def can_edit_record(user: Any, subject: object) -> bool:
    """Those who work with the child keep the record true."""
    return bool(user.has_perm("people.edit_records"))


def can_add_own_words(user: Any, subject: object) -> bool:
    """Those who work with the child, the family and the young person keep the child's own words."""
    return can_edit_record(user, subject) or bool(user.has_perm("people.open_family"))


def can_edit_family(user: Any, subject: object) -> bool:
    """The casework team records who is who in the family, and who may be told what."""
    return bool(user.has_perm("people.edit_families"))


def can_open_in_emergency(user: Any, subject: object) -> bool:
    """The authority's own professionals may open a record that they do not see, with a reason."""
    return bool(user.has_perm("people.open_in_emergency"))


def can_review_looks(user: Any, subject: object) -> bool:
    """Managers see who has looked at a record, and review what was opened in an emergency."""
    return bool(user.has_perm("people.review_looks"))


def can_merge(user: Any, subject: object) -> bool:
    """The casework team makes one of two records of one child, and undoes it."""
    return bool(user.has_perm("people.merge_records"))


def can_restrict(user: Any, subject: object) -> bool:
    """The head of service restricts a record to those named."""
    return bool(user.has_perm("people.restrict_records"))


def can_see_protected_address(user: Any, subject: object) -> bool:
    """A protected address is for the casework team and the head of service alone."""
    return bool(user.has_perm("people.edit_families"))


def can_manage_accounts(user: Any, subject: object) -> bool:
    """Administrators make accounts and say who is in which team."""
    return bool(user.has_perm("people.manage_accounts"))


def holding(on: date) -> Q:
    """Return the condition that a post or a place in a team holds on a day."""
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def can_manage_posts(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: administrators, and a setting's own managers of its users."""

    def can_manage_posts_there(user: Any, establishment: Any) -> bool:
        if can_manage_accounts(user, establishment):
            return True
        posts = establishment.posts.filter(holding(on), user=user, manages_users=True)
        return bool(user.is_active and posts.exists())

    return can_manage_posts_there


def can_see_teams(user: Any, subject: object) -> bool:
    """Everybody who works with children sees the teams, and who is in them; families do not."""
    return bool(user.is_active and user.role not in FAMILY_ROLES)


def can_manage_teams(user: Any, subject: object) -> bool:
    """Administrators and the head of service manage every team of the authority."""
    return bool(can_manage_accounts(user, subject) or user.has_perm("people.manage_teams"))


def can_manage_team(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: those who manage every team, and the team's own managers."""

    def can_manage_that_team(user: Any, team: Any) -> bool:
        if can_manage_teams(user, team):
            return True
        places = team.memberships.filter(holding(on), user=user, is_manager=True)
        return bool(user.is_active and places.exists())

    return can_manage_that_team


def can_manage_any_team(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: those who manage a team, whichever it is."""
    own = can_manage_own_team(on)

    def can_manage_some_team(user: Any, subject: object) -> bool:
        return bool(can_manage_teams(user, subject) or own(user, subject))

    return can_manage_some_team


def can_manage_own_team(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: those who are in a team as its manager."""

    def can_manage_a_team_of_theirs(user: Any, subject: object) -> bool:
        places = user.memberships.filter(holding(on), is_manager=True)
        return bool(user.is_active and places.exists())

    return can_manage_a_team_of_theirs


def can_manage_person(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: who manages the work and the absences of somebody.

    An administrator; the head of service, for the authority's people; whoever manages a team that
    the person is in; whoever manages the users of a setting where the person has a post.
    """

    def can_manage_that_person(user: Any, person: Any) -> bool:
        if not user.is_active or person.role in FAMILY_ROLES:
            return False
        if can_manage_accounts(user, person):
            return True
        if user.has_perm("people.manage_teams") and person.role in AUTHORITY_ROLES:
            return True
        teams = person.memberships.filter(holding(on)).values("team_id")
        if user.memberships.filter(holding(on), is_manager=True, team_id__in=teams).exists():
            return True
        places = person.posts.filter(holding(on)).values("establishment_id")
        managed = user.posts.filter(holding(on), manages_users=True, establishment_id__in=places)
        return bool(managed.exists())

    return can_manage_that_person


def can_manage_person_or_self(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: as `can_manage_person`, and each professional for themselves."""
    manages = can_manage_person(on)

    def is_theirs_or_managed(user: Any, person: Any) -> bool:
        own = user.pk == person.pk and user.is_active and person.role not in FAMILY_ROLES
        return bool(own or manages(user, person))

    return is_theirs_or_managed


def can_close_account(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: who may end the account of somebody else.

    An administrator; the head of service, for the authority's people but administrators; a team's
    or a setting's manager, for people of its own kind who have no place or post elsewhere.
    """
    manages = can_manage_person(on)

    def can_close_that_account(user: Any, person: Any) -> bool:
        if user.pk == person.pk or not manages(user, person):
            return False
        if can_manage_accounts(user, person):
            return True
        if user.has_perm("people.manage_teams"):
            return bool(person.role in AUTHORITY_ROLES - {ADMINISTRATOR.code})
        if person.role not in TEAM_ROLES | SCHOOL_ROLES:
            return False
        own_teams = user.memberships.filter(holding(on), is_manager=True).values("team_id")
        own_places = user.posts.filter(holding(on), manages_users=True).values("establishment_id")
        elsewhere = person.memberships.filter(holding(on)).exclude(team_id__in=own_teams)
        away = person.posts.filter(holding(on)).exclude(establishment_id__in=own_places)
        return not (elsewhere.exists() or away.exists())

    return can_close_that_account


def can_review_emergency(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: managers of the service, and of a team that the opener is in."""

    def can_review_what_they_opened(user: Any, person: Any) -> bool:
        if can_review_looks(user, person):
            return True
        teams = person.memberships.filter(holding(on)).values("team_id")
        managed = user.memberships.filter(holding(on), is_manager=True, team_id__in=teams)
        return bool(user.is_active and managed.exists())

    return can_review_what_they_opened
