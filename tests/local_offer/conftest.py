"""Tests here see either the real Local Offer (`directory`) or none at all."""

import pytest
from django.db import connection

from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    EstablishmentLink,
    Place,
    Postcode,
    SpecialistProvision,
)
from wayforward.local_offer import models

# Children before parents, so that each can go with one statement.
TABLES = [
    models.SearchEntry,
    models.KnownWord,
    models.Synonym,
    models.GlossaryTerm,
    models.ServiceAtLocation,
    models.Location,
    models.Phone,
    models.Contact,
    models.Schedule,
    models.CostOption,
    models.Accessibility,
    models.ServiceArea,
    models.Service.terms.through,
    models.Service,
    models.Organisation,
    models.TaxonomyTerm,
    models.Taxonomy,
    models.GuidancePage,
    models.LoadedData,
    Postcode,
    Place,
    EstablishmentLink,
    EstablishmentApproval,
    SpecialistProvision,
    Establishment,
]


@pytest.fixture(autouse=True)
def without_the_real_directory(request):
    """Take the real Local Offer out of this test's transaction unless the test asks for it."""
    if "directory" in request.fixturenames or not request.node.get_closest_marker("django_db"):
        return
    request.getfixturevalue("db")
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"delete from {model._meta.db_table}")
