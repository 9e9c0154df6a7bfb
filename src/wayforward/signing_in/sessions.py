"""What a session knows about how it began: when, by which factor, and when it was last used."""

import time
from typing import Any

from django.http import HttpRequest

STARTED, USED, FACTOR = "signed_in_at", "used_at", "second_factor"
FRESH = 300  # seconds
SELDOM = 60  # seconds between two writes of when a session was last used
# How allauth names the ways that are, or stand for, a second factor.
SECOND_FACTORS = {"mfa", "socialaccount"}


def now() -> int:
    """Return the moment as whole seconds; sessions hold numbers, not moments."""
    return int(time.time())  # noqa: TID251 -- the length of a session is no matter of the record


def start(session: Any) -> None:
    """Note when somebody signed in."""
    session[STARTED] = session[USED] = now()


def is_fresh(session: Any) -> bool:
    """Tell whether somebody signed in within the last five minutes."""
    return now() - int(session.get(STARTED, 0)) < FRESH


def has_ended(session: Any, *, idle: int, absolute: int) -> bool:
    """Tell whether a session was left for `idle` seconds or is `absolute` seconds old.

    One that does not say when it began has ended.
    """
    moment = now()
    return bool(
        moment - session.get(STARTED, 0) >= absolute or moment - session.get(USED, 0) >= idle
    )


def touch(session: Any) -> None:
    """Note that a session is in use, at most once a minute."""
    if now() - session.get(USED, 0) >= SELDOM:
        session[USED] = now()


def note_second_factor(request: HttpRequest, user: Any) -> None:
    """Note that `user` gave a second factor in this session."""
    request.session[FACTOR] = str(user.pk)


def forget_second_factor(request: HttpRequest) -> None:
    """Ask for the second factor again."""
    request.session.pop(FACTOR, None)


def gave_second_factor(request: HttpRequest) -> bool:
    """Tell whether whoever is signed in gave a second factor in this session."""
    return bool(request.session.get(FACTOR) == str(request.user.pk))
