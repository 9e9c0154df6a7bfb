"""The shape of a page that asks something which is about no child, and makes one change."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wayforward.people.actions.opening import RecordRefused


def hide_unless(rule: Callable[[Any, Any], bool], user: Any, subject: Any) -> None:
    """Let pass only if `rule(user, subject)` is true; otherwise it is as if there were no page.

    :raises Http404: if not
    """
    if not rule(user, subject):
        raise Http404


def site_of(request: HttpRequest) -> str:
    """Return how the address of this site begins, for a link in an e-mail."""
    return request.build_absolute_uri("/").rstrip("/")


def sent(request: HttpRequest) -> Any:
    """Return what was sent, or None where the question is only asked."""
    return request.POST if request.method == "POST" else None


def asked(
    request: HttpRequest,
    form: forms.Form,
    change: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    to: str,
    then: Callable[[Any], str] | None = None,
    template: str = "people/asked.jinja",
    **shown: Any,
) -> HttpResponse:
    """Draw a question; once it is answered rightly make the change, say so and go on.

    :param change: called with the answers; RecordRefused says what is wrong, and what was typed stays
    :param to: the address to go to, and back to if `back` is not among what is shown
    :param then: from what `change` returned to the address to go to instead
    :param shown: title, button, back, and `about`, lines above the questions
    """
    if request.method == "POST" and form.is_valid():
        try:
            made = change(form.cleaned_data)
        except RecordRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, done)
            return redirect(then(made) if then else to)
    return render(request, template, {"back": to} | shown | {"form": form})
