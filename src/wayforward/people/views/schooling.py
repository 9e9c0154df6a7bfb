"""Pages about where a child learns."""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property

from wayforward.establishments.models import Establishment
from wayforward.establishments.queries import known_as
from wayforward.people.actions import schooling
from wayforward.people.forms import schooling as forms
from wayforward.people.models import Schooling
from wayforward.people.permissions import can_edit_record
from wayforward.people.views.case_page import CasePage, CaseQuestion

MOST_PLACES = 30


class ChoosePlace(CasePage):
    """Find the school or other setting that a child begins at."""

    rule = staticmethod(can_edit_record)
    template_name = "people/choose_place.jinja"

    def context(self) -> dict[str, Any]:
        """Return the settings that the words name."""
        text = self.request.GET.get("q", "").replace("\0", "")[:100].strip()
        places = known_as(text).exclude(status="closed") if text else Establishment.objects.none()
        return {"q": text, "places": places.order_by("name", "pk")[:MOST_PLACES]}


class StartAtPlace(CaseQuestion):
    """Ask from when, and with which year group, a child is at a setting."""

    rule = staticmethod(can_edit_record)
    form_class = forms.SchoolingForm
    title, button, done = "Begin at a setting", "Save this setting", "The setting is saved."

    @cached_property
    def place(self) -> Establishment:
        """Return the setting that was chosen."""
        found = Establishment.objects.filter(pk=self.kwargs["place"]).first()
        if found is None:
            raise Http404
        return found

    def about(self) -> str:
        """Return the setting's name."""
        return self.place.name

    def initial(self) -> dict[str, Any]:
        """Take it for the main setting, as it mostly is."""
        return {"kind": Schooling.MAIN}

    def change(self, answers: dict[str, Any]) -> None:
        """Save the time at the setting."""
        year = answers.pop("year_taught")
        schooling.start_schooling(
            self.child.pk,
            establishment_id=self.place.pk,
            year_taught=int(year) if year else None,
            **answers,
            by=self.request.user,
            on=self.on,
        )


class StartWithoutPlace(CaseQuestion):
    """Ask from when a child is educated at home or out of school."""

    rule = staticmethod(can_edit_record)
    form_class = forms.WithoutSettingForm
    title, button, done = "Not at a setting", "Save this", "It is saved."

    def change(self, answers: dict[str, Any]) -> None:
        """Save it."""
        schooling.start_schooling(
            self.child.pk, establishment_id=None, **answers, by=self.request.user, on=self.on
        )


class OfSchooling(CaseQuestion):
    """A question about one time at a setting."""

    model = Schooling
    rule = staticmethod(can_edit_record)

    def about(self) -> str:
        """Return which setting."""
        place = self.subject.establishment
        return place.name if place else "Not at a setting"


class Attendance(OfSchooling):
    """Ask about attendance, a reduced timetable and suspensions."""

    form_class = forms.AttendanceForm
    title, button, done = "Attendance and timetable", "Save these figures", "The figures are saved."

    def initial(self) -> dict[str, Any]:
        """Return the figures as they stand."""
        kept = self.subject
        return {
            "attendance": None if kept.attendance is None else round(kept.attendance),
            "as_of": kept.attendance_as_of,
            "hours_a_week": None if kept.hours_a_week is None else round(kept.hours_a_week),
            "reduced_until": kept.reduced_until,
            "suspended_days": None if kept.suspended_days is None else round(kept.suspended_days),
        }

    def change(self, answers: dict[str, Any]) -> None:
        """Save the figures."""
        schooling.record_attendance(self.subject.pk, **answers, by=self.request.user, on=self.on)


class EndSchooling(OfSchooling):
    """Ask for the last day at a setting."""

    form_class = forms.LastDayForm
    title, button, done = "Last day at a setting", "Save the last day", "The last day is saved."

    def change(self, answers: dict[str, Any]) -> None:
        """Save the last day."""
        schooling.end_schooling(self.subject.pk, **answers, by=self.request.user, on=self.on)
