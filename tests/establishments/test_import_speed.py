"""An extract of any size is imported in a constant number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.gias import many_schools, write_extract, write_links
from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.models import Establishment

ON = datetime.date(2026, 11, 24)
MOST_QUERIES = 34


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 2_000])
def test_an_import_takes_the_same_queries_whatever_its_size(tmp_path, count):
    links = write_links(
        tmp_path / "links.csv",
        *((f"{100_000 + n}", f"{100_000 + n - 1}", "Predecessor", "") for n in range(1, count, 5)),
    )
    path = tmp_path / "edubasealldata20261123.csv"
    write_extract(path, *many_schools(count))
    queries = queries_of(path, links)
    assert Establishment.objects.filter(origin="gias").count() == count
    unchanged = queries_of(path, links)
    path = tmp_path / "edubasealldata20261124.csv"
    write_extract(path, *many_schools(count, NumberOfPupils="77"))
    altered = queries_of(path, links)
    assert queries == unchanged == altered
    assert queries <= MOST_QUERIES


def queries_of(path, links):
    with CaptureQueriesContext(connection) as captured:
        import_gias(path, links=links, by=None, on=ON)
    return len(captured)
