"""Invented imports."""

import datetime

import factory

from tests.factories.people import UserFactory
from wayforward.imports.models import Import, Row

SENT = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


class ImportFactory(factory.django.DjangoModelFactory[Import]):
    """A file that was looked at and is not written yet."""

    class Meta:
        model = Import

    file_name = "register.xlsx"
    size = 1000
    sha256 = "0" * 64
    form = "spreadsheet"
    home = "E06000042"
    sent_by = factory.SubFactory(UserFactory, role="data_officer")
    sent_at = SENT


class RowFactory(factory.django.DjangoModelFactory[Row]):
    """A row about nobody whom we know."""

    class Meta:
        model = Row

    of = factory.SubFactory(ImportFactory)
    number = factory.Sequence(lambda number: number + 2)
    given = {"first_names": "Zoë", "last_name": "Example", "born_on": "2017-03-04"}
    verdict = "new"
    why = "Nobody like this is known"
