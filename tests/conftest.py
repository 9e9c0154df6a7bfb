"""What every test stands on: the database role, the jobs, the live server.

The test database is made and migrated by the owner of the tables (`./wayforward test` sets
AS_OWNER); the tests themselves then connect as the ordinary role of pages and jobs, so a grant
that is missing, or one too many, shows here and not in production.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest

# A name that needs no /etc/hosts: small containers have none.
os.environ.setdefault("DJANGO_LIVE_TEST_SERVER_ADDRESS", "127.0.0.1")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Know pytest-django's setting where the tests of the law run without it."""
    if not pluginmanager.hasplugin("django"):
        parser.addini("DJANGO_SETTINGS_MODULE", "Not read: these tests need no Django.")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Step down to the application role once the owner has made and migrated the database."""
    from django.conf import settings  # noqa: PLC0415 -- the tests of the law run without Django
    from django.db import connection  # noqa: PLC0415 -- as above
    from django.test.testcases import TransactionTestCase  # noqa: PLC0415 -- as above

    patch = pytest.MonkeyPatch()
    options = connection.settings_dict["OPTIONS"]
    with django_db_blocker.unblock():
        connection.close()
    # Every connection made from here on, the live server's threads included, reads these options.
    patch.setitem(options, "options", f"-c role={settings.DATABASE_APPLICATION_ROLE}")
    patch.setattr(
        TransactionTestCase,
        "_fixture_teardown",
        flushing_as_owner(TransactionTestCase._fixture_teardown),  # type: ignore[attr-defined]
    )
    yield
    patch.undo()
    with django_db_blocker.unblock():
        connection.close()  # the database is dropped by its owner


def flushing_as_owner(teardown: Any) -> Any:
    """Wrap the flush between transactional tests: only the owner may truncate the tables."""
    from django.db import connection  # noqa: PLC0415 -- as above

    def as_owner(self: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set role none")
        try:
            teardown(self)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("reset role")

    return as_owner


@pytest.fixture(autouse=True)
def jobs(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Keep jobs in memory, and yield where they are: `jobs.jobs` maps id to job.

    A test marked `real_jobs` enqueues into the database instead; the jobs are removed afterwards.
    """
    if not request.config.pluginmanager.hasplugin("django"):
        yield None
        return
    from procrastinate.contrib.django import procrastinate_app  # noqa: PLC0415 -- as above
    from procrastinate.testing import InMemoryConnector  # noqa: PLC0415 -- as above

    app = procrastinate_app.current_app
    if request.node.get_closest_marker("real_jobs"):
        transactional = "transactional_db" in request.fixturenames
        yield app.connector
        if transactional:
            from django.db import connection  # noqa: PLC0415 -- as above

            with connection.cursor() as cursor:
                cursor.execute("delete from procrastinate_events")
                cursor.execute("delete from procrastinate_jobs")
        return
    in_memory = InMemoryConnector()
    with app.replace_connector(in_memory):
        yield in_memory


@pytest.fixture(scope="session")
def live_server(request: pytest.FixtureRequest) -> Iterator[Any]:
    """Serve the site as production does: assets come from WhiteNoise, hashed and compressed."""
    from pytest_django.live_server_helper import LiveServer  # noqa: PLC0415 -- as above

    server = LiveServer(
        request.config.getoption("liveserver") or os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"],
        start=False,
    )
    # pytest-django would serve the unhashed sources, and Django any file of the working folder.
    server.thread.static_handler = lambda handler: handler.application
    server.start()
    yield server
    server.stop()


@pytest.fixture
def client() -> Any:
    """Return a client whose `force_login` skips the second factor as it skips the password."""
    from django.contrib.auth import get_user  # noqa: PLC0415 -- as above
    from django.test import Client  # noqa: PLC0415 -- as above

    from wayforward.signing_in.sessions import FACTOR  # noqa: PLC0415 -- as above

    class ThroughEveryDoor(Client):
        def force_login(self, user: Any, backend: str | None = None) -> None:
            super().force_login(user, backend)
            session = self.session
            session[FACTOR] = str(get_user(self).pk)
            session.save()

    return ThroughEveryDoor()


@pytest.fixture
def folder(settings: Any, tmp_path: Any) -> Any:
    """Keep the test's files in a folder of its own, with no scanner."""
    place = tmp_path / "documents"
    place.mkdir()
    backend = settings.STORAGES["documents"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {
        "documents": {"BACKEND": backend, "OPTIONS": {"location": str(place)}}
    }
    settings.CLAMAV_ADDRESS = ""
    settings.DOCUMENTS_WITHOUT_SCANNER = "hold"
    return place


@pytest.fixture
def staff(db: None) -> Any:
    """Return a member of staff who can sign in."""
    from tests.factories.people import UserFactory  # noqa: PLC0415 -- as above

    return UserFactory()


@pytest.fixture
def administrator(db: None) -> Any:
    """Return an administrator who can sign in."""
    from tests.factories.people import UserFactory  # noqa: PLC0415 -- as above

    return UserFactory(administrator=True)


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the Milton Keynes Local Offer once, for every test that only reads it."""
    from tests.factories.local_offer import (  # noqa: PLC0415 -- as above
        load_milton_keynes,
    )

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        # No audit rows outlive it: tests count their own.
        for module in ("establishments.actions.load", "local_offer.actions.load"):
            patch.setattr(f"wayforward.{module}.record", lambda *args, **facts: None)
        load_milton_keynes()


@pytest.fixture
def directory(loaded: None, db: None) -> None:
    """Give a test the real Local Offer in its database."""
