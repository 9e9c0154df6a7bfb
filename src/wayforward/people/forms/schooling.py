"""Questions about where a child learns."""

from django import forms

from wayforward.people.models import Schooling
from wayforward.statute.school_years import year_name
from wayforward.web import fields

AT_A_SETTING = [
    fields.Choice(Schooling.MAIN, "The main one", "It takes the place of the one before"),
    fields.Choice(Schooling.SECOND, "A second one, beside the main one"),
    fields.Choice(Schooling.ELSEWHERE, "Registered there, and taught elsewhere"),
]
WITHOUT = [
    fields.Choice(Schooling.HOME, "Educated at home, by choice of the family"),
    fields.Choice(Schooling.NONE, "Out of school, or waiting for a place"),
]
YEARS = [(str(year), year_name(year)) for year in range(-1, 15)]


class SchoolingForm(forms.Form):
    """A time at a setting that is chosen already."""

    kind = fields.ChoiceField(
        label="What is it for the child?", missing="Select what it is", options=AT_A_SETTING
    )
    starts_on = fields.DateField(
        label="First day", called="First day", missing="Enter the first day there"
    )
    year_taught = fields.SelectField(
        label="Year group taught with",
        hint="If it is not the usual one for the child’s age, choose the one taught with",
        options=YEARS,
        required=False,
        nothing="The usual one",
    )
    note = fields.TextField(label="Note", required=False, max_length=300)


class WithoutSettingForm(forms.Form):
    """A time at home or out of school."""

    kind = fields.ChoiceField(
        label="How is the child educated?", missing="Select how", options=WITHOUT
    )
    starts_on = fields.DateField(
        label="First day", called="First day", missing="Enter the first day"
    )
    note = fields.TextField(label="Why", required=False, max_length=300)


class AttendanceForm(forms.Form):
    """Attendance, a reduced timetable, suspensions."""

    attendance = fields.WholeNumberField(
        label="Attendance this year, in per cent",
        called="Attendance",
        required=False,
        least=0,
        most=100,
        width=3,
    )
    as_of = fields.DateField(
        label="As of which day", called="The day", missing="Enter the day of the figure"
    )
    hours_a_week = fields.WholeNumberField(
        label="Hours a week, if the timetable is reduced",
        called="Hours a week",
        required=False,
        least=0,
        most=40,
        width=3,
    )
    reduced_until = fields.DateField(
        label="When the reduced timetable is to end", called="The day", required=False
    )
    suspended_days = fields.WholeNumberField(
        label="Days suspended this school year",
        called="Days suspended",
        required=False,
        least=0,
        most=45,
        width=3,
    )


class LastDayForm(forms.Form):
    """The last day of something."""

    ends_on = fields.DateField(label="Last day", called="Last day", missing="Enter the last day")
