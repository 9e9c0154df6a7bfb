"""The profile's schools and the register's: each knows what the other does not."""

import datetime
import json
import uuid

import pytest

from tests.factories.establishments import EstablishmentFactory, ProvisionFactory
from tests.factories.gias import write_extract
from wayforward.audit.models import Event
from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.actions.load import load_schools
from wayforward.establishments.data_files import DataRefused
from wayforward.establishments.models import Establishment

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
ENTRY = {
    "id": "44444444-4444-4444-8444-444444444444",
    "name": "Example Green School",
    "phase": "primary",
    "urn": "900001",
    "area": "Exampleton North",
    "specialist_provision": [{"need": "autism", "places": 20}],
}


@pytest.fixture
def profile(tmp_path):
    """Return a function that writes schools.json with this one school, and loads it."""

    def load(**changed):
        path = tmp_path / "schools.json"
        content = {"as_of": "2026-01-05", "schools": [ENTRY | changed]}
        path.write_text(json.dumps(content), encoding="utf-8")
        return load_schools(path, by=None)

    return load


def test_loading_the_profile_again_leaves_what_the_register_knows(profile, tmp_path):
    profile()
    path = write_extract(tmp_path / "edubasealldata20261123.csv", {})
    import_gias(path, by=None, on=ON)
    school = Establishment.objects.get()
    ProvisionFactory(establishment=school, need="hearing")
    profile(name="Another name", area="Exampleton South", specialist_provision=[])
    school.refresh_from_db()
    assert (school.name, school.area, school.pupils, str(school.pk)) == (
        *("École Café Primary – Élan", "Exampleton South", 401),
        ENTRY["id"],
    )
    assert [each.need for each in school.specialist_provision.all()] == ["hearing"]


def test_a_special_school_s_places_are_those_of_a_special_school(profile):
    profile(phase="special")
    assert Establishment.objects.get().specialist_provision.get().kind == "special_school"


def test_a_profile_whose_urn_another_establishment_has_is_refused(profile):
    other = EstablishmentFactory(urn="900001", name="The register's", id=uuid.uuid4())
    with pytest.raises(DataRefused, match="900001 is the number of The register's here"):
        profile()
    assert Establishment.objects.get() == other
    assert not Event.objects.exists()
