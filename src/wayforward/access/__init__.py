"""Who may do and see what: refusals, and the one way to ask. Knows no model."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied


def require(rule: Callable[[Any, Any], bool], user: Any, subject: Any) -> None:
    """Let pass only if `rule(user, subject)` is true.

    :raises PermissionDenied: naming the rule, so that a log says what was refused
    """
    if not rule(user, subject):
        raise PermissionDenied(f"{rule.__module__}.{rule.__qualname__}")
