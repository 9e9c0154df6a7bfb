"""How each standard of a page stands: one answer a standard, and what is to be done."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from wayforward.arrangements.standards import Standard
from wayforward.sen_support.actions.reviews import Judged
from wayforward.sen_support.models import StandardJudgement
from wayforward.sen_support.standing import JUDGEMENTS
from wayforward.web import fields

MOST_CHANGES = 1_000_000


def _is_filled(bound: forms.BoundField) -> bool:
    """Tell whether anything was typed or is known; a day has three boxes."""
    value = bound.value()
    return any(value) if isinstance(value, tuple) else bool(value)


class JudgementField(fields.ChoiceField):
    """How a standard stands; the standard is the question, and may be left for later."""

    def title(self) -> str:
        """Return the standard's own words."""
        return f"{self.label}"


class JudgeForm(forms.Form):
    """The standards of one page. Fields are called `<code>_judgement`, `_note`, `_owner`, `_due_on`."""

    def __init__(
        self,
        data: Any,
        *,
        standards: Sequence[Standard],
        judged: Mapping[str, StandardJudgement],
    ) -> None:
        self.standards = standards
        initial: dict[str, Any] = {}
        for each in standards:
            if old := judged.get(each.code):
                initial |= {
                    f"{each.code}_judgement": old.judgement,
                    f"{each.code}_note": old.note,
                    f"{each.code}_owner": old.owner,
                    f"{each.code}_due_on": old.due_on,
                }
        self.seen = {each.code: getattr(judged.get(each.code), "changes", 0) for each in standards}
        super().__init__(data, initial=initial)
        for each in standards:
            self.fields[f"{each.code}_judgement"] = JudgementField(
                label=each.statement,
                called="How it stands",
                options=JUDGEMENTS.items(),
                inline=True,
                small=True,
                required=False,
            )
            self.fields[f"{each.code}_note"] = fields.LongTextField(
                label="Note", rows=2, max_length=2000, required=False
            )
            self.fields[f"{each.code}_owner"] = fields.TextField(
                label="Who sees to it", max_length=120, width=20, required=False
            )
            self.fields[f"{each.code}_due_on"] = fields.DateField(
                label="By when", called="The day", required=False
            )

    def asked(self) -> list[dict[str, Any]]:
        """Return each standard with its fields, and whether its notes are to be seen."""
        shown = []
        for each in self.standards:
            more = [self[f"{each.code}_{name}"] for name in ("note", "owner", "due_on")]
            is_open = any(bound.errors or _is_filled(bound) for bound in more)
            shown.append(
                {
                    "standard": each,
                    "judgement": self[f"{each.code}_judgement"],
                    "more": more,
                    "is_open": is_open,
                    "seen": self.seen[each.code],
                }
            )
        return shown

    def answers(self) -> dict[str, Judged]:
        """Return what was said, by the code of the standard; what was left is left out."""
        found = {}
        for each in self.standards:
            said = {
                name: self.cleaned_data[f"{each.code}_{name}"]
                for name in ("judgement", "note", "owner", "due_on")
            }
            if any(said.values()):
                found[each.code] = Judged(**said, seen=self._seen(each.code))
        return found

    def _seen(self, code: str) -> int:
        typed = str(self.data.get(f"{code}_seen", ""))
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 0
