"""Questions about a child."""

from collections.abc import Mapping

from django import forms

from wayforward.people import codes
from wayforward.people.actions.children import FACTS, ChildFacts
from wayforward.people.names import LONGEST
from wayforward.web import fields


def options(words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return codes and words as the answers of a question."""
    return list(words.items())


class ChildForm(forms.Form):
    """Everything that a record says of a child. `seen` is how often it had been saved."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    first_names = fields.TextField(
        label="Legal first names", missing="Enter the child’s first names", max_length=LONGEST
    )
    last_name = fields.TextField(
        label="Legal last name",
        hint="Leave empty if the child has one name",
        required=False,
        max_length=LONGEST,
    )
    known_as = fields.TextField(
        label="First name in use", required=False, max_length=LONGEST, width=20
    )
    known_last_name = fields.TextField(
        label="Last name in use", required=False, max_length=LONGEST, width=20
    )
    born_on = fields.DateField(
        label="Date of birth", called="Date of birth", missing="Enter the date of birth"
    )
    sex = fields.ChoiceField(label="Sex", options=options(codes.SEXES), required=False, inline=True)
    ethnicity = fields.SelectField(
        label="Ethnicity", options=options(codes.ETHNICITIES), required=False
    )
    language = fields.TextField(
        label="Language spoken at home", required=False, max_length=60, width=20
    )
    interpreter = fields.TextField(
        label="Interpreter needed for",
        hint="The language, if an interpreter is needed",
        required=False,
        max_length=60,
        width=20,
    )
    uses_bsl = fields.YesNoField(label="Uses British Sign Language", required=False)
    how_i_communicate = fields.LongTextField(
        label="How to communicate with the child", required=False, max_length=2000
    )
    upn = fields.TextField(
        label="Unique pupil number (UPN)", called="UPN", required=False, max_length=20, width=20
    )
    upn_missing = fields.SelectField(
        label="Why there is no UPN", options=options(codes.UPN_MISSING), required=False
    )
    uln = fields.TextField(
        label="Unique learner number (ULN)", called="ULN", required=False, max_length=20, width=20
    )
    nhs_number = fields.TextField(
        label="NHS number", called="NHS number", required=False, max_length=20, width=20
    )
    gp_practice = fields.TextField(label="GP practice", required=False, max_length=200)
    care = fields.SelectField(
        label="Social care", options=options(codes.CARE), required=False, nothing="None known"
    )
    care_authority = fields.TextField(
        label="Which authority looks after the child", required=False, max_length=120
    )

    def facts(self) -> ChildFacts:
        """Return the answers as facts."""
        answers = {name: self.cleaned_data[name] for name in FACTS}
        answers["uses_bsl"] = bool(answers["uses_bsl"])
        return ChildFacts(**answers)


class AddressForm(forms.Form):
    """Where a child lives."""

    street = fields.TextField(label="House and street", required=False)
    town = fields.TextField(label="Town or village", required=False, max_length=120, width=20)
    postcode = fields.PostcodeField(label="Postcode", required=False)
    lived_from = fields.DateField(
        label="First day there", hint="If it is known", called="First day there", required=False
    )
    protected_because = fields.TextField(
        label="Why few may see this address",
        hint="For a refuge or a court order. Leave empty if it needs no protection",
        required=False,
    )


class NeedsForm(forms.Form):
    """Types of need, by the Department for Education's codes."""

    primary = fields.SelectField(
        label="Primary need", options=options(codes.NEEDS), missing="Select the primary need"
    )
    secondary = fields.SelectField(
        label="Secondary need", options=options(codes.NEEDS), required=False, nothing="None"
    )
    others = fields.MultipleChoiceField(
        label="Other needs", options=options(codes.NEEDS), required=False
    )

    def codes(self) -> list[str]:
        """Return the codes in order of rank."""
        answers = self.cleaned_data
        first = [code for code in (answers["primary"], answers["secondary"]) if code]
        return first + [code for code in answers["others"] if code not in first]


class DiagnosisForm(forms.Form):
    """A diagnosis as it was reported."""

    what = fields.TextField(label="Diagnosis", missing="Enter the diagnosis")
    reported_by = fields.TextField(
        label="Who told us", missing="Enter who told you, such as a parent or a clinic"
    )
    reported_on = fields.DateField(label="When it was told", called="The day", required=False)


class ProfileForm(forms.Form):
    """A one-page profile."""

    people_like = fields.LongTextField(
        label="What people like and admire about me", required=False, max_length=2000
    )
    matters = fields.LongTextField(label="What is important to me", required=False, max_length=2000)
    how_to_help = fields.LongTextField(label="How best to help me", required=False, max_length=2000)
    written_with = fields.TextField(
        label="Who wrote it together",
        hint="Such as Sam, with his mother and class teacher",
        missing="Enter who wrote it",
    )
