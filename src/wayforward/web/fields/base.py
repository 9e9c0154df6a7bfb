"""What every question has: words, a component, and errors that say what to do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

NUL = "\x00"


def holds_nul(value: Any) -> bool:
    """Tell whether a typed value, or one of several, holds a NUL, which PostgreSQL cannot keep."""
    if isinstance(value, str):
        return NUL in value
    return isinstance(value, (list, tuple)) and any(map(holds_nul, value))


def without_nul(value: Any) -> Any:
    """Return what was typed without NULs, to show it again."""
    if isinstance(value, str):
        return value.replace(NUL, "")
    if isinstance(value, (list, tuple)):
        return [without_nul(part) for part in value]
    return value


class Question(forms.Field):
    """One question on a form.

    :param label: the question, as a person reads it
    :param missing: what to say when it is not answered: "Enter your full name"
    :param hint: help that everybody sees beneath the question
    :param called: the answer's name inside an error: "Full name must be ..."; else the label
    :param required: an optional question says so after its label
    """

    component = ""
    asks = "Enter"  # how an error begins when nothing was answered and `missing` is not given

    def __init__(
        self, *, label: str, missing: str = "", hint: str = "", called: str = "", **more: Any
    ) -> None:
        self.hint = hint
        self.called = called or label.rstrip("?")
        super().__init__(label=label, **more)
        self.error_messages["required"] = missing or f"{self.asks} {self.lower_called()}"

    def lower_called(self) -> str:
        """Return the answer's name as it stands inside a sentence; a word like EHC keeps its case."""
        if len(self.called) > 1 and self.called[1].isupper():
            return self.called
        return self.called[:1].lower() + self.called[1:]

    def upper_called(self) -> str:
        """Return the answer's name as it stands at the start of a sentence."""
        return self.called[:1].upper() + self.called[1:]

    def clean(self, value: Any) -> Any:
        """Return the answer, or say what to do; a NUL is taken out before it is shown again."""
        if holds_nul(value):
            raise ValidationError(
                f"{self.upper_called()} held a character that cannot be kept. It has been taken "
                "out. Check what is left, then send it again",
                code="nul",
            )
        return super().clean(value)

    # -- how it is drawn ---------------------------------------------------------------------

    def title(self) -> str:
        """Return the label, which says so when the question may be left out."""
        return f"{self.label}" if self.required else f"{self.label} (optional)"

    def shown(self, bound: forms.BoundField) -> Any:
        """Return the value to draw: what was typed, or the initial one."""
        return without_nul(bound.value())

    def error_target(self, bound: forms.BoundField) -> str:
        """Return the id that the error summary links to."""
        return str(bound.auto_id)

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Return the parameters of the GOV.UK macro that `component` names.

        :param heading: the question is the page's heading
        """
        return self.shared(bound) | {
            "id": bound.auto_id,
            "label": self.words(heading, "govuk-label"),
        }

    def shared(self, bound: forms.BoundField) -> dict[str, Any]:
        """Return the parameters that every component takes."""
        errors = bound.errors
        return {
            "name": bound.html_name,
            "hint": {"text": bound.help_text or self.hint}
            if bound.help_text or self.hint
            else None,
            "errorMessage": {"text": errors[0]} if errors else None,
        }

    def words(self, heading: bool, kind: str) -> dict[str, Any]:
        """Return the label or legend (`kind` is its class), large where it is the page's heading."""
        size = "l" if heading else "s"
        return {"text": self.title(), "classes": f"{kind}--{size}", "isPageHeading": heading}

    def legend(self, heading: bool) -> dict[str, Any]:
        """Return the fieldset around several inputs, whose legend is the question."""
        return {"legend": self.words(heading, "govuk-fieldset__legend")}
