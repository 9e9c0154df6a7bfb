"""Questions about requests for records, holds and disposal."""

from django import forms

from wayforward.records.grounds import GROUNDS
from wayforward.records.models import AccessRequest, Passage
from wayforward.web import fields
from wayforward.web.fields import Choice

ASKED_AS = {
    AccessRequest.SUBJECT: "The young person, about themselves",
    AccessRequest.PARENT: "A parent or carer, for the child",
    AccessRequest.REPRESENTATIVE: "A representative, such as a solicitor",
}
DECISIONS = {
    Passage.GIVE: "Give it as it is",
    Passage.BLACK_OUT: "Give it with words blacked out",
    Passage.WITHHOLD: "Withhold it",
}


class WhoseForm(forms.Form):
    """Whose record: found by reference and date of birth together."""

    reference = fields.TextField(
        label="Reference of the record",
        hint="Eight letters and figures, as in letters to the family",
        missing="Enter the reference of the record",
        width=10,
        max_length=8,
    )
    born_on = fields.DateField(
        label="Date of birth", called="The date of birth", missing="Enter the date of birth"
    )


class LogRequestForm(WhoseForm):
    """Who asks, how they showed who they are, and when it came."""

    asked_as = fields.ChoiceField(
        label="Who asks?", missing="Select who asks", options=ASKED_AS.items()
    )
    asked_by = fields.TextField(
        label="Name of who asks",
        hint="A parent or carer as in the record: then their own part is not marked",
        missing="Enter the name of who asks",
        max_length=200,
        width=30,
    )
    identity_shown = fields.TextField(
        label="How they showed who they are, and that they may ask",
        hint="Such as: passport seen; signed authority of the young person",
        missing="Enter how they showed who they are",
        max_length=300,
    )
    received_on = fields.DateField(
        label="Day on which the request arrived",
        called="The day",
        missing="Enter the day on which the request arrived",
    )


class LongerForm(forms.Form):
    """Why the answer takes longer than a month."""

    because = fields.LongTextField(
        label="Why does it take longer?",
        hint="Whoever asked reads it. Name nobody in it. Such as: the record holds 400 pages about "
        "several people, and each must be read",
        missing="Say why it takes longer",
        rows=3,
        max_length=500,
    )


class DecideForm(forms.Form):
    """What becomes of a passage."""

    decision = fields.ChoiceField(
        label="What becomes of it?",
        missing="Select what becomes of this passage",
        options=DECISIONS.items(),
    )
    chosen = fields.LongTextField(
        label="Words to black out",
        hint="One to a line, as they stand in the passage. Only if you black words out",
        required=False,
        rows=3,
    )
    ground = fields.SelectField(
        label="Ground",
        hint="If you withhold it or black words out",
        required=False,
        nothing="Choose a ground",
        options=[Choice(code, each.words) for code, each in GROUNDS.items()],
    )
    because = fields.LongTextField(
        label="Why this ground fits here",
        hint="Whoever asked reads it: do not say in it what you withhold",
        required=False,
        rows=3,
        max_length=500,
    )


class HoldForm(WhoseForm):
    """Why a record is held."""

    because = fields.LongTextField(
        label="Why nothing of it may go",
        hint="Such as: an inquiry asks to keep everything, with its reference",
        missing="Say why nothing of it may go",
        rows=3,
        max_length=500,
    )


class InspectionForm(WhoseForm):
    """Whose whole file, for which inspector, and why."""

    made_for = fields.TextField(
        label="Who is it for?",
        hint="The inspector or the inspection, such as: A. Inspector, area SEND inspection",
        missing="Enter who the file is for",
        max_length=100,
        width=30,
    )
    because = fields.TextField(
        label="Why do they ask for it?",
        hint="It stands on every page. Such as: tracked child 3 of 6",
        missing="Enter why they ask for it",
        max_length=150,
    )


class LiftHoldForm(forms.Form):
    """Why a hold ends."""

    because = fields.LongTextField(
        label="Why it need not be held any longer",
        missing="Say why it need not be held any longer",
        rows=3,
        max_length=500,
    )


class DecideDisposalForm(forms.Form):
    """Whether it goes, or is kept longer."""

    decision = fields.ChoiceField(
        label="What becomes of it?",
        missing="Select whether it goes or is kept longer",
        options=[
            Choice("approve", "It goes", "It is removed for good, with its history and files"),
            Choice("keep", "It is kept longer"),
        ],
    )
    until = fields.DateField(
        label="Keep it until", hint="If it is kept longer", called="The day", required=False
    )
    because = fields.LongTextField(
        label="Why it is kept longer",
        hint="If it is kept longer",
        required=False,
        rows=3,
        max_length=500,
    )

    def clean(self) -> dict[str, object]:
        """Ask for day and reason where it is kept."""
        answers = self.cleaned_data
        if answers.get("decision") == "keep":
            if not answers.get("until") and "until" not in self.errors:
                self.add_error("until", "Enter until when it is kept")
            if not answers.get("because") and "because" not in self.errors:
                self.add_error("because", "Say why it is kept longer")
        return answers
