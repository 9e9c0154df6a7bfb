"""What staff record: places, provision, section 41. The change, its audit row, its refusals."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.factories.establishments import (
    ApprovalFactory,
    EstablishmentFactory,
    LinkFactory,
    ProvisionFactory,
)
from wayforward.audit.models import Event
from wayforward.establishments.actions.records import (
    RecordRefused,
    add_establishment,
    close_establishment,
    end_provision,
    end_section_41,
    record_provision,
    record_section_41,
)
from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    SpecialistProvision,
)
from wayforward.establishments.queries import known_as, may_be_approved, section_41_on

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
SEPTEMBER = datetime.date(2026, 9, 1)
AUGUST = datetime.date(2026, 8, 31)
NURSERY = {"kind": "nursery", "name": "Invented Nursery", "postcode": "ZZ1 1AA"}


def nothing_was_done(*tables):
    """Tell whether no audit row was written, and no row in `tables`."""
    return not Event.objects.exists() and not any(table.objects.exists() for table in tables)


# -- places ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "phase"),
    [
        ("nursery", "nursery"),
        ("childminder", "childminder"),
        ("post_16", "post-16"),
        ("independent", "independent"),
        ("other", "not stated"),
    ],
)
def test_a_place_that_the_register_lacks_is_added(administrator, kind, phase):
    place = add_establishment(
        kind=kind, name="Invented Place", ofsted_urn="EY123456", by=administrator, on=ON
    )
    place.refresh_from_db()
    assert (place.kind, place.phase, place.origin, place.ofsted_urn, place.ukprn, place.as_of) == (
        *(kind, phase, "staff", "EY123456", None),
        ON,
    )
    event = Event.objects.get()
    assert (event.action, event.actor, event.subject_id, event.facts) == (
        "establishments.added",
        str(administrator.pk),
        str(place.pk),
        {"kind": kind},
    )


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"kind": "school"}, "kind", "'school' is no kind of place that can be added."),
        (
            {"name": "example NURSERY"},
            "name",
            "There is a place with this name and postcode already.",
        ),
        ({"ofsted_urn": "EY111111"}, "ofsted_urn", "Example Nursery has this number already."),
        ({"ukprn": "10000001"}, "ukprn", "Example Nursery has this number already."),
        (
            {"age_min": 5, "age_max": 2},
            "age_max",
            "Oldest age must be no less than youngest age.",
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused(administrator, wrong, field, reason):
    EstablishmentFactory(
        name="Example Nursery", postcode="ZZ1 1AA", ofsted_urn="EY111111", ukprn="10000001"
    )
    with pytest.raises(RecordRefused, match=reason.replace(".", r"\.")) as refused:
        add_establishment(**(NURSERY | wrong), by=administrator, on=ON)
    assert refused.value.field == field
    assert Establishment.objects.count() == 1
    assert nothing_was_done()


def test_a_closed_place_s_ukprn_may_be_used_again(administrator):
    EstablishmentFactory(ukprn="10000001", status="closed", name="Invented Nursery")
    assert add_establishment(**NURSERY, ukprn="10000001", by=administrator, on=ON).ukprn


def test_a_place_that_staff_added_is_closed(administrator):
    place = EstablishmentFactory(childminder=True)
    close_establishment(place.pk, closed_on=SEPTEMBER, by=administrator, on=ON)
    place.refresh_from_db()
    assert (place.status, place.closed_on, place.as_of) == ("closed", SEPTEMBER, ON)
    assert Event.objects.get().facts == {"closed_on": "2026-09-01"}


@pytest.mark.parametrize(
    ("place", "day", "reason"),
    [
        ({"gias_as_of": ON}, ON, "The register of schools says when this one closes."),
        ({"status": "closed"}, ON, "This place is closed already."),
        ({}, datetime.date(2026, 11, 25), "The day it closed must be today or in the past."),
    ],
)
def test_a_closing_that_cannot_be_is_refused(administrator, place, day, reason):
    place = EstablishmentFactory(**place)
    with pytest.raises(RecordRefused, match=reason):
        close_establishment(place.pk, closed_on=day, by=administrator, on=ON)
    place.refresh_from_db()
    assert place.closed_on is None
    assert nothing_was_done()


# -- provision -------------------------------------------------------------------------------------


def test_provision_is_recorded_with_places_by_need(administrator):
    school = EstablishmentFactory()
    provision = record_provision(
        school.pk,
        kind="resourced",
        need="autism",
        primary_needs=["ASD"],
        places=12,
        starts_on=SEPTEMBER,
        source="An agreement",
        by=administrator,
    )
    provision.refresh_from_db()
    assert (provision.primary_needs, provision.places, provision.origin) == (["ASD"], 12, "staff")
    event = Event.objects.get()
    assert (event.action, event.subject_id, event.facts) == (
        "establishments.recorded_provision",
        str(school.pk),
        {"provision": provision.pk, "kind": "resourced", "places": 12},
    )


def test_provision_that_ends_before_it_starts_is_refused(administrator):
    school = EstablishmentFactory()
    with pytest.raises(RecordRefused, match="The last day must not be before the first"):
        record_provision(
            school.pk,
            kind="unit",
            need="autism",
            source="x",
            by=administrator,
            starts_on=SEPTEMBER,
            ends_on=AUGUST,
        )
    assert nothing_was_done(SpecialistProvision)


def test_provision_ends(administrator):
    provision = ProvisionFactory()
    end_provision(provision.pk, ends_on=AUGUST, by=administrator)
    provision.refresh_from_db()
    assert provision.ends_on == AUGUST
    assert Event.objects.get().facts == {"provision": provision.pk, "ends_on": "2026-08-31"}


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({"origin": "gias"}, "This comes from a file"),
        ({"ends_on": ON}, "This has an end already"),
        ({"starts_on": SEPTEMBER}, "The last day must not be before the first"),
    ],
)
def test_an_end_of_provision_that_cannot_be_is_refused(administrator, kept, reason):
    provision = ProvisionFactory(**kept)
    with pytest.raises(RecordRefused, match=reason):
        end_provision(provision.pk, ends_on=AUGUST, by=administrator)
    assert nothing_was_done()


# -- section 41 ------------------------------------------------------------------------------------


def test_approval_is_recorded_and_ends(administrator):
    school = EstablishmentFactory(independent=True)
    approval = record_section_41(school.pk, approved_from=AUGUST, source="A list", by=administrator)
    assert section_41_on(school, ON).now == approval
    end_section_41(approval.pk, approved_to=SEPTEMBER, source="A letter", by=administrator)
    approval.refresh_from_db()
    assert (approval.approved_to, approval.source) == (SEPTEMBER, "A list; ended: A letter")
    school = Establishment.objects.get()
    on = [section_41_on(school, day).now for day in (AUGUST, SEPTEMBER, ON)]
    assert on == [approval, approval, None]
    assert section_41_on(school, ON).others == [approval]
    assert [
        (event.action, event.facts["approved_to"]) for event in Event.objects.order_by("id")
    ] == [
        ("establishments.recorded_section_41", None),
        ("establishments.ended_section_41", "2026-09-01"),
    ]


def test_days_that_are_recorded_replace_what_was_only_seen(administrator):
    seen = ApprovalFactory(approved_from=ON, from_is_first_seen=True)
    record_section_41(
        seen.establishment_id, approved_from=AUGUST, source="A list", by=administrator
    )
    assert EstablishmentApproval.objects.get().approved_from == AUGUST
    assert Event.objects.get().facts["replaced"] == 1


def test_a_time_before_another_may_be_recorded(administrator):
    later = ApprovalFactory(approved_from=SEPTEMBER)
    record_section_41(
        later.establishment_id,
        approved_from=datetime.date(2020, 9, 1),
        approved_to=AUGUST,
        source="A list",
        by=administrator,
    )
    assert later.establishment.approvals.count() == 2


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"approved_from": ON}, "These days overlap a time that is recorded already"),
        (
            {"approved_from": datetime.date(2020, 9, 1), "approved_to": SEPTEMBER},
            "These days overlap a time that is recorded already",
        ),
        (
            {"approved_from": SEPTEMBER, "approved_to": AUGUST},
            "The last day must not be before the first",
        ),
    ],
)
def test_an_approval_that_cannot_be_is_refused(administrator, days, reason):
    known = ApprovalFactory(approved_from=AUGUST)
    with pytest.raises(RecordRefused, match=reason):
        record_section_41(known.establishment_id, **days, source="A list", by=administrator)
    assert EstablishmentApproval.objects.get() == known
    assert nothing_was_done()


def test_a_state_school_cannot_be_approved(administrator):
    school = EstablishmentFactory(type_code="34")
    with pytest.raises(RecordRefused, match="Only independent schools"):
        record_section_41(school.pk, approved_from=ON, source="A list", by=administrator)
    assert nothing_was_done(EstablishmentApproval)


@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        ({"approved_to": ON}, "This approval has ended already"),
        ({"approved_from": SEPTEMBER}, "The last day must not be before the first"),
    ],
)
def test_an_end_of_approval_that_cannot_be_is_refused(administrator, kept, reason):
    approval = ApprovalFactory(**kept)
    with pytest.raises(RecordRefused, match=reason):
        end_section_41(approval.pk, approved_to=AUGUST, source="A letter", by=administrator)
    assert nothing_was_done()


@pytest.mark.parametrize(
    ("place", "may"),
    [
        ({"type_code": "10"}, True),
        ({"type_code": "32"}, True),
        ({"type_code": "34", "kind": "independent"}, False),
        ({"kind": "independent"}, True),
        ({"kind": "post_16"}, True),
        ({"kind": "nursery"}, False),
    ],
)
def test_what_may_be_approved(place, may):
    assert may_be_approved(EstablishmentFactory(**place)) is may


# -- everybody else --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda by: add_establishment(**NURSERY, by=by, on=ON),
        lambda by: close_establishment(EstablishmentFactory().pk, closed_on=ON, by=by, on=ON),
        lambda by: record_provision(
            EstablishmentFactory().pk, kind="unit", need="x", source="x", by=by
        ),
        lambda by: end_provision(ProvisionFactory().pk, ends_on=ON, by=by),
        lambda by: record_section_41(
            EstablishmentFactory(independent=True).pk, approved_from=ON, source="x", by=by
        ),
        lambda by: end_section_41(ApprovalFactory().pk, approved_to=ON, source="x", by=by),
    ],
    ids=["add", "close", "provision", "end provision", "section 41", "end section 41"],
)
def test_nobody_but_an_administrator_may(staff, change):
    with pytest.raises(PermissionDenied):
        change(staff)
    assert nothing_was_done()


# -- what the database holds to --------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: EstablishmentFactory(kind="castle"),
        lambda: EstablishmentFactory(status="lost"),
        lambda: EstablishmentFactory(origin="hearsay"),
        lambda: EstablishmentFactory(intake="some"),
        lambda: EstablishmentFactory(opened_on=SEPTEMBER, closed_on=AUGUST),
        lambda: EstablishmentFactory(easting=400_000),
        lambda: EstablishmentFactory(easting=400_000, northing=1_300_000),
        lambda: [EstablishmentFactory(ukprn="10000001") for _ in range(2)],
        lambda: LinkFactory(earlier=(school := EstablishmentFactory()), later=school),
        lambda: ApprovalFactory(approved_from=SEPTEMBER, approved_to=AUGUST),
        lambda: ApprovalFactory(establishment=ApprovalFactory().establishment),
        lambda: ProvisionFactory(kind="castle"),
        lambda: ProvisionFactory(origin="hearsay"),
        lambda: ProvisionFactory(starts_on=SEPTEMBER, ends_on=AUGUST),
    ],
)
def test_the_database_refuses_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


@pytest.mark.parametrize(
    "typed",
    [
        "green school",
        "SCHOOL Green",
        "900001",
        "998/2001",
        "9982001",
        "10000001",
        "EY123456",
        "800001",
    ],
)
def test_a_place_is_found_by_words_of_its_name_or_by_a_number(typed):
    school = EstablishmentFactory(
        name="Example Green School",
        urn="900001",
        former_urns=["800001"],
        la_code="998",
        establishment_number="2001",
        ukprn="10000001",
        ofsted_urn="EY123456",
    )
    EstablishmentFactory(name="Example Blue School")
    assert list(known_as(typed)) == [school]
    assert str(school) == "Example Green School"


def test_rows_say_what_they_are():
    link, approval, provision = LinkFactory(), ApprovalFactory(), ProvisionFactory()
    assert str(link) == f"{link.earlier_id} to {link.later_id}: Predecessor"
    assert str(approval) == f"{approval.establishment_id}: section 41 from 2024-09-01"
    assert str(provision) == f"{provision.establishment}: autism"
