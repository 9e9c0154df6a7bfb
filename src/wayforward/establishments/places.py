"""Places by name: the first of several texts that is one, and names much like a text."""

import re
from collections.abc import Sequence

from django.db import connection
from rapidfuzz.distance import OSA

from wayforward.establishments.queries import Spot

NAMED = """
select key, other_keys, name, easting, northing from establishments_place
where key = any(%(keys)s) or other_keys && %(keys)s::varchar[] and easting is not null
"""
LIKE = """
select key, other_keys, name from establishments_place
where abs(length(key) - length(%(key)s)) <= %(most)s or cardinality(other_keys) > 0
"""
MOST_LIKE = 3  # names


def key_of(text: str) -> str:
    """Return `text` as the keys of places are written: lower case, letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", text.lower())[:100]


def first_place(texts: Sequence[str]) -> tuple[str, Spot] | None:
    """Return the first of `texts` that names a place, and where that is. One query."""
    keys = {text: key for text in texts if (key := key_of(text))}
    if not keys:
        return None
    with connection.cursor() as cursor:
        cursor.execute(NAMED, {"keys": list(keys.values())})
        rows = cursor.fetchall()
    spots = {
        each: Spot(name, easting, northing, is_rough=True)
        for key, others, name, easting, northing in reversed(rows)
        for each in (*others, key)
    }
    return next(((text, spots[key]) for text, key in keys.items() if key in spots), None)


def places_like(text: str) -> tuple[str, ...]:
    """Return the names of the few places that `text` may be a slip for, the likest first."""
    key = key_of(text)
    most = 1 if len(key) < 6 else 2 if len(key) < 10 else 3
    if len(key) < MOST_LIKE:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(LIKE, {"key": key, "most": most})
        rows = cursor.fetchall()
    ranked = sorted(
        (min(OSA.distance(key, each) for each in (own, *others)), own[:1] != key[:1], name)
        for own, others, name in rows
    )
    return tuple(name for slips, _, name in ranked if slips <= most)[:MOST_LIKE]
