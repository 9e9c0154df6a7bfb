"""Invented services, guidance and schools; and the real Milton Keynes Local Offer, loaded."""

import datetime
import functools
from typing import Any

import factory
import pytest

from wayforward.arrangements.words import load_glossary, load_vocabulary
from wayforward.establishments.actions import load as establishments
from wayforward.establishments.postcodes import PostcodeRow, rows_in
from wayforward.local_offer import models
from wayforward.local_offer.actions.load import load_local_offer
from wayforward.local_offer.search.index import rebuild
from wayforward.web.arranged import arrangements

DAY = datetime.date(2026, 11, 24)


@functools.cache
def postcodes(districts: frozenset[str]) -> list[PostcodeRow]:
    """Read the postcode directory once a test run."""
    return list(rows_in(set(districts)))


def load_milton_keynes() -> dict[str, int]:
    """Load the bundled profile as `./wayforward run` does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(establishments, "rows_in", lambda wanted: postcodes(frozenset(wanted)))
        return load_local_offer(
            arrangements().local_offer_folder,
            arrangements(),
            load_vocabulary(),
            load_glossary(),
            by=None,
            on=DAY,
        )


class OrganisationFactory(factory.django.DjangoModelFactory[models.Organisation]):
    """An invented provider."""

    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda number: f"Example Trust {number}")
    description = "An invented charity."


class TermFactory(factory.django.DjangoModelFactory[models.TaxonomyTerm]):
    """A term; its taxonomy is made if need be: TermFactory(taxonomy="need", code="semh")."""

    class Meta:
        model = models.TaxonomyTerm
        django_get_or_create = ("taxonomy", "code")

    taxonomy = "topic"
    code = "autism"
    name = factory.LazyAttribute(lambda term: term.code.replace("_", " ").capitalize())
    description = "A term."

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> models.TaxonomyTerm:
        code = kwargs["taxonomy"]
        kwargs["taxonomy"], _ = models.Taxonomy.objects.get_or_create(
            code=code, defaults={"name": code.capitalize(), "description": "A list."}
        )
        return super()._create(model_class, *args, **kwargs)


class ServiceFactory(factory.django.DjangoModelFactory[models.Service]):
    """An invented service. `terms=["topic:autism"]`, `at=(easting, northing)`, `cost="free"`."""

    class Meta:
        model = models.Service
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda number: f"Example service {number}")
    kind = "service"
    description = "Invented help."
    source = "invented"
    last_checked_on = DAY
    last_checked_by = "a test"
    next_check_due_on = DAY + datetime.timedelta(days=90)
    added_on = DAY

    @factory.post_generation
    def terms(self: Any, create: bool, codes: list[str] | None, **_: Any) -> None:
        for text in codes or []:
            taxonomy, _colon, code = text.partition(":")
            self.terms.add(TermFactory(taxonomy=taxonomy, code=code))

    @factory.post_generation
    def at(self: Any, create: bool, position: tuple[int, int] | None, **_: Any) -> None:
        if position:
            place = models.Location.objects.create(
                place="Exampleton", easting=position[0], northing=position[1]
            )
            models.ServiceAtLocation.objects.create(service=self, location=place)

    @factory.post_generation
    def cost(self: Any, create: bool, option: str | None, **_: Any) -> None:
        if option:
            TermFactory(taxonomy="cost", code=option)
            models.CostOption.objects.create(service=self, option=option)


def make_services(*many: dict[str, Any]) -> list[models.Service]:
    """Make services and build the search index over everything that there is."""
    made = [ServiceFactory(**each) for each in many]
    rebuild()
    return made


class GuidanceFactory(factory.django.DjangoModelFactory[models.GuidancePage]):
    """An invented guidance page."""

    class Meta:
        model = models.GuidancePage

    slug = factory.Sequence(lambda number: f"example-guide-{number}")
    title = "An example guide"
    section = "Guides"
    kind = "guide"
    summary = "Invented."
    body = [{"kind": "paragraph", "text": "Invented words.", "items": []}]
    last_checked_on = DAY


class GlossaryTermFactory(factory.django.DjangoModelFactory[models.GlossaryTerm]):
    """A term of the glossary."""

    class Meta:
        model = models.GlossaryTerm

    term = factory.Sequence(lambda number: f"Term {number}")
    meaning = "An invented term."


class SynonymFactory(factory.django.DjangoModelFactory[models.Synonym]):
    """An entry of the search words."""

    class Meta:
        model = models.Synonym

    kind = models.Synonym.WORD
    typed = factory.Sequence(lambda number: [f"word{number}"])
    means = ["example"]
