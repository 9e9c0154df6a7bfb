"""Questions about accounts, teams, posts, absences and who takes on work."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wayforward.people.actions.absences import LONGEST_NOTE
from wayforward.people.models import Task
from wayforward.people.roles import ROLES, SENCO, TEACHER
from wayforward.web import fields

LONGEST_NAME = 200


def as_options(people: Iterable[Any]) -> list[tuple[str, str]]:
    """Return people to choose from."""
    return [(str(person.pk), f"{person.full_name}, {person.email}") for person in people]


class PersonalFacts(forms.Form):
    """Who is invited."""

    full_name = fields.TextField(
        label="Full name", missing="Enter their full name", max_length=LONGEST_NAME, width=20
    )
    email = fields.EmailField(
        label="E-mail address",
        hint="Their own at work. Nobody shares an account",
        missing="Enter their e-mail address",
    )


class InviteToSettingForm(PersonalFacts):
    """Inviting somebody to a post at a school or other setting."""

    role = fields.ChoiceField(
        label="What do they see?",
        missing="Select what they see",
        options=[
            fields.Choice(SENCO.code, "Every pupil", "A SENCO, a head teacher or a deputy"),
            fields.Choice(TEACHER.code, "Pupils allocated to them", "A teacher"),
        ],
    )
    title = fields.TextField(
        label="Name of the post",
        hint="Such as SENCO or class teacher",
        missing="Enter the name of the post",
        max_length=80,
        width=20,
    )
    manages_users = fields.YesNoField(
        label="May they manage the accounts of this setting?",
        missing="Select yes if they may manage accounts",
    )


class InviteToAuthorityForm(PersonalFacts):
    """Inviting somebody who works for the authority.

    :param roles: the codes that may be given
    :param teams: codes and names to choose from; without them the team is known already
    """

    role = fields.ChoiceField(label="What do they do?", missing="Select what they do")
    team = fields.SelectField(label="Team", required=False, nothing="No team yet")
    is_manager = fields.YesNoField(
        label="Do they manage the team?", missing="Select yes if they manage the team"
    )

    def __init__(
        self, *args: Any, roles: Iterable[str], teams: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.fields["role"].options = [  # type: ignore[attr-defined]  # a ChoiceField
            fields.Choice(code, role.name, role.description)
            for code, role in ROLES.items()
            if code in roles
        ]
        self.fields["team"].options = teams  # type: ignore[attr-defined]  # a SelectField
        if not teams:
            del self.fields["team"]


class AddressForm(forms.Form):
    """Inviting a parent or a young person whose name is known."""

    email = fields.EmailField(
        label="E-mail address",
        hint="Their own. A code is sent to it each time they sign in",
        missing="Enter their e-mail address",
    )


class ToForm(forms.Form):
    """Who takes something on.

    :param people: who can
    """

    to = fields.SelectField(
        label="Who takes it on?", missing="Select who takes it on", nothing="Nobody"
    )

    def __init__(self, *args: Any, people: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].options = as_options(people)  # type: ignore[attr-defined]  # a SelectField


class PassOnForm(ToForm):
    """Passing one child to another worker."""

    note = fields.LongTextField(
        label="What should they know?", required=False, max_length=LONGEST_NOTE
    )


class HandOverForm(PassOnForm):
    """Passing everything that somebody has to another."""

    last_day = fields.DateField(
        label="Last day with you, or with whoever has the work now",
        called="The last day",
        missing="Enter the last day",
    )
    field_order = ["to", "last_day", "note"]


class EndForm(ToForm):
    """Ending a post, a place in a team or an account."""

    last_day = fields.DateField(
        label="Last day", called="The last day", missing="Enter the last day"
    )
    field_order = ["last_day", "to"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].required = False


class PassOnPostForm(ToForm):
    """Passing a post on, to a colleague or to somebody who has no account yet."""

    last_day = fields.DateField(
        label="Last day of whoever holds it now",
        called="The last day",
        missing="Enter the last day",
    )
    full_name = fields.TextField(
        label="Or the full name of somebody new",
        required=False,
        max_length=LONGEST_NAME,
        width=20,
    )
    email = fields.EmailField(
        label="E-mail address of somebody new", called="The e-mail address", required=False
    )
    field_order = ["last_day", "to", "full_name", "email"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["to"].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        answers = super().clean() or {}
        if not answers.get("to") and not answers.get("email") and "email" not in self.errors:
            self.add_error("to", ValidationError("Select a colleague, or enter somebody new"))
        if answers.get("to") and answers.get("email"):
            self.add_error(
                "email", ValidationError("Select a colleague or enter somebody new, not both")
            )
        return answers


class JoinTeamForm(forms.Form):
    """Putting somebody who has an account in a team."""

    user = fields.EmailField(
        label="Their e-mail address", missing="Enter the e-mail address of their account"
    )
    is_manager = fields.YesNoField(
        label="Do they manage the team?", missing="Select yes if they manage the team"
    )


class AddTeamForm(forms.Form):
    """A team of health or social care."""

    name = fields.TextField(
        label="Name of the team", missing="Enter the name of the team", max_length=120
    )
    kind = fields.ChoiceField(
        label="Where does it belong?",
        missing="Select health or social care",
        options=[("health", "Health"), ("care", "Social care")],
    )


class CoverForm(forms.Form):
    """Who covers for somebody.

    :param people: who can
    """

    cover = fields.SelectField(
        label="Who covers?",
        hint="They see the work until the day of return, but no restricted record",
        required=False,
        nothing="Nobody is found yet",
    )

    def __init__(self, *args: Any, people: Iterable[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        options = as_options(people)
        self.fields["cover"].options = options  # type: ignore[attr-defined]  # a SelectField


class AbsenceForm(CoverForm):
    """Somebody is away."""

    starts_on = fields.DateField(
        label="First day away", called="The first day", missing="Enter the first day away"
    )
    ends_on = fields.DateField(
        label="Last day away", called="The last day", missing="Enter the last day away"
    )
    note = fields.LongTextField(
        label="What should whoever covers know?", required=False, max_length=LONGEST_NOTE
    )
    field_order = ["starts_on", "ends_on", "cover", "note"]


class HandoverForm(forms.Form):
    """A note on each thing that was promised.

    :param tasks: what was promised
    :param notes: the id of a task to the words that are kept
    """

    def __init__(
        self, *args: Any, tasks: Iterable[Task], notes: dict[Any, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for task in tasks:
            self.fields[f"note-{task.pk}"] = fields.LongTextField(
                label=f"Note on: {task.what}",
                called="A note",
                required=False,
                max_length=LONGEST_NOTE,
                initial=notes.get(task.pk, ""),
            )

    def notes(self) -> dict[str, str]:
        """Return the id of each task and its words."""
        return {name.removeprefix("note-"): words for name, words in self.cleaned_data.items()}


class ContactForm(forms.Form):
    """A professional of health, social care or elsewhere, who does not sign in here."""

    full_name = fields.TextField(
        label="Full name", missing="Enter their full name", max_length=LONGEST_NAME, width=20
    )
    title = fields.TextField(
        label="What they are",
        hint="Such as paediatrician, speech and language therapist or family support worker",
        missing="Enter what they are",
        max_length=120,
        width=20,
    )
    kind = fields.ChoiceField(
        label="Where do they work?",
        missing="Select where they work",
        options=[("health", "Health"), ("care", "Social care"), ("other", "Somewhere else")],
    )
    organisation = fields.TextField(
        label="Hospital, clinic or organisation", required=False, max_length=200
    )
    phone = fields.PhoneField(label="Telephone number", required=False)
    email = fields.EmailField(label="E-mail address", required=False)


class NothingForm(forms.Form):
    """A question that is answered by its button."""
