"""Pages about a record's past: what was changed, how it stood on a day, who looked."""

import datetime
from typing import Any

from django.utils.timezone import get_current_timezone

from wayforward.audit.models import Event
from wayforward.people.history import as_it_stood, changes_of
from wayforward.people.looks import looks_at
from wayforward.people.models import Child
from wayforward.people.permissions import (
    can_merge,
    can_open_as_professional,
    can_review_looks,
    can_see_protected_address,
)
from wayforward.people.record import facts_shown
from wayforward.people.views.case_page import CasePage
from wayforward.web.components.pages import Pages, page_asked


class ChildHistory(CasePage):
    """What was changed, by whom, in words; `day` shows the facts as they stood that evening."""

    rule = staticmethod(can_open_as_professional)
    template_name = "people/child_history.jinja"

    def context(self) -> dict[str, Any]:
        """Return the changes, and the facts of the day that is asked about."""
        may = can_see_protected_address(self.request.user, self.child)
        context: dict[str, Any] = {
            "changes": changes_of(self.child, may_see_protected=may),
            "merges": self.child.merges.select_related("gone", "merged_by", "undone_by").order_by(
                "-merged_at"
            ),
            "can_merge": can_merge(self.request.user, self.child),
            "day": self.request.GET.get("day", "")[:10],
        }
        try:
            day = datetime.date.fromisoformat(context["day"])
        except ValueError:
            return context | {"wrong_day": bool(context["day"])}
        end = datetime.datetime.combine(
            day, datetime.time(23, 59, 59, 999999), tzinfo=get_current_timezone()
        )
        then = as_it_stood(self.child, end)
        if then["people.Child"]:
            stood = then["people.Child"][0]
            names = [field.attname for field in Child._meta.concrete_fields]
            old = Child(**{name: getattr(stood, name) for name in names if hasattr(stood, name)})
            context["facts_then"] = facts_shown(old, day, is_professional=True)
            context["needs_then"] = sorted(then["people.Need"], key=lambda need: need.rank)
        return context | {"asked_day": day}


class ChildLooks(CasePage):
    """Who looked at the record, on which page, and by what right."""

    rule = staticmethod(can_review_looks)
    template_name = "people/child_looks.jinja"

    def context(self) -> dict[str, Any]:
        """Return the looks, a page at a time."""
        merged = Child.all_records.filter(merged_into=self.child).values_list("pk", flat=True)
        ids = [str(pk) for pk in (self.child.pk, *merged)]
        looks = Event.objects.filter(subject_type="people.Child", subject_id__in=ids)
        pages = Pages(page_asked(self.request.GET.get("page")), looks.count(), size=50)
        ordered = looks.order_by("-happened_at", "-pk")[pages.slice]
        return {"looks": looks_at(ordered), "pages": pages}
