"""Importing the register of schools (GIAS): all of an extract, or nothing.

An extract has about 50,000 rows. It is streamed into a temporary table by COPY and compared there,
so the number of queries is the same for one row and for all.
"""

import datetime
import uuid
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from uuid_utils.compat import uuid7

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.establishments.actions import gias_sql as sql
from wayforward.establishments.gias_changes import Changed, Changes, Suggestion
from wayforward.establishments.gias_columns import FACTS, FIELD_NAMES, NEEDS
from wayforward.establishments.gias_files import (
    Extract,
    ImportRefused,
    Problem,
    day_in_name,
    fingerprint,
    read_links,
)
from wayforward.establishments.permissions import can_edit_establishments


@transaction.atomic
def import_gias(
    path: Path,
    *,
    links: Path | None = None,
    authorities: Collection[str] = (),
    home: str = "",
    same: Mapping[str, uuid.UUID] | None = None,
    apart: Collection[str] = (),
    leave_out_wrong: bool = False,
    dry_run: bool = False,
    by: Model | None,
    on: datetime.date,
) -> Changes:
    """Bring establishments up to date with an extract of the register of schools.

    A row is matched by its URN; an entry that has no URN, by UKPRN, then by authority and school
    number. Same name and postcode are only suggested, and the row is held back. An establishment
    that is missing from the extract is reported and stays.

    :param links: the links file: who took whose place
    :param authorities: keep only these authorities' rows: LA codes or GSS codes; none keeps all
    :param home: GSS code of the authority, where an entry without postcode may be suggested
    :param same: URNs of rows that are an entry without URN, by the entry's id
    :param apart: URNs of rows that are no such entry, whatever they are called
    :param leave_out_wrong: leave out rows that are wrong, and report them, instead of refusing
    :param dry_run: undo everything at the end and only return the changes
    :param by: who does it; None at the command line
    :raises PermissionDenied: if `by` may not edit establishments
    :raises ImportRefused: naming file, row, column and reason; then nothing is changed
    """
    if by is not None:
        require(can_edit_establishments, by, None)
    with connection.cursor() as cursor:  # one import at a time
        cursor.execute("select pg_advisory_xact_lock(hashtext('establishments.import_gias'))")
        changes = Changes(as_of=_day(path, on))
        extract = _stage(cursor, path, authorities)
        joined, problems = read_links(links) if links else ([], [])
        problems = extract.problems + problems
        if problems and (not leave_out_wrong or not extract.seen):
            raise ImportRefused(problems)
        changes.rows, changes.left_out = len(extract.seen), problems
        _match(cursor, path, same or {})
        changes.left_out += _clashes(cursor, path, leave_out_wrong=leave_out_wrong)
        _suggest(cursor, changes, home, apart)
        _apply(cursor, changes, [fact.field for fact in extract.facts])
        _apply_aside(cursor, changes)
        if links:
            _apply_links(cursor, links.name, joined, changes, extract.elsewhere)
        cursor.execute(sql.DROP)
    record(
        "establishments.imported_gias",
        by=by,
        file=path.name,
        sha256=fingerprint(path),
        as_of=changes.as_of.isoformat(),
        counts=changes.counts(),
    )
    if dry_run:
        transaction.set_rollback(True)
    return changes


def _day(path: Path, on: datetime.date) -> datetime.date:
    """Return the day of the extract: that in its name, else `on`.

    :raises ImportRefused: if it is still to come, or older than one imported before
    """
    as_of = day_in_name(path) or on
    with connection.cursor() as cursor:
        cursor.execute("select max(gias_as_of) from establishments_establishment")
        (newest,) = cursor.fetchone()
    reason = ""
    if as_of > on:
        reason = f"is named for {as_of:%d-%m-%Y}, which is still to come"
    elif newest is not None and as_of < newest:
        reason = f"is of {as_of:%d-%m-%Y}, older than the one imported last, {newest:%d-%m-%Y}"
    if reason:
        raise ImportRefused([Problem(path.name, None, "", reason)])
    return as_of


def _stage(cursor: Any, path: Path, authorities: Collection[str]) -> Extract:
    """Stream the extract into a temporary table."""
    extract = Extract(path, frozenset(authorities))
    cursor.execute(sql.STAGE)
    names = [fact.field for fact in FACTS]
    with cursor.copy(sql.copy_into("gias_incoming", ["row", "id", *names])) as copy:
        for number, facts in extract.rows():
            copy.write_row([number, uuid7(), *(facts.get(name) for name in names)])
    # The statistics of the table of record are older than the rows just added to it: with an
    # index even a plan that expects few rows stays quick.
    cursor.execute("create index on gias_incoming (urn)")
    cursor.execute("create index on gias_incoming (found)")
    cursor.execute("analyze gias_incoming")
    return extract


def _match(cursor: Any, path: Path, same: Mapping[str, uuid.UUID]) -> None:
    """Find the establishment of each row.

    :raises ImportRefused: if `same` names a URN that is not in the extract, or an establishment
        that is not here or has another URN
    """
    cursor.execute(sql.MATCH_URN)
    if same:
        cursor.execute(sql.MATCH_SAME, [list(same), [str(pk) for pk in same.values()]])
        matched = {urn for (urn,) in cursor.fetchall()}
        wrong = [
            Problem(
                path.name,
                None,
                "URN",
                f"{urn} cannot be the same as {same[urn]}: no such row, or no such entry "
                "without a URN",
            )
            for urn in same
            if urn not in matched
        ]
        if wrong:
            raise ImportRefused(wrong)
    cursor.execute(sql.MATCH_UKPRN)
    cursor.execute(sql.MATCH_LAESTAB)


def _clashes(cursor: Any, path: Path, *, leave_out_wrong: bool) -> list[Problem]:
    """Hold back rows whose UKPRN is that of an establishment of which the extract says nothing.

    :raises ImportRefused: if wrong rows may not be left out
    """
    cursor.execute(sql.CLASH)
    rows = cursor.fetchall()
    problems = [
        Problem(path.name, row, "UKPRN", f"{ukprn} is the number of {name} here, which is open")
        for row, _, ukprn, name in rows
    ]
    if problems and not leave_out_wrong:
        raise ImportRefused(problems)
    cursor.execute(sql.HOLD, [[urn for _, urn, _, _ in rows]])
    return problems


def _suggest(cursor: Any, changes: Changes, home: str, apart: Collection[str]) -> None:
    """Hold back rows that look like an entry without a URN."""
    cursor.execute(sql.SUGGEST, {"home": home, "apart": list(apart)})
    changes.suggestions = [Suggestion(*row) for row in cursor.fetchall()]
    cursor.execute(sql.HOLD, [[each.urn for each in changes.suggestions]])


def _apply(cursor: Any, changes: Changes, present: list[str]) -> None:
    """Add and change establishments; `present` are the facts whose columns the extract has."""
    fields = [name for name in present if name in FIELD_NAMES]
    cursor.execute(sql.differing(fields))
    for urn, known_as, *values in cursor.fetchall():
        pairs = zip(fields, values[: len(fields)], values[len(fields) :], strict=True)
        facts = {name: (old, new) for name, old, new in pairs if old != new}
        changes.changed.append(Changed(urn, known_as, facts))
        if facts.get("status", ("", ""))[1] == "closed":
            changes.closed.append(f"{urn} {known_as}")
    cursor.execute(sql.MISSING)
    changes.missing = [" ".join(row) for row in cursor.fetchall()]
    cursor.execute(sql.FREE_UKPRNS)
    cursor.execute(sql.update(fields), {"as_of": changes.as_of})
    cursor.execute(sql.SEEN, {"as_of": changes.as_of})
    cursor.execute(sql.insert(fields), {"as_of": changes.as_of})
    changes.added = [" ".join(row) for row in cursor.fetchall()]


def _apply_aside(cursor: Any, changes: Changes) -> None:
    """Bring units, resourced provision and approval under section 41 up to date."""
    known = {
        "as_of": changes.as_of,
        "source": f"Register of schools (GIAS), extract of {changes.as_of:%d-%m-%Y}",
        "codes": list(NEEDS),
        "names": list(NEEDS.values()),
    }
    for statement in (sql.PROVISION, sql.END_PROVISION):
        cursor.execute(statement, known)
        changes.provision += [" ".join(row) for row in cursor.fetchall()]
    for statement in (sql.APPROVE, sql.END_APPROVAL):
        cursor.execute(statement, known)
        changes.section_41 += [" ".join(row) for row in cursor.fetchall()]
    cursor.execute(sql.CONTRADICTED, known)
    changes.to_check = [" ".join(row) for row in cursor.fetchall()]


def _apply_links(
    cursor: Any, file: str, links: list[Any], changes: Changes, elsewhere: set[str]
) -> None:
    """Join successors to predecessors; a link to an unknown URN is reported and left out."""
    cursor.execute(sql.STAGE_LINKS)
    with cursor.copy(sql.copy_into("gias_links", sql.LINK_COLUMNS)) as copy:
        for link in links:
            if not {link.earlier, link.later} & elsewhere:
                copy.write_row(link)
    cursor.execute("analyze gias_links")
    cursor.execute(sql.UNKNOWN_LINKS)
    changes.no_such = [
        Problem(file, row, "", f"the {side} one: no establishment here has URN {urn}")
        for row, side, urn in cursor.fetchall()
    ]
    cursor.execute(sql.JOIN)
    changes.links = [" ".join(row) for row in cursor.fetchall()]
