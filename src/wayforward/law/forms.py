"""What the law's pages ask: a day and what happened on it, or the days of one rule's example."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from wayforward.law.calculator import STARTS, Answer, answer, code_of, happened
from wayforward.law.listing import ShownRule
from wayforward.statute.calculator import APPEALABLE, Start
from wayforward.statute.due import YEAR_ANCHOR, Due, due_from
from wayforward.statute.errors import StatuteError
from wayforward.statute.rule_sets import RULE_SETS
from wayforward.web import fields
from wayforward.web.arranged import arrangements
from wayforward.web.fields.dates import PARTS, DateParts, Typed

LAW_BEGAN = RULE_SETS[0].effective_from or date(2014, 9, 1)
DAYS_AHEAD = 2 * 366  # how far ahead a day may be planned
OLDEST = 30  # years of age, for an example
EXAMPLE_AGE = 15
BORN = "born_on"


class ShortDateParts(DateParts):
    """Reads `day`, `month` and `year`, as a short address writes them."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Typed:
        """Return what was typed."""
        return Typed(*(str(data.get(part) or "") for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the question was not on the form at all."""
        return not any(part in data for part in PARTS)


class ShortDateField(fields.DateField):
    """A day whose boxes are called `day`, `month` and `year`: the only one of its form."""

    widget = ShortDateParts

    def parameters(self, bound: forms.BoundField, *, heading: bool = False) -> dict[str, Any]:
        """Return three boxes without the field's name before theirs."""
        return super().parameters(bound, heading=heading) | {"namePrefix": ""}


class CalculatorForm(forms.Form):
    """What happened, and when. Nothing that is sent is kept.

    :param today: the day on which it is asked
    :param done: ids of the rules whose step has happened
    """

    what = fields.ChoiceField(label="What happened?", missing="Choose what happened")
    day = ShortDateField(
        label="On which day?", called="The day", missing="Enter the day, for example 27 3 2026"
    )
    certificate = fields.DateField(
        label="Have you a mediation certificate?",
        hint="Only after a letter with a decision: its date can give you more time to appeal. "
        "Leave it empty if you have none. For example, 27 3 2026",
        called="The date of the certificate",
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
        done: Collection[str] = (),
        **more: Any,
    ) -> None:
        self.today, self.done = today, done
        self.answer: Answer | None = None
        super().__init__(data, **more)
        what: Any = self.fields["what"]
        what.options = [fields.Choice(code_of(start), *happened(start)) for start in Start]
        for name in ("day", "certificate"):
            question: Any = self.fields[name]
            question.earliest, question.earliest_because = LAW_BEGAN, "when this law began"
            question.latest = today + timedelta(days=DAYS_AHEAD)
        chosen = (data if data is not None else self.initial).get("what")
        if chosen and STARTS.get(chosen) not in APPEALABLE:
            del self.fields["certificate"]

    def clean(self) -> None:
        """Ask the law; what it cannot answer is said at the day."""
        what, day = self.cleaned_data.get("what"), self.cleaned_data.get("day")
        certificate = self.cleaned_data.get("certificate")
        if what is None or day is None or self.errors:
            return
        if certificate and certificate < day:
            raise ValidationError(
                {"certificate": "The date of the certificate must be after the date of the letter"}
            )
        try:
            self.answer = answer(
                STARTS[what],
                day,
                on=self.today,
                certificate_on=certificate,
                done=self.done,
                current=arrangements().law_in_force,
            )
        except StatuteError as problem:
            raise ValidationError({"day": f"We cannot work this out: {problem}"}) from problem


class ExampleForm(forms.Form):
    """The days of one rule, for its worked example; the first may be short in the address."""

    def __init__(
        self, rule: ShownRule, data: Mapping[str, Any] | None = None, *, today: date, **more: Any
    ) -> None:
        self.shown, self.today = rule, today
        self.due: Due | None = None
        self.by_law: Due | None = None  # where this authority works to another limit
        super().__init__(data, **more)
        for index, limit in enumerate(rule.rule.periods):
            self.fields[limit.anchor] = self.question(limit.anchor, index, limit.optional)

    def question(self, anchor: str, index: int, optional: bool) -> forms.Field:
        """Return the question for one of the rule's days."""
        words = self.shown.rule.period(anchor).since
        said = f"{words[:1].upper()}{words[1:]}"
        if anchor == YEAR_ANCHOR:
            return fields.WholeNumberField(
                label=said,
                called="The year",
                missing="Enter a year, for example 2027",
                least=self.shown.began_on.year + 1,  # a year is held as its first day
                most=self.today.year + OLDEST,
                is_year=True,
                required=not optional,
            )
        born = anchor == BORN
        kind = ShortDateField if index == 0 else fields.DateField
        return kind(
            label=said,
            called=said,
            missing="Enter a day, for example 27 3 2026",
            earliest=date(self.today.year - OLDEST, 1, 1) if born else self.shown.began_on,
            earliest_because="" if born else f"when this rule, {self.shown.rule.id}, began",
            latest=self.today if born else self.today + timedelta(days=DAYS_AHEAD),
            required=not optional,
        )

    def usual(self) -> dict[str, date | int]:
        """Return the days of the example where none were given: today, for most."""
        return {
            anchor: self.today.year + 1
            if anchor == YEAR_ANCHOR
            else date(self.today.year - EXAMPLE_AGE, self.today.month, min(self.today.day, 28))
            if anchor == BORN
            else self.today
            for anchor in self.shown.rule.required
        }

    def clean(self) -> None:
        """Ask the law of the days that were given."""
        if not self.errors:
            given = {name: value for name, value in self.cleaned_data.items() if value is not None}
            self.ask(given)

    def ask(self, anchors: Mapping[str, date | int]) -> None:
        """Answer with these days.

        :raises ValidationError: if the law cannot answer
        """
        try:
            rule = self.shown.rule
            self.due = due_from(rule.id, anchors, current=arrangements().law_in_force)
            self.by_law = due_from(rule.id, anchors) if self.due.rule.corrected_because else None
        except StatuteError as problem:
            first = self.shown.rule.periods[0].anchor
            raise ValidationError({first: f"We cannot work this out: {problem}"}) from problem
