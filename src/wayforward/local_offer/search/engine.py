"""Runs a search: which services match, in what order, how many of each filter, and why.

At most `CANDIDATES` services are put in order and `COUNTED` services counted in each count, from at
most `ROWS_COUNTED` rows of them; beyond that the page says "over 1,000". The nearest come from an
index of positions, in its order. So a search over half a million services reads no more rows than
one over five thousand. Each function is a fixed number of database queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from wayforward.establishments.queries import METRES_IN_A_MILE
from wayforward.local_offer.search.criteria import (
    LIST_FILTERS,
    PAGE_SIZE,
    Criteria,
    Options,
)
from wayforward.local_offer.search.interpret import Group

CANDIDATES = 1000
COUNTED = 1000
ROWS_COUNTED = 5 * COUNTED  # a service has a row for each of its places
OVER = 1000  # a count above this is shown as "over 1,000"


# As the index has it (models.SearchEntry), in metres of the National Grid.
POSITION = sql.SQL("point(easting::float8, northing::float8)")


ADULT, OLDEST_IN_SEND = 18, 25  # years; Children and Families Act 2014, sections 83(2) and 83(7)
# How many are not known of the ages, the place and a way to get in touch (search/index.py).
GAPS = sql.SQL(
    "(age_min is null and age_max is null)::int + (not facets @> '{known:place}')::int"
    " + (not facets @> '{known:contact}')::int"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One service found: its row's facts that explain the place it has in the list."""

    service_id: UUID
    metres: float | None
    facets: frozenset[str]
    said: tuple[tuple[str, bool], ...]  # (the way that matched, whether in its name) by group


@dataclass(frozen=True, slots=True)
class Count:
    """How many: exact up to `OVER`; `at_least` when counting stopped early."""

    number: int
    at_least: bool = False

    def __str__(self) -> str:
        if self.number > OVER:
            return f"over {OVER:,}"
        return f"{self.number:,} or more" if self.at_least else f"{self.number:,}"


class Conditions:
    """The SQL of one search: its words, its place, its age and each of its list filters."""

    def __init__(
        self,
        criteria: Criteria,
        groups: Sequence[Group],
        options: Options,
        *,
        any_word: bool = False,
    ) -> None:
        self.criteria = criteria
        self.groups = groups
        self.any_word = any_word
        self.joiner = sql.SQL(" || " if any_word else " && ")
        self.options = options
        self.by_place = criteria.spot is not None

    @property
    def query(self) -> sql.Composable:
        """The words as one tsquery: every group (or any), each in any of its ways."""
        return self.joiner.join(tsquery(group.ways) for group in self.groups)

    def parts(
        self,
        *,
        leave_out: str | None = None,
        column: str = "words",
        has_place: bool | None = None,
    ) -> sql.Composable:
        """Return the conditions as one SQL expression, but for the list filter `leave_out`.

        :param has_place: only rows with a place, only those without, or both
        """
        parts: list[sql.Composable] = []
        if self.groups:
            parts.append(sql.SQL("{} @@ ({})").format(sql.Identifier(column), self.query))
        for name, codes in self.criteria.filters.items():
            if codes and name != leave_out:
                facets = [self.options[name][code].facet for code in codes]
                parts.append(sql.SQL("facets && {}::varchar[]").format(sql.Literal(facets)))
        if self.criteria.age is not None:
            parts.append(
                sql.SQL(
                    "(age_min is null or age_min <= {1}) and (age_max is null or age_max >= {0})"
                ).format(sql.Literal(self.criteria.age), sql.Literal(self.oldest))
            )
        if has_place is not None:
            parts.append(sql.SQL("easting is not null" if has_place else "easting is null"))
        if self.criteria.spot and self.criteria.within and has_place is not False:
            nearby = self._nearby(self.criteria.within * METRES_IN_A_MILE)
            either = sql.SQL("{}" if has_place else "(easting is null or {})")
            parts.append(either.format(nearby))
        if not self.by_place:
            parts.append(sql.SQL("is_first"))
        return sql.SQL(" and ").join(parts) if parts else sql.SQL("true")

    @property
    def oldest(self) -> int | None:
        """The oldest of the ages asked for, in years."""
        return self.criteria.age if self.criteria.age_to is None else self.criteria.age_to

    def _nearby(self, metres: float) -> sql.Composable:
        """Within `metres` of the spot."""
        return sql.SQL("{} <@ circle({}, {})").format(POSITION, self.spot, sql.Literal(metres))

    @property
    def spot(self) -> sql.Composable:
        """The point from which distance is counted."""
        spot = self.criteria.spot
        assert spot is not None
        return sql.SQL("point({}, {})").format(
            sql.Literal(float(spot.easting)), sql.Literal(float(spot.northing))
        )

    @property
    def metres(self) -> sql.Composable:
        """Return the distance from the spot in metres, null where there is none."""
        if self.criteria.spot is None:
            return sql.SQL("null::float8")
        return sql.SQL("{} <-> {}").format(POSITION, self.spot)


def tsquery(ways: Sequence[str]) -> sql.Composable:
    """Return the ways of one group as a tsquery: any of them; each needs all of its words."""
    asked = (sql.SQL("plainto_tsquery('english', {})").format(sql.Literal(way)) for way in ways)
    return sql.SQL("({})").format(sql.SQL(" || ").join(asked))


def find(conditions: Conditions, page: int) -> tuple[list[Hit], int]:
    """Return one page of hits in order, and how many candidates there were (capped)."""
    statement = sql.SQL(
        """
        with candidates as materialized ({candidates}),
        ranked as (
            select distinct on (service_id) service_id, id, title, metres, last_checked_on,
                {tier} as tier, {score} as score, {gaps} as gaps
            from candidates
            order by service_id, metres nulls last
        ),
        paged as (
            select *, count(*) over () as total, row_number() over (order by {order}) as place
            from ranked order by place limit {limit} offset {offset}
        )
        select paged.service_id, paged.metres, paged.total, entry.facets, {said}
        from paged join local_offer_searchentry entry using (id)
        order by paged.place
        """
    ).format(
        candidates=_candidates(conditions),
        tier=_tier(conditions),
        score=_score(conditions),
        gaps=GAPS,
        order=_order(conditions),
        limit=sql.Literal(PAGE_SIZE),
        offset=sql.Literal((page - 1) * PAGE_SIZE),
        said=_said(conditions),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    hits = [
        Hit(service_id, metres, frozenset(facets), tuple(zip(ways, in_names, strict=True)))
        for service_id, metres, _, facets, ways, in_names in rows
    ]
    return hits, rows[0][2] if rows else 0


def _candidates(conditions: Conditions) -> sql.Composable:
    """Return the rows to put in order: at most CANDIDATES, the likeliest first.

    With words: first those whose name says them, then the rest. The other orders take their
    candidates in that order from an index.
    """
    columns = sql.SQL(
        "select id, service_id, title, names, words, facets, age_min, age_max, easting,"
        " last_checked_on,"
        " {} as metres from local_offer_searchentry where "
    ).format(conditions.metres)
    limit = sql.Literal(CANDIDATES)
    sort = conditions.criteria.sort
    if sort == "best" and conditions.groups:
        return sql.SQL(
            "select * from (({columns} {names} limit {limit})"
            " union all ({columns} {words} and not names @@ ({query}) limit {limit})) both_kinds"
            " limit {limit}"
        ).format(
            columns=columns,
            names=conditions.parts(column="names"),
            words=conditions.parts(),
            query=conditions.query,
            limit=limit,
        )
    if sort == "checked" or not conditions.by_place:
        order = "last_checked_on desc, title" if sort == "checked" else "title"
        return sql.SQL("{columns} {where} order by {order} limit {limit}").format(
            columns=columns, where=conditions.parts(), order=sql.SQL(order), limit=limit
        )
    return sql.SQL(
        "select * from (({columns} {placed} order by metres, title limit {limit})"
        " union all ({columns} {unplaced} order by title limit {limit})) both_kinds"
        " order by metres nulls last, title limit {limit}"
    ).format(
        columns=columns,
        placed=conditions.parts(has_place=True),
        unplaced=conditions.parts(has_place=False),
        limit=limit,
    )


def _tier(conditions: Conditions) -> sql.Composable:
    """Return how much is unknown: an unknown age or place ranks below a known one.

    A service of which one end of the ages is known ranks between the two. One that begins in
    childhood and does not say where it ends tells nothing of those past the end of the law of SEND.
    """
    unknown = []
    if conditions.criteria.age is not None:
        unknown.append("(age_min is null)::int + (age_max is null)::int")
        if conditions.criteria.age > OLDEST_IN_SEND:
            unknown.append(f"coalesce(age_max is null and age_min < {ADULT}, false)::int")
    nearest = conditions.criteria.sort == "nearest"
    if conditions.by_place and (conditions.criteria.within or nearest):
        unknown.append(f"{3 if nearest else 1} * (easting is null)::int")
    return sql.SQL(" + ".join(unknown) or "0")


def _score(conditions: Conditions) -> sql.Composable:
    """Return how well the words match: as typed counts more than meant, in the name most."""
    if not conditions.groups:
        return sql.SQL("0::float8")
    matched: sql.Composable = sql.SQL("0")
    if conditions.any_word:  # those that match more of the words come first
        each = (sql.SQL("(words @@ {})::int").format(tsquery(g.ways)) for g in conditions.groups)
        matched = sql.SQL(" + ").join(each)
    rank = _rank(conditions.query)
    if any(len(group.ways) > 1 for group in conditions.groups):
        typed = sql.SQL(" || ").join(tsquery([group.said]) for group in conditions.groups)
        rank = sql.SQL("{} + 2 * {}").format(rank, _rank(typed))
    return sql.SQL("10 * ({}) + {}").format(matched, rank)


def _rank(query: sql.Composable) -> sql.Composable:
    return sql.SQL("ts_rank('{{0.05, 0.2, 0.4, 1.0}}', words, {})").format(query)


def _order(conditions: Conditions) -> sql.Composable:
    """Return the order of the list.

    The best without words are the nearest; without a place, those of which most is known, by name.
    """
    sort, by_place = conditions.criteria.sort, conditions.by_place
    if sort == "nearest" and by_place:
        return sql.SQL("tier, metres nulls last, score desc, title, service_id")
    if sort == "checked":
        return sql.SQL("last_checked_on desc, tier, score desc, title, service_id")
    if by_place and not conditions.groups:
        return sql.SQL("tier, metres nulls last, title, service_id")
    return sql.SQL(
        "tier, score desc, title, service_id"
        if conditions.groups
        else "tier, gaps, title, service_id"
    )


def _said(conditions: Conditions) -> sql.Composable:
    """Return two arrays: by group, the first of its ways that the row holds; whether in a name."""
    if not conditions.groups:
        return sql.SQL("'{}'::text[], '{}'::boolean[]")
    ways, names = [], []
    for group in conditions.groups:
        cases = sql.SQL(" ").join(
            sql.SQL("when entry.words @@ {} then {}").format(tsquery([way]), sql.Literal(way))
            for way in group.ways
        )
        ways.append(sql.SQL("case {} else '' end").format(cases))
        names.append(sql.SQL("entry.names @@ {}").format(tsquery(group.ways)))
    return sql.SQL("array[{}]::text[], array[{}]").format(
        sql.SQL(", ").join(ways), sql.SQL(", ").join(names)
    )


def count(conditions: Conditions) -> tuple[Count, dict[str, dict[str, Count]]]:
    """Return how many services match, and for each list filter how many each value would give.

    A filter's own choice is left out of its counts (any within a filter, all between filters).
    One query.
    """
    chosen = [name for name in LIST_FILTERS if conditions.criteria.filters.get(name)]
    passes: list[tuple[str, str | None]] = [("", None), *((name, name) for name in chosen)]
    which = sql.SQL("distinct on (service_id)" if conditions.by_place else "")
    counted = sql.SQL(" union all ").join(
        sql.SQL(
            "(with rows as materialized (select service_id, facets"
            " from local_offer_searchentry where {where} limit {rows}),"
            " matched as materialized (select {which} service_id, facets from rows limit {limit}),"
            " total as (select count(*) as number, count(*) = {limit}"
            " or (select count(*) from rows) = {rows} as stopped from matched)"
            " select {name}::text, facet, count(*), (select stopped from total)"
            " from matched cross join unnest(facets) facet group by facet"
            " union all select {name}::text, null, number, stopped from total)"
        ).format(
            which=which,
            where=conditions.parts(leave_out=leave_out),
            limit=sql.Literal(COUNTED + 1),
            rows=sql.Literal(ROWS_COUNTED),
            name=sql.Literal(name),
        )
        for name, leave_out in passes
    )
    with connection.cursor() as cursor:
        cursor.execute(counted)
        rows: list[tuple[str, str | None, int, bool]] = cursor.fetchall()
    found = {(name, facet): (number, stopped) for name, facet, number, stopped in rows}
    total = Count(*found["", None])
    counts: dict[str, dict[str, Count]] = {}
    for name in LIST_FILTERS:
        source = name if name in chosen else ""
        _, stopped = found[source, None]
        counts[name] = {
            code: Count(found.get((source, option.facet), (0, False))[0], stopped)
            for code, option in conditions.options[name].items()
        }
    return total, counts


def any_match(conditions: Conditions) -> bool:
    """Tell whether anything matches. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("select exists(select from local_offer_searchentry where {})").format(
                conditions.parts()
            )
        )
        (answer,) = cursor.fetchone()
    return bool(answer)


def words_nowhere(groups: Sequence[Group]) -> tuple[str, ...]:
    """Return the words, as typed, that no service has in any of their ways. One query."""
    has = sql.SQL(", ").join(
        sql.SQL("exists(select from local_offer_searchentry where words @@ {})").format(
            tsquery(group.ways)
        )
        for group in groups
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select {}").format(has))
        row = cursor.fetchone()
    return tuple(group.said for group, found in zip(groups, row, strict=True) if not found)


def guidance(
    groups: Sequence[Group], most: int, *, ours_only: bool = False
) -> list[tuple[Any, ...]]:
    """Return (slug, title, summary) of the guidance that best matches the words. One query.

    The words must be in its title, keywords or summary: one in passing, deep in a page, is no help.

    :param ours_only: only what was written for families, not the authority's papers
    """
    if not groups:
        return []
    query = sql.SQL(" && ").join(tsquery(group.ways) for group in groups)
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL(
                "select slug, title, summary from local_offer_guidancepage where words @@ ({query})"
                " and ts_filter(words, '{{a,b}}') @@ ({query}) and (is_ours or not {ours_only})"
                " order by is_ours desc, ts_rank(words, {query}) desc, title limit {most}"
            ).format(query=query, most=sql.Literal(most), ours_only=sql.Literal(ours_only))
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
