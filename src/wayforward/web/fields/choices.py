"""Questions answered by choosing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wayforward.web.fields.base import Question


class Choice:
    """One answer to choose: its code, its words, and a hint beneath them."""

    __slots__ = ("hint", "label", "value")

    def __init__(self, value: str, label: str, hint: str = "") -> None:
        self.value, self.label, self.hint = str(value), label, hint


def as_choices(options: Iterable["Choice | tuple[str, str]"]) -> list[Choice]:
    """Return choices; a pair of code and words will do for one."""
    return [option if isinstance(option, Choice) else Choice(*option) for option in options]


class ChoiceField(Question):
    """One answer out of a few, as radios. Cleaned to the code of the answer.

    A form that learns its answers late sets them: `self.fields["team"].options = [...]`.

    :param options: choices, or pairs of code and words
    :param inline: side by side, for two short answers
    """

    component = "radios"
    asks = "Select"

    def __init__(
        self,
        *,
        options: Iterable[Choice | tuple[str, str]] = (),
        inline: bool = False,
        small: bool = False,
        **more: Any,
    ) -> None:
        self.options, self.inline, self.small = options, inline, small
        super().__init__(**more)

    @property
    def options(self) -> list[Choice]:
        """Return the answers to choose from."""
        return self._options

    @options.setter
    def options(self, options: Iterable[Choice | tuple[str, str]]) -> None:
        self._options = as_choices(options)

    def codes(self) -> set[str]:
        """Return the codes that may be chosen."""
        return {option.value for option in self.options}

    def to_python(self, value: Any) -> Any:
        """Return the code, without spaces around it."""
        return "" if value is None else str(value).strip()

    def validate(self, value: Any) -> None:
        """Refuse what is not among the answers."""
        super().validate(value)
        if value and value not in self.codes():
            self.refuse()

    def refuse(self) -> None:
        """Say that an answer was not one of those offered."""
        raise ValidationError("Select one of the answers shown", code="unknown_choice")

    def chosen(self, bound: forms.BoundField) -> set[str]:
        """Return the codes to show as chosen."""
        value = self.shown(bound)
        if value is None:
            return set()
        return {str(one) for one in (value if isinstance(value, (list, tuple, set)) else [value])}

    def items(self, bound: forms.BoundField) -> list[dict[str, Any]]:
        """Return each answer as the macro takes it."""
        chosen = self.chosen(bound)
        return [
            {
                "value": option.value,
                "text": option.label,
                "hint": {"text": option.hint} if option.hint else None,
                "checked": option.value in chosen,
            }
            for option in self.options
        ]

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Return radios, or checkboxes, inside a fieldset."""
        kind = f"govuk-{self.component}"
        classes = [f"{kind}--inline"] if self.inline else []
        classes += [f"{kind}--small"] if self.small else []
        return self.shared(bound) | {
            "idPrefix": bound.auto_id,
            "fieldset": self.legend(heading),
            "classes": " ".join(classes),
            "items": self.items(bound),
        }


class YesNoField(ChoiceField):
    """Yes or no. Cleaned to True or False, or None when it may be left out and was."""

    def __init__(self, **more: Any) -> None:
        super().__init__(options=[("yes", "Yes"), ("no", "No")], inline=True, **more)

    def clean(self, value: Any) -> bool | None:
        """Return True for yes."""
        return {"yes": True, "no": False}.get(super().clean(value))

    def shown(self, bound: forms.BoundField) -> Any:
        """Return the code of what was typed, or of the initial truth."""
        value = super().shown(bound)
        return {True: "yes", False: "no"}.get(value, value) if value is not None else None


class MultipleChoiceField(ChoiceField):
    """Any number of answers, as checkboxes. Cleaned to a list of codes."""

    component = "checkboxes"
    widget = forms.SelectMultiple  # reads every value of a name, not only the last

    def to_python(self, value: Any) -> list[str]:
        """Return the codes, each once, in the order of the answers where they are known."""
        given = dict.fromkeys(str(one).strip() for one in value or [])
        known = [option.value for option in self.options if option.value in given]
        return known + [one for one in given if one and one not in known]

    def validate(self, value: Any) -> None:
        """Refuse a code that is not among the answers."""
        Question.validate(self, value)
        if set(value) - self.codes():
            self.refuse()


class SelectField(ChoiceField):
    """One answer out of many, as a drop-down list: only where radios would be too long.

    :param nothing: the words of the empty first line
    """

    component = "select"

    def __init__(self, *, nothing: str = "Choose one", **more: Any) -> None:
        self.nothing = nothing
        super().__init__(**more)

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Return a drop-down list."""
        chosen = self.chosen(bound)
        lines: list[dict[str, Any]] = [{"value": "", "text": self.nothing}]
        lines += [
            {"value": option.value, "text": option.label, "selected": option.value in chosen}
            for option in self.options
        ]
        return Question.parameters(self, bound, heading=heading) | {"items": lines}
