"""A long list in pages: which page was meant, and the links to the others."""

import math
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

FARTHEST = 1_000_000  # a longer number is no page of anything


def page_asked(typed: str | None) -> int:
    """Return the page that `page=` means; 1 for anything that is no page."""
    if typed and typed.isascii() and typed.isdigit() and len(typed) <= 7:
        return min(max(int(typed), 1), FARTHEST)
    return 1


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a list.

    :param number: the page asked for; past the end means the last
    :param total: how many entries there are in all
    :param size: how many a page shows
    """

    number: int
    total: int
    size: int = 20

    @property
    def last(self) -> int:
        """Return the number of the last page; an empty list has one."""
        return max(1, math.ceil(self.total / self.size))

    @property
    def current(self) -> int:
        """Return the page to show."""
        return min(self.number, self.last)

    @property
    def slice(self) -> slice:
        """Return which entries to show."""
        start = (self.current - 1) * self.size
        return slice(start, start + self.size)

    @property
    def summary(self) -> str:
        """Return "Showing 21 to 40 of 136"."""
        if not self.total:
            return "Nothing found"
        first = (self.current - 1) * self.size + 1
        return f"Showing {first:,} to {min(first + self.size - 1, self.total):,} of {self.total:,}"

    def parameters(self, query: QueryDict) -> dict[str, Any]:
        """Return the parameters of the GOV.UK pagination macro; `query` is kept in each link."""

        def href(number: int) -> str:
            changed = query.copy()
            changed["page"] = str(number)
            return f"?{changed.urlencode()}"

        near = {1, self.last, self.current - 1, self.current, self.current + 1}
        numbers = sorted(number for number in near if 1 <= number <= self.last)
        items: list[dict[str, Any]] = []
        before = 0
        for number in numbers:
            if number - before > 1:
                items.append({"ellipsis": True})
            items.append(
                {"number": number, "href": href(number), "current": number == self.current}
            )
            before = number
        parameters: dict[str, Any] = {"items": items}
        if self.current > 1:
            parameters["previous"] = {"href": href(self.current - 1)}
        if self.current < self.last:
            parameters["next"] = {"href": href(self.current + 1)}
        return parameters
