"""/healthz says what is not well: the database, the migrations, the job worker."""

import datetime

import pytest
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from wayforward.config import health

NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
WELL = {"database": "ok", "migrations": "ok", "jobs": "ok"}


@pytest.fixture
def worker(db):
    """Return a function that lets a worker be heard of so many seconds before NOW."""

    def heard(seconds):
        with connection.cursor() as cursor:
            cursor.execute(
                "insert into procrastinate_workers (last_heartbeat) values (%s)",
                [NOW - datetime.timedelta(seconds=seconds)],
            )

    return heard


def test_all_is_well(worker):
    worker(10)
    assert health.state(NOW) == WELL


def test_no_worker(db):
    assert health.state(NOW) == WELL | {"jobs": "no worker is running"}


def test_a_silent_worker(worker):
    worker(61)
    assert health.state(NOW) == WELL | {
        "jobs": "no worker has been heard of since 02 March 2026 11:58 UTC"
    }


def test_one_worker_of_two_is_enough(worker):
    worker(600)
    worker(60)
    assert health.state(NOW) == WELL


def test_a_migration_that_waits(worker):
    worker(10)
    recorded = MigrationRecorder.Migration.objects.filter(app="audit")
    assert recorded.delete()[0]
    assert health.state(NOW) == WELL | {
        "migrations": "waiting to be applied",
        "jobs": "unknown",
    }


@pytest.mark.parametrize("problem", [OperationalError, DatabaseError])
def test_a_database_that_cannot_be_reached(db, monkeypatch, problem):
    def fail():
        raise problem("no")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", fail)
        state = health.state(NOW)
    assert state == {
        "database": "cannot be reached",
        "migrations": "unknown",
        "jobs": "unknown",
    }


@pytest.mark.parametrize(
    ("state", "status", "word"),
    [(WELL, 200, "ok"), (WELL | {"jobs": "no worker is running"}, 503, "unwell")],
)
def test_the_page(client, db, monkeypatch, state, status, word):
    monkeypatch.setattr(health, "state", lambda now: state)
    answer = client.get("/healthz")
    assert answer.status_code == status
    assert answer.json() == {"status": word} | state
    assert "no-cache" in answer.headers["Cache-Control"]
    assert client.post("/healthz").status_code == 405


def test_its_503_is_no_error_in_the_log_but_another_pages_is(client, db, monkeypatch, caplog):
    assert client.get("/healthz").status_code == 503  # no worker
    assert not [record for record in caplog.records if record.name == "django.request"]
    assert client.get("/no-such-page").status_code == 404
    assert [record for record in caplog.records if record.name == "django.request"]


def test_it_is_asked_without_https_behind_the_proxy(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 503  # no worker: but it answers
    assert client.get("/").status_code == 301
