"""The tests, like pages and jobs, run as a role that cannot alter what has been audited."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from wayforward.audit.models import Event
from wayforward.config.grants import append_only_tables
from wayforward.people.models import User


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_tests_run_as_the_application_role():
    assert current_role() == settings.DATABASE_APPLICATION_ROLE


@pytest.mark.django_db
def test_events_can_be_added_and_read_but_neither_altered_nor_removed():
    event = Event.objects.create(action="tests.added")
    assert Event.objects.get() == event
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Event.objects.update(action="tests.altered")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0}"]
)
@pytest.mark.parametrize("table", append_only_tables())
def test_no_append_only_table_can_be_changed(table, statement):
    key = next(each._meta.pk.column for each in apps.get_models() if each._meta.db_table == table)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table, key))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round_", [1, 2])
def test_transactional_tests_are_flushed_by_the_owner(round_, staff):
    Event.objects.create(action="tests.added")
    assert (Event.objects.count(), User.objects.count()) == (1, 1)
    assert current_role() == settings.DATABASE_APPLICATION_ROLE
