"""What is asked on the pages of the Local Offer, and how wrong answers are refused."""

import re
import uuid
from typing import Any

from django import forms

from wayforward.web import fields
from wayforward.web.text import words_of

MOST_WORDS_IN_ENTRY = 40


class ReportProblemForm(forms.Form):
    """What is wrong with a page. `form_key` is made when the form is drawn, for sending twice."""

    problem = fields.LongTextField(
        label="What is wrong, or missing?",
        missing="Enter what is wrong or missing",
        max_length=2000,
        rows=6,
    )
    email = fields.EmailField(
        label="Your email address",
        hint="Only if you would like an answer.",
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean_form_key(self) -> uuid.UUID:
        """Return the key of this form; one that was lost or made up gets a new one."""
        return self.cleaned_data.get("form_key") or uuid.uuid4()


def separate(text: str) -> list[str]:
    """Return what is written on lines or between commas, each once, folded."""
    parts = (" ".join(words_of(part)) for part in re.split(r"[\n,;]", text))
    return list(dict.fromkeys(part for part in parts if part))


class WordsForm(forms.Form):
    """What people type, and what it means, one on each line."""

    typed = fields.LongTextField(
        label="What people type",
        hint="One on each line. For example: salt",
        missing="Enter the words that people type, one on each line",
        max_length=1500,
        rows=5,
    )
    means = fields.LongTextField(
        label="What the Local Offer calls it",
        hint="One on each line. For example: speech and language therapy",
        missing="Enter the words to search for, one on each line",
        max_length=1500,
        rows=5,
    )

    def _listed(self, name: str) -> list[str]:
        found = separate(self.cleaned_data[name])
        if not found:
            raise forms.ValidationError("Enter words, with letters or numbers in them")
        if len(found) > MOST_WORDS_IN_ENTRY:
            raise forms.ValidationError(f"Enter no more than {MOST_WORDS_IN_ENTRY} lines")
        if any(len(text) > 100 for text in found):
            raise forms.ValidationError("Keep each line to 100 characters")
        return found

    def clean_typed(self) -> Any:
        """Return the list of what people type."""
        return self._listed("typed")

    def clean_means(self) -> Any:
        """Return the list of what it means."""
        return self._listed("means")
