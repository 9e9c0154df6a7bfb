"""Tests here begin with no establishment, whatever another test of the session has loaded."""

import pytest

from wayforward.establishments.models import Establishment


@pytest.fixture(autouse=True)
def without_the_real_schools(request):
    """Take the real schools out of this test's transaction."""
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        Establishment.objects.all().delete()
