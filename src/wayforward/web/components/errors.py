"""The error summary of a form, and an expired form's answers shown back."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

NEVER_SHOWN = ("password", "csrf", "token", "secret", "code")
# What forms of this site carry unseen; nobody typed it.
UNSEEN = frozenset({"form_key", "seen", "back", "next", "add", "remove"})
LONG = 80  # characters; longer answers are shown in a box to copy from


def error_list(form: forms.BaseForm) -> list[dict[str, str]]:
    """Return what is wrong, in the order of the questions, each linked to its field."""
    whole = [{"text": str(text)} for text in form.non_field_errors()]
    if whole and form.visible_fields():
        first = form.visible_fields()[0]
        whole = [entry | {"href": f"#{target(first)}"} for entry in whole]
    return whole + [
        {"text": str(bound.errors[0]), "href": f"#{target(bound)}"}
        for bound in form
        if bound.errors
    ]


def target(bound: forms.BoundField) -> str:
    """Return the id of the input that an error about `bound` links to."""
    find = getattr(bound.field, "error_target", None)
    return str(find(bound) if find else bound.auto_id)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that was typed into a form that could not be taken."""

    name: str
    text: str

    @property
    def label(self) -> str:
        """Return the field's name in words."""
        words = self.name.replace("_", " ").replace("-", " ").strip() or "Answer"
        return words[:1].upper() + words[1:]

    @property
    def is_long(self) -> bool:
        """Tell whether it needs a box of several lines."""
        return len(self.text) > LONG or "\n" in self.text


def answers_typed(request: HttpRequest) -> list[Answer]:
    """Return what a refused form held, without what nobody typed, passwords and tokens."""
    try:
        posted: Iterable[tuple[str, list[Any]]] = request.POST.lists()
    except (MultiPartParserError, OSError, ValueError):
        return []  # the form itself cannot be read; there is nothing to give back
    return [
        Answer(name, str(value).replace("\x00", ""))
        for name, values in posted
        if name not in UNSEEN and not any(word in name.lower() for word in NEVER_SHOWN)
        for value in values
        if str(value).strip()
    ][:200]


def fields_to_send_again(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of a refused form that may be sent again as it is.

    None if it held a file, a password or a code, which are never shown, or cannot be read.
    """
    try:
        names = [name for name in request.POST if name != "csrfmiddlewaretoken"]
        if request.FILES or any(word in name.lower() for name in names for word in NEVER_SHOWN):
            return []
        return [
            (name, str(value).replace("\x00", ""))
            for name in names
            for value in request.POST.getlist(name)
        ]
    except (MultiPartParserError, OSError, ValueError):
        return []


def short_answers(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Return the short answers as rows of the GOV.UK summary list."""
    return [
        {"key": {"text": answer.label}, "value": {"text": answer.text}}
        for answer in answers
        if not answer.is_long
    ]
