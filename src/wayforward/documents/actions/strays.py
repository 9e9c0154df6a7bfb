"""Removes files that no row speaks of: what a crash or a lost commit left behind."""

import datetime
from collections.abc import Iterator

from wayforward.documents.models import Preview, Version
from wayforward.documents.storage import remove, storage

OLD = datetime.timedelta(days=1)  # younger ones may belong to a transaction that still runs
BATCH = 1_000


def remove_stray_files(*, at: datetime.datetime, dry_run: bool = False) -> list[str]:
    """Remove files over a day old without a row, and those of refused versions; return their names.

    :param dry_run: only name them
    """
    strays: list[str] = []
    batch: list[str] = []
    for name in _old_files("", at - OLD):
        batch.append(name)
        if len(batch) == BATCH:
            strays += _without_row(batch)
            batch = []
    strays += _without_row(batch)
    if not dry_run:
        for name in strays:
            remove(name)
    return strays


def _old_files(folder: str, before: datetime.datetime) -> Iterator[str]:
    place = storage()
    try:
        folders, files = place.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        path = f"{folder}/{name}" if folder else name
        if place.get_modified_time(path) < before:
            yield path
    for inner in sorted(folders):
        yield from _old_files(f"{folder}/{inner}" if folder else inner, before)


def _without_row(names: list[str]) -> list[str]:
    kept = Version.objects.exclude(state=Version.REFUSED)
    owned = {
        *kept.filter(storage_name__in=names).values_list("storage_name", flat=True),
        *Preview.objects.filter(storage_name__in=names).values_list("storage_name", flat=True),
    }
    return [name for name in names if name not in owned]
