"""Sealing: chains committed events, so that a later change to any of them is found.

Events are inserted plainly: no writer waits for another or for the sealer. The sealer takes what
is committed and not yet sealed. It need not look at everything for that: each seal keeps a
horizon, the oldest transaction that was unfinished when its batch was read. What was not visible
then was written by that transaction or a later one, however late it commits.
"""

import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from wayforward.audit import head_file
from wayforward.audit.chain import FORM, START, columns_of, hash_of
from wayforward.audit.models import Event, Seal

BATCH = 5_000


def seal(*, at: datetime.datetime, everything: bool = False) -> int:
    """Seal the committed events that are not sealed yet; return how many.

    Safe to run twice and at the same time as another: one seals, the other waits its turn. The
    head of the chain is then added to the file AUDIT_HEAD_FILE, unless its last line is that head.

    :param at: the moment, told to the head file
    :param everything: look at every event, not only at those since the last sealing's horizon
    """
    total = 0
    while True:
        sealed = _seal_batch(everything=everything)
        total += sealed
        everything = False  # the next batch goes on where this one ended
        if sealed < BATCH:
            break
    head_file.export(Path(settings.AUDIT_HEAD_FILE), at=at, head=_head)
    return total


def _head() -> tuple[int, bytes] | None:
    """Return position and hash of the newest seal."""
    newest = Seal.objects.order_by("-position").values_list("position", "hash").first()
    return None if newest is None else (newest[0], bytes(newest[1]))


@transaction.atomic(durable=True)
def _seal_batch(*, everything: bool) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('audit.seal'))")
        # A statement of its own before the events are read: what they do not show is not older.
        cursor.execute(
            "select pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint "
            "from pg_current_snapshot() as now"
        )
        unfinished, next_one = cursor.fetchone()
    newest = Seal.objects.order_by("-position").first()
    position, previous = (newest.position, bytes(newest.hash)) if newest else (0, START)
    since = newest.horizon if newest and not everything else 0
    if since > next_one:  # restored into another server, whose count of transactions is lower
        since = 0
    unsealed = Event.objects.filter(
        ~Exists(Seal.objects.filter(event_id=OuterRef("pk"))), written_in__gte=since
    ).order_by("written_in", "id")[:BATCH]
    events = columns_of(unsealed)
    horizon = unfinished
    if len(events) == BATCH:  # there may be more: the next batch starts where this one ends
        horizon = min(unfinished, events[-1].written_in)
    seals = []
    for event in events:
        position += 1
        digest = hash_of(event, form=FORM, position=position, horizon=horizon, previous=previous)
        seals.append(
            Seal(
                position=position,
                event_id=event.id,
                form=FORM,
                horizon=horizon,
                previous=previous,
                hash=digest,
            )
        )
        previous = digest
    Seal.objects.bulk_create(seals)
    return len(seals)
