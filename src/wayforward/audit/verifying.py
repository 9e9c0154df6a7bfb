"""Walks the chain and says where it is broken. Reads in batches, so memory stays the same."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Exists, OuterRef

from wayforward.audit.chain import START, Columns, columns_of, hash_of
from wayforward.audit.head_file import Head, LineUnreadable, heads_in
from wayforward.audit.models import Event, Seal

BATCH = 2_000
# The longest that a transaction can have run: an event that was sealed in this sealing cannot
# have begun longer than this before the sealing that came earlier.
LONGEST_TRANSACTION = datetime.timedelta(days=1)


@dataclass(slots=True)
class Verdict:
    """What a walk found: events in all, the last position, and what is wrong, located.

    :ivar problems: the first `most` of them
    :ivar more: how many others there are
    """

    most: int = 50
    events: int = 0
    position: int = 0
    problems: list[str] = field(default_factory=list)
    more: int = 0

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.problems

    def add(self, problem: str) -> None:
        """Keep one problem, or only count it when there are many."""
        if len(self.problems) < self.most:
            self.problems.append(problem)
        else:
            self.more += 1


def verify(
    path: Path, *, now: datetime.datetime, unsealed_after: datetime.timedelta, most: int = 50
) -> Verdict:
    """Walk the whole chain, compare it with the heads in the file `path`, look for unsealed events.

    :param unsealed_after: an event older than this must have been sealed
    :param most: how many problems to name; the others are counted
    """
    verdict = Verdict(most=most)
    _Walk(verdict, path).whole_chain()
    verdict.events = Event.objects.count()
    unsealed = Event.objects.filter(
        ~Exists(Seal.objects.filter(event_id=OuterRef("pk"))),
        happened_at__lt=now - unsealed_after,
    ).order_by("happened_at", "id")
    for event in unsealed.values_list("id", "happened_at").iterator(BATCH):
        verdict.add(f"event {event[0]} of {event[1]:%d %B %Y %H:%M} UTC: not sealed")
    return verdict


class _Walk:
    """One walk along the chain beside the lines of the head file."""

    def __init__(self, verdict: Verdict, path: Path) -> None:
        self.verdict = verdict
        self.path = path
        self.heads = self._read_heads()
        self.next_head = next(self.heads, None)
        self.passed: Head | None = None  # the last exported head behind us
        self.previous = START
        self.expected = 1

    def _read_heads(self) -> Iterator[Head]:
        """Yield the exported heads; note what is wrong with the file itself."""
        highest = 0
        try:
            for number, head in enumerate(heads_in(self.path), start=1):
                if head.position < highest:
                    self.verdict.add(
                        f"position {highest}: was removed, or the database put back to an earlier "
                        f"day: line {number} of {self.path} goes back to position {head.position}"
                    )
                elif head.position:
                    highest = head.position
                    yield head
        except FileNotFoundError:
            if Seal.objects.exists():
                self.verdict.add(
                    f"{self.path}: there is no exported head to compare the chain with"
                )
        except LineUnreadable as problem:
            self.verdict.add(f"{self.path}: {problem}")

    def whole_chain(self) -> None:
        """Check every seal and what it seals, in order."""
        last = 0
        while batch := list(Seal.objects.filter(position__gt=last).order_by("position")[:BATCH]):
            ids = [seal.event_id for seal in batch]
            events = {event.id: event for event in columns_of(Event.objects.filter(pk__in=ids))}
            for seal in batch:
                self._one(seal, events.get(seal.event_id))
            last = batch[-1].position
        self.verdict.position = last
        while self.next_head is not None:  # exported, but no longer there
            head = self.next_head
            if head.position > last:
                self.verdict.add(
                    f"position {head.position}: was removed: the head exported on "
                    f"{head.at:%d %B %Y %H:%M} says so, and the chain ends at {last}"
                )
            self.next_head = next(self.heads, None)

    def _one(self, seal: Seal, event: Columns | None) -> None:
        position, add = seal.position, self.verdict.add
        if position != self.expected:
            gap = f"{self.expected} to {position - 1}" if position - self.expected > 1 else ""
            add(f"position {gap or self.expected}: was removed from the chain")
        elif bytes(seal.previous) != self.previous:
            add(
                f"position {position}: does not follow the one before it: a seal was altered, "
                "removed, inserted or swapped here"
            )
        if event is None:
            add(f"position {position}: event {seal.event_id} was removed")
        elif bytes(seal.hash) != hash_of(
            event,
            form=seal.form,
            position=position,
            horizon=seal.horizon,
            previous=bytes(seal.previous),
        ):
            add(f"position {position}: event {seal.event_id} or its seal was altered")
        elif self.passed and event.happened_at < self.passed.at - LONGEST_TRANSACTION:
            add(
                f"position {position}: event {seal.event_id} is dated "
                f"{event.happened_at:%d %B %Y %H:%M} UTC, but was put in after "
                f"{self.passed.at:%d %B %Y %H:%M}"
            )
        self._compare_with_heads(seal)
        self.previous, self.expected = bytes(seal.hash), position + 1

    def _compare_with_heads(self, seal: Seal) -> None:
        while self.next_head is not None and self.next_head.position <= seal.position:
            head = self.next_head
            if head.position == seal.position and head.hash != bytes(seal.hash):
                self.verdict.add(
                    f"position {head.position}: is not the one whose head was exported on "
                    f"{head.at:%d %B %Y %H:%M}"
                )
            self.passed = head
            self.next_head = next(self.heads, None)
