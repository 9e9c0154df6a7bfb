"""Questions answered in words or figures."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from wayforward.web.fields.base import Question
from wayforward.web.formats import count_of

POSTCODE = re.compile(r"(GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
FIGURES = re.compile(r"[+-]?[0-9]{1,12}")


class TextField(Question):
    """One line of words.

    :param max_length: the most characters it may have
    :param width: how many characters wide the box is: 2, 3, 4, 5, 10, 20, 30; None is the whole line
    :param autocomplete: what the browser may fill in: "name", "street-address"
    """

    component = "input"
    input_type = "text"
    inputmode: str | None = None
    spellcheck: bool | None = None
    strips = True

    def __init__(
        self,
        *,
        max_length: int = 200,
        width: int | None = None,
        autocomplete: str | None = None,
        **more: Any,
    ) -> None:
        self.max_length, self.width, self.autocomplete = max_length, width, autocomplete
        super().__init__(**more)

    def shown(self, bound: forms.BoundField) -> str:
        """Return what was typed, or the initial words; nothing rather than None."""
        value = super().shown(bound)
        return "" if value is None else str(value)

    def to_python(self, value: Any) -> str:
        """Return the words, without spaces around them."""
        words = "" if value is None else str(value).replace("\r\n", "\n")
        return words.strip() if self.strips else words

    def validate(self, value: Any) -> None:
        """Refuse more than `max_length` characters."""
        super().validate(value)
        if len(value) > self.max_length:
            raise ValidationError(
                f"{self.upper_called()} must be {count_of(self.max_length, 'character')} or fewer",
                code="too_long",
            )

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Add the type of box, its width and what was typed."""
        return super().parameters(bound, heading=heading) | {
            "type": self.input_type,
            "inputmode": self.inputmode,
            "autocomplete": self.autocomplete,
            "spellcheck": self.spellcheck,
            "classes": f"govuk-input--width-{self.width}" if self.width else "",
            "value": self.shown(bound),
        }


class LongTextField(TextField):
    """Several lines of words, with a count of the characters left.

    :param rows: how many lines high the box is
    """

    component = "character-count"

    def __init__(self, *, max_length: int = 4000, rows: int = 5, **more: Any) -> None:
        self.rows = rows
        super().__init__(max_length=max_length, **more)

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Add how high the box is and how much it takes."""
        return self.shared(bound) | {
            "id": bound.auto_id,
            "label": self.words(heading, "govuk-label"),
            "value": self.shown(bound),
            "rows": self.rows,
            "maxlength": self.max_length,
            "threshold": 50,  # the count shows once half is used
            "attributes": {"autocomplete": self.autocomplete} if self.autocomplete else None,
        }


class EmailField(TextField):
    """An e-mail address."""

    input_type = "email"
    spellcheck = False

    def __init__(self, *, autocomplete: str = "email", **more: Any) -> None:
        super().__init__(max_length=254, autocomplete=autocomplete, **more)

    def to_python(self, value: Any) -> str:
        """Return the address without any spaces, which no address has."""
        return "".join(super().to_python(value).split())

    def validate(self, value: Any) -> None:
        """Refuse what cannot be an address."""
        super().validate(value)
        if value:
            try:
                validate_email(value)
            except ValidationError as refusal:
                raise ValidationError(
                    "Enter an e-mail address in full, like name@example.com", code="no_address"
                ) from refusal


class PhoneField(TextField):
    """A telephone number, kept as it was typed."""

    input_type = "tel"
    spellcheck = False

    def __init__(self, *, autocomplete: str = "tel", width: int = 20, **more: Any) -> None:
        super().__init__(max_length=40, autocomplete=autocomplete, width=width, **more)

    def to_python(self, value: Any) -> str:
        """Return the number with single spaces."""
        return " ".join(super().to_python(value).split())

    def validate(self, value: Any) -> None:
        """Refuse what cannot be dialled: 9 to 15 figures, with an extension if need be."""
        super().validate(value)
        number, _, extension = re.sub(r"[\s().-]", "", value.lower()).partition("x")
        number = number.removesuffix("e")  # "ext" and "x" both start an extension
        if value and not (
            re.fullmatch(r"\+?[0-9]{9,15}", number)
            and re.fullmatch(r"[0-9]{0,6}", extension.removeprefix("t"))
        ):
            raise ValidationError(
                "Enter a telephone number, like 01632 960 001 or 07700 900 982", code="no_number"
            )


class PostcodeField(TextField):
    """A postcode, however it is spaced and capitalised; cleaned to "MK9 3EJ"."""

    spellcheck = False

    def __init__(self, *, autocomplete: str = "postal-code", width: int = 10, **more: Any) -> None:
        super().__init__(max_length=20, autocomplete=autocomplete, width=width, **more)

    def to_python(self, value: Any) -> str:
        """Return the postcode with its one space, or what was typed if it is none."""
        typed = super().to_python(value)
        found = POSTCODE.fullmatch(re.sub(r"[\s.\-]", "", typed).upper())
        return f"{found[1]} {found[2]}" if found else typed

    def validate(self, value: Any) -> None:
        """Refuse what is not shaped like a postcode."""
        super().validate(value)
        if value and not POSTCODE.fullmatch(value.replace(" ", "")):
            raise ValidationError("Enter a full UK postcode, like MK9 3EJ", code="no_postcode")


class WholeNumberField(TextField):
    """A whole number, with or without commas; cleaned to an int, or None when left out.

    :param least: the smallest it may be
    :param most: the largest it may be
    :param is_year: whether it is a year, which is written without a comma
    """

    inputmode = "numeric"
    spellcheck = False

    def __init__(
        self,
        *,
        least: int | None = None,
        most: int | None = None,
        width: int = 5,
        is_year: bool = False,
        **more: Any,
    ) -> None:
        self.least, self.most, self.shown_as = least, most, "d" if is_year else ",d"
        super().__init__(max_length=20, width=width, **more)

    def clean(self, value: Any) -> int | None:
        """Return the number."""
        typed = super().clean(value)
        if not typed:
            return None
        digits = typed.replace(",", "").replace(" ", "").replace("−", "-")
        if not FIGURES.fullmatch(digits):
            raise ValidationError(
                f"{self.upper_called()} must be a whole number, like {self.least or 12}",
                code="no_number",
            )
        number = int(digits)
        below = self.least is not None and number < self.least
        above = self.most is not None and number > self.most
        if below or above:
            raise ValidationError(f"{self.upper_called()} must be {self.range()}", code="outside")
        return number

    def range(self) -> str:
        """Return what it may be, in words."""
        if self.least is None:
            return f"{self.most:,} or less"
        if self.most is None:
            return f"{self.least:{self.shown_as}} or more"
        return f"between {self.least:{self.shown_as}} and {self.most:{self.shown_as}}"


class PasswordField(TextField):
    """A password: never shown again, its spaces kept, with a button to see it.

    :param autocomplete: "current-password", or "new-password" where one is chosen
    """

    component = "password-input"
    strips = False

    def __init__(self, *, autocomplete: str = "current-password", **more: Any) -> None:
        super().__init__(max_length=1000, autocomplete=autocomplete, **more)

    def shown(self, bound: forms.BoundField) -> str:
        """Return nothing, whatever was typed."""
        return ""
