"""Jobs stay in memory unless a test asks for the real table."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_jobs_stay_in_memory(jobs):
    app.configure_task("tests.nothing").defer()
    assert isinstance(app.connector, InMemoryConnector)
    assert [job["task_name"] for job in jobs.jobs.values()] == ["tests.nothing"]
    assert count() == 0


@pytest.mark.real_jobs
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_jobs_go_to_the_table_when_asked(round_, transactional_db):
    app.configure_task("tests.nothing").defer()
    assert count() == 1
