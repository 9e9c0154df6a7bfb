"""What a checklist is: numbered things that the law asks for, each with its provision."""

from dataclasses import dataclass

from wayforward.statute.rule import Grade


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be there, or to be chosen from.

    :param id: the public name, such as "F" or "2.14a"
    :param provision: where it comes from, within the checklist's law
    """

    id: str
    words: str
    provision: str
    grade: Grade = Grade.PRIMARY
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of items with its law and an address to read it at."""

    name: str
    title: str
    law: str
    url: str
    items: tuple[Item, ...]

    def missing(self, present: set[str]) -> tuple[Item, ...]:
        """Return the items whose ids are not there."""
        return tuple(item for item in self.items if item.id not in present)
