"""Pages about the teams: what each does, who is in it, from when to when."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.people.actions import contacts, teams
from wayforward.people.forms import posts as forms
from wayforward.people.models import Membership, Team
from wayforward.people.permissions import (
    can_manage_any_team,
    can_manage_team,
    can_manage_teams,
    can_see_teams,
)
from wayforward.people.roles import ROLES
from wayforward.people.views.access import account
from wayforward.people.views.asking import asked, hide_unless, sent
from wayforward.people.workload import colleagues_of, members_of, teams_with_numbers
from wayforward.web.arranged import arrangements

ASKS = ["GET", "HEAD", "POST"]


def arranged_team(code: str) -> Any:
    """Return what the local arrangements say of a team, or None."""
    return next((team for team in arrangements().teams if team.code == code), None)


@require_safe
@cache_control(private=True, no_store=True)
def team_list(request: HttpRequest) -> HttpResponse:
    """List the teams and what each does."""
    on = localdate()
    require(can_see_teams, request.user, None)
    context = {
        "teams": [(team, arranged_team(team.pk)) for team in teams_with_numbers(on)],
        "can_add": can_manage_teams(request.user, None),
        "can_manage": can_manage_any_team(on)(request.user, None),
    }
    return render(request, "people/team_list.jinja", context)


@require_safe
@cache_control(private=True, no_store=True)
def team(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a team does and who is in it; to its managers also how much each has."""
    on = localdate()
    require(can_see_teams, request.user, None)
    found = get_object_or_404(Team, pk=code)
    former = found.memberships.filter(ends_on__lt=on).select_related("user")
    context = {
        "team": found,
        "arranged": arranged_team(code),
        "members": members_of(found, on=on),
        "former": former.order_by("-ends_on", "pk")[:50],
        "contacts": found.contacts.order_by("full_name", "pk"),
        "can_manage": can_manage_team(on)(request.user, found),
        "on": on,
        "roles": ROLES,
    }
    return render(request, "people/team.jinja", context)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def add_team(request: HttpRequest) -> HttpResponse:
    """Ask for a team of health or social care."""
    require(can_manage_teams, request.user, None)
    return asked(
        request,
        forms.AddTeamForm(sent(request)),
        lambda answers: teams.add_team(**answers, by=request.user),
        done="The team is added.",
        to=reverse("people:team-list"),
        title="Add a team of health or social care",
        button="Add this team",
    )


def managed_team(request: HttpRequest, code: str) -> Team:
    """Return a team that the user manages; 404 otherwise."""
    found = get_object_or_404(Team, pk=code)
    hide_unless(can_manage_team(localdate()), request.user, found)
    return found


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def join_team(request: HttpRequest, code: str) -> HttpResponse:
    """Put somebody who has an account in a team."""
    found = managed_team(request, code)

    def change(answers: dict[str, Any]) -> None:
        teams.join_team(
            account(answers["user"]).pk,
            found.pk,
            is_manager=answers["is_manager"],
            by=request.user,
            on=localdate(),
        )

    return asked(
        request,
        forms.JoinTeamForm(sent(request)),
        change,
        done="They are in the team from today.",
        to=reverse("people:team", kwargs={"code": code}),
        title=f"Add somebody to {found}",
        button="Add them",
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def leave_team(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for somebody's last day in a team."""
    on = localdate()
    place = get_object_or_404(Membership.objects.select_related("user", "team"), pk=pk)
    hide_unless(can_manage_team(on), request.user, place.team)
    form = forms.EndForm(
        sent(request),
        people=colleagues_of(place.user, on=on),
        initial={"last_day": on},
    )

    def change(answers: dict[str, Any]) -> None:
        teams.leave_team(
            pk, last_day=answers["last_day"], to_id=answers["to"], by=request.user, on=on
        )

    return asked(
        request,
        form,
        change,
        done="The last day is saved.",
        to=reverse("people:team", kwargs={"code": place.team_id}),
        title=f"{place.user.full_name} leaves {place.team}",
        button="Save the last day",
        about=["Their account stays. Whoever is in no other team passes on their work first."],
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def add_team_contact(request: HttpRequest, code: str) -> HttpResponse:
    """Add a professional of a health or social care team, who does not sign in here."""
    found = managed_team(request, code)

    def change(answers: dict[str, Any]) -> None:
        contacts.add_to_team(
            found.pk, contacts.ContactFacts(**answers), by=request.user, on=localdate()
        )

    return asked(
        request,
        forms.ContactForm(sent(request)),
        change,
        done="The contact is added.",
        to=reverse("people:team", kwargs={"code": code}),
        title=f"Add a contact in {found}",
        button="Add this contact",
    )
