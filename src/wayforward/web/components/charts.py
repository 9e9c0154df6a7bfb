"""What charts are made of. Each is drawn as bars with words, and the same numbers stand in a table.

No picture is needed to read one: a bar has its numbers in its name, and colour is never alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from wayforward.web.components.parts import Column, Table

NARROWEST_WITH_WORDS = 7.0  # per cent of the whole width; a narrower part has no figure in it


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar, in per cent of the whole width.

    :param look: which of the looks of a chart it has: 1, 2, 3 ...
    """

    title: str
    number: int
    start: float
    width: float
    look: int

    @property
    def middle(self) -> float:
        """Return where its figure stands."""
        return self.start + self.width / 2

    @property
    def figure(self) -> str:
        """Return its figure, or nothing where there is no room."""
        return str(self.number) if self.width >= NARROWEST_WITH_WORDS else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, and its parts beside one another."""

    title: str
    parts: Sequence[Part]
    note: str = ""

    @property
    def words(self) -> str:
        """Return what the bar says, for who cannot see it."""
        said = ", ".join(f"{part.number} {part.title.lower()}" for part in self.parts)
        return f"{self.title}: {said or 'nothing'}{f'. {self.note}' if self.note else ''}"


@dataclass(frozen=True, slots=True)
class Bars:
    """Several bars of one kind, with the names of their parts, and the same numbers as a table.

    :param numbers: each row a name and one number for each of `names`
    :param most: what the whole width stands for; the longest row if not given
    :param notes: what is said beneath a bar, by its name
    """

    caption: str
    names: Sequence[str]
    numbers: Sequence[tuple[str, Sequence[int]]]
    first_column: str = "Area"
    most: int | None = None
    notes: Sequence[str] = ()

    @property
    def bars(self) -> list[Bar]:
        """Return each row as a bar; parts of nothing are left out."""
        whole = self.most or max((sum(row) for _, row in self.numbers), default=0) or 1
        drawn = []
        for place, (title, row) in enumerate(self.numbers):
            parts, start = [], 0.0
            for look, (name, number) in enumerate(zip(self.names, row, strict=True), start=1):
                width = 100 * number / whole
                if number:
                    parts.append(Part(name, number, round(start, 3), round(width, 3), look))
                start += width
            note = self.notes[place] if place < len(self.notes) else ""
            drawn.append(Bar(title, parts, note))
        return drawn

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Return the look and name of each kind of part."""
        return list(enumerate(self.names, start=1))

    @property
    def table(self) -> Table:
        """Return the same numbers as rows."""
        return Table(
            caption=f"{self.caption}, in figures",
            columns=[
                Column(self.first_column),
                *(Column(name, numeric=True) for name in self.names),
            ],
            rows=[[title, *(f"{number:,}" for number in row)] for title, row in self.numbers],
        )
