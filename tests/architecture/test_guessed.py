"""Numbers guessed in every address that has one: nothing is found, and nothing breaks."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

GUESSES = {UUIDConverter: lambda: uuid.uuid4(), IntConverter: lambda: 987_654_321}
ROLES = ["head_of_service", "administrator", "caseworker", "senco", "parent"]
# An address whose number picks what is drawn and nothing that is kept.
DRAWN = {"web:design-error"}


def guessed():
    """Yield the name of each address that has a number, and how to guess it."""

    def walk(resolver, spaces):
        for entry in resolver.url_patterns:
            if not isinstance(entry, URLPattern):
                yield from walk(entry, [*spaces, *filter(None, [entry.namespace])])
                continue
            kinds = entry.pattern.converters
            numbers = [name for name, kind in kinds.items() if type(kind) in GUESSES]
            if numbers and len(numbers) == len(kinds):
                yield ":".join([*spaces, entry.name]), kinds

    return sorted(
        (each for each in walk(get_resolver(), []) if each[0] not in DRAWN), key=lambda e: e[0]
    )


def test_there_are_addresses_to_guess():
    assert len(guessed()) > 50


@pytest.mark.parametrize("name", [name for name, _ in guessed()])
def test_a_guess_finds_nothing_whoever_makes_it(client, name):
    kinds = dict(guessed())[name]
    path = reverse(name, kwargs={part: GUESSES[type(kind)]() for part, kind in kinds.items()})
    for method in ("get", "post"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code in {302, 404, 405}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in?next=")
    for role in ROLES:
        client.force_login(UserFactory(role=role))
        for method in ("get", "post"):
            answer = getattr(client, method)(path)
            assert answer.status_code in {403, 404, 405}, (role, method)
            assert b"Traceback" not in answer.content
