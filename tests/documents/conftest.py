"""A folder of its own for each test's files, and a moment."""

import datetime

import pytest
from procrastinate.contrib.django import procrastinate_app

AT = datetime.datetime(2026, 5, 11, 9, 30, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _own_folder(folder) -> None:
    """Keep every test's files in a folder of its own."""


@pytest.fixture
def kept(folder):
    """Return a function that lists the files in the store."""
    return lambda: sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def queued(jobs):
    """Return a function that lists the names of the jobs in the queue."""
    return lambda: [job["task_name"] for job in jobs.jobs.values()]


@pytest.fixture
def run_jobs(jobs):
    """Return a function that does what waits in the queue, as the worker would."""

    def run() -> None:
        for job in [job for job in jobs.jobs.values() if job["status"] == "todo"]:
            procrastinate_app.current_app.tasks[job["task_name"]](**job["args"])
            job["status"] = "succeeded"

    return run
