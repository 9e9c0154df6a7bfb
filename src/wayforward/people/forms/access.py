"""Questions about who may see a record."""

from django import forms

from wayforward.people.actions.access import SHORTEST_REASON
from wayforward.web import fields


class EmergencyForm(forms.Form):
    """Opening a record that one does not see."""

    reference = fields.TextField(
        label="Reference of the record", missing="Enter the reference", max_length=20, width=10
    )
    reason = fields.LongTextField(
        label="Why do you need it now?",
        called="Why you need it now",
        hint=f"A manager reads this. At least {SHORTEST_REASON} characters",
        missing="Say why you need this record now",
        max_length=1000,
    )


class ReviewForm(forms.Form):
    """What a manager makes of a record opened in an emergency."""

    was_right = fields.YesNoField(
        label="Was it right to open the record?",
        missing="Select yes if it was right to open the record",
    )
    review = fields.LongTextField(
        label="What was wrong, and what you did",
        called="What was wrong",
        required=False,
        max_length=1000,
    )


class BecauseForm(forms.Form):
    """A reason."""

    because = fields.TextField(label="Why?", called="Why", missing="Enter why")


class PersonForm(forms.Form):
    """Somebody, found by e-mail address."""

    user = fields.EmailField(
        label="Their e-mail address", missing="Enter the e-mail address of their account"
    )


class AllocateForm(PersonForm):
    """Putting a child on somebody's caseload."""

    role = fields.TextField(
        label="What they are to the family",
        hint="Such as caseworker or class teacher",
        missing="Enter what they are to the family",
        max_length=80,
        width=20,
    )


class NameForm(PersonForm, BecauseForm):
    """Letting one more person see a restricted record."""

    field_order = ["user", "because"]


class TeamWorkForm(forms.Form):
    """A team that works with a child."""

    team = fields.SelectField(label="Team", missing="Select a team")
    what = fields.TextField(label="What it works on", missing="Enter what the team works on")


class AskForm(PersonForm):
    """Something asked of somebody about a child."""

    what = fields.TextField(
        label="What you ask of them", missing="Enter what you ask of them", max_length=300
    )
    due_on = fields.DateField(label="By when", called="The day", required=False)
