"""People who sign in, and a browser that skips no door."""

import pytest
from django.test import Client

from tests.factories.people import UserFactory


@pytest.fixture
def client() -> Client:
    """Return a client that skips no door."""
    return Client()


@pytest.fixture
def parent(db):
    """Return a parent who can sign in."""
    return UserFactory(email="pat@example.org", role="parent")
