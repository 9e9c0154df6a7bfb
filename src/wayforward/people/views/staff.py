"""Pages about those who work here: accounts, invitations, leavers, caseloads."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people.actions import accounts, handing_over, invitations
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.forms import posts as forms
from wayforward.people.models import Child, Team, User
from wayforward.people.permissions import (
    can_close_account,
    can_manage_accounts,
    can_manage_any_team,
    can_manage_person,
    can_manage_person_or_self,
    can_manage_team,
    can_manage_teams,
    can_open_as_professional,
)
from wayforward.people.queries import with_setting
from wayforward.people.roles import AUTHORITY_ROLES, FAMILY_ROLES, ROLES
from wayforward.people.views.asking import asked, hide_unless, sent, site_of
from wayforward.people.workload import (
    colleagues_of,
    open_work_of,
    promises_of,
    unowned,
    with_workload,
)
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.formats import count_of

ASKS = ["GET", "HEAD", "POST"]
LONGEST_SEARCH = 200
MOST_SHOWN = 100  # of each kind of thing that nobody has


@require_safe
@cache_control(private=True, no_store=True)
def staff_list(request: HttpRequest) -> HttpResponse:
    """List the accounts of those who work here: all, or the authority's for its head of service."""
    require(can_manage_teams, request.user, None)
    on, text = localdate(), request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    people = User.objects.exclude(role__in=FAMILY_ROLES)
    if not can_manage_accounts(request.user, None):
        people = people.filter(role__in=AUTHORITY_ROLES)
    if text:
        people = people.filter(Q(full_name__icontains=text) | Q(email__icontains=text))
    pages = Pages(page_asked(request.GET.get("page")), people.count(), size=50)
    ordered = with_workload(people, on).order_by("-is_active", "full_name", "pk")
    context = {"people": ordered[pages.slice], "pages": pages, "q": text, "on": on, "roles": ROLES}
    return render(request, "people/staff_list.jinja", context)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def invite(request: HttpRequest, code: str = "") -> HttpResponse:
    """Invite somebody who works for the authority; `code` is the team that they join."""
    on, by = localdate(), request.user
    team = get_object_or_404(Team, pk=code) if code else None
    if team is None:
        require(can_manage_teams, by, None)
    else:
        hide_unless(can_manage_team(on), by, team)
    teams = [] if team else list(Team.objects.order_by("name").values_list("code", "name"))
    form = forms.InviteToAuthorityForm(
        sent(request), roles=invitations.roles_to_invite(by), teams=teams
    )

    def change(answers: dict[str, Any]) -> None:
        invitations.invite_to_authority(
            email=answers["email"],
            full_name=answers["full_name"],
            role=answers["role"],
            team_code=code or answers.get("team", ""),
            is_manager=answers["is_manager"],
            site=site_of(request),
            by=by,
            on=on,
        )

    return asked(
        request,
        form,
        change,
        done="They are invited: the e-mail with the way in is sent within a minute.",
        to=reverse("people:team", kwargs={"code": code}) if code else reverse("people:staff-list"),
        title=f"Invite somebody to {team}" if team else "Invite somebody who works here",
        button="Send the invitation",
    )


def managed(request: HttpRequest, pk: uuid.UUID, rule: Any) -> User:
    """Return somebody whom the rule lets the user see; 404 otherwise."""
    person = get_object_or_404(User, pk=pk)
    hide_unless(rule(localdate()), request.user, person)
    return person


@require_safe
@cache_control(private=True, no_store=True)
def staff_member(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show somebody's teams, posts, absences and how much they have."""
    on, person = localdate(), managed(request, pk, can_manage_person_or_self)
    context = {
        "person": person,
        "role": ROLES[person.role],
        "on": on,
        "work": open_work_of(person, after=on),
        "memberships": person.memberships.select_related("team").order_by("-starts_on"),
        "posts": person.posts.select_related("establishment").order_by("-starts_on"),
        "absences": person.absences.filter(ends_on__gte=on)
        .select_related("covered_by")
        .order_by("starts_on"),
        "can_close": can_close_account(on)(request.user, person),
        "can_manage": can_manage_person(on)(request.user, person),
        "opens_records": can_open_as_professional(person, None),
        "can_see_work": can_open_as_professional(request.user, None),
    }
    return render(request, "people/staff_member.jinja", context)


@require_POST
def invite_again(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Send the invitation once more, and go back."""
    person = managed(request, pk, can_manage_person)
    try:
        invitations.invite_again(person.pk, site=site_of(request), by=request.user, on=localdate())
    except RecordRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The invitation is sent again, within a minute.")
    return redirect("people:staff-member", pk=person.pk)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def close_account(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the last day of a leaver, and who takes on the work."""
    on, person = localdate(), managed(request, pk, can_close_account)
    people = colleagues_of(person, on=on)
    form = forms.EndForm(sent(request), people=people, initial={"last_day": on})

    def change(answers: dict[str, Any]) -> None:
        accounts.close_account(
            person.pk, last_day=answers["last_day"], to_id=answers["to"], by=request.user, on=on
        )

    work = open_work_of(person, after=on)
    return asked(
        request,
        form,
        change,
        done="The account ends after the last day.",
        to=reverse("people:home"),  # the person may be out of sight now
        back=reverse("people:staff-member", kwargs={"pk": person.pk}),
        title=f"{person.full_name} leaves",
        button="End the account",
        about=[
            f"{count_of(work.children, 'child', 'children')} on their caseload.",
            f"{count_of(work.tasks, 'open task')}. All of it passes to whoever you select.",
        ],
    )


def on_caseload(person: User, user: Any, on: date) -> Any:
    """Return who is on somebody's caseload on a day, among the children that `user` may see."""
    visible = Child.objects.visible_to(user, on=on)
    held = person.allocations.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    seen = held.filter(child_id__in=visible.values("pk")).select_related("child")
    return seen.order_by("child__last_name", "child__first_names", "pk")


@require_safe
@cache_control(private=True, no_store=True)
def caseload(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """List who is on somebody's caseload, among the children that whoever looks may see."""
    on, person = localdate(), managed(request, pk, can_manage_person_or_self)
    require(can_open_as_professional, request.user, person)
    visible = Child.objects.visible_to(request.user, on=on)
    seen = on_caseload(person, request.user, on)
    pages = Pages(page_asked(request.GET.get("page")), seen.count(), size=50)
    page = list(seen[pages.slice])
    record(
        "people.looked_at_caseload",
        subject=person,
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        children=[str(each.child_id) for each in page],
    )
    found = with_setting(Child.objects.filter(pk__in=[each.child_id for each in page]), on)
    context = {
        "person": person,
        "allocations": page,
        "children": found.in_bulk(),
        "pages": pages,
        "promises": promises_of(person).filter(child_id__in=visible.values("pk"))[:MOST_SHOWN],
        "on": on,
    }
    return render(request, "people/caseload.jinja", context)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def hand_over(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask who takes on everything that somebody has."""
    on, person = localdate(), managed(request, pk, can_manage_person_or_self)
    form = forms.HandOverForm(
        sent(request), people=colleagues_of(person, on=on), initial={"last_day": on}
    )

    def change(answers: dict[str, Any]) -> None:
        handing_over.hand_over(
            person.pk,
            answers["to"],
            last_day=answers["last_day"],
            note=answers["note"],
            by=request.user,
            on=on,
        )

    work = open_work_of(person, after=on)
    about = [
        f"{count_of(work.children, 'child', 'children')} on the caseload.",
        f"{count_of(work.tasks, 'open task')}. All of it passes on the day after the last day.",
    ]
    if work.restricted:
        restricted = count_of(work.restricted, "restricted record")
        about.append(f"Work on {restricted} stays: each passes on by itself.")
    return asked(
        request,
        form,
        change,
        done="The work passes on.",
        to=reverse("people:staff-member", kwargs={"pk": person.pk}),
        title=f"Pass on the work of {person.full_name}",
        button="Pass it on",
        about=about,
    )


@require_safe
@cache_control(private=True, no_store=True)
def without_owner(request: HttpRequest) -> HttpResponse:
    """List what nobody has who is here, for those who manage a team."""
    on = localdate()
    require(can_manage_any_team(on), request.user, None)
    found = unowned(request.user, on=on)
    shown = {name: list(getattr(found, name)[:MOST_SHOWN]) for name in found.__dataclass_fields__}
    children = {
        *(child.pk for child in shown["children"]),
        *(row.child_id for name in ("closed", "tasks", "team_work") for row in shown[name]),
    }
    record(
        "people.looked_for_unowned",
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        children=sorted(map(str, children)),
    )
    return render(request, "people/without_owner.jinja", {**shown, "on": on, "most": MOST_SHOWN})
