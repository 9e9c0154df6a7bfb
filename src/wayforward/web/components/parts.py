"""What cards, timelines, tables, task lists and filters are made of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from markupsafe import escape

from wayforward.web.components.urgency import Tag


@dataclass(frozen=True, slots=True)
class Card:
    """A short summary that leads to a page; plain words that a child can read.

    :param facts: pairs of a short heading and its answer
    """

    title: str
    href: str = ""
    text: str = ""
    facts: Sequence[tuple[str, str]] = ()
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing on a timeline."""

    title: str
    when: date | datetime
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings, and where the same rows are as CSV.

    :param rows: each a list of text, or of Markup where a cell holds a link
    :param first_is_heading: the first cell of a row names the row
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    csv_href: str = ""
    first_is_heading: bool = True

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the GOV.UK table macro; only Markup is taken as HTML."""
        formats = ["numeric" if column.numeric else None for column in self.columns]
        return {
            "caption": self.caption,
            "captionClasses": "govuk-table__caption--m",
            "firstCellIsHeader": self.first_is_heading,
            "head": [
                {"text": column.title, "format": kind}
                for column, kind in zip(self.columns, formats, strict=True)
            ],
            "rows": [
                [
                    {"html": escape(cell), "format": kind}
                    for cell, kind in zip(row, formats, strict=True)
                ]
                for row in self.rows
            ],
        }


@dataclass(frozen=True, slots=True)
class Task:
    """One section of a long form.

    :param done: True, False, or None when it cannot be started yet
    """

    title: str
    href: str = ""
    hint: str = ""
    done: bool | None = False

    @property
    def status(self) -> Tag | str:
        """Return the words at the end of the line: a tag only where something is to be done."""
        if self.done is None:
            return "Cannot start yet"
        return "Completed" if self.done else Tag("To do", "blue")

    def parameters(self) -> dict[str, Any]:
        """Return one entry of the GOV.UK task list macro."""
        status = self.status
        return {
            "title": {"text": self.title},
            "href": self.href,
            "hint": {"text": self.hint} if self.hint else None,
            "status": {"text": status}
            if isinstance(status, str)
            else {"tag": {"text": status.text, "classes": f"govuk-tag--{status.colour}"}},
        }


@dataclass(frozen=True, slots=True)
class Option:
    """One box of a filter.

    :param count: how many results it would leave; None when that is not known
    :param more_than: the count is a floor: "over 1,000"
    """

    value: str
    label: str
    count: int | None = None
    chosen: bool = False
    more_than: bool = False

    @property
    def counted(self) -> str:
        """Return the count in brackets, or nothing."""
        if self.count is None:
            return ""
        return f" (over {self.count:,})" if self.more_than else f" ({self.count:,})"


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Boxes under one name; several chosen in a group mean any of them."""

    name: str
    title: str
    options: Sequence[Option] = field(default_factory=tuple)

    @property
    def chosen(self) -> list[Option]:
        """Return the boxes that are ticked."""
        return [option for option in self.options if option.chosen]

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the GOV.UK checkboxes macro, in its small form."""
        return {
            "idPrefix": f"filter-{self.name}",
            "name": self.name,
            "classes": "govuk-checkboxes--small",
            "fieldset": {"legend": {"text": self.title, "classes": "govuk-fieldset__legend--s"}},
            "items": [
                {
                    "value": option.value,
                    "text": option.label + option.counted,
                    "checked": option.chosen,
                }
                for option in self.options
            ],
        }


def parameters_of(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """Return the entries of a task list."""
    return [task.parameters() for task in tasks]


def number_chosen(groups: Sequence[FilterGroup]) -> int:
    """Return how many boxes are ticked in all."""
    return sum(len(group.chosen) for group in groups)
