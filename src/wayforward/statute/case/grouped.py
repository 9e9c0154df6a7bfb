"""The facts of a case, corrected and sorted into rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from wayforward.statute.case.facts import Fact, FactKind


@dataclass(frozen=True, slots=True)
class Round:
    """The facts of one round, such as one request or one review, by kind and then by day."""

    name: str
    by_kind: dict[FactKind, list[Fact]]

    def earliest(self, kinds: Iterable[FactKind]) -> Fact | None:
        """Return the earliest fact of any of these kinds."""
        found: Fact | None = None
        if self.by_kind.keys().isdisjoint(kinds):
            return found
        for kind in kinds:
            facts = self.by_kind.get(kind)
            if facts and (found is None or facts[0].on < found.on):
                found = facts[0]
        return found

    def first_from(self, kind: FactKind, day: date) -> Fact | None:
        """Return the earliest fact of a kind on or after a day."""
        for fact in self.by_kind.get(kind, ()):
            if fact.on >= day:
                return fact
        return None

    def met_on(self, kinds: Iterable[FactKind], earliest: date, about: str) -> date | None:
        """Return the earliest day, not before another, of a fact of these kinds.

        :param about: only facts about this adviser or school; "" for any
        """
        found: date | None = None
        by_kind = self.by_kind
        for kind in kinds:
            if kind not in by_kind:
                continue
            for fact in by_kind[kind]:
                if fact.on >= earliest and (not about or fact.about == about):
                    if found is None or fact.on < found:
                        found = fact.on
                    break
        return found


def days_of(kinds: Iterable[FactKind], grouped: Iterable[Round]) -> list[date]:
    """Return the days of all facts of these kinds, in whatever round."""
    return [fact.on for cycle in grouped for kind in kinds for fact in cycle.by_kind.get(kind, ())]


def standing_facts(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Return the facts that have not been corrected by another.

    A correction that cannot be followed replaces nothing: it is a named problem, and both facts
    stand until somebody has looked.
    """
    if not any(fact.corrects for fact in facts):
        return facts
    loops = correction_loops(facts)
    replaced = {
        (fact.corrects, fact.kind) for fact in facts if fact.corrects and fact.id not in loops
    }
    return tuple(
        fact
        for fact in facts
        if not fact.id
        or ((fact.id, fact.kind) not in replaced and (fact.id, FactKind.TAKEN_BACK) not in replaced)
    )


def correction_loops(facts: Iterable[Fact]) -> frozenset[str]:
    """Return the ids of facts that correct themselves, at once or through others."""
    leads: dict[str, str] = {}
    for fact in facts:
        if fact.id and fact.corrects:
            leads[fact.id] = min(fact.corrects, leads.get(fact.id, fact.corrects))
    found: set[str] = set()
    done: set[str] = set()
    for first in leads:
        path: dict[str, int] = {}
        name = first
        while name in leads and name not in done and name not in path:
            path[name] = len(path)
            name = leads[name]
        if name in path:
            found.update(list(path)[path[name] :])
        done.update(path)
    return frozenset(found)


_BY_DAY = attrgetter("on", "kind", "about", "id")


def rounds(facts: Iterable[Fact]) -> list[Round]:
    """Return the rounds of a case by name, each with its facts by kind and day."""
    names: dict[str, dict[FactKind, list[Fact]]] = {}
    for fact in sorted(facts, key=_BY_DAY):
        by_kind = names.get(fact.cycle)
        if by_kind is None:
            by_kind = names[fact.cycle] = {}
        same = by_kind.get(fact.kind)
        if same is None:
            by_kind[fact.kind] = [fact]
        else:
            same.append(fact)
    return [Round(name, names[name]) for name in sorted(names)]
