"""What the invented SENCOs have to do: their settings looked at against the standards."""

import datetime
import random
from collections.abc import Sequence

from wayforward.arrangements.standards import Standard
from wayforward.establishments.models import Establishment
from wayforward.people.models import Post, Schooling, User
from wayforward.sen_support.models import SelfReview, StandardJudgement
from wayforward.sen_support.standing import JUDGEMENTS, standards_for
from wayforward.statute.school_years import academic_year

OTHERS = ("senco-2", "senco-3", "senco-4", "senco-5")
SHARES = (12, 30, 43, 15)  # of a hundred standards last year, in the order of JUDGEMENTS
GETS_BETTER, GETS_WORSE = 0.28, 0.05
LEFT_TO_JUDGE = 0.4  # of this year's review at the school of the SENCO whom one signs in as
NOTES = (
    "Seen in most rooms; the two new classes still need it.",
    "Agreed at the staff meeting, and begun in one year group.",
    "Parents asked for more of this in the spring survey.",
    "The resources are bought; staff need an hour to learn them.",
)
OWNERS = ("The SENCO", "The deputy head", "The phase leader", "The lead for early reading")


def show_reviews(
    people: dict[str, User], standards: Sequence[Standard], *, seed: int, on: datetime.date
) -> list[Establishment]:
    """Give five schools reviews of two school years; the first is still being written this year.

    Return the schools: that of the SENCO whom one signs in as, then those with most pupils.
    """
    dice = random.Random(seed + 5)  # noqa: S311 -- invents, guards nothing
    places = _schools(people, standards)
    for place, code in zip(places[1:], OTHERS, strict=False):
        Post.objects.create(
            user=people[code],
            establishment=place,
            title="SENCO",
            sees_all=True,
            starts_on=on - datetime.timedelta(days=800),
        )
    this = academic_year(on)
    last = academic_year(this.starts_on - datetime.timedelta(days=1))
    for place, code in zip(places, ("senco", *OTHERS), strict=False):
        own = standards_for(place, standards)
        before = [dice.choices(range(len(SHARES)), SHARES)[0] for _ in own]
        now = [_moved(rank, dice.random()) for rank in before]
        then = last.starts_on + datetime.timedelta(days=40)
        _review(people[code], place, last.starts_on.year, own, before, then, then, dice)
        began = max(this.starts_on, on - datetime.timedelta(days=20))
        is_open = code == "senco"
        judged = own[: round(len(own) * (1 - LEFT_TO_JUDGE))] if is_open else own
        _review(
            *(people[code], place, this.starts_on.year, judged, now, began),
            *(None if is_open else on, dice),
        )
    return places


def _schools(people: dict[str, User], standards: Sequence[Standard]) -> list[Establishment]:
    rolls: dict[object, int] = {}
    current = Schooling.objects.filter(ends_on__isnull=True, establishment__isnull=False)
    for place in current.values_list("establishment_id", flat=True):
        rolls[place] = rolls.get(place, 0) + 1
    own = set(people["senco"].posts.values_list("establishment_id", flat=True))
    found = [
        place
        for place in Establishment.objects.filter(pk__in=list(rolls)).order_by("pk")
        if standards_for(place, standards)
    ]
    return sorted(found, key=lambda each: (each.pk not in own, -rolls[each.pk]))[: 1 + len(OTHERS)]


def _moved(rank: int, chance: float) -> int:
    if chance < GETS_WORSE:
        return max(0, rank - 1)
    return min(len(SHARES) - 1, rank + 1) if chance > 1 - GETS_BETTER else rank


def _review(
    by: User,
    place: Establishment,
    year: int,
    standards: Sequence[Standard],
    ranks: Sequence[int],
    began: datetime.date,
    finished: datetime.date | None,
    dice: random.Random,
) -> None:
    review = SelfReview.objects.create(
        establishment=place,
        year=year,
        started_on=began,
        started_by=by,
        finished_on=finished,
        finished_by=by if finished else None,
    )
    codes, rows = list(JUDGEMENTS), []
    for standard, rank in zip(standards, ranks, strict=False):
        is_gap = rank < 2
        has_owner = is_gap and dice.random() < 0.8
        rows.append(
            StandardJudgement(
                review=review,
                standard=standard.code,
                statement=standard.statement,
                judgement=codes[rank],
                note=dice.choice(NOTES) if is_gap and dice.random() < 0.6 else "",
                owner=dice.choice(OWNERS) if has_owner else "",
                due_on=began + datetime.timedelta(days=dice.randint(20, 200))
                if has_owner
                else None,
                judged_on=began,
                judged_by=by,
            )
        )
    StandardJudgement.objects.bulk_create(rows)
