"""An extract of real size: about 50,000 rows, in a constant number of queries."""

import datetime
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.gias import many_schools, write_extract, write_links
from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.models import Establishment

ON = datetime.date(2026, 11, 24)
MOST_QUERIES = 34
MOST_SECONDS = (
    60  # measured on two shared cores: 4 for all new, 4 for none changed, 13 for all changed
)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 50_000])
def test_an_import_takes_the_same_queries_whatever_its_size(tmp_path, count):
    links = write_links(
        tmp_path / "links.csv",
        *((f"{100_000 + n}", f"{100_000 + n - 1}", "Predecessor", "") for n in range(1, count, 5)),
    )
    path = tmp_path / "edubasealldata20261123.csv"
    write_extract(path, *many_schools(count))
    took, queries = timed(path, links)
    assert Establishment.objects.filter(origin="gias").count() == count
    again, unchanged = timed(path, links)
    path = tmp_path / "edubasealldata20261124.csv"
    write_extract(path, *many_schools(count, NumberOfPupils="77"))
    changed, altered = timed(path, links)
    print(f"{count}: {took:.1f} s, again {again:.1f} s, all changed {changed:.1f} s; {queries}")
    assert queries == unchanged == altered
    assert queries <= MOST_QUERIES
    assert max(took, again, changed) < MOST_SECONDS


def timed(path, links):
    with CaptureQueriesContext(connection) as captured:
        began = time.monotonic()
        import_gias(path, links=links, by=None, on=ON)
        return time.monotonic() - began, len(captured)
