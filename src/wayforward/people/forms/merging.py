"""Questions about two records that may be of one child, and about looks out of the ordinary."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wayforward.people.actions.merging import LONGEST_BECAUSE
from wayforward.web import fields
from wayforward.web.fields import Choice

FIRST, SECOND = "first", "second"


class MergeForm(forms.Form):
    """Which record stays, and what is right where they differ.

    :param pair: what the two records are called, the first one's and the second one's
    :param differing: code, name and what each of the two says, of each fact that must be chosen
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        pair: tuple[Choice, Choice],
        differing: Sequence[tuple[str, str, str, str]],
        seen: str,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.fields["stays"] = fields.ChoiceField(
            label="Which record stays?",
            hint="Everything of the other moves to it. The reference of the other still finds it",
            missing="Select which record stays",
            options=pair,
        )
        for code, called, first, second in differing:
            self.fields[code] = fields.ChoiceField(
                label=f"{called}: which is right?",
                missing=f"Select which is right: {called}",
                options=[(FIRST, first), (SECOND, second)],
                small=True,
            )
        self.asked = [code for code, *_ in differing]

    def chosen(self) -> dict[str, bool]:
        """Return code of a fact to whether it is as the record that goes says it."""
        stays = self.cleaned_data["stays"]
        return {code: self.cleaned_data[code] != stays for code in self.asked}


class NotSameForm(forms.Form):
    """Two records are of two children."""

    because = fields.TextField(
        label="How do you know?",
        hint="Such as: twins, or the school knows both. Leave it empty if it is plain to see",
        called="How you know",
        required=False,
        max_length=LONGEST_BECAUSE,
    )


class LookReviewForm(forms.Form):
    """What a manager makes of looks that were out of the ordinary."""

    was_right = fields.YesNoField(
        label="Was there a good reason to look?",
        missing="Select yes if there was a good reason to look",
    )
    words = fields.LongTextField(
        label="What you found, and what you did",
        called="What you found",
        hint="Needed if there was no good reason",
        required=False,
        max_length=1000,
    )
