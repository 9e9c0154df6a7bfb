"""Pages of a child's record, and finding one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.access import require
from wayforward.access.relationships import relationships
from wayforward.audit.recording import record
from wayforward.people.actions import children
from wayforward.people.actions.opening import ChangedMeanwhile, RecordRefused
from wayforward.people.forms import children as forms
from wayforward.people.models import Child, Diagnosis
from wayforward.people.permissions import (
    can_add_children,
    can_add_own_words,
    can_edit_family,
    can_edit_record,
    can_merge,
    can_open_as_professional,
    can_open_in_emergency,
    can_open_records,
    can_restrict,
    can_see_protected_address,
)
from wayforward.people.queries import find_children, with_setting
from wayforward.people.record import (
    addresses_shown,
    carers_shown,
    facts_shown,
    journey,
    recipients,
)
from wayforward.people.relationships import holds
from wayforward.people.views.case_page import CasePage, CaseQuestion
from wayforward.people.workload import away_on
from wayforward.web.components.pages import Pages, page_asked

LONGEST_SEARCH = 200


def asked_for(request: HttpRequest) -> tuple[str, str]:
    """Return what is searched for, and the code of the list that is meant; "" for neither."""
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST_SEARCH].strip()
    by = request.GET.get("by", "")
    return text, by if by in {kind.code for kind in relationships()} else ""


def listed(user: Any, by: str, on: date) -> Any:
    """Return the children whom somebody may see: all, or those of one kind of relationship."""
    visible = Child.objects.visible_to(user, on=on)
    if not by:
        return visible
    kinds = {kind.code: kind for kind in relationships()}
    return visible.filter(pk__in=kinds[by].children(user, on))


@require_safe
@cache_control(private=True, no_store=True)
def child_list(request: HttpRequest) -> HttpResponse:
    """Find a child among those one may see, or see one's own lists."""
    require(can_open_records, request.user, None)
    on = localdate()
    text, by = asked_for(request)
    context: dict[str, Any] = {"q": text, "on": on, "by": by}
    if text:
        context["found"] = find_children(text, user=request.user, on=on)
        record(
            "people.searched",
            by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
            children=[str(each.child.pk) for each in context["found"]],
        )
    else:
        visible = listed(request.user, by, on)
        if by:
            context["kind"] = {kind.code: kind for kind in relationships()}[by]
        pages = Pages(page_asked(request.GET.get("page")), visible.count(), size=50)
        ordered = visible.order_by("last_name", "first_names", "pk")
        context |= {"children": with_setting(ordered, on)[pages.slice], "pages": pages}
    context |= {
        "can_add": can_add_children(request.user, None),
        "can_merge": can_merge(request.user, None),
        "can_open_in_emergency": can_open_in_emergency(request.user, None),
    }
    return render(request, "people/child_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def add_child(request: HttpRequest) -> HttpResponse:
    """Ask for what is known of a child who has no record yet."""
    require(can_add_children, request.user, None)
    form = forms.ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            child = children.add_child(form.facts(), by=request.user, on=localdate())
        except RecordRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, "The record is made, and is on your caseload.")
            return redirect("people:child", pk=child.pk)
    return render(
        request,
        "people/add_child.jinja",
        {"form": form, "title": "Add a child or young person", "button": "Make this record"},
    )


class ChildRecord(CasePage):
    """What is most asked about a child: who, where, needs, the one-page profile, the journey."""

    template_name = "people/child.jinja"

    def context(self) -> dict[str, Any]:
        """Return the facts that whoever looks may see."""
        user, child = self.request.user, self.child
        is_professional = can_open_as_professional(user, child)
        return {
            "facts": facts_shown(child, self.on, is_professional=is_professional),
            "addresses": addresses_shown(
                child, may_see_protected=can_see_protected_address(user, child)
            ),
            "needs": child.needs.order_by("rank"),
            "diagnoses": child.diagnoses.order_by("-reported_on", "pk"),
            "schoolings": child.schoolings.select_related("establishment").order_by("-starts_on"),
            "profile": child.profiles.order_by("-written_on", "-pk").first(),
            "steps": journey(child, self.on),
            "can_edit": can_edit_record(user, child),
            "can_add_own_words": can_add_own_words(user, child),
            "can_restrict": can_restrict(user, child),
        }


class ChildPeople(CasePage):
    """Who is who: the family, and the professionals who work with the child."""

    template_name = "people/child_people.jinja"

    def context(self) -> dict[str, Any]:
        """Return the family as whoever looks may know it, and who works with the child."""
        user, child = self.request.user, self.child
        carings = list(child.carings.select_related("carer").order_by("ends_on", "pk"))
        is_professional = can_open_as_professional(user, child)
        return {
            "carers": carers_shown(carings, user, self.on, is_professional=is_professional),
            "recipients": recipients(child, carings, self.on) if is_professional else None,
            "allocations": child.allocations.filter(holds(self.on)).select_related("user"),
            "before": child.allocations.filter(ends_on__lt=self.on)
            .select_related("user")
            .order_by("-ends_on", "pk")
            if is_professional
            else (),
            "contacts": child.contacts.filter(holds(self.on)).select_related("contact"),
            "covers": {
                absence.user_id: absence
                for absence in away_on(self.on)
                .filter(user_id__in=child.allocations.filter(holds(self.on)).values("user_id"))
                .select_related("covered_by")
            },
            "team_work": child.team_work.filter(ends_on__isnull=True).select_related("team"),
            "tasks": child.tasks.filter(done_on__isnull=True).select_related("asked_of", "asked_by")
            if is_professional
            else (),
            "can_edit": can_edit_record(user, child),
            "can_edit_family": can_edit_family(user, child),
        }


class EditChild(CaseQuestion):
    """Correct a child's facts."""

    rule = staticmethod(can_edit_record)
    form_class = forms.ChildForm
    title, button, done = "Change facts", "Save these facts", "The facts are saved."

    def initial(self) -> dict[str, Any]:
        """Return the record as it stands."""
        known = {name: getattr(self.child, name) or "" for name in children.FACTS}
        known["uses_bsl"] = True if self.child.uses_bsl else ""
        return known | {"seen": self.child.changes}

    def change(self, answers: dict[str, Any]) -> None:
        """Save the facts."""
        form = self.form(self.request.POST)
        form.is_valid()
        children.edit_child(
            self.child.pk,
            form.facts(),  # type: ignore[attr-defined]  # a ChildForm
            seen=answers["seen"] if answers["seen"] is not None else -1,
            by=self.request.user,
            on=self.on,
        )

    def conflict(self, form: Form, conflict: ChangedMeanwhile) -> dict[str, Any]:
        """Show what somebody else saved beside what was typed; saving again is a choice."""
        theirs = []
        for name in children.FACTS:
            saved = getattr(conflict.now, name) or ""
            typed = form.cleaned_data.get(name) or ""
            if str(saved) != str(typed):
                theirs.append((form.fields[name].label, saved, typed))
        form.data = {**form.data.dict(), "seen": str(conflict.now.changes)}  # type: ignore[attr-defined]  # a QueryDict
        return super().conflict(form, conflict) | {"theirs": theirs}


class AddAddress(CaseQuestion):
    """Record where a child lives now."""

    rule = staticmethod(can_edit_record)
    form_class = forms.AddressForm
    title, button, done = "Record a new address", "Save this address", "The address is saved."

    def change(self, answers: dict[str, Any]) -> None:
        """Save the address."""
        children.record_address(self.child.pk, **answers, by=self.request.user, on=self.on)


class Needs(CaseQuestion):
    """Record types of need."""

    rule = staticmethod(can_edit_record)
    form_class = forms.NeedsForm
    title, button, done = "Record needs", "Save these needs", "The needs are saved."

    def initial(self) -> dict[str, Any]:
        """Return the needs as they stand."""
        codes = list(self.child.needs.order_by("rank").values_list("code", flat=True))
        first, second = [*codes, "", ""][:2]
        return {"primary": first, "secondary": second, "others": codes[2:]}

    def change(self, answers: dict[str, Any]) -> None:
        """Save the needs in their order."""
        first = [answers["primary"], *filter(None, [answers["secondary"]])]
        rest = [code for code in answers["others"] if code not in first]
        children.record_needs(self.child.pk, first + rest, by=self.request.user, on=self.on)


class AddDiagnosis(CaseQuestion):
    """Record a diagnosis as it was reported."""

    rule = staticmethod(can_edit_record)
    form_class = forms.DiagnosisForm
    title, button, done = "Record a diagnosis", "Save this diagnosis", "The diagnosis is saved."

    def change(self, answers: dict[str, Any]) -> None:
        """Save the diagnosis."""
        children.record_diagnosis(self.child.pk, **answers, by=self.request.user, on=self.on)


class RemoveDiagnosis(CaseQuestion):
    """Take away a diagnosis that was recorded by mistake; the history keeps it."""

    model = Diagnosis
    rule = staticmethod(can_edit_record)
    title = "Remove a diagnosis that was recorded by mistake"
    button, done = "Remove it", "It is removed. The history keeps it."

    def about(self) -> str:
        """Return which diagnosis."""
        return str(self.subject)

    def change(self, answers: dict[str, Any]) -> None:
        """Remove it."""
        children.remove_diagnosis(self.subject.pk, by=self.request.user, on=self.on)


class WriteProfile(CaseQuestion):
    """Write the one-page profile anew, beginning with the words of the last."""

    rule = staticmethod(can_edit_record)
    form_class = forms.ProfileForm
    title, button, done = "One-page profile", "Save this profile", "The profile is saved."

    def initial(self) -> dict[str, Any]:
        """Return the words of the last profile."""
        last = self.child.profiles.order_by("-written_on", "-pk").first()
        if last is None:
            return {}
        return {name: getattr(last, name) for name in ("people_like", "matters", "how_to_help")}

    def change(self, answers: dict[str, Any]) -> None:
        """Save the profile; the last one is kept."""
        children.write_profile(self.child.pk, **answers, by=self.request.user, on=self.on)
