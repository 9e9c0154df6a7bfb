"""Reads of settings' reviews, each with the same number of queries whatever there is."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from wayforward.establishments.models import Establishment
from wayforward.people.permissions import holding
from wayforward.sen_support.models import SelfReview, StandardJudgement


def settings_of(user: Any, *, on: datetime.date) -> QuerySet[Establishment]:
    """Return the settings where somebody has a post on a day, each with its reviews, newest first."""
    posts = user.posts.filter(holding(on)).values("establishment_id")
    return Establishment.objects.filter(pk__in=posts).order_by("name", "pk")


def reviews_of(places: list[Establishment]) -> dict[Any, list[SelfReview]]:
    """Return the reviews of some settings by the setting's id, the newest first. One query."""
    found: dict[Any, list[SelfReview]] = {place.pk: [] for place in places}
    for review in with_counts(SelfReview.objects.filter(establishment__in=places)):
        found[review.establishment_id].append(review)
    return found


def with_counts(reviews: QuerySet[SelfReview]) -> QuerySet[SelfReview]:
    """Return reviews with how much is judged, and how much is a gap, the newest first."""
    gap = Q(judgements__judgement__in=[StandardJudgement.NOT_IN_PLACE, StandardJudgement.PARTLY])
    return reviews.annotate(
        judged=Count("judgements"), gaps=Count("judgements", filter=gap)
    ).order_by("-year", "pk")


def reviews_in(year: int, named: str = "") -> QuerySet[SelfReview]:
    """Return the reviews of a school year by the name of the setting."""
    found = SelfReview.objects.filter(year=year).select_related("establishment")
    if named:
        found = found.filter(establishment__name__icontains=named)
    return with_counts(found).order_by("establishment__name", "pk")


def years_with_reviews() -> list[int]:
    """Return the school years of which there are reviews, the newest first."""
    return list(
        SelfReview.objects.order_by("-year").values_list("year", flat=True).distinct("year")
    )


def counted_judgements(year: int) -> list[tuple[str, str, int]]:
    """Return standard, judgement and number of settings, of a year's finished reviews."""
    found = StandardJudgement.objects.filter(
        review__year=year, review__finished_on__isnull=False
    ).order_by()
    counted = found.values_list("standard", "judgement").annotate(Count("pk"))
    return [(standard, judgement, number) for standard, judgement, number in counted]


def judged_at(year: int, standard: str) -> QuerySet[StandardJudgement]:
    """Return how each setting judged one standard in a year's finished reviews."""
    return (
        StandardJudgement.objects.filter(
            review__year=year, review__finished_on__isnull=False, standard=standard
        )
        .select_related("review__establishment")
        .order_by("review__establishment__name", "pk")
    )


def year_before(review: SelfReview) -> SelfReview | None:
    """Return the setting's last finished review before this one, with its judgements."""
    return (
        SelfReview.objects.filter(
            establishment=review.establishment_id, year__lt=review.year, finished_on__isnull=False
        )
        .prefetch_related("judgements")
        .order_by("-year")
        .first()
    )
