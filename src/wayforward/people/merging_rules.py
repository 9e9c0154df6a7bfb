"""What a merge does with the rows of each model here where both records may say the same thing."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from wayforward.people import merging
from wayforward.people.merging import A_DAY, Plan
from wayforward.people.models import (
    Allocation,
    BreakGlass,
    Caring,
    Child,
    ChildAddress,
    ChildContact,
    Diagnosis,
    FormerName,
    LookReview,
    Merge,
    Named,
    NameUse,
    Need,
    NotSame,
    OwnWords,
    Profile,
    Schooling,
    Task,
    TeamWork,
)

LONGEST_AGO = datetime.date.min
LONGEST_NOTE = 300
MAIN = {Schooling.MAIN, Schooling.HOME, Schooling.NONE}
STRICTNESS = [Caring.ALL, Caring.LIMITED, Caring.NOTHING]


def _both(plan: Plan, model: Any) -> tuple[list[Any], list[Any]]:
    """Return the rows of the record that stays, and of the other. One query."""
    rows = list(model._base_manager.filter(child__in=[plan.kept, plan.gone]).order_by("pk"))
    kept = [row for row in rows if row.child_id == plan.kept.pk]
    return kept, [row for row in rows if row.child_id == plan.gone.pk]


def _one_goes_on(
    plan: Plan, ours: Any, other: Any, *, first: str, last: str, words: str
) -> dict[str, Any]:
    """Let the later begun of two rows go on, and the other end the day before.

    Return what else changes of `other`, which moves.
    """
    begun, others_begun = (getattr(row, first) or LONGEST_AGO for row in (ours, other))
    is_later = others_begun > begun
    older, newer = (ours, other) if is_later else (other, ours)
    end = (getattr(newer, first) or plan.on) - A_DAY
    if (start := getattr(older, first)) is not None:
        end = max(end, start)
    plan.note(words)
    if older is ours:
        plan.change(ours, **{last: end})
        return {}
    return {last: end}


def addresses(plan: Plan, model: Any, key: str) -> None:
    """Move the addresses; where both records say where the child lives now, the newer goes on."""
    ours, others = _both(plan, ChildAddress)
    current = next((row for row in ours if row.lived_to is None), None)
    for row in others:
        also: dict[str, Any] = {}
        if current is not None and row.lived_to is None:
            also = _one_goes_on(
                plan,
                current,
                row,
                first="lived_from",
                last="lived_to",
                words="Both say where the child lives: the address with the later first day stays "
                "the present one, and the other ends before it",
            )
            current = current if also else row
        plan.move(row, key, **also)


def schoolings(plan: Plan, model: Any, key: str) -> None:
    """Move the settings; of two present main ones the later begun goes on; the same one is once."""
    ours, others = _both(plan, Schooling)
    current = next((row for row in ours if row.ends_on is None and row.kind in MAIN), None)
    for row in others:
        also: dict[str, Any] = {}
        if current is not None and row.ends_on is None and row.kind in MAIN:
            if (row.kind, row.establishment_id) == (current.kind, current.establishment_id):
                _fold_setting(plan, current, row)
                continue
            also = _one_goes_on(
                plan,
                current,
                row,
                first="starts_on",
                last="ends_on",
                words="Both have a present main setting: the one with the later first day goes "
                "on, and the other ends the day before",
            )
            current = current if also else row
        plan.move(row, key, **also)


def _fold_setting(plan: Plan, ours: Schooling, other: Schooling) -> None:
    figures = ("attendance", "attendance_as_of", "hours_a_week", "reduced_until")
    newer = (other.attendance_as_of or LONGEST_AGO) > (ours.attendance_as_of or LONGEST_AGO)
    also = {name: getattr(other, name) for name in figures[:2]} if newer else {}
    if ours.hours_a_week is None:
        also |= {name: getattr(other, name) for name in figures[2:]}
    for name in ("year_taught", "suspended_days", "note"):
        if getattr(ours, name) in (None, ""):
            also[name] = getattr(other, name)
    plan.remove(other)
    plan.change(ours, starts_on=min(ours.starts_on, other.starts_on), **also)
    plan.note("Both are at the same setting: it is kept once, with the earlier first day")


def needs(plan: Plan, model: Any, key: str) -> None:
    """Put the other record's needs after those of the record that stays, each once."""
    ours, others = _both(plan, Need)
    known = {row.code: row for row in ours}
    rank = max((row.rank for row in ours), default=0)
    for row in sorted(others, key=lambda each: each.rank):
        if row.code in known:
            plan.change(known[row.code], note=_joined(known[row.code].note, row.note))
            plan.remove(row)
            continue
        rank += 1
        plan.move(row, key, rank=rank)
    if ours and others:
        plan.note("The needs of the record that stays come first, then those of the other")


def _joined(ours: str, other: str) -> str:
    """Return two notes as one; what does not fit is with the merge, and in the history."""
    return "; ".join(dict.fromkeys(filter(None, [ours, other])))[:LONGEST_NOTE]


def once(
    by: str, words: str, fold: Callable[[Any, Any], dict[str, Any]]
) -> Callable[[Plan, Any, str], None]:
    """Return the rule of a model whose open rows are there once for each `by`.

    :param fold: of the row that stays and the other, what changes of the one that stays
    """

    def moves(plan: Plan, model: Any, key: str) -> None:
        ours, others = _both(plan, model)
        is_open = {getattr(row, by): row for row in ours if row.ends_on is None}
        for row in others:
            same = is_open.get(getattr(row, by)) if row.ends_on is None else None
            if same is None:
                plan.move(row, key)
                continue
            plan.remove(row)
            plan.change(same, **fold(same, row))
            plan.note(words)

    return moves


def _earlier(ours: Any, other: Any) -> dict[str, Any]:
    return {"starts_on": min(ours.starts_on, other.starts_on)}


def _fold_allocation(ours: Allocation, other: Allocation) -> dict[str, Any]:
    notes = dict.fromkeys(filter(None, [ours.note, other.note]))
    return _earlier(ours, other) | {"note": "\n".join(notes)}


def _fold_caring(ours: Caring, other: Caring) -> dict[str, Any]:
    """Keep of two links with one carer whatever lets fewer things be told."""
    agreed = {ours.young_person_agrees, other.young_person_agrees}
    agrees = False if False in agreed else (agreed.pop() if len(agreed) == 1 else None)
    begun: Sequence[Any] = [each.starts_on for each in (ours, other) if each.starts_on]
    return {
        "told": max(ours.told, other.told, key=STRICTNESS.index),
        "court_limit": _joined(ours.court_limit, other.court_limit),
        "young_person_agrees": agrees,
        "starts_on": min(begun) if len(begun) == 2 else None,
    }


def named(plan: Plan, model: Any, key: str) -> None:
    """Move those named, each once."""
    ours, others = _both(plan, Named)
    known = {row.user_id for row in ours}
    for row in others:
        if row.user_id in known:
            plan.remove(row)
        else:
            plan.move(row, key)


def not_same(plan: Plan, model: Any, key: str) -> None:
    """Let what was said of the other record and a third be said of the record that stays."""
    pair = {plan.kept.pk, plan.gone.pk}
    said = set(NotSame.objects.filter(first__in=pair).values_list("first_id", "second_id"))
    said |= set(NotSame.objects.filter(second__in=pair).values_list("first_id", "second_id"))
    for row in NotSame.objects.filter(**{key: plan.gone}).order_by("pk"):
        third = row.second_id if key == "first" else row.first_id
        first, second = sorted([plan.kept.pk, third])
        if third != plan.kept.pk and (first, second) not in said:
            plan.change(row, first_id=first, second_id=second)


def derived(plan: Plan, model: Any, key: str) -> None:
    """Leave out what is made again from the names (actions/finding.py)."""


def register_rules() -> None:
    """Say what becomes of each model here; called when the app starts."""
    same = "Both have the same {}: it is kept once, with the earlier first day"
    for model, rule, called in (
        (FormerName, merging.move, "former names"),
        (ChildAddress, addresses, "addresses"),
        (Schooling, schoolings, "settings"),
        (Need, needs, "needs"),
        (Diagnosis, merging.move, "diagnoses"),
        (Profile, merging.move, "one-page profiles"),
        (OwnWords, merging.move, "own words"),
        (Task, merging.move, "things asked"),
        (BreakGlass, merging.move, "emergencies"),
        (LookReview, merging.move, "reviews of looks"),
        (Named, named, "people named"),
        (NameUse, derived, ""),
        (
            Caring,
            once(
                "carer_id",
                "Both have the same carer: kept once, and of what may be told the stricter",
                _fold_caring,
            ),
            "carers",
        ),
        (
            Allocation,
            once("user_id", same.format("worker"), _fold_allocation),
            "places on caseloads",
        ),
        (
            TeamWork,
            once(
                "team_id",
                same.format("team"),
                lambda ours, other: (
                    _earlier(ours, other) | {"what": _joined(ours.what, other.what)[:200]}
                ),
            ),
            "pieces of team work",
        ),
        (ChildContact, once("contact_id", same.format("contact"), _earlier), "contacts"),
    ):
        merging.register_rule(model, "child", rule, called)
    merging.register_rule(Merge, "child", merging.move)
    merging.register_rule(Merge, "gone", merging.stay)
    merging.register_rule(Child, "merged_into", merging.move)
    merging.register_rule(NotSame, "first", not_same)
    merging.register_rule(NotSame, "second", not_same)
