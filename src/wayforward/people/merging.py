"""What becomes of each row when one record is merged into another: worked out first, then written.

A plan is made of steps, one for each row that changes. It is shown before it is written, and kept
with the merge, so that undoing puts back exactly what it changed. What is done with the rows of a
model is a rule; a model with a key to Child that has no rule fails a test, and stops a merge.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import pghistory.models
from django.db import models

from wayforward.people.models import Child, FormerName

Columns = dict[str, Any]
A_DAY = datetime.timedelta(days=1)


def plain(value: Any) -> Any:
    """Return a column's value as JSON has it."""
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def columns_of(row: models.Model) -> Columns:
    """Return every column of a row, as JSON has them."""
    return {each.attname: plain(getattr(row, each.attname)) for each in row._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one row.

    :ivar before: the columns that change, or all of them of a row that is removed; None if added
    :ivar after: the same afterwards; None of a row that is removed
    """

    row: models.Model
    before: Columns | None
    after: Columns | None

    def as_json(self) -> dict[str, Any]:
        """Return the step as a merge keeps it."""
        made = {"model": self.row._meta.label, "pk": str(self.row.pk)}
        return made | {"before": _plainly(self.before), "after": _plainly(self.after)}


def _plainly(columns: Columns | None) -> Columns | None:
    return columns and {name: plain(value) for name, value in columns.items()}


@dataclass(slots=True)
class Plan:
    """Everything that a merge would do.

    :ivar removed: rows that the record that stays has already: written first
    :ivar changed: rows that change where they are
    :ivar moved: rows that go to the record that stays; their number by the model's name
    :ivar notes: what is decided by rule, in words
    """

    kept: Child
    gone: Child
    on: datetime.date
    removed: list[Step] = field(default_factory=list)
    changed: list[Step] = field(default_factory=list)
    moved: list[Step] = field(default_factory=list)
    added: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def steps(self) -> list[Step]:
        """Return the steps in the order in which no constraint is in the way."""
        return [*self.removed, *self.changed, *self.moved, *self.added]

    def change(self, row: models.Model, **after: Any) -> None:
        """Change columns of a row where it is; what is so already is no change."""
        before = {name: getattr(row, name) for name in after}
        differing = {name: value for name, value in after.items() if value != before[name]}
        if not differing:
            return
        was = {name: before[name] for name in differing}
        for place, step in enumerate(self.changed):
            if step.row is row and step.before is not None and step.after is not None:
                self.changed[place] = Step(row, was | step.before, step.after | differing)
                return
        self.changed.append(Step(row, was, differing))

    def move(self, row: models.Model, key: str = "child", **also: Any) -> None:
        """Move a row to the record that stays, and change more of it."""
        name = f"{key}_id"
        after = {name: self.kept.pk, **also}
        self.moved.append(Step(row, {each: getattr(row, each) for each in after}, after))

    def remove(self, row: models.Model) -> None:
        """Take a row away: the record that stays says the same."""
        self.removed.append(Step(row, columns_of(row), None))

    def add(self, row: models.Model) -> None:
        """Add a row to the record that stays."""
        self.added.append(Step(row, None, columns_of(row)))

    def note(self, words: str) -> None:
        """Say what a rule decides."""
        if words not in self.notes:
            self.notes.append(words)


Rule = Callable[[Plan, Any, str], None]  # the plan, the model, the name of its key to the child
_RULES: dict[tuple[str, str], tuple[Rule, str]] = {}


def register_rule(model: type[models.Model], key: str, rule: Rule, called: str = "") -> None:
    """Say what becomes of the rows of a model when their child's record is merged into another.

    :param called: what such rows are called, in the plural; empty if pages do not count them
    """
    _RULES[model._meta.label, key] = (rule, called)


def keys_to_children() -> Iterable[tuple[type[models.Model], str]]:
    """Return each model with a key to Child, and the key's name; without the histories."""
    for relation in Child._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.is_relation and not relation.concrete):
            continue
        model: Any = relation.related_model
        if not issubclass(model, pghistory.models.Event):
            yield model, relation.field.name  # type: ignore[union-attr]  # of a reverse relation


def without_rule() -> list[str]:
    """Return the keys to Child of which nobody has said what a merge does with them."""
    return sorted(
        f"{model._meta.label}.{key}"
        for model, key in keys_to_children()
        if (model._meta.label, key) not in _RULES
    )


def plan_rows(plan: Plan) -> None:
    """Let each rule say what becomes of its rows. Two queries a model at most.

    :raises LookupError: if a model has no rule: nothing may be lost
    """
    if missing := without_rule():
        raise LookupError(f"No rule says what a merge does with {', '.join(missing)}")
    for model, key in keys_to_children():
        rule, _ = _RULES[model._meta.label, key]
        rule(plan, model, key)


def counted(plan: Plan) -> list[tuple[str, int]]:
    """Return how many rows of each kind move, by what they are called."""
    numbers: dict[str, int] = {}
    names = {label: called for (label, _), (_, called) in _RULES.items() if called}
    for step in plan.moved:
        called = names.get(step.row._meta.label, "")
        if called:
            numbers[called] = numbers.get(called, 0) + 1
    return sorted(numbers.items())


def move(plan: Plan, model: Any, key: str) -> None:
    """Move every row."""
    for row in model._base_manager.filter(**{key: plan.gone}).order_by("pk"):
        plan.move(row, key)


def stay(plan: Plan, model: Any, key: str) -> None:
    """Leave the rows with the old record."""


# The child's own facts. Each is chosen as a whole; a fact that one record lacks is the other's.


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a record: its code in a form, what it is called, and its columns."""

    code: str
    called: str
    columns: tuple[str, ...]

    def value(self, child: Child) -> tuple[Any, ...]:
        """Return its columns."""
        return tuple(getattr(child, name) for name in self.columns)

    def is_known(self, child: Child) -> bool:
        """Tell whether the record says it."""
        return any(self.value(child))


FACTS = (
    Fact("name", "Legal name", ("first_names", "last_name")),
    Fact("known", "Known as", ("known_as", "known_last_name")),
    Fact("born_on", "Date of birth", ("born_on", "rights_pass_on")),
    Fact("died_on", "Died", ("died_on",)),
    Fact("sex", "Sex", ("sex",)),
    Fact("ethnicity", "Ethnicity", ("ethnicity",)),
    Fact("language", "Language", ("language",)),
    Fact("interpreter", "Interpreter", ("interpreter",)),
    Fact("uses_bsl", "Uses British Sign Language", ("uses_bsl",)),
    Fact("how_i_communicate", "How to communicate", ("how_i_communicate",)),
    Fact("upn", "UPN", ("upn", "upn_missing")),
    Fact("uln", "ULN", ("uln",)),
    Fact("nhs_number", "NHS number", ("nhs_number",)),
    Fact("gp_practice", "GP practice", ("gp_practice",)),
    Fact("care", "Social care", ("care", "care_authority")),
)
NUMBERS = ("upn", "uln", "nhs_number")


def differing(first: Child, second: Child) -> list[Fact]:
    """Return the facts that both records say and say otherwise: somebody must choose."""
    return [
        fact
        for fact in FACTS
        if fact.is_known(first)
        and fact.is_known(second)
        and fact.value(first) != fact.value(second)
        and not _says_more(fact, first, second)
    ]


def _says_more(fact: Fact, first: Child, second: Child) -> Child | None:
    """Return which of two says a UPN, where the other only says why there is none."""
    if fact.code != "upn" or bool(first.upn) == bool(second.upn):
        return None
    return first if first.upn else second


def plan_facts(plan: Plan, chosen: dict[str, bool]) -> None:
    """Work out what the record that stays says, and what the other keeps.

    :param chosen: code of a differing fact to whether it is as the other record, not the one that
        stays, says
    """
    kept, gone = plan.kept, plan.gone
    after: Columns = {}
    asked = {fact.code for fact in differing(kept, gone)}
    for fact in FACTS:
        fuller = _says_more(fact, kept, gone)
        takes = chosen[fact.code] if fact.code in asked else not fact.is_known(kept)
        if takes or fuller is gone:
            after |= dict(zip(fact.columns, fact.value(gone), strict=True))
    if gone.user_id and not kept.user_id:
        after["user_id"] = gone.user_id
        plan.note("The young person’s account opens the record that stays")
    if gone.photo_id and not kept.photo_id:
        after |= {"photo_id": gone.photo_id, "photo_agreed_by": gone.photo_agreed_by}
    if gone.is_restricted:
        reasons = dict.fromkeys(filter(None, [kept.restricted_because, gone.restricted_because]))
        after |= {"is_restricted": True, "restricted_because": "; ".join(reasons)[:200]}
    if kept.is_restricted != gone.is_restricted:
        plan.note(
            "One of the records is restricted, so the record that stays is: only the family, the "
            "caseworkers and those named see it"
        )
    after["changes"] = kept.changes + 1
    left: Columns = {"merged_into_id": kept.pk, "user_id": None}
    left |= dict.fromkeys(NUMBERS)
    if "photo_id" in after:
        left["photo_id"] = None
    plan.change(gone, **left)  # first: what only one record may have is free then
    plan.change(kept, **after)


def plan_names(plan: Plan) -> None:
    """Keep as former names those that the record that stays does not say, so that they are found.

    Two queries. After `plan_facts`.
    """
    kept, gone = plan.kept, plan.gone
    after = next((step.after or {} for step in plan.changed if step.row is kept), {})
    said = {_names(kept, after, fact) for fact in FACTS[:2]}
    said |= {(each.first_names, each.last_name) for each in kept.former_names.all()}
    said |= {(each.first_names, each.last_name) for each in gone.former_names.all()}
    for child in (kept, gone):
        for fact in FACTS[:2]:
            names = fact.value(child)
            if any(names) and names not in said:
                said.add(names)
                plan.add(FormerName(child=kept, first_names=names[0], last_name=names[1]))


def _names(kept: Child, after: Columns, fact: Fact) -> tuple[Any, ...]:
    return tuple(after.get(name, getattr(kept, name)) for name in fact.columns)
