"""Who may change the record of establishments."""

import pytest
from django.contrib.auth.models import AnonymousUser

from tests.factories.people import UserFactory
from wayforward.establishments.permissions import can_edit_establishments


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("person", "allowed"),
    [
        (lambda: UserFactory(administrator=True), True),
        (lambda: UserFactory(), False),
        (lambda: UserFactory(administrator=True, is_active=False), False),
        (lambda: AnonymousUser(), False),
    ],
    ids=["administrator", "staff", "closed account", "anonymous"],
)
def test_who_may_edit_establishments(person, allowed):
    assert can_edit_establishments(person(), None) is allowed
