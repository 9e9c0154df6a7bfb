"""Reads about children. Each is a fixed number of queries, and starts from what may be seen."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet
from rapidfuzz.distance import OSA

from wayforward.access.relationships import Relationship, relationships
from wayforward.people.identifiers import NumberRefused, compact, read_reference, read_upn
from wayforward.people.models import (
    Allocation,
    Child,
    ChildContact,
    Merge,
    NameUse,
    Schooling,
    Task,
    TeamWork,
)
from wayforward.people.names import sound
from wayforward.people.relationships import those_covered
from wayforward.web.text import words_of

MOST_FOUND = 50
MOST_CANDIDATES = 400
MOST_WORDS = 8
NEAR_WORDS = 60  # words of one typed word that are looked at, the likeliest first
DAY_TYPED = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})")

# How a word of a name matched a typed one, best first.
EXACT, BEGINS, SLIP, SOUNDS = range(4)
WHY = {
    EXACT: "",
    BEGINS: "a name that begins so",
    SLIP: "a name spelt nearly so",
    SOUNDS: "a name that sounds so",
}

CANDIDATES = """
select asked.word, known.word, known.sound = asked.sound
from unnest(%(words)s::text[], %(sounds)s::text[]) asked(word, sound)
cross join lateral (
    (select word, sound from people_nameword
        where word >= asked.word and word < asked.word || chr(1114111) limit %(most)s)
    union
    (select word, sound from people_nameword where sound = asked.sound limit %(most)s)
    union
    (select near.word, near.sound from people_nameword near
        where near.trigrams && (select array_agg(substr('  ' || asked.word || ' ', n, 3)::varchar)
                from generate_series(1, length(asked.word) + 1) n)
            and length(asked.word) >= 4
            and abs(length(near.word) - length(asked.word)) <= 1
            and cardinality(array(select unnest(near.trigrams) intersect
                select substr('  ' || asked.word || ' ', n, 3)
                from generate_series(1, length(asked.word) + 1) n)) * 3 >= length(asked.word)
        limit %(most)s)
) known
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A child that a search found, and why when it was not by the very name or number."""

    child: Child
    why: str


def with_setting(children: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Return children with where each learns on a day, under `now_at`. One more query."""
    current = Schooling.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        starts_on__lte=on,
        kind__in=[Schooling.MAIN, Schooling.HOME, Schooling.NONE],
    ).select_related("establishment")
    return children.prefetch_related(Prefetch("schoolings", current, to_attr="now_at"))


def family_of(user: Any, *, on: date) -> QuerySet[Any]:
    """Return the children of a family, the eldest first, each with who works with them now.

    Under `workers`, `teams` and `others`, and under `now_at`. Five queries.
    """
    now = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    workers = Allocation.objects.filter(now).select_related("user").order_by("starts_on", "pk")
    teams = TeamWork.objects.filter(now).select_related("team").order_by("starts_on", "pk")
    others = ChildContact.objects.filter(now).select_related("contact").order_by("starts_on", "pk")
    children = Child.objects.visible_to(user, on=on).prefetch_related(
        Prefetch("allocations", workers, to_attr="workers"),
        Prefetch("team_work", teams, to_attr="teams"),
        Prefetch("contacts", others, to_attr="others"),
    )
    return with_setting(children.order_by("born_on", "pk"), on)


def find_children(text: str, *, user: Any, on: date) -> list[Found]:
    """Return the children that a person means, among those they may see, likeliest first.

    By reference, UPN, ULN, NHS number or date of birth; or by words of a name in any order, former
    names too, spelt nearly right or as they sound. At most MOST_FOUND.
    """
    visible = Child.objects.visible_to(user, on=on)
    number = _number(text)
    if number is not None:
        found = list(with_setting(visible.filter(number), on)[:MOST_FOUND])
        if found:
            return [Found(child, "") for child in found]
        merged = visible.filter(pk__in=merged_with(text))
        return [
            Found(child, "a number of a record that was merged into this one")
            for child in with_setting(merged, on)[:MOST_FOUND]
        ]
    words = list(dict.fromkeys(words_of(text)))[:MOST_WORDS]
    if not words:
        return []
    ways = _ways(words)
    if any(not ways.get(word) for word in words):
        return []
    very = _with_words(visible, [[word] for word in words])
    nearly = _with_words(visible, [list(ways[word]) for word in words])
    ranked = _ranked({row[0]: row for row in [*very, *nearly]}, words, ways)[:MOST_FOUND]
    children = with_setting(Child.objects.filter(pk__in=[pk for pk, _ in ranked]), on).in_bulk()
    return [Found(children[pk], why) for pk, why in ranked]


def merged_with(number: str) -> QuerySet[Any]:
    """Return the ids of the records into which one was merged that had a number or reference."""
    typed = compact(number)
    asked = [typed, read_reference(typed) or typed]
    found = Merge.objects.filter(undone_at__isnull=True, old_numbers__overlap=asked)
    return found.values("child_id")


def _with_words(visible: Any, ways: list[list[str]]) -> list[tuple[Any, ...]]:
    """Return the ids and names of children each of whose words is one of its ways. One query.

    At most MOST_CANDIDATES, in no order: of thousands of one name any will do, and more words
    tell them apart.
    """
    for words in ways:
        visible = visible.filter(
            pk__in=NameUse.objects.filter(word_id__in=words).values("child_id")
        )
    names = ("pk", "first_names", "last_name", "known_as", "known_last_name")
    return list(visible.values_list(*names)[:MOST_CANDIDATES])


def _number(text: str) -> Q | None:
    """Return the condition that a number or date of birth sets, or nothing if it is a name."""
    if day := DAY_TYPED.fullmatch(text.strip()):
        try:
            return Q(born_on=date(int(day[3]), int(day[2]), int(day[1])))
        except ValueError:
            return Q(pk__in=[])
    typed = compact(text)
    if reference := read_reference(typed):
        return Q(reference=reference)
    try:
        return Q(upn=read_upn(typed))
    except NumberRefused:
        pass
    if re.fullmatch(r"[0-9]{10}", typed):
        return Q(uln=typed) | Q(nhs_number=typed)
    return None


def _ways(words: list[str]) -> dict[str, dict[str, int]]:
    """Return for each typed word the words of names that it may mean, and how each matches."""
    with connection.cursor() as cursor:
        cursor.execute(
            CANDIDATES,
            {"words": words, "sounds": [sound(word) for word in words], "most": NEAR_WORDS},
        )
        rows: list[tuple[str, str, bool]] = cursor.fetchall()
    ways: dict[str, dict[str, int]] = {word: {} for word in words}
    for asked, known, sounds_so in rows:
        how = _how(asked, known, sounds_so)
        if how is not None:
            ways[asked][known] = min(how, ways[asked].get(known, how))
    return ways


def _how(asked: str, known: str, sounds_so: bool) -> int | None:
    """Return how a known word matches a typed one, or nothing if it does not."""
    if known == asked:
        return EXACT
    if known.startswith(asked):
        return BEGINS
    slips = 1 if len(asked) <= 5 else 2
    if len(asked) >= 4 and OSA.distance(asked, known, score_cutoff=slips) <= slips:
        return SLIP
    return SOUNDS if sounds_so and len(asked) >= 3 else None


def alike(asked: str, known: str) -> bool:
    """Tell whether one folded word of a name may be another: the same, begun so, a slip, a sound."""
    return _how(asked, known, sound(asked) == sound(known)) is not None


def _ranked(
    children: Mapping[Any, tuple[Any, ...]],
    words: Collection[str],
    ways: dict[str, dict[str, int]],
) -> list[tuple[Any, str]]:
    """Return ids, and why, in the order of how well the names match. One query.

    :param children: id to a row of the id and the names
    """
    names: dict[Any, set[str]] = {}
    uses = NameUse.objects.filter(child__in=list(children))
    for child_id, word in uses.values_list("child_id", "word_id"):
        names.setdefault(child_id, set()).add(word)
    scored = []
    for pk, (_, *current) in children.items():
        own = names.get(pk, set())
        each = [min(ways[word][name] for name in own if name in ways[word]) for word in words]
        now = set(words_of(" ".join(current)))
        is_former = any(not set(ways[word]) & now for word in words)
        why = "a former name" if is_former and not max(each) else WHY[max(each)]
        first_names, last_name, *_ = current
        order = (max(each), sum(each), is_former, last_name, first_names, str(pk))
        scored.append((order, pk, why))
    return [(pk, why) for _, pk, why in sorted(scored)]


def lists_of(user: Any, *, on: date) -> list[tuple[Relationship, int]]:
    """Return each kind of relationship by which a person sees children, and how many they are."""
    counted = [
        (kind, kind.children(user, on).distinct().count())  # an index scan of one table each
        for kind in relationships()
    ]
    return [(kind, number) for kind, number in counted if number]


def tasks_of(user: Any, *, on: date) -> QuerySet[Task]:
    """Return what is asked of a person and not done, the most urgent first.

    Also what is asked of those who are away and whom they cover for, but about restricted records.
    """
    covered = Q(asked_of__in=those_covered(user, on), child__is_restricted=False)
    return (
        Task.objects.filter(Q(asked_of=user) | covered, done_on__isnull=True)
        .select_related("child", "asked_by", "asked_of")
        .order_by("due_on", "asked_on", "pk")
    )
