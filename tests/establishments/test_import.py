"""Importing the register of schools: what is added, changed, held back, reported."""

import datetime
import uuid

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.establishments import ApprovalFactory, EstablishmentFactory, ProvisionFactory
from tests.factories.gias import write_extract, write_links
from wayforward.audit.models import Event
from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.gias_files import ImportRefused
from wayforward.establishments.models import (
    Establishment,
    EstablishmentApproval,
    EstablishmentLink,
    SpecialistProvision,
)
from wayforward.establishments.queries import history_ids, section_41_on

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
SPECIAL = {
    "URN": "900010",
    "EstablishmentName": "Invented Hall",
    "UKPRN": "",
    "TypeOfEstablishment (code)": "10",
    "TypeOfEstablishment (name)": "Other independent special school",
    "PhaseOfEducation (name)": "Not applicable",
}
APPROVED = {"Section41Approved (name)": "Approved"}


@pytest.fixture
def load(tmp_path):
    """Return a function that imports an extract of these schools, made on a day of November."""

    def loaded(*schools, day=23, links=None, **options):
        path = write_extract(tmp_path / f"edubasealldata202611{day}.csv", *schools)
        joined = write_links(tmp_path / "links.csv", *links) if links is not None else None
        return import_gias(path, links=joined, **{"by": None, "on": ON, **options})

    return loaded


def test_every_fact_of_a_row_is_kept(load):
    changes = load({})
    school = Establishment.objects.get()
    assert changes.added == ["900001 École Café Primary – Élan"]
    kept = {
        field.name: getattr(school, field.name)
        for field in Establishment._meta.concrete_fields
        if field.name != "id"
    }
    assert kept == {
        "name": "École Café Primary – Élan",
        "kind": "school",
        "origin": "gias",
        "urn": "900001",
        "former_urns": [],
        "ukprn": "10900001",
        "la_code": "998",
        "la_gss_code": "E06999001",
        "establishment_number": "2001",
        "ofsted_urn": None,
        "phase": "primary",
        "type": "Academy converter",
        "type_code": "34",
        "status": "open",
        "opened_on": datetime.date(2012, 9, 1),
        "closed_on": None,
        "age_min": 4,
        "age_max": 11,
        "intake": "mixed",
        "capacity": 420,
        "pupils": 401,
        "has_sixth_form": False,
        "boarding": "No boarders",
        "approved_needs": [],
        "street": "1 Example Lane",
        "town": "Exampleton",
        "postcode": "ZZ1 1AA",
        "postcode_is_verified": True,
        "area": "",
        "uprn": "10000001",
        "easting": 400_000,
        "northing": 300_000,
        "phone": "01632960001",
        "email": "",
        "contact_role": "",
        "website": "https://www.example.org",
        "notes": "",
        "source_url": "",
        "as_of": datetime.date(2026, 11, 23),
        "gias_as_of": datetime.date(2026, 11, 23),
    }
    assert school.laestab == "998/2001"


def test_nobody_s_name_is_kept(load):
    load({})
    row = str(Establishment.objects.values_list().get())
    assert "Nobody" not in row
    assert "Atall" not in row


def test_the_import_is_audited_with_counts(load, administrator):
    load({}, by=administrator)
    event = Event.objects.get()
    assert (event.action, event.actor) == ("establishments.imported_gias", str(administrator.pk))
    assert event.facts["file"] == "edubasealldata20261123.csv"
    assert event.facts["as_of"] == "2026-11-23"
    assert (event.facts["counts"]["rows"], event.facts["counts"]["added"]) == (1, 1)
    assert len(event.facts["sha256"]) == 64


def test_only_an_administrator_may_import(load, staff):
    with pytest.raises(PermissionDenied):
        load({}, by=staff)
    assert not Establishment.objects.exists()
    assert not Event.objects.exists()


def test_a_dry_run_tells_the_same_and_writes_nothing(load):
    EstablishmentFactory(urn="900001", name="Before")
    would = load({}, SPECIAL | APPROVED, dry_run=True)
    assert Establishment.objects.get().name == "Before"
    assert not Event.objects.exists()
    assert not EstablishmentApproval.objects.exists()
    did = load({}, SPECIAL | APPROVED)
    assert would == did
    assert would.changed[0].facts["name"] == ("Before", "École Café Primary – Élan")


def test_importing_again_changes_nothing(load):
    schools = ({}, SPECIAL | APPROVED | {"TypeOfResourcedProvision (name)": "SEN unit"})
    links = [("900001", "900010", "Predecessor", "01-09-2012")]
    load(*schools, links=links)
    tables = (Establishment, EstablishmentApproval, EstablishmentLink, SpecialistProvision)
    before = [list(table.objects.order_by("pk").values_list()) for table in tables]
    changes = load(*schools, links=links)
    assert [list(table.objects.order_by("pk").values_list()) for table in tables] == before
    assert sum(changes.counts().values()) == changes.rows == 2


def test_what_changed_is_told_field_by_field(load):
    load({})
    changes = load({"NumberOfPupils": "390", "EstablishmentStatus (code)": "2"}, day=24)
    (changed,) = changes.changed
    assert changed.facts == {"pupils": (401, 390), "status": ("open", "closed")}
    assert str(changed) == (
        "900001 École Café Primary – Élan: status open → closed, pupils 401 → 390"
    )
    assert changes.closed == ["900001 École Café Primary – Élan"]


def test_what_an_extract_no_longer_has_is_reported_and_stays(load):
    load({}, SPECIAL)
    changes = load({}, day=24)
    assert changes.missing == ["900010 Invented Hall"]
    assert Establishment.objects.count() == 2


def test_one_authority_alone_can_be_kept(load):
    other = {"URN": "900020", "UKPRN": "", "LA (code)": "997", "GSSLACode (name)": "E06999002"}
    assert len(load({}, other, authorities=["997"]).added) == 1
    assert len(load({}, other, authorities=["E06999001"]).added) == 1
    assert load({}, other, authorities=["997"]).missing == []


# -- matching --------------------------------------------------------------------------------------


def test_a_bundled_school_is_matched_by_its_urn_and_keeps_its_id(load):
    bundled = EstablishmentFactory(urn="900001", area="Exampleton North", notes="A note.")
    load({})
    bundled.refresh_from_db()
    assert (bundled.name, bundled.area, bundled.notes, bundled.origin) == (
        "École Café Primary – Élan",
        "Exampleton North",
        "A note.",
        "profile",
    )


@pytest.mark.parametrize(
    "known",
    [{"ukprn": "10900001"}, {"la_code": "998", "establishment_number": "2001"}],
    ids=["UKPRN", "authority and school number"],
)
def test_an_entry_without_urn_is_matched_by_another_number(load, known):
    entry = EstablishmentFactory(**known)
    changes = load({})
    entry.refresh_from_db()
    assert entry.urn == "900001"
    assert changes.added == []


def test_a_closed_school_s_number_is_not_taken_for_its_successor_s(load):
    EstablishmentFactory(la_code="998", establishment_number="2001", status="closed")
    assert len(load({}).added) == 1


def test_one_that_looks_alike_is_held_back_until_somebody_says(load):
    entry = EstablishmentFactory(name="Ecole cafe primary", postcode="ZZ1 1AA")
    row = {"EstablishmentName": "Ecole Cafe Primary"}
    changes = load(row)
    (suggestion,) = changes.suggestions
    assert (suggestion.urn, suggestion.establishment_id) == ("900001", entry.pk)
    assert f"--same 900001={entry.pk} or --apart 900001" in str(suggestion)
    assert Establishment.objects.get() == entry
    apart = load(row, apart=["900001"], dry_run=True)
    assert apart.added == ["900001 Ecole Cafe Primary"]
    same = load(row, same={"900001": entry.pk})
    assert (same.added, same.suggestions) == ([], [])
    entry.refresh_from_db()
    assert entry.urn == "900001"
    assert load(row, same={"900001": entry.pk}).changed == []


def test_an_entry_without_postcode_is_looked_for_at_home_alone(load):
    EstablishmentFactory(name="École Café Primary – Élan")
    assert load({}, home="E06000042", dry_run=True).suggestions == []
    assert len(load({}, home="E06999001").suggestions) == 1


def test_a_match_that_cannot_be_is_refused(load):
    other = EstablishmentFactory(urn="900099")
    with pytest.raises(ImportRefused, match="900001 cannot be the same as") as refused:
        load({}, same={"900001": other.pk, "900098": uuid.uuid4()})
    assert len(refused.value.problems) == 2
    assert Establishment.objects.get() == other


def test_a_ukprn_passes_from_a_school_to_the_one_that_takes_its_place(load):
    load({}, SPECIAL)
    changes = load({"EstablishmentStatus (code)": "2"}, SPECIAL | {"UKPRN": "10900001"}, day=24)
    assert len(changes.changed) == 2
    assert Establishment.objects.get(urn="900010").ukprn == "10900001"


def test_a_ukprn_of_a_place_that_the_extract_does_not_name_is_refused(load):
    EstablishmentFactory(urn="900077", ukprn="10900001", name="Another")
    with pytest.raises(ImportRefused, match="row 2: UKPRN: 10900001 is the number of Another here"):
        load({}, SPECIAL)
    changes = load({}, SPECIAL, leave_out_wrong=True)
    assert changes.added == ["900010 Invented Hall"]
    assert "UKPRN" in str(changes.left_out[0])


# -- history ---------------------------------------------------------------------------------------


def test_an_academy_keeps_the_history_of_the_school_it_was(load):
    infant = {"URN": "900002", "UKPRN": "", "EstablishmentStatus (code)": "2"}
    first = {"URN": "900003", "UKPRN": "", "EstablishmentStatus (code)": "2"}
    links = [
        ("900001", "900002", "Predecessor", "01-09-2012"),
        ("900002", "900001", "Successor", "01-09-2012"),  # the same, from the other end
        ("900003", "900002", "Successor - merged", ""),
        ("900001", "900002", "Sixth Form Centre Link", ""),
    ]
    changes = load({}, infant, first, links=links)
    assert len(changes.links) == 2
    ids = {school.urn: school.pk for school in Establishment.objects.all()}
    assert set(history_ids(ids["900001"])) == set(ids.values())
    assert history_ids(ids["900003"]) == [ids["900003"]]
    link = EstablishmentLink.objects.get(later__urn="900001")
    assert (link.earlier.urn, link.kind, link.established_on) == (
        "900002",
        "Predecessor",
        datetime.date(2012, 9, 1),
    )


def test_links_that_go_round_in_a_ring_come_to_an_end(load):
    two = {"URN": "900002", "UKPRN": ""}
    load(
        {}, two, links=[("900001", "900002", "Predecessor", ""), ("900002", "900001", "Merged", "")]
    )
    assert len(history_ids(Establishment.objects.get(urn="900001").pk)) == 2


def test_a_link_to_an_unknown_number_is_reported_and_left_out(load):
    elsewhere = {"URN": "900020", "UKPRN": "", "LA (code)": "997"}
    links = [
        ("900001", "999999", "Predecessor", ""),
        ("900001", "900020", "Predecessor", ""),  # another authority's: not wanted here
    ]
    changes = load({}, elsewhere, links=links, authorities=["998"])
    assert list(map(str, changes.no_such)) == [
        "links.csv: row 2: the earlier one: no establishment here has URN 999999"
    ]
    assert not EstablishmentLink.objects.exists()


# -- provision and section 41 ----------------------------------------------------------------------


def test_units_and_resourced_provision_have_places_and_needs(load):
    both = {
        "TypeOfResourcedProvision (name)": "Resourced provision and SEN unit",
        "ResourcedProvisionCapacity": "8",
        "ResourcedProvisionOnRoll": "7",
        "SenUnitCapacity": "20",
        "SenUnitOnRoll": "19",
        "SEN1 (name)": "Not Applicable",
        "SEN2 (name)": "ASD - Autistic Spectrum Disorder",
        "SEN3 (name)": "SpLD - Specific Learning Difficulty",
    }
    load(both)
    kept = SpecialistProvision.objects.order_by("kind").values_list(
        "kind", "need", "primary_needs", "places", "on_roll", "ends_on"
    )
    need = "specific learning difficulty; autistic spectrum disorder"
    assert list(kept) == [
        ("resourced", need, ["ASD", "SPLD"], 8, 7, None),
        ("unit", need, ["ASD", "SPLD"], 20, 19, None),
    ]
    changes = load(both | {"TypeOfResourcedProvision (name)": "Resourced provision"}, day=24)
    assert changes.provision == ["900001 École Café Primary – Élan unit is no longer stated"]
    assert SpecialistProvision.objects.get(kind="unit").ends_on == ON


def test_what_staff_and_profile_say_of_provision_stays(load):
    school = EstablishmentFactory(urn="900001")
    ProvisionFactory(establishment=school)
    ProvisionFactory(establishment=school, origin="profile")
    load({})
    assert school.specialist_provision.count() == 2


def test_approval_is_kept_from_the_day_that_it_was_seen_to_the_day_before_it_was_not(load):
    changes = load(SPECIAL | APPROVED, day=20)
    assert changes.section_41 == ["900010 Invented Hall is approved"]
    load(SPECIAL | APPROVED, day=21)
    changes = load(SPECIAL, day=24)
    assert changes.section_41 == ["900010 Invented Hall is no longer approved"]
    approval = EstablishmentApproval.objects.get()
    assert (approval.approved_from, approval.approved_to, approval.from_is_first_seen) == (
        datetime.date(2026, 11, 20),
        datetime.date(2026, 11, 23),
        True,
    )
    school = Establishment.objects.get()
    on = {day: section_41_on(school, datetime.date(2026, 11, day)).now for day in (19, 20, 23, 24)}
    assert on == {19: None, 20: approval, 23: approval, 24: None}


def test_an_approval_that_staff_recorded_is_only_questioned(load):
    school = EstablishmentFactory(independent=True, urn="900010")
    approval = ApprovalFactory(establishment=school)
    assert load(SPECIAL | APPROVED, day=20).section_41 == []
    changes = load(SPECIAL, day=24)
    assert changes.section_41 == []
    assert changes.to_check == [
        "900010 Invented Hall is approved under section 41 as recorded, and not in the extract"
    ]
    approval.refresh_from_db()
    assert approval.approved_to is None
