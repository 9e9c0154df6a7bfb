"""Which children somebody may see."""

from datetime import date
from typing import Any

from django.db.models import Manager, Q, QuerySet

from wayforward.access.relationships import children_of


class ChildQuerySet(QuerySet[Any]):
    """Children; the first thing asked of them is `visible_to`."""

    def visible_to(self, user: Any, *, on: date) -> "ChildQuerySet":
        """Return those whom `user` may see on a day: by a recorded relationship, or by role.

        A restricted record is seen only through relationships that hold for it too.
        """
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.ends_on is not None and user.ends_on < on:
            return self.none()
        if user.has_perm("people.see_every_child"):
            restricted = children_of(user, on=on, restricted=True)
            return self.filter(Q(is_restricted=False) | Q(pk__in=restricted))
        return self.filter(pk__in=children_of(user, on=on))


class StandingRecords(Manager.from_queryset(ChildQuerySet)):  # type: ignore[misc]  # made at run time
    """Every record but those that were merged into another: they stand for nobody any more."""

    def get_queryset(self) -> ChildQuerySet:
        """Return the records that stand."""
        standing: ChildQuerySet = super().get_queryset().filter(merged_into__isnull=True)
        return standing
