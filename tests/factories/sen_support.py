"""Invented reviews of settings, and what they say."""

import datetime

import factory

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import UserFactory
from wayforward.sen_support.models import SelfReview, StandardJudgement

ON = datetime.date(2026, 11, 24)


class SelfReviewFactory(factory.django.DjangoModelFactory[SelfReview]):
    """A review of 2026 to 2027; `finished=True` for one that is finished."""

    class Meta:
        model = SelfReview

    class Params:
        finished = factory.Trait(
            finished_on=ON, finished_by=factory.SubFactory(UserFactory, role="senco")
        )

    establishment = factory.SubFactory(EstablishmentFactory)
    year = 2026
    started_on = datetime.date(2024, 9, 1)
    started_by = factory.SubFactory(UserFactory, role="senco")


class JudgementFactory(factory.django.DjangoModelFactory[StandardJudgement]):
    """One standard that is partly in place."""

    class Meta:
        model = StandardJudgement

    review = factory.SubFactory(SelfReviewFactory)
    standard = "visual_timetable"
    statement = "What happens today is shown."
    judgement = "partly"
    judged_on = ON
    judged_by = factory.SelfAttribute("review.started_by")
