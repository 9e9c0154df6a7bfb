"""Links that keep a list's state: the same address with one thing changed."""

from django.http import QueryDict


def with_value(query: QueryDict, name: str, value: str) -> str:
    """Return `?...` as it is, but with `name` set to `value` and back at the first page."""
    changed = query.copy()
    changed.pop("page", None)
    changed[name] = value
    return f"?{changed.urlencode()}"


def without(query: QueryDict, name: str, value: str | None = None) -> str:
    """Return `?...` without `name`, or without one of its values; back at the first page."""
    changed = query.copy()
    changed.pop("page", None)
    kept = [one for one in changed.getlist(name) if value is not None and one != value]
    changed.setlist(name, kept)
    if not kept:
        changed.pop(name, None)
    return f"?{changed.urlencode()}"
