"""One thing due in a case, and how it stands."""

from dataclasses import dataclass
from datetime import date

from wayforward.statute.due import Due
from wayforward.statute.status import USUAL, Excused, Status, Thresholds, status


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing due in a case.

    :param met_on: the day it was done
    :param ended_on: the day from which something else made it needless; its own first day if
        it turned out never to apply
    :param cycle: the round it belongs to; `about` is the adviser or school, if any
    :param excuse: the exception that covers it
    :param pending_since: the day of an appeal that keeps it going and has not ended
    """

    due: Due
    met_on: date | None = None
    ended_on: date | None = None
    cycle: str = ""
    about: str = ""
    excuse: Excused | None = None
    pending_since: date | None = None

    @property
    def rule_id(self) -> str:
        """Return the id of the rule."""
        return self.due.rule.id

    def status(self, on: date, thresholds: Thresholds = USUAL) -> Status:
        """Return how it stands on a day."""
        return status(
            self.due,
            on=on,
            met_on=self.met_on,
            ended_on=self.ended_on,
            excuse=self.excuse,
            thresholds=thresholds,
            pending_since=self.pending_since,
        )
