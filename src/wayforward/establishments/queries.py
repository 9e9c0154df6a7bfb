"""Reads: where things are, as a grid position in metres; and establishments and their history."""

import datetime
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from wayforward.establishments.gias_columns import SECTION_41_TYPES
from wayforward.establishments.models import Establishment, EstablishmentApproval, Postcode
from wayforward.establishments.postcodes import SHAPE, normalised, spaced

# Words of a school's name that do not tell it from others.
ORDINARY_IN_NAMES = frozenset(
    [
        "a",
        "academy",
        "and",
        "at",
        "c",
        "ce",
        "church",
        "college",
        "e",
        "england",
        "federation",
        "first",
        "free",
        "for",
        "from",
        "high",
        "in",
        "infant",
        "infants",
        "junior",
        "lower",
        "middle",
        "my",
        "nursery",
        "of",
        "on",
        "pre",
        "preschool",
        "primary",
        "rc",
        "sch",
        "school",
        "schools",
        "secondary",
        "sen",
        "send",
        "special",
        "the",
        "to",
        "trust",
        "unit",
        "upper",
    ]
)
MOST_WORDS_OF_A_NAME = 8
OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
SECTOR = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9]")
SECTOR_APART = re.compile(r"\s*[A-Z]{1,2}[0-9][A-Z0-9]?\s+[0-9]\s*", re.IGNORECASE)
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
    is_sector = bool(SECTOR_APART.fullmatch(text))  # "ZZ1 1" is one, "ZZ11" an outcode
    if OUTCODE.fullmatch(code) and not is_sector:
        part, pattern = code, f"^{code}[0-9][A-Z]{{2}}$"
    elif SECTOR.fullmatch(code) and not SHAPE.fullmatch(code):
        part, pattern = code, f"^{code}[A-Z]{{2}}$"
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"code": code, "key": key, "part": part, "pattern": pattern})
        row = cursor.fetchone()
    if row is None:
        return None
    _, name, easting, northing, rough = row
    if is_sector and name == code:
        name = f"{code[:-1]} {code[-1]}"
    return Spot(spaced(name), easting, northing, rough)


def looks_like_a_postcode(text: str) -> bool:
    """Tell whether `text` has the shape of a whole postcode."""
    return bool(SHAPE.fullmatch(normalised(text)))


def knows_postcodes() -> bool:
    """Tell whether any postcode is loaded."""
    return Postcode.objects.exists()


# -- establishments --------------------------------------------------------------------------------

BEFORE = """
with recursive line (id) as (
    select %s::uuid
    union
    select link.earlier_id from establishments_establishmentlink link join line
        on link.later_id = line.id
)
select id from line
"""


def known_as(text: str) -> QuerySet[Establishment]:
    """Return establishments whose name holds every word of `text`, or whose number it is.

    A number is a URN, UKPRN, Ofsted URN, or authority and school number ("826/1001").
    """
    words = text.split()
    by_name = Q()
    for word in words:
        by_name &= Q(name__icontains=word)
    typed = "".join(words).upper()
    by_number = Q(urn=typed) | Q(ukprn=typed) | Q(ofsted_urn=typed)
    by_number |= Q(former_urns__contains=[typed[:6]])
    if laestab := re.fullmatch(r"([0-9]{3})/?([0-9]{4})", typed):
        by_number |= Q(la_code=laestab[1], establishment_number=laestab[2])
    return Establishment.objects.filter(by_name | by_number)


def named(words: Sequence[Sequence[str]], *, home: str) -> QuerySet[Establishment]:
    """Return open establishments of the authority `home` whose name holds every one of `words`.

    Each of `words` is one or more spellings, folded, without apostrophes. Words that most schools
    have in their names ("primary", "school") tell nothing: with those alone none is found.

    :param home: the authority's GSS code; those of no authority come from its own profile
    """
    telling = [ways for ways in words if ways and not ORDINARY_IN_NAMES.issuperset(ways)]
    found = Establishment.objects.filter(la_gss_code__in=["", home])
    if not telling or len(telling) > MOST_WORDS_OF_A_NAME:
        return found.none()
    for ways in telling:
        spelt = "|".join("['’]?".join(map(re.escape, way)) for way in ways)
        found = found.filter(name__iregex=rf"\m({spelt})\M")
    return found.exclude(status=Establishment.CLOSED).order_by("name", "pk")


def history_ids(establishment_id: uuid.UUID) -> list[uuid.UUID]:
    """Return the ids of an establishment and of all whose place it took, however far back.

    What was recorded at a school that has since become an academy is found by these.
    """
    with connection.cursor() as cursor:
        cursor.execute(BEFORE, [str(establishment_id)])
        return [pk for (pk,) in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Section41:
    """Whether and when an institution was approved under section 41, as seen on one day.

    :ivar can_apply: whether such a place can be approved at all
    :ivar now: the approval of that day, if any
    :ivar others: those before and those to come, the latest first
    """

    can_apply: bool
    now: EstablishmentApproval | None
    others: list[EstablishmentApproval]


def section_41_on(establishment: Establishment, day: datetime.date) -> Section41:
    """Return an establishment's approval under section 41 as it was on `day`."""
    every = sorted(
        establishment.approvals.all(), key=lambda approval: approval.approved_from, reverse=True
    )
    now = next((approval for approval in every if approval.covers(day)), None)
    others = [approval for approval in every if approval is not now]
    return Section41(may_be_approved(establishment) or bool(every), now, others)


def may_be_approved(establishment: Establishment) -> bool:
    """Tell whether section 41 of the Children and Families Act 2014 can be about such a place.

    By its type in the register of schools; where that is not known, by its kind.
    """
    if establishment.type_code:
        return establishment.type_code in SECTION_41_TYPES
    return establishment.kind in {Establishment.INDEPENDENT, Establishment.POST_16}
