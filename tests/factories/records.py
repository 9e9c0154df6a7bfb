"""Invented requests for records, holds, disposals."""

import datetime

import factory

from tests.factories.people import ChildFactory, UserFactory
from wayforward.documents.models import Document
from wayforward.records.models import (
    AccessRequest,
    Certificate,
    Disposal,
    Hold,
    InspectionFile,
    Passage,
)

AT = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


class AccessRequestFactory(factory.django.DjangoModelFactory[AccessRequest]):
    """A solicitor asks; nothing is laid out yet."""

    class Meta:
        model = AccessRequest

    child = factory.SubFactory(ChildFactory)
    asked_as = AccessRequest.REPRESENTATIVE
    asked_by = "Sol Icitor"
    identity_shown = "Signed authority"
    received_on = datetime.date(2026, 11, 10)
    logged_by = factory.SubFactory(UserFactory, role="records_officer")
    logged_at = AT


class PassageFactory(factory.django.DjangoModelFactory[Passage]):
    """A marked passage that nobody has decided about."""

    class Meta:
        model = Passage

    of = factory.SubFactory(AccessRequestFactory)
    number = factory.Sequence(lambda number: number + 1)
    section = "Notes"
    cells = [["About", "Home"], ["Note", "Uncle Zebedee rang from Refuge Lane"]]
    marks = ["Notes and traces of staff"]


class InspectionFileFactory(factory.django.DjangoModelFactory[InspectionFile]):
    """What was made for an inspector, without the bytes of the PDF."""

    class Meta:
        model = InspectionFile

    child = factory.SubFactory(ChildFactory)
    made_for = "A. Inspector"
    because = "Tracked child 3 of 6"
    made_by = factory.SubFactory(UserFactory, role="head_of_service")
    made_at = AT
    document = factory.LazyFunction(
        lambda: Document.objects.create(title="A file", kind="inspection_file", created_at=AT)
    )


class HoldFactory(factory.django.DjangoModelFactory[Hold]):
    """An inquiry asks to keep everything."""

    class Meta:
        model = Hold

    child = factory.SubFactory(ChildFactory)
    because = "An inquiry asks to keep everything"
    placed_by = factory.SubFactory(UserFactory, role="records_officer")
    placed_at = AT


class DisposalFactory(factory.django.DjangoModelFactory[Disposal]):
    """A whole record that somebody proposed."""

    class Meta:
        model = Disposal

    child_key = factory.LazyFunction(lambda: ChildFactory().pk)
    thing_key = factory.SelfAttribute("child_key")
    reference = "ABCD1234"
    born_in = 1990
    category = "record"
    due_on = datetime.date(2021, 3, 4)
    rule = "31 years from birth"
    proposed_by = factory.SubFactory(UserFactory, role="records_officer")
    proposed_at = AT


class CertificateFactory(factory.django.DjangoModelFactory[Certificate]):
    """A certificate of nothing yet."""

    class Meta:
        model = Certificate

    made_at = AT
