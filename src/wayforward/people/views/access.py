"""Pages about who may see a record: caseloads, teams, tasks, restrictions, emergencies."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.people.actions import access, contacts, handing_over
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.forms import access as forms
from wayforward.people.forms.posts import ContactForm, PassOnForm
from wayforward.people.forms.schooling import LastDayForm
from wayforward.people.models import Allocation, BreakGlass, Child, ChildContact, Task, Team, User
from wayforward.people.permissions import (
    can_edit_record,
    can_manage_any_team,
    can_manage_own_team,
    can_open_as_family,
    can_open_in_emergency,
    can_open_records,
    can_restrict,
    can_review_emergency,
    can_review_looks,
    can_see_every_child,
    can_see_teams,
)
from wayforward.people.queries import family_of, lists_of, tasks_of
from wayforward.people.views.asking import site_of
from wayforward.people.views.case_page import CaseQuestion
from wayforward.people.workload import (
    away_on,
    colleagues_of,
    emergencies_for,
    settings_managed_by,
)
from wayforward.web.components.pages import Pages, page_asked


def account(email: str, field: str = "user") -> User:
    """Return whose account has an address.

    :raises RecordRefused: if there is none that is open
    """
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise RecordRefused("There is no account with this address", field)
    return found


class PeopleQuestion(CaseQuestion):
    """A question that leads back to the people of the record."""

    rule = staticmethod(can_edit_record)
    back_to = "people:child-people"


class Allocate(PeopleQuestion):
    """Put the child on somebody's caseload."""

    form_class = forms.AllocateForm
    title, button, done = "Put on a caseload", "Put on their caseload", "It is on their caseload."

    def change(self, answers: dict[str, Any]) -> None:
        """Allocate the child."""
        person = account(answers["user"])
        access.allocate(
            self.child.pk, person.pk, role=answers["role"], by=self.request.user, on=self.on
        )


class EndAllocation(PeopleQuestion):
    """Take the child off somebody's caseload."""

    model = Allocation
    title = "Take off a caseload"
    button, done = "Take off their caseload", "It is off their caseload."

    def about(self) -> str:
        """Return whose."""
        return f"{self.subject.user}, {self.subject.role}"

    def change(self, answers: dict[str, Any]) -> None:
        """End the allocation."""
        access.end_allocation(self.subject.pk, by=self.request.user, on=self.on)


class PassOnChild(PeopleQuestion):
    """Pass the child to another worker, with a note."""

    model = Allocation
    title = "Pass the child to another worker"
    button, done = "Pass on", "The child, and what was promised, is passed on."

    def about(self) -> str:
        """Return whose the child is now."""
        return f"now with {self.subject.user}, {self.subject.role}"

    def form(self, data: Any = None, files: Any = None) -> Form:
        """Return the form with who can take the child on."""
        return PassOnForm(data, people=colleagues_of(self.subject.user, on=self.on))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Pass the child on; whoever sees the record no more goes home."""
        answer = super().post(request, **kwargs)
        visible = Child.objects.visible_to(request.user, on=self.on)
        if answer.status_code == 302 and not visible.filter(pk=self.child.pk).exists():
            return redirect("people:home")
        return answer

    def change(self, answers: dict[str, Any]) -> None:
        """Pass the child on."""
        handing_over.pass_on_child(
            self.subject.pk, answers["to"], note=answers["note"], by=self.request.user, on=self.on
        )


class AddContact(PeopleQuestion):
    """Record a professional who works with the child and does not sign in here."""

    form_class = ContactForm
    title = "Add a health, social care or other contact"
    button, done = "Add this contact", "The contact is added."

    def change(self, answers: dict[str, Any]) -> None:
        """Add the contact."""
        contacts.add_to_child(
            self.child.pk, contacts.ContactFacts(**answers), by=self.request.user, on=self.on
        )


class EndContact(PeopleQuestion):
    """Ask for the last day on which a contact worked with the child."""

    model = ChildContact
    form_class = LastDayForm
    title, button = "No longer works with the child", "Save the last day"
    done = "The last day is saved."

    def about(self) -> str:
        """Return who."""
        return str(self.subject.contact)

    def change(self, answers: dict[str, Any]) -> None:
        """Save the last day."""
        contacts.end_contact(self.subject.pk, **answers, by=self.request.user, on=self.on)


class StartTeamWork(PeopleQuestion):
    """Record that a team works with the child."""

    form_class = forms.TeamWorkForm
    title, button, done = "A team begins to work with the child", "Save this", "It is saved."

    def form(self, data: Any = None, files: Any = None) -> Form:
        """Return the form with the teams to choose from."""
        form = super().form(data)
        teams = Team.objects.order_by("name").values_list("code", "name")
        form.fields["team"].options = list(teams)  # type: ignore[attr-defined]  # a SelectField
        return form

    def change(self, answers: dict[str, Any]) -> None:
        """Start the work."""
        access.start_team_work(
            self.child.pk, answers["team"], what=answers["what"], by=self.request.user, on=self.on
        )


class Ask(PeopleQuestion):
    """Ask something of somebody about the child."""

    form_class = forms.AskForm
    title, button, done = "Ask somebody", "Ask them", "They are asked, and see the record."

    def change(self, answers: dict[str, Any]) -> None:
        """Ask them."""
        person = account(answers.pop("user"))
        access.ask(self.child.pk, person.pk, **answers, by=self.request.user, on=self.on)


class FinishTask(PeopleQuestion):
    """Say that what was asked is done."""

    model = Task
    rule = staticmethod(can_open_records)
    title, button, done = "Say that it is done", "It is done", "It is done."

    def about(self) -> str:
        """Return what was asked."""
        return str(self.subject)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Finish it, and go home: the record may be out of sight now."""
        access.finish_task(self.subject.pk, by=request.user, on=self.on)
        messages.success(request, self.done)
        return redirect("people:home")


class Restrict(PeopleQuestion):
    """Restrict the record to those named."""

    rule = staticmethod(can_restrict)
    form_class = forms.BecauseForm
    title = "Restrict this record"
    button, done = "Restrict it", "The record is restricted. Name those who may see it."

    def change(self, answers: dict[str, Any]) -> None:
        """Restrict it."""
        access.restrict(self.child.pk, **answers, by=self.request.user, on=self.on)


class LiftRestriction(PeopleQuestion):
    """Let those who work with the child see the record again."""

    rule = staticmethod(can_restrict)
    title, button, done = "Lift the restriction", "Lift it", "The record is not restricted now."

    def change(self, answers: dict[str, Any]) -> None:
        """Lift it."""
        access.lift_restriction(self.child.pk, by=self.request.user, on=self.on)


class NamePerson(PeopleQuestion):
    """Let one more person see a restricted record."""

    rule = staticmethod(can_restrict)
    form_class = forms.NameForm
    title, button, done = "Name somebody who may see it", "Name them", "They may see the record."

    def change(self, answers: dict[str, Any]) -> None:
        """Name them."""
        person = account(answers["user"])
        access.name_person(
            self.child.pk, person.pk, because=answers["because"], by=self.request.user, on=self.on
        )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def open_in_emergency(request: HttpRequest) -> HttpResponse:
    """Ask which record is needed now and why; a manager reads it."""
    require(can_open_in_emergency, request.user, None)
    form = forms.EmergencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"].strip().upper()
        try:
            opened = access.open_in_emergency(
                reference,
                reason=form.cleaned_data["reason"],
                site=site_of(request),
                by=request.user,
                at=now(),
            )
        except RecordRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The record is open to you for four hours.")
            return redirect("people:child", pk=opened.child_id)
    shown = {"form": form, "title": "Open a record in an emergency", "button": "Open the record"}
    return render(request, "people/emergency.jinja", shown)


@require_safe
@cache_control(private=True, no_store=True)
def emergency_list(request: HttpRequest) -> HttpResponse:
    """List the records opened in an emergency, those to review first."""
    on = localdate()
    if not can_review_looks(request.user, None):
        require(can_manage_own_team(on), request.user, None)
    opened = emergencies_for(request.user, on=on).select_related("child", "user", "reviewed_by")
    pages = Pages(page_asked(request.GET.get("page")), opened.count(), size=50)
    ordered = opened.order_by("-reviewed_at", "-opened_at")[pages.slice]
    return render(request, "people/emergency_list.jinja", {"opened": ordered, "pages": pages})


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def review_emergency(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask whether a record was rightly opened."""
    opened = get_object_or_404(BreakGlass.objects.select_related("child", "user"), pk=pk)
    require(can_review_emergency(localdate()), request.user, opened.user)
    form = forms.ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            access.review_emergency(pk, **form.cleaned_data, by=request.user, at=now())
        except RecordRefused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Your review is saved.")
            return redirect("people:emergency-list")
    shown = {"form": form, "opened": opened, "title": "Review", "button": "Save this review"}
    return render(request, "people/review_emergency.jinja", shown)


@require_safe
@cache_control(private=True, no_store=True)
def home(request: HttpRequest) -> HttpResponse:
    """Show what somebody is asked to do, and the children that are theirs."""
    on = localdate()
    context = {
        "on": on,
        "tasks": tasks_of(request.user, on=on),
        "lists": lists_of(request.user, on=on),
        "to_review": emergencies_for(request.user, on=on).filter(reviewed_at__isnull=True).count(),
        "can_open": can_open_records(request.user, None),
        "can_review_looks": can_review_looks(request.user, None),
        "covering": away_on(on).filter(covered_by=request.user.pk).select_related("user"),
        "settings": settings_managed_by(request.user, on=on),
        "manages_teams": can_manage_any_team(on)(request.user, None),
        "works_here": can_see_teams(request.user, None),
        "sees_all": can_see_every_child(request.user, None),
        "family": family_of(request.user, on=on)
        if can_open_as_family(request.user, None)
        else None,
    }
    return render(request, "people/home.jinja", context)
