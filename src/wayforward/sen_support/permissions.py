"""Who judges a setting against the standards, and who reads what it found."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wayforward.people.permissions import holding


def can_judge(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: whoever has a post that sees the whole roll: the SENCO, the head."""

    def can_judge_that_setting(user: Any, establishment: Any) -> bool:
        posts = establishment.posts.filter(holding(on), user=user, sees_all=True)
        return bool(user.is_active and posts.exists())

    return can_judge_that_setting


def can_compare_reviews(user: Any, subject: object) -> bool:
    """The authority's staff who work with schools read every review, side by side."""
    return bool(user.has_perm("sen_support.read_reviews"))


def can_read_review(on: date) -> Callable[[Any, Any], bool]:
    """Return the rule of a day: everybody with a post there, and the authority's staff."""

    def can_read_that_review(user: Any, establishment: Any) -> bool:
        if can_compare_reviews(user, establishment):
            return True
        posts = establishment.posts.filter(holding(on), user=user)
        return bool(user.is_active and posts.exists())

    return can_read_that_review


def can_list_reviews(user: Any, subject: object) -> bool:
    """Those who work at a setting see their own; the authority's staff see all."""
    return bool(user.has_perm("sen_support.see_own_reviews")) or can_compare_reviews(user, subject)
