"""Loading the files of a Local Offer: whole or not at all, and as often as one likes."""

import shutil
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from tests.local_offer.profiles import POSTCODES, TINY, break_file
from wayforward.audit.models import Event
from wayforward.establishments.data_files import unkeepable
from wayforward.establishments.models import Establishment, Place, Postcode
from wayforward.local_offer import models
from wayforward.local_offer.actions.words import remove_words, save_words

pytestmark = pytest.mark.django_db

ORGANISATION = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
NOBODY = "99999999-9999-4999-8999-999999999999"


@pytest.fixture(autouse=True)
def invented_postcodes(monkeypatch):
    """Let the invented authority have postcodes."""
    monkeypatch.setattr(
        "wayforward.establishments.actions.load.rows_in", lambda districts: POSTCODES
    )


@pytest.fixture
def profile(tmp_path):
    """Return a copy of the invented profile that a test may break."""
    return shutil.copytree(TINY, tmp_path / "tiny")


def counts():
    """Return how many rows each table of ours has; the audit's aside."""
    return {
        model._meta.label: model.objects.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in {"local_offer", "establishments"}
    }


def rows(model):
    """Return every row of a table, in some fixed order."""
    return sorted(model.objects.values_list(), key=str)


def put(number, **fields):
    """Return a change that gives the `number`th service these fields."""
    return lambda content: content["services"][number - 1].update(fields)


# what it is: (file, what breaks it, what the message must say)
REFUSED = {
    "unknown field": (
        "services",
        put(2, colour="red"),
        "services.json: entry 2 (Example Club): field colour: is no field that we know",
    ),
    "missing field": (
        "services",
        lambda content: content["services"][0].pop("description"),
        "services.json: entry 1 (Help Line): field description: is missing",
    ),
    "missing name": (
        "organisations",
        lambda content: content["organisations"][0].pop("name"),
        "organisations.json: entry 1 (without a name): field name: is missing",
    ),
    "wrong type": (
        "services",
        put(1, age_min="two"),
        "services.json: entry 1 (Help Line): field age_min: must be a whole number, not text",
    ),
    "an age below nought": (
        "services",
        put(1, age_min=-3),
        "services.json: entry 1 (Help Line): field age_min: must be 0 or more",
    ),
    "an age too high": (
        "services",
        put(1, age_max=500),
        "services.json: entry 1 (Help Line): field age_max: must be 120 or less",
    ),
    "no topic": (
        "services",
        put(1, topics=[]),
        "services.json: entry 1 (Help Line): field topics: is empty: give at least one",
    ),
    "wrong type inside": (
        "services",
        put(1, phones=[{"number": "01632 960001"}, {"number": 17}]),
        "services.json: entry 1 (Help Line): field phones[2].number: must be text, not a whole number",
    ),
    "a NUL": (
        "services",
        put(1, description="Help\0."),
        "services.json: entry 1 (Help Line): field description: holds a character that cannot be",
    ),
    "a name without end": (
        "services",
        put(1, name="long " * 100),
        "field name: is longer than 200 characters",
    ),
    "a long keyword": (
        "services",
        put(1, keywords=["word" * 500]),
        "services.json: entry 1 (Help Line): field keywords[1]: is longer than 100 characters",
    ),
    "a postcode that is none": (
        "services",
        put(1, locations=[{"id": NOBODY, "postcode": "nowhere"}]),
        "field locations[1].postcode: is not a postcode like AB1 2CD",
    ),
    "a null": (
        "services",
        put(1, cost_note=None),
        "services.json: entry 1 (Help Line): field cost_note: is null: leave it out",
    ),
    "a null inside": (
        "services",
        put(1, phones=[{"number": "01632 960001", "note": None}]),
        "services.json: entry 1 (Help Line): field phones[1].note: is null: leave it out",
    ),
    "empty text": (
        "services",
        put(1, description=" "),
        "services.json: entry 1 (Help Line): field description: is not written in the form that it needs",
    ),
    "not a date": (
        "services",
        put(1, last_checked_on="last week"),
        "services.json: entry 1 (Help Line): field last_checked_on: is not a day like 2026-11-23",
    ),
    "unknown code": (
        "services",
        put(1, topics=["gardening"]),
        "services.json: entry 1 (Help Line): field topics: 'gardening' is not in taxonomies.json",
    ),
    "unknown organisation": (
        "services",
        put(3, organisation=NOBODY),
        (
            f"services.json: entry 3 (Example Green School): field organisation: no organisation has "
            f"id {NOBODY}"
        ),
    ),
    "unknown school": (
        "services",
        put(3, school=NOBODY),
        f"services.json: entry 3 (Example Green School): field school: no school has id {NOBODY}",
    ),
    "same id twice": (
        "services",
        lambda content: content["services"].append(content["services"][0]),
        (
            "services.json: entry 4: field id: 11111111-1111-4111-8111-111111111111 is also that of "
            "entry 1"
        ),
    ),
    "ages the wrong way round": (
        "services",
        put(2, age_min=11, age_max=5),
        "services.json: entry 2 (Example Club): field age_max: 5 is below 11",
    ),
    "no day": (
        "services",
        lambda content: content.pop("as_of"),
        "services.json: field as_of: must be the day the facts were gathered",
    ),
    "same slug twice": (
        "guidance",
        lambda content: content["pages"].append(content["pages"][0] | {"id": NOBODY}),
        "guidance.json: entry 3: field slug: first-steps is also that of entry 1",
    ),
    "unknown quicklink of a page": (
        "guidance",
        lambda content: content["pages"][0].update(quicklinks=["nowhere"]),
        (
            "guidance.json: entry 1 (First steps): field quicklinks: 'nowhere' is not in "
            "taxonomies.json"
        ),
    ),
    "empty block of a page": (
        "guidance",
        lambda content: content["pages"][0].update(body=[{"kind": "paragraph"}]),
        "guidance.json: entry 1 (First steps): field body: block 1 has neither text nor items",
    ),
    "place without postcodes": (
        "places",
        lambda content: content["places"][0].update(postcode_sectors=["ZZ9 9"]),
        (
            "places.json: entry 1 (Example Town): field postcode_sectors: no postcode of ZZ9 9 is "
            "known"
        ),
    ),
    "place with no sector": (
        "places",
        lambda content: content["places"][0].update(postcode_sectors=["near the church"]),
        (
            "places.json: entry 1 (Example Town): field postcode_sectors: no postcode of near the "
            "church is known"
        ),
    ),
    "two places of one name": (
        "places",
        lambda content: content["places"].append(content["places"][0]),
        "places.json: entry 2: field key: exampletown is also that of entry 1",
    ),
    "school of no known kind": (
        "schools",
        lambda content: content["schools"][0].update(phase="zz"),
        "schools.json: entry 1 (Example Green School): field phase: zz is none of the values",
    ),
    "school with a wrong number": (
        "schools",
        lambda content: content["schools"][0].update(urn="12"),
        "schools.json: entry 1 (Example Green School): field urn: is not written in the form that it needs",
    ),
    "same code twice": (
        "taxonomies",
        lambda content: content["topics"].append(content["topics"][0]),
        "field code: ",
    ),
}


def assert_refused_whole(profile, name, change, told):
    before, events = counts(), Event.objects.count()
    break_file(profile, name, change)
    with pytest.raises(CommandError) as refusal:
        call_command("load_local_offer", profile)
    assert str(refusal.value).startswith("Nothing was loaded.\n")
    assert told in str(refusal.value)
    assert (counts(), Event.objects.count()) == (before, events)


@pytest.mark.parametrize(("name", "change", "told"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_file_is_refused_whole(profile, name, change, told):
    assert_refused_whole(profile, name, change, told)


@pytest.mark.parametrize("wrong", ["unknown code", "place without postcodes"])
def test_a_wrong_file_leaves_what_was_loaded_before(profile, wrong):
    call_command("load_local_offer", TINY)
    assert counts()["local_offer.Service"] == 3
    assert_refused_whole(profile, *REFUSED[wrong])


@pytest.mark.parametrize("name", ["services", "organisations", "schools", "places", "guidance"])
def test_a_file_that_is_no_json_is_refused(profile, name):
    path = profile / "local_offer" / f"{name}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("[", "[,", 1), encoding="utf-8")
    before = counts()
    with pytest.raises(CommandError, match=rf"{name}\.json:.*4"):
        call_command("load_local_offer", profile)
    assert counts() == before


def test_loading_twice_changes_nothing():
    call_command("load_local_offer", TINY)
    tables: list[Any] = [
        models.Service, models.Organisation, models.Location, models.ServiceAtLocation,
        models.Phone, models.Contact, models.CostOption, models.ServiceArea, models.TaxonomyTerm,
        models.Synonym, models.GlossaryTerm, models.GuidancePage, Establishment, Place, Postcode,
    ]  # fmt: skip
    before = {model: rows(model) for model in tables}
    whole = counts()
    call_command("load_local_offer", TINY)
    assert counts() == whole
    assert {model: rows(model) for model in tables} == before
    assert models.Service.objects.count() == 3


def test_ids_are_those_of_the_files():
    call_command("load_local_offer", TINY)
    club = models.Service.objects.get(name="Example Club")
    assert str(club.pk) == "22222222-2222-4222-8222-222222222222"
    assert str(club.organisation_id) == ORGANISATION
    assert str(models.Location.objects.get().pk) == "66666666-6666-4666-8666-666666666666"


def test_a_changed_entry_keeps_its_id_and_the_day_it_was_added(profile):
    call_command("load_local_offer", TINY)
    before = models.Service.objects.get(name="Example Club")
    break_file(profile, "services", put(2, name="Example Saturday Club", age_max=12))
    call_command("load_local_offer", profile)
    after = models.Service.objects.get(pk=before.pk)
    assert (after.name, after.age_max, after.added_on) == (
        "Example Saturday Club",
        12,
        before.added_on,
    )
    assert models.Service.objects.count() == 3


def test_an_entry_that_left_the_files_stays(profile, capsys):
    call_command("load_local_offer", TINY)
    break_file(profile, "services", put(3, id=NOBODY, name="Example Blue School"))
    capsys.readouterr()
    call_command("load_local_offer", profile)
    assert "1 services no longer in the files" in capsys.readouterr().out
    assert models.Service.objects.count() == 4


def test_a_place_stands_in_the_middle_of_its_postcodes():
    call_command("load_local_offer", TINY)
    place = Place.objects.get()
    assert (place.easting, place.northing, place.other_keys) == (400_100, 300_200, ["extown"])
    hall = models.Location.objects.get()
    assert (hall.easting, hall.northing, hall.position_is_approximate) == (400_100, 300_200, True)


def test_words_that_staff_changed_survive(staff):
    call_command("load_local_offer", TINY)
    changed, removed = models.Synonym.objects.filter(kind=models.Synonym.WORD)[:2]
    save_words(changed.pk, typed=["zzz", *changed.typed], means=["speech therapy"], by=staff)
    remove_words(removed.pk, by=staff)
    added = save_words(None, typed=["yyy"], means=["hearing"], by=staff)
    call_command("load_local_offer", TINY)
    changed.refresh_from_db()
    removed.refresh_from_db()
    assert (changed.typed[0], changed.means, changed.is_edited) == (
        "zzz",
        ["speech therapy"],
        True,
    )
    assert removed.is_removed
    assert models.Synonym.objects.filter(pk=added.pk, is_removed=False).exists()


def test_files_that_are_loaded_already_are_skipped(profile, capsys):
    call_command("load_local_offer", profile, if_changed=True)
    assert "Loaded the Example Shire Local Offer" in capsys.readouterr().out
    call_command("load_local_offer", profile, if_changed=True)
    assert capsys.readouterr().out == ""
    break_file(profile, "services", put(2, age_max=12))
    call_command("load_local_offer", profile, if_changed=True)
    assert "Loaded the Example Shire Local Offer" in capsys.readouterr().out


def test_loading_is_recorded_once_with_counts():
    call_command("load_local_offer", TINY)
    event = Event.objects.get(action="local_offer.loaded_directory")
    assert event.facts["counts"]["services"] == 3


def test_half_a_character_is_found_wherever_it_stands():
    assert unkeepable({"a": [{"b": "fine"}, {"b": "half \ud800"}]}) == "a[2].b"
    assert unkeepable({"a": ["line\nbreak", 7, None, True]}) == ""
    assert unkeepable("\x00") == "as a whole"
