"""A day, in three boxes; what people type in them is understood."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from wayforward.web.fields.base import Question
from wayforward.web.formats import short_day

PARTS = ("day", "month", "year")
WIDTHS = {"day": 2, "month": 3, "year": 4}
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
# All of a date in one box: 27/3/2026, 27-03-26, 27 March 2026, 2026-03-27.
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{2,4})")
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


class Typed(NamedTuple):
    """What was typed in the three boxes."""

    day: str
    month: str
    year: str


class Refused(Exception):
    """The day cannot be read: what to say, and in which boxes it is wrong."""

    def __init__(self, said: str, *parts: str) -> None:
        super().__init__(said)
        self.said, self.parts = said, parts


class DateParts(forms.Widget):
    """Reads `name-day`, `name-month` and `name-year`; a whole date in `name` will also do."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """Return what was typed."""
        if (whole := data.get(name)) and not any(data.get(f"{name}-{part}") for part in PARTS):
            return Typed(str(whole), "", "")
        return Typed(*(str(data.get(f"{name}-{part}") or "") for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the question was not on the form at all."""
        return not any(key in data for key in (name, *(f"{name}-{part}" for part in PARTS)))


class DateField(Question):
    """A day, cleaned to a `date`. Months may be words, years may have two figures.

    :param earliest: the first day it may be
    :param earliest_because: what that day is, as it follows it in the error: "when it began"
    :param latest: the last day it may be
    :param example: the day that hints and errors give as an example, as it is typed
    """

    component = "date-input"
    widget = DateParts

    def __init__(
        self,
        *,
        earliest: date | None = None,
        earliest_because: str = "",
        latest: date | None = None,
        example: str = "27 3 2026",
        hint: str = "",
        **more: Any,
    ) -> None:
        self.earliest, self.latest, self.example = earliest, latest, example
        self.earliest_because = earliest_because
        super().__init__(hint=hint or f"For example, {example}", **more)

    def to_python(self, value: Any) -> date | None:
        """Return the day, or None when no box was filled."""
        if value is None or isinstance(value, date):
            return value
        try:
            return self.read(value)
        except Refused as refusal:
            raise ValidationError(refusal.said, code="no_date") from refusal

    def read(self, typed: Typed) -> date | None:
        """Return the day that was typed.

        :raises Refused: with what to do, and which boxes are wrong
        """
        day, month, year = (part.strip().lower() for part in spread(typed))
        boxes = {"day": day, "month": month, "year": year}
        empty = [name for name in PARTS if not boxes[name]]
        if len(empty) == 3:
            return None
        if empty:
            needed = " and ".join(f"a {name}" for name in empty)
            raise Refused(f"{self.upper_called()} must include {needed}", *empty)
        numbers = {
            "day": figure(re.sub(r"(st|nd|rd|th)$", "", day)),
            "month": month_number(month),
            "year": self.full_year(year),
        }
        if wrong := [name for name in PARTS if numbers[name] is None]:
            raise Refused(self.not_real(), *wrong)
        try:
            found = date(numbers["year"] or 0, numbers["month"] or 0, numbers["day"] or 0)
        except ValueError as problem:
            wrong = ["month"] if not 1 <= (numbers["month"] or 0) <= 12 else ["day"]
            raise Refused(self.not_real(), *wrong) from problem
        self.check_within(found)
        return found

    def not_real(self) -> str:
        return f"{self.upper_called()} must be a real date, for example {self.example}"

    def full_year(self, typed: str) -> int | None:
        """Return the year; of two figures, the one that may be meant: 98 is 1998, 26 is 2026."""
        year = figure(typed)
        if year is None or len(typed) not in {2, 4}:
            return None
        if len(typed) == 4:
            return year
        year += 2000
        beyond = self.latest is not None and year > self.latest.year
        return year - 100 if beyond or (self.latest is None and year >= 2070) else year

    def check_within(self, found: date) -> None:
        """Refuse a day outside what the question allows.

        :raises Refused: naming the first or last day that may be
        """
        if self.earliest and found < self.earliest:
            because = f", {self.earliest_because}" if self.earliest_because else ""
            first = short_day(self.earliest)
            raise Refused(f"{self.upper_called()} must be {first} or later{because}", *PARTS)
        if self.latest and found > self.latest:
            raise Refused(
                f"{self.upper_called()} must be {short_day(self.latest)} or earlier", *PARTS
            )

    def wrong_parts(self, bound: forms.BoundField) -> tuple[str, ...]:
        """Return the boxes to mark; all of them when the day was refused as a whole."""
        if not bound.errors:
            return ()
        value = self.shown(bound)
        try:
            self.read(Typed(*value))
        except (Refused, TypeError) as refusal:
            return refusal.parts if isinstance(refusal, Refused) else PARTS
        return PARTS

    def shown(self, bound: forms.BoundField) -> Typed:
        """Return what stands in the three boxes."""
        value = super().shown(bound)
        if isinstance(value, date):
            return Typed(str(value.day), str(value.month), str(value.year))
        return Typed(*value) if value else Typed("", "", "")

    def error_target(self, bound: forms.BoundField) -> str:
        """Return the first box that is wrong."""
        return f"{bound.auto_id}-{(self.wrong_parts(bound) or PARTS)[0]}"

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Return three boxes inside a fieldset."""
        typed, wrong = self.shown(bound), self.wrong_parts(bound)
        return self.shared(bound) | {
            "id": bound.auto_id,
            "fieldset": self.legend(heading),
            "namePrefix": bound.html_name,
            "items": [
                {
                    "name": part,
                    "label": part.capitalize(),
                    "value": getattr(typed, part),
                    "inputmode": "text" if part == "month" else "numeric",
                    "classes": f"govuk-input--width-{WIDTHS[part]}"
                    + (" govuk-input--error" if part in wrong else ""),
                }
                for part in PARTS
            ],
        }


def spread(typed: Typed) -> Typed:
    """Return the three parts, also where a whole date was typed or pasted into one box."""
    filled = [part.strip() for part in typed if part.strip()]
    if len(filled) == 1:
        if found := DAY_FIRST.fullmatch(filled[0].lower()):
            return Typed(*found.groups())
        if found := YEAR_FIRST.fullmatch(filled[0]):
            return Typed(found[3], found[2], found[1])
    return typed


def figure(typed: str) -> int | None:
    """Return a short number written in plain figures."""
    return int(typed) if re.fullmatch(r"[0-9]{1,4}", typed) else None


def month_number(typed: str) -> int | None:
    """Return 3 for 3, 03, mar and March."""
    named = [
        number
        for number, name in enumerate(MONTHS, start=1)
        if len(typed) >= 3 and (name.startswith(typed) or typed == "sept" and name == "september")
    ]
    return named[0] if len(named) == 1 else figure(typed)
