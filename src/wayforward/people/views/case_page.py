"""The shape of every page about a child: found among what may be seen, and the look recorded.

What somebody may not see is 404, as if it were not there. What they may see but not do is 403.
Nothing of it is kept by the browser or anything between.
"""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views import View

from wayforward.access import require
from wayforward.access.relationships import reasons
from wayforward.audit.recording import record
from wayforward.people.actions.opening import ChangedMeanwhile, RecordRefused
from wayforward.people.models import Child
from wayforward.people.permissions import (
    can_open_as_professional,
    can_open_records,
    can_review_looks,
)
from wayforward.people.queries import with_setting

# What a child's record is divided into: the page's name, its words, and for whom it is.
TABS = [
    ("people:child", "Overview", can_open_records),
    ("people:own-words", "Own words", can_open_records),
    ("people:child-people", "People", can_open_records),
    ("people:child-history", "History", can_open_as_professional),
    ("people:child-looks", "Who has looked", can_review_looks),
]


class CasePage(View):
    """A page about one child, or about one thing of a child (`model`, with a key to `child`)."""

    model: Any = Child
    rule: Callable[[Any, Any], bool] = staticmethod(can_open_records)
    template_name = ""
    http_method_names = ["get", "head"]
    subject: Any  # the child, or the thing of the child
    child: Child
    on: datetime.date

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the child, ask the rule, record the look, and keep the answer out of caches."""
        self.on = localdate()
        try:
            self.find(kwargs["pk"])
        except Http404:
            if (stays := self.merged_into(kwargs["pk"])) is None:
                raise
            return self.led_on(stays, kwargs)
        require(self.rule, request.user, self.child)
        if request.method in {"GET", "HEAD"}:
            self.note_look(self.child)
        answer = super().dispatch(request, *args, **kwargs)
        answer["Cache-Control"] = "no-store"
        return answer

    def note_look(self, child: Child) -> None:
        """Record that the user looks at a child on this page, and by what right."""
        match = self.request.resolver_match
        record(
            "people.looked",
            subject=child,
            by=self.request.user,  # type: ignore[arg-type]  # signed in, as the middleware asks
            page=str(match.view_name if match else ""),
            because=reasons(self.request.user, child.pk, on=self.on),
        )

    def find(self, pk: uuid.UUID) -> None:
        """Set `subject` and `child`; 404 unless the child may be seen."""
        visible = Child.objects.visible_to(self.request.user, on=self.on)
        if self.model is Child:
            self.subject = visible.filter(pk=pk).first()
            child = self.subject
        else:
            found = self.model.objects.filter(pk=pk, child__in=visible.values("pk"))
            self.subject = found.select_related("child").first()
            child = self.subject.child if self.subject else None
        if child is None:
            raise Http404
        self.child = child

    def merged_into(self, pk: uuid.UUID) -> Child | None:
        """Return the record into which this one was merged, if the user may see that."""
        visible = Child.objects.visible_to(self.request.user, on=self.on)
        found: Child | None = visible.filter(merged_here=pk).first()
        return found if self.model is Child else None

    def led_on(self, stays: Child, kwargs: dict[str, Any]) -> HttpResponse:
        """Lead from an address of a merged record to the one that stays; nothing is saved there."""
        if self.request.method in {"GET", "HEAD"}:
            match = self.request.resolver_match
            name = str(match.view_name if match else "people:child")
            answer: HttpResponse = redirect(name, **{**kwargs, "pk": stays.pk})
            return answer
        messages.warning(
            self.request,
            "The record was merged into this one meanwhile. What you sent was not saved.",
        )
        return redirect("people:child", pk=stays.pk)

    def context(self) -> dict[str, Any]:
        """Return what this page shows beside the head of the record."""
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Draw the page."""
        return self.draw(self.context())

    def draw(self, context: dict[str, Any]) -> HttpResponse:
        """Draw the page with the head of the record."""
        user = self.request.user
        (child,) = with_setting(Child.objects.filter(pk=self.child.pk), self.on)
        tabs = [(name, words) for name, words, rule in TABS if rule(user, child)]
        shared = {
            "child": child,
            "subject": self.subject,
            "tabs": tabs,
            "on": self.on,
            "is_professional": can_open_as_professional(user, child),
        }
        return render(self.request, self.template_name, shared | context)


class CaseQuestion(CasePage):
    """A page that asks, and makes one change to the record.

    `initial` and `change` are given by each page; `done` is said when it is done.
    """

    template_name = "people/question.jinja"
    http_method_names = ["get", "head", "post"]
    form_class: type[forms.Form] = forms.Form
    title = ""
    button = ""
    done = ""
    back_to = "people:child"

    def about(self) -> str:
        """Return which thing of the child the question is about; "" if about the child alone."""
        return ""

    def initial(self) -> dict[str, Any]:
        """Return what is known already."""
        return {}

    def form(self, data: Any = None, files: Any = None) -> forms.Form:
        """Return the form, filled with what is known or what was sent."""
        return self.form_class(data, files, initial=self.initial())

    def change(self, answers: dict[str, Any]) -> None:
        """Make the change; RecordRefused says what is wrong."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """Return the question."""
        return self.asked(self.form())

    def asked(self, form: forms.Form, **more: Any) -> dict[str, Any]:
        """Return what the page of a question shows."""
        shown = {"title": self.title, "button": self.button, "about": self.about()}
        return {"form": form, "back_to": self.back_to, **shown, **more}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the change and go back to the record, or say what is wrong and keep what was typed."""
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                self.change(form.cleaned_data)
            except RecordRefused as refusal:
                form.add_error(
                    refusal.field if refusal.field in form.fields else None, str(refusal)
                )
            except ChangedMeanwhile as conflict:
                return self.draw(self.conflict(form, conflict))
            else:
                messages.success(request, self.done)
                return redirect(self.back_to, pk=self.child.pk)
        return self.draw(self.asked(form))

    def conflict(self, form: forms.Form, conflict: ChangedMeanwhile) -> dict[str, Any]:
        """Return the question again, with what was typed beside what somebody else saved."""
        form.add_error(None, f"{conflict}. Compare the two below, then save what is right")
        return self.asked(form)
