"""Changes to where a child learns."""

import datetime
from decimal import Decimal

import pytest

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import AllocationFactory, SchoolingFactory, UserFactory
from wayforward.people.actions import schooling
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Schooling

pytestmark = pytest.mark.django_db

ON = datetime.date(2026, 11, 24)
FIRST = datetime.date(2022, 9, 1)


@pytest.fixture
def caseworker():
    """Return a caseworker."""
    return UserFactory(role="caseworker")


@pytest.fixture
def child(caseworker):
    """Return a child on the caseworker's caseload."""
    return AllocationFactory(user=caseworker).child


def start(child, by, **more):
    asked = {
        "establishment_id": more.pop("establishment", None) or EstablishmentFactory().pk,
        "kind": "main",
        "starts_on": FIRST,
    }
    return schooling.start_schooling(child.pk, **asked | more, by=by, on=ON)


def test_a_new_main_setting_ends_the_one_before(caseworker, child):
    first = start(child, caseworker)
    second = start(child, caseworker, starts_on=datetime.date(2026, 9, 1), year_taught=5)
    third = start(child, caseworker, kind="none", starts_on=ON, note="Waiting for a place")
    for each in (first, second):
        each.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (
        datetime.date(2026, 8, 31),
        datetime.date(2026, 11, 23),
    )
    assert (third.establishment, third.ends_on) == (None, None)


def test_a_second_setting_stands_beside_the_main_one(caseworker, child):
    main, second = start(child, caseworker), start(child, caseworker, kind="second")
    assert list(child.schoolings.filter(ends_on__isnull=True).order_by("pk")) == [main, second]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "boat"}, "kind"),
        ({"establishment": "0192d3c4-0000-7000-8000-000000000000"}, "establishment"),
        ({"year_taught": 20}, "year_taught"),
        ({"starts_on": datetime.date(2010, 1, 1)}, "starts_on"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(caseworker, child, wrong, field):
    with pytest.raises(RecordRefused) as refused:
        start(child, caseworker, **wrong)
    assert refused.value.field == field
    assert not Schooling.objects.exists()


def test_a_setting_follows_the_one_before(caseworker, child):
    start(child, caseworker)
    with pytest.raises(RecordRefused, match="after that of the setting before"):
        start(child, caseworker, starts_on=FIRST)
    assert child.schoolings.get().ends_on is None


def test_attendance_is_recorded(caseworker, child):
    time = SchoolingFactory(child=child)
    schooling.record_attendance(
        time.pk,
        attendance=Decimal("71.5"),
        as_of=ON,
        hours_a_week=Decimal(12),
        reduced_until=datetime.date(2026, 12, 18),
        suspended_days=Decimal("2.5"),
        by=caseworker,
        on=ON,
    )
    time.refresh_from_db()
    assert (time.attendance, time.hours_a_week) == (Decimal("71.5"), Decimal("12.0"))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"attendance": Decimal(101)}, "attendance"),
        ({"as_of": ON + datetime.timedelta(days=1)}, "as_of"),
        ({"as_of": datetime.date(2010, 1, 1)}, "as_of"),
        ({"hours_a_week": Decimal(60)}, "hours_a_week"),
        ({"hours_a_week": Decimal(10)}, "reduced_until"),
    ],
)
def test_figures_that_cannot_be_are_refused(caseworker, child, wrong, field):
    time = SchoolingFactory(child=child)
    asked = {"attendance": Decimal(90), "as_of": ON} | wrong
    with pytest.raises(RecordRefused) as refused:
        schooling.record_attendance(time.pk, **asked, by=caseworker, on=ON)
    assert refused.value.field == field
    time.refresh_from_db()
    assert time.attendance is None


def test_the_last_day_is_recorded(caseworker, child):
    time = SchoolingFactory(child=child)
    with pytest.raises(RecordRefused):
        schooling.end_schooling(time.pk, ends_on=datetime.date(2010, 1, 1), by=caseworker, on=ON)
    schooling.end_schooling(time.pk, ends_on=ON, by=caseworker, on=ON)
    time.refresh_from_db()
    assert time.ends_on == ON
