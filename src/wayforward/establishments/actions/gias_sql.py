"""The statements of an import of the register of schools. Each takes all rows at once."""

from collections.abc import Iterable, Sequence

from psycopg import sql

from wayforward.establishments.gias_columns import ASIDE
from wayforward.establishments.models import Establishment

LINK_COLUMNS = ("row", "earlier", "later", "kind", "established_on")
TYPES = {"section_41": "boolean", "has_resourced": "boolean", "has_unit": "boolean"}

# A table like that of establishments, filled by COPY and gone at the end.
STAGE = sql.SQL(
    "create temporary table gias_incoming on commit drop as"
    " select * from establishments_establishment with no data;"
    " alter table gias_incoming add row integer, add found uuid,"
    " add held boolean not null default false, {}"
).format(
    sql.SQL(", ").join(
        sql.SQL("add {} {}").format(
            sql.Identifier(fact.field), sql.SQL(TYPES.get(fact.field, "integer"))
        )
        for fact in ASIDE
    )
)
STAGE_LINKS = (
    "create temporary table gias_links"
    " (row integer, earlier text, later text, kind text, established_on date) on commit drop"
)
DROP = "drop table if exists gias_incoming, gias_links"

# -- which row is which establishment --------------------------------------------------------------

MATCH_URN = """
update gias_incoming i set found = e.id from establishments_establishment e where e.urn = i.urn
"""
MATCH_SAME = """
update gias_incoming i set found = e.id
from unnest(%s::text[], %s::uuid[]) same (urn, id)
join establishments_establishment e using (id)
where same.urn = i.urn and (e.urn is null or e.urn = same.urn) and (i.found is null or i.found = e.id)
returning i.urn
"""
MATCH_UKPRN = """
update gias_incoming i set found = e.id from establishments_establishment e
where i.found is null and e.urn is null and e.ukprn = i.ukprn
    and e.status <> 'closed' and i.status <> 'closed'
    and not exists (select from gias_incoming other where other.found = e.id)
"""
# School numbers are used again, so only where there is exactly one of each, and neither is closed.
MATCH_LAESTAB = """
update gias_incoming i set found = alike.id from (
    select row.urn, e.id, count(*) over (partition by e.id) as rows,
        count(*) over (partition by row.urn) as entries
    from gias_incoming row join establishments_establishment e
        using (la_code, establishment_number)
    where row.found is null and e.urn is null and establishment_number <> ''
        and e.status <> 'closed' and row.status <> 'closed'
        and not exists (select from gias_incoming other where other.found = e.id)
) alike where alike.urn = i.urn and alike.rows = 1 and alike.entries = 1
"""
# An entry without a postcode is looked for in its own authority alone.
SUGGEST = """
select i.urn, i.name, e.id, e.name, i.postcode
from (
    select *, regexp_replace(lower(name), '[^a-z0-9]', '', 'g') as plain
    from establishments_establishment where urn is null and status <> 'closed'
) e join gias_incoming i on regexp_replace(lower(i.name), '[^a-z0-9]', '', 'g') = e.plain
where i.found is null and i.status <> 'closed' and i.urn <> all(%(apart)s::text[])
    and not exists (select from gias_incoming other where other.found = e.id)
    and (replace(e.postcode, ' ', '') = replace(i.postcode, ' ', '')
        or e.postcode = '' and i.la_gss_code = %(home)s)
order by i.urn, e.id
"""
# A number that another establishment has, which this extract says nothing of.
CLASH = """
select i.row, i.urn, i.ukprn, e.name from gias_incoming i
join establishments_establishment e on e.ukprn = i.ukprn and e.status <> 'closed'
where i.status <> 'closed' and e.id is distinct from i.found
    and not exists (select from gias_incoming other where other.found = e.id)
order by i.row
"""
HOLD = "update gias_incoming set held = true where urn = any(%s::text[])"

# -- adding and changing ---------------------------------------------------------------------------

# Numbers that pass from one row to another are let go first: each is checked row by row.
FREE_UKPRNS = """
update establishments_establishment e set ukprn = null from gias_incoming i
where e.id = i.found and not i.held and e.ukprn is not null
    and (e.ukprn, e.status) is distinct from (i.ukprn, i.status)
"""
SEEN = """
update establishments_establishment e
set gias_as_of = %(as_of)s, as_of = %(as_of)s, postcode_is_verified = true
from gias_incoming i where e.id = i.found and not i.held
    and (e.gias_as_of, e.as_of) is distinct from (%(as_of)s, %(as_of)s)
"""
MISSING = """
select e.urn, e.name from establishments_establishment e
where e.gias_as_of is not null
    and not exists (select from gias_incoming i where i.urn = e.urn)
    and e.la_code = any(array(select distinct i.la_code from gias_incoming i))
order by e.urn
"""


def copy_into(table: str, columns: Iterable[str]) -> sql.Composed:
    """Return the COPY of `columns` into a temporary table."""
    return sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )


def differing(fields: Sequence[str]) -> sql.Composed:
    """Return URN, name, and the old then the new `fields` of every row that changes anything."""
    return sql.SQL(
        "select i.urn, e.name, {old}, {new} from gias_incoming i"
        " join establishments_establishment e on e.id = i.found"
        " where not i.held and ({old}) is distinct from ({new}) order by i.urn"
    ).format(old=_of("e", fields), new=_of("i", fields))


def update(fields: Sequence[str]) -> sql.Composed:
    """Return the change of every establishment that differs from its row."""
    return sql.SQL(
        "update establishments_establishment e set {changes} from gias_incoming i"
        " where e.id = i.found and not i.held and ({old}) is distinct from ({new})"
    ).format(
        changes=sql.SQL(", ").join(
            sql.SQL("{0} = i.{0}").format(sql.Identifier(name)) for name in fields
        ),
        old=_of("e", fields),
        new=_of("i", fields),
    )


def insert(fields: Sequence[str]) -> sql.Composed:
    """Return the adding of every row that is no establishment yet; it returns URN and name."""
    rest = {
        field.attname: field.get_default()
        for field in Establishment._meta.concrete_fields
        if field.attname not in {*fields, "id", "origin", "gias_as_of", "as_of"}
    } | {"postcode_is_verified": True}
    return sql.SQL(
        "insert into establishments_establishment (id, {fields}, {rest}, origin, gias_as_of, as_of)"
        " select id, {fields}, {values}, 'gias', %(as_of)s, %(as_of)s from gias_incoming"
        " where found is null and not held order by row returning urn, name"
    ).format(
        fields=sql.SQL(", ").join(map(sql.Identifier, fields)),
        rest=sql.SQL(", ").join(map(sql.Identifier, rest)),
        values=sql.SQL(", ").join(map(sql.Literal, rest.values())),
    )


def _of(table: str, fields: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(table, name) for name in fields)


# -- units and resourced provision -----------------------------------------------------------------

STATED = """
stated as (
    select e.id as establishment_id, e.urn, e.name, provision.*, i.approved_needs,
        coalesce(nullif((select string_agg(known.name, '; ' order by known.place)
            from unnest(%(codes)s::text[], %(names)s::text[]) with ordinality
                known (code, name, place)
            where known.code = any(i.approved_needs)), ''), 'kind of need not stated') as need
    from gias_incoming i
    join establishments_establishment e on e.urn = i.urn
    cross join lateral (values
        ('unit', i.has_unit, i.unit_places, i.unit_on_roll),
        ('resourced', i.has_resourced, i.resourced_places, i.resourced_on_roll)
    ) provision (kind, has, places, on_roll)
    where not i.held
)
"""
PROVISION = f"""
with {STATED}
insert into establishments_specialistprovision as kept (establishment_id, kind, need, primary_needs,
    places, on_roll, note, as_at, source, origin)
select establishment_id, kind, left(need, 200), approved_needs, places, on_roll, '', '',
    %(source)s, 'gias'
from stated where has
on conflict (establishment_id, kind) where origin = 'gias' do update
set need = excluded.need, primary_needs = excluded.primary_needs, places = excluded.places,
    on_roll = excluded.on_roll, source = excluded.source, ends_on = null
where (kept.need, kept.primary_needs, kept.places, kept.on_roll, kept.ends_on) is distinct from
    (excluded.need, excluded.primary_needs, excluded.places, excluded.on_roll, null)
returning (select concat_ws(' ', urn, name) from establishments_establishment e
        where e.id = establishment_id),
    kind, coalesce(places::text, 'unknown number of') || ' places'
"""  # noqa: S608 -- made of the constant above
END_PROVISION = f"""
with {STATED}
update establishments_specialistprovision kept
set ends_on = greatest(starts_on, %(as_of)s::date), source = %(source)s
from stated where kept.establishment_id = stated.establishment_id and kept.kind = stated.kind
    and kept.origin = 'gias' and kept.ends_on is null and not stated.has
returning urn, name, kept.kind, 'is no longer stated'
"""  # noqa: S608 -- as above

# -- section 41 ------------------------------------------------------------------------------------

# The extract says only whether: the day on which it was first seen is kept, and said to be that.
APPROVE = """
with approved as (
    insert into establishments_establishmentapproval
        (id, establishment_id, approved_from, from_is_first_seen, source)
    select gen_random_uuid(), e.id, %(as_of)s, true, %(source)s
    from gias_incoming i join establishments_establishment e on e.urn = i.urn
    where i.section_41 and not i.held and not exists (
        select from establishments_establishmentapproval known where known.establishment_id = e.id
            and (known.approved_to is null or known.approved_to >= %(as_of)s)
    )
    returning establishment_id
)
select urn, name, 'is approved' from approved
join establishments_establishment e on e.id = establishment_id order by urn
"""
END_APPROVAL = """
update establishments_establishmentapproval known
set approved_to = greatest(approved_from, %(as_of)s::date - 1)
from gias_incoming i join establishments_establishment e on e.urn = i.urn
where known.establishment_id = e.id and known.from_is_first_seen and known.approved_to is null
    and not i.section_41 and not i.held
returning e.urn, e.name, 'is no longer approved'
"""
CONTRADICTED = """
select e.urn, e.name, 'is approved under section 41 as recorded, and not in the extract'
from establishments_establishmentapproval known
join establishments_establishment e on e.id = known.establishment_id
join gias_incoming i on i.urn = e.urn
where not known.from_is_first_seen and not i.section_41 and not i.held
    and known.approved_from <= %(as_of)s
    and (known.approved_to is null or known.approved_to >= %(as_of)s)
order by e.urn
"""

# -- links -----------------------------------------------------------------------------------------

UNKNOWN_LINKS = """
select row, side.name, side.urn from gias_links
cross join lateral (values ('earlier', earlier), ('later', later)) side (name, urn)
where not exists (select from establishments_establishment e where e.urn = side.urn)
    and not exists (select from gias_incoming i where i.urn = side.urn)
order by row, side.name
"""
# Most links are in the file twice, from either end: one of them is kept.
JOIN = """
with joined as (
    insert into establishments_establishmentlink as kept
        (id, earlier_id, later_id, kind, established_on)
    select distinct on (e.id, l.id) gen_random_uuid(), e.id, l.id, gias_links.kind, established_on
    from gias_links
    join establishments_establishment e on e.urn = earlier
    join establishments_establishment l on l.urn = later
    order by e.id, l.id, gias_links.kind, established_on nulls last
    on conflict (earlier_id, later_id) do update
    set kind = excluded.kind, established_on = excluded.established_on
    where (kept.kind, kept.established_on) is distinct from (excluded.kind, excluded.established_on)
    returning earlier_id, later_id
)
select l.urn, l.name, 'took the place of', e.urn, e.name from joined
join establishments_establishment e on e.id = earlier_id
join establishments_establishment l on l.id = later_id
order by l.urn, e.urn
"""
