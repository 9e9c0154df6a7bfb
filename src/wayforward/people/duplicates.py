"""Pairs of records that may be of one child, among those that somebody may see, and why.

PostgreSQL joins on what is indexed (day of birth, words of names and how they sound, carers,
postcodes), never every record with every other; what it finds is judged here by the names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from wayforward.people.identifiers import is_temporary
from wayforward.people.models import Child
from wayforward.people.queries import alike, with_setting
from wayforward.web.text import words_of

MOST_CANDIDATES = 20_000  # pairs that are judged, those that share most first
LIKELY, POSSIBLE, TWINS = 60, 30, 10  # what a pair scores at least to be called so
OTHER_UPN = 30  # points that two different UPNs count against a pair, which is never likely then
OTHER_UPNS = "they have different UPNs, so they are two children, or one of the numbers is wrong"

# Of pairs of visible children: how many words of their names sound alike, whether one has the
# other's date of birth or the same with day and month changed round, a carer, an address.
CANDIDATES = """
with seen as materialized (
    select child.id, child.born_on from people_child child
    where child.merged_into_id is null and child.id in ({visible})
),
words as materialized (
    select distinct seen.id, seen.born_on, word.sound
    from seen
    join people_nameuse used on used.child_id = seen.id
    join people_nameword word on word.word = used.word_id
),
pairs as (
    select one.id as first, other.id as second, count(*) as sounds, 0 as carers, 0 as places
    from words one
    join words other
        on other.born_on = one.born_on and other.sound = one.sound and other.id > one.id
    group by one.id, other.id
    union all
    select least(one.id, other.id), greatest(one.id, other.id), count(*), 0, 0
    from words one
    join words other on other.sound = one.sound and other.id <> one.id
        and other.born_on = make_date(
            extract(year from one.born_on)::int,
            extract(day from one.born_on)::int,
            extract(month from one.born_on)::int)
    where extract(day from one.born_on) <= 12
        and extract(day from one.born_on) < extract(month from one.born_on)
    group by one.id, other.id having count(*) >= 2
    union all
    select one.child_id, other.child_id, 0, 1, 0
    from people_caring one
    join people_caring other on other.carer_id = one.carer_id and other.child_id > one.child_id
    join seen first on first.id = one.child_id
    join seen second on second.id = other.child_id
    union all
    select one.child_id, other.child_id, 0, 0, 1
    from people_childaddress one
    join people_childaddress other on other.postcode = one.postcode
        and lower(other.street) = lower(one.street) and other.child_id > one.child_id
    join seen first on first.id = one.child_id
    join seen second on second.id = other.child_id
    where one.postcode <> '' and one.street <> ''
)
select first, second, max(carers) as carers, max(places) as places
from pairs
where not exists (
    select from people_notsame said
    where said.first_id = pairs.first and said.second_id = pairs.second
)
group by first, second
order by max(carers) + max(places) + sum(sounds) desc, first, second
limit %s
"""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two records that may be of one child.

    :ivar reasons: in words, the weightiest first
    :ivar against: what speaks against it, in words
    :ivar score: how likely it is; only good for putting pairs in order
    :ivar may_be_twins: born on one day to one carer, and called otherwise
    """

    first: Any
    second: Any
    reasons: tuple[str, ...]
    score: int
    may_be_twins: bool = False
    against: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Return how likely it is, in words."""
        if self.may_be_twins:
            return "May be twins"
        return "Likely" if self.score >= LIKELY else "Possible"


@dataclass(slots=True)
class _Names:
    """What a child is called, folded.

    :ivar first: every word of the legal first names
    :ivar calls: the first of them, and what the child is known as: middle names tell no twins apart
    """

    first: list[str]
    calls: list[str]
    last: set[str]
    former: set[str] = field(default_factory=set)
    born_on: date = date.min
    upn: str = ""


def suspicions(visible: Any) -> list[Suspicion]:
    """Return the pairs among some children that may be one, likeliest first. Three queries.

    `first` and `second` are ids: `with_children` puts the records in their place.

    :param visible: the children that whoever looks may see
    """
    found = _candidates(visible)
    names = _names_of({pk for first, second, *_ in found for pk in (first, second)})
    judged = (
        judge(first, second, names[first], names[second], same_carer=carers, same_place=places)
        for first, second, carers, places in found
    )
    kept = [each for each in judged if each is not None]
    return sorted(kept, key=lambda each: (-each.score, str(each.first), str(each.second)))


def suspicion_of(one: Child, other: Child) -> Suspicion | None:
    """Return why two records may be of one child, or nothing. Four queries."""
    names = _names_of({one.pk, other.pk})
    carers = one.carings.filter(carer__carings__child=other).exists()
    places = {(place.postcode, place.street.lower()) for place in one.addresses.all()}
    others = {(place.postcode, place.street.lower()) for place in other.addresses.all()}
    same = {each for each in places & others if all(each)}
    return judge(
        one.pk, other.pk, names[one.pk], names[other.pk], same_carer=carers, same_place=bool(same)
    )


def with_children(found: Sequence[Suspicion], on: date) -> list[Suspicion]:
    """Return pairs with the records for the ids, and where each child learns. Two queries."""
    ids = {pk for each in found for pk in (each.first, each.second)}
    children = with_setting(Child.objects.filter(pk__in=ids), on).in_bulk()
    return [
        replace(each, first=children[each.first], second=children[each.second]) for each in found
    ]


def _candidates(visible: Any) -> list[tuple[Any, Any, bool, bool]]:
    sql, parameters = visible.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        # The query of those who may be seen is Django's own, with its parameters apart.
        cursor.execute(CANDIDATES.format(visible=sql), [*parameters, MOST_CANDIDATES])
        return [(first, second, bool(c), bool(p)) for first, second, c, p in cursor.fetchall()]


def _names_of(ids: Iterable[Any]) -> dict[Any, _Names]:
    """Return what children are called. One query, and one for former names."""
    rows = Child.objects.filter(pk__in=list(ids)).prefetch_related("former_names")
    found = {}
    for child in rows:
        first = words_of(child.first_names)
        calls = [*first[:1], *words_of(child.known_as)]
        last = set(words_of(f"{child.last_name} {child.known_last_name}"))
        former = {
            word
            for each in child.former_names.all()
            for word in words_of(f"{each.first_names} {each.last_name}")
        }
        found[child.pk] = _Names(first, calls, last, former, child.born_on, child.upn or "")
    return found


def judge(
    first: Any, second: Any, one: _Names, other: _Names, *, same_carer: bool, same_place: bool
) -> Suspicion | None:
    """Return why two records may be of one child, or nothing if it is too little."""
    same_day = one.born_on == other.born_on
    swapped = not same_day and (one.born_on.year, one.born_on.month, one.born_on.day) == (
        other.born_on.year,
        other.born_on.day,
        other.born_on.month,
    )
    firsts, others = set(one.first), set(other.first)
    is_part = bool(firsts and others) and (firsts <= others or others <= firsts)
    first_same = is_part or bool(set(one.calls) & set(other.calls))
    first_near = first_same or any(_near(a, b) for a in one.calls for b in other.calls)
    last_same = bool(one.last & other.last) or one.last == other.last
    last_near = last_same or any(_near(a, b) for a in one.last for b in other.last)
    former = bool((one.former & other.last) or (other.former & one.last))
    reasons: list[tuple[int, str]] = []
    if same_day:
        reasons.append((20, "Same date of birth"))
    elif swapped:
        reasons.append((15, "Dates of birth with day and month changed round"))
    if first_same and last_same:
        reasons.append((40, "Same name"))
    elif first_near and last_near:
        reasons.append((30, "Names spelt nearly alike, or that sound alike"))
    elif first_near and former:
        reasons.append((35, "Same first name, and one has the other’s former last name"))
    elif first_near:
        reasons.append((10, "Same or nearly the same first name, another last name"))
    if same_carer:
        reasons.append((25, "Same carer"))
    if same_place:
        reasons.append((15, "Same address"))
    against = (OTHER_UPNS,) if _other_upns(one.upn, other.upn) else ()
    if same_carer and same_day and not (first_same if against else first_near):
        words = "Same carer and date of birth, but other first names: twins, most likely"
        return Suspicion(first, second, (words,), TWINS, may_be_twins=True, against=against)
    score = sum(points for points, _ in reasons)
    if against:
        score = min(score - OTHER_UPN, LIKELY - 1)
    named_alike = first_near and (last_near or former)
    if not first_near or not (
        (named_alike and (same_day or swapped or same_carer or same_place))
        or (same_day and (same_carer or same_place))
    ):
        return None
    if score < POSSIBLE:
        return None
    ordered = sorted(reasons, key=lambda each: -each[0])
    return Suspicion(first, second, tuple(words for _, words in ordered), score, against=against)


def _other_upns(one: str, other: str) -> bool:
    """Tell whether both have a UPN that is theirs for good, and not the same.

    A temporary one says nothing: a school gives it until it knows the child's own.
    """
    known = bool(one and other) and not is_temporary(one) and not is_temporary(other)
    return known and one != other


def _near(one: str, other: str) -> bool:
    return alike(one, other) or alike(other, one)
