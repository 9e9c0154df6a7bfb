"""Invented schools and other places, and what is recorded of them."""

import datetime

import factory

from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    EstablishmentLink,
    SpecialistProvision,
)

DAY = datetime.date(2026, 11, 24)


class EstablishmentFactory(factory.django.DjangoModelFactory[Establishment]):
    """An invented school; `independent=True` for one that may be approved under section 41."""

    class Meta:
        model = Establishment

    class Params:
        independent = factory.Trait(kind="independent", phase="special", type_code="10")
        childminder = factory.Trait(kind="childminder", phase="childminder", origin="staff")

    name = factory.Sequence(lambda number: f"Example School {number}")
    phase = "primary"
    as_of = DAY


class LinkFactory(factory.django.DjangoModelFactory[EstablishmentLink]):
    """One invented school that took another's place."""

    class Meta:
        model = EstablishmentLink

    earlier = factory.SubFactory(EstablishmentFactory, status="closed")
    later = factory.SubFactory(EstablishmentFactory)
    kind = "Predecessor"


class ApprovalFactory(factory.django.DjangoModelFactory[EstablishmentApproval]):
    """An approval under section 41 that goes on."""

    class Meta:
        model = EstablishmentApproval

    establishment = factory.SubFactory(EstablishmentFactory, independent=True)
    approved_from = datetime.date(2024, 9, 1)
    source = "An invented list"


class ProvisionFactory(factory.django.DjangoModelFactory[SpecialistProvision]):
    """An invented unit that staff recorded."""

    class Meta:
        model = SpecialistProvision

    establishment = factory.SubFactory(EstablishmentFactory)
    kind = "unit"
    need = "autism"
    primary_needs = ["ASD"]
    places = 12
    origin = "staff"
    source = "An invented agreement"
