"""What is asked on the pages of the Local Offer, and how wrong answers are refused."""

import re
import uuid
from typing import Any

from django import forms

from wayforward.web import fields
from wayforward.web.text import words_of

MOST_WORDS_IN_ENTRY = 40
LONGEST_TERM = 100  # characters
NO_WORDS = "Enter words, with letters or numbers in them"


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
    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_form_key(self) -> uuid.UUID:
        """Return the key of this form; one that was lost or made up gets a new one."""
        try:
            return uuid.UUID(self.cleaned_data["form_key"])
        except ValueError:
            return uuid.uuid4()


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
            raise forms.ValidationError(NO_WORDS)
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


class TermForm(forms.Form):
    """What a term of the glossary means."""

    expansion = fields.TextField(
        label="What it stands for",
        hint="Only for a short form. For example: speech and language therapy",
        required=False,
        max_length=200,
    )
    also = fields.LongTextField(
        label="Other ways to write it",
        hint="One on each line.",
        required=False,
        max_length=1000,
        rows=3,
    )
    meaning = fields.LongTextField(
        label="What it means",
        hint="One or two sentences, in words that anybody knows.",
        missing="Enter what it means",
        max_length=1000,
        rows=4,
    )
    source = fields.TextField(
        label="Where this was checked",
        hint="The page, law or guidance that says so.",
        required=False,
        max_length=500,
    )

    def clean_also(self) -> list[str]:
        """Return the list of other ways to write it, as typed."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["also"].splitlines())
        found = list(dict.fromkeys(line for line in lines if line))
        if any(not words_of(line) for line in found):
            raise forms.ValidationError(NO_WORDS)
        if any(len(line) > LONGEST_TERM for line in found):
            raise forms.ValidationError(f"Keep each line to {LONGEST_TERM} characters")
        return found


class NewTermForm(TermForm):
    """A new term of the glossary, and what it means."""

    term = fields.TextField(
        label="The word",
        hint="As it is written on a page. For example: SALT",
        missing="Enter the word",
        max_length=100,
    )
    field_order = ("term",)

    def clean_term(self) -> str:
        """Return the term, its white space folded; the address of its page must be able to hold it.

        A step up ("..") in an address would be taken for another page.
        """
        term = " ".join(self.cleaned_data["term"].split())
        if not words_of(term):
            raise forms.ValidationError(NO_WORDS)
        if not term[0].isalnum():
            raise forms.ValidationError("Begin the word with a letter or a number")
        return term
