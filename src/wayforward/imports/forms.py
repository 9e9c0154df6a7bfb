"""Questions about imports."""

import uuid
from collections.abc import Iterable

from django import forms

from wayforward.imports.models import Row
from wayforward.web import fields
from wayforward.web.fields import Choice


class SendFileForm(forms.Form):
    """The file, and what it does not say."""

    file = fields.FileField(
        label="Spreadsheet or Common Transfer File",
        hint="XLSX, CSV or XML, up to 20 MB",
        called="The file",
        missing="Choose a file",
        accepts=(".xlsx", ".csv", ".xml"),
    )
    school = fields.TextField(
        label="School of every row that names none",
        hint="Its name, URN or DfE number, if the file has no column for the school",
        required=False,
        width=20,
    )


class DecideForm(forms.Form):
    """Whom a row is about."""

    decision = fields.ChoiceField(
        label="Who is this?", missing="Select who this is, or leave the row out"
    )

    def __init__(self, data: object = None, *, options: Iterable[Choice], **more: object) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]  # as Django's own form takes them
        self.fields["decision"].options = [  # type: ignore[attr-defined]  # a ChoiceField of ours
            *options,
            Choice(Row.ANOTHER, "Another child", "A new record is made"),
            Choice(Row.LEAVE_OUT, "Leave this row out", "Nothing of it is written"),
        ]

    def answer(self) -> tuple[str, uuid.UUID | None]:
        """Return the decision, and the child if it is the same."""
        decision = self.cleaned_data["decision"]
        if decision in (Row.ANOTHER, Row.LEAVE_OUT):
            return decision, None
        return Row.SAME, uuid.UUID(decision)
