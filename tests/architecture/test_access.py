"""Every address of the site, opened by every role (architecture/pages.py is the table)."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.pages import PAGES, wholly
from tests.factories.people import UserFactory

ROLES = ["anonymous", "staff", "administrator"]


def names_in(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the full name of each address below `resolver`; its route if it has no name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield ":".join([*spaces, entry.name or f"(no name) {entry.pattern}"])
        else:
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from names_in(entry, inner)


def test_every_page_is_in_the_table():
    assert sorted(set(names_in(get_resolver()))) == sorted(PAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", PAGES)
def test_each_role_gets_what_the_table_says(client, name, role):
    page = PAGES[name]
    kwargs = page.kwargs() if callable(page.kwargs) else page.kwargs
    if role != "anonymous":
        client.force_login(UserFactory(administrator=role == "administrator"))
    address = reverse(name, kwargs=dict(kwargs) or None)
    answer = wholly(getattr(client, page.method)(address))
    assert answer.status_code == getattr(page, role)
