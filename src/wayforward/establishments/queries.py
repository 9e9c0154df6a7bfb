"""Where things are: a postcode, part of one, or a named place, as a grid position in metres."""

import re
from dataclasses import dataclass

from django.db import connection

from wayforward.establishments.postcodes import SHAPE, normalised, spaced

OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
SECTOR = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9]")
METRES_IN_A_MILE = 1609.344

FIND = """
with asked as (select %(code)s::text as code, %(key)s::text as key)
select * from (
    select 1 as rank, code as name, easting, northing, false as rough
    from establishments_postcode where code = (select code from asked)
    union all
    select 2, name, easting, northing, true
    from establishments_place
    where key = (select key from asked) or other_keys @> array[(select key from asked)]::varchar[]
    union all
    select 3, (select code from asked), round(avg(easting))::int, round(avg(northing))::int, true
    from establishments_postcode
    where %(part)s <> '' and code >= %(part)s and code < %(part)s || '~' and code ~ %(pattern)s
) as found where easting is not null order by rank limit 1
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the National Grid, in metres; `is_rough` when it is the middle of an area."""

    name: str
    easting: int
    northing: int
    is_rough: bool


def find_spot(text: str) -> Spot | None:
    """Return where a postcode, an outcode ("MK9"), a sector ("MK9 3") or a place is, or None."""
    code = normalised(text)[:8]
    key = re.sub(r"[^a-z0-9]", "", text.lower())[:100]
    if not key:
        return None
    part, pattern = "", "^$"
    if OUTCODE.fullmatch(code):
        part, pattern = code, f"^{code}[0-9][A-Z]{{2}}$"
    elif SECTOR.fullmatch(code) and not SHAPE.fullmatch(code):
        part, pattern = code, f"^{code}[A-Z]{{2}}$"
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"code": code, "key": key, "part": part, "pattern": pattern})
        row = cursor.fetchone()
    if row is None:
        return None
    _, name, easting, northing, rough = row
    return Spot(spaced(name), easting, northing, rough)


def looks_like_a_postcode(text: str) -> bool:
    """Tell whether `text` has the shape of a whole postcode."""
    return bool(SHAPE.fullmatch(normalised(text)))
