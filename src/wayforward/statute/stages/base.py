"""What a process is: its stages, and what each change of stage needs, starts and ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wayforward.statute.errors import StageNotAllowed


@dataclass(frozen=True, slots=True)
class Change:
    """One allowed change of stage.

    :param needs: what must be there for it, in words
    :param starts: ids of the rules whose clocks it starts
    :param ends: ids of the rules whose duties it meets or makes needless
    """

    needs: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


Allowed = Mapping[StrEnum, Mapping[StrEnum, Change]]


@dataclass(frozen=True, slots=True)
class Process:
    """One kind of casework: every stage is a key of `allowed`, the last ones with no change.

    :param opens: what the first stage needs, and the clocks that it starts
    :param also_opens: the other stages in which it may start, each with the same
    """

    name: str
    title: str
    stages: type[StrEnum]
    allowed: Allowed
    opens: Change = Change()
    also_opens: Mapping[StrEnum, Change] = field(default_factory=dict)

    @property
    def openings(self) -> Mapping[StrEnum, Change]:
        """Return every stage in which it may start, the usual one first."""
        return {self.first: self.opens, **self.also_opens}

    @property
    def first(self) -> StrEnum:
        """Return the stage in which it starts."""
        return next(iter(self.stages))

    def stage(self, name: str) -> StrEnum:
        """Return a stage by its name.

        :raises StageNotAllowed: if the process has no such stage
        """
        for stage in self.stages:
            if stage.value == name:
                return stage
        raise StageNotAllowed(f"{self.title} has no stage {name!r}.")

    def check(self, now: str, to: str) -> Change:
        """Return what a change of stage needs, starts and ends.

        :raises StageNotAllowed: if the process cannot go from the one to the other
        """
        change = self.allowed[self.stage(now)].get(self.stage(to))
        if change is None:
            raise StageNotAllowed(f"{self.title} that is {now} cannot become {to}.")
        return change
