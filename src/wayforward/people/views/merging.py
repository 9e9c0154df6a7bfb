"""Pages about records that may be of one child: the list, two side by side, apart again."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.people import side_by_side
from wayforward.people.actions import merging
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.duplicates import suspicion_of, suspicions, with_children
from wayforward.people.forms.merging import FIRST, MergeForm, NotSameForm
from wayforward.people.identifiers import compact, read_reference
from wayforward.people.merging import differing
from wayforward.people.models import Child, Merge, NotSame
from wayforward.people.permissions import can_merge, can_see_protected_address
from wayforward.people.views.case_page import CasePage, CaseQuestion
from wayforward.web.components.pages import Pages, page_asked
from wayforward.web.fields import Choice
from wayforward.web.formats import short_day

SIZE = 25


@require_safe
@cache_control(private=True, no_store=True)
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """List pairs of records that may be of one child; or go to two that are named."""
    require(can_merge, request.user, None)
    on = localdate()
    visible = Child.objects.visible_to(request.user, on=on)
    asked = [request.GET.get(name, "").strip()[:40] for name in ("one", "other")]
    if any(asked):
        wanted = [read_reference(compact(each)) for each in asked]
        found = {child.reference: child for child in visible.filter(reference__in=wanted)}
        pair = [found[each] for each in wanted if each in found]
        if len(found) == 2:
            return redirect("people:compare", pk=pair[0].pk, other=pair[1].pk)
    all_of_them = suspicions(visible)
    pages = Pages(page_asked(request.GET.get("page")), len(all_of_them), size=SIZE)
    shown = with_children(all_of_them[pages.slice], on)
    record(
        "people.looked_for_duplicates",
        by=request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
        children=sorted({str(child.pk) for each in shown for child in (each.first, each.second)}),
    )
    context = {"pairs": shown, "pages": pages, "asked": asked, "none_found": any(asked)}
    return render(request, "people/duplicate_list.jinja", context)


class OfTwo(CasePage):
    """A page about two records: `child`, and `other`, which must be seen too."""

    rule = staticmethod(can_merge)
    http_method_names = ["get", "head", "post"]
    other: Child

    def find(self, pk: uuid.UUID) -> None:
        """Set both records; 404 unless both may be seen and they are two."""
        super().find(pk)
        require(self.rule, self.request.user, self.child)  # before anything is said of the other
        visible = Child.objects.visible_to(self.request.user, on=self.on)
        other = visible.filter(pk=self.kwargs["other"]).exclude(pk=pk).first()
        if other is None:
            raise Http404
        self.other = other

    def merged_into(self, pk: uuid.UUID) -> Child | None:
        """Lead to the record that stays, where one of the two was merged into the other."""
        visible = Child.objects.visible_to(self.request.user, on=self.on)
        pair = [pk, self.kwargs["other"]]
        stays: Child | None = visible.filter(merged_here__in=pair).first()
        return stays

    def led_on(self, stays: Child, kwargs: dict[str, Any]) -> HttpResponse:
        """Lead to the record: there is nothing to compare any more."""
        return redirect("people:child", pk=stays.pk)

    def note_look(self, child: Child) -> None:
        """Record a look at each of the two."""
        super().note_look(self.other)
        super().note_look(child)


class Compare(OfTwo):
    """Two records side by side, and the question which stays."""

    template_name = "people/compare.jinja"

    def context(self) -> dict[str, Any]:
        """Return the question."""
        seen, notes = merging.outlook(self.child, self.other, on=self.on)
        return self.asked(self.form(None, seen), notes)

    def form(self, data: Any, seen: str) -> MergeForm:
        """Return the form, with each fact that must be chosen."""
        pair = (
            Choice("first", f"The first: {self.child.full_name}, {self.child.reference}"),
            Choice("second", f"The second: {self.other.full_name}, {self.other.reference}"),
        )
        facts = [
            (
                fact.code,
                fact.called,
                side_by_side.fact_in_words(fact, self.child),
                side_by_side.fact_in_words(fact, self.other),
            )
            for fact in differing(self.child, self.other)
        ]
        return MergeForm(data, pair=pair, differing=facts, seen=seen)

    def asked(self, form: Form, notes: list[str]) -> dict[str, Any]:
        """Return what the page shows."""
        may = can_see_protected_address(self.request.user, self.child)
        first, second = sorted([self.child.pk, self.other.pk])
        said = NotSame.objects.filter(first=first, second=second).select_related("said_by")
        return {
            "form": form,
            "other": self.other,
            "facts": side_by_side.facts(self.child, self.other),
            "lists": side_by_side.lists(self.child, self.other, may_see_protected=may),
            "suspicion": suspicion_of(self.child, self.other),
            "notes": notes,
            "not_same": said.first(),
            "button": "Merge the two records",
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Merge the two, or say what is wrong and keep what was chosen."""
        seen, notes = merging.outlook(self.child, self.other, on=self.on)
        form = self.form(request.POST, seen)
        if form.is_valid():
            first, second = self.child.pk, self.other.pk
            is_first = form.cleaned_data["stays"] == FIRST
            kept, gone = (first, second) if is_first else (second, first)
            try:
                merging.merge(
                    kept,
                    gone,
                    form.chosen(),
                    seen=form.cleaned_data["seen"],
                    by=request.user,
                    at=now(),
                )
            except RecordRefused as refusal:
                form.add_error(refusal.field, str(refusal))
                form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # as it stands
            else:
                messages.success(
                    request, "The two records are one now. On the page History it can be undone."
                )
                return redirect("people:child", pk=kept)
        return self.draw(self.asked(form, notes))


class SayNotSame(OfTwo):
    """Remember that two records are of two children."""

    template_name = "people/not_same.jinja"

    def context(self) -> dict[str, Any]:
        """Return the question."""
        return self.asked(NotSameForm())

    def asked(self, form: Form) -> dict[str, Any]:
        """Return what the page shows."""
        return {
            "form": form,
            "other": self.other,
            "title": "These are two children",
            "button": "Remember that they are two",
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Remember it, and go back to the list."""
        form = NotSameForm(request.POST)
        if form.is_valid():
            merging.say_not_same(
                self.child.pk, self.other.pk, **form.cleaned_data, by=request.user, at=now()
            )
            messages.success(request, "It is remembered. The two are not suggested again.")
            return redirect("people:duplicate-list")
        return self.draw(self.asked(form))


class Unmerge(CaseQuestion):
    """Take a merge apart: two records again."""

    model = Merge
    rule = staticmethod(can_merge)
    template_name = "people/unmerge.jinja"
    title, button = "Make two records again", "Make two records again"

    def about(self) -> str:
        """Return what was merged, and when."""
        return f"{self.subject.gone.reference} was merged into it on " + short_day(
            localdate(self.subject.merged_at)
        )

    def change(self, answers: dict[str, Any]) -> None:
        """Undo the merge, and say what could not be put back."""
        done = merging.unmerge(self.subject.pk, by=self.request.user, at=now())
        self.done = "There are two records again."
        for words in done.told:
            messages.warning(self.request, f"Not put back: {words}.")
