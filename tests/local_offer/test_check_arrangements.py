"""./wayforward manage check_arrangements: every kind of refusal has file, line, key and reason."""

import re
import shutil

import pytest
from django.core.management import CommandError, call_command

from tests.local_offer.profiles import TINY, break_file
from tests.local_offer.test_loading import NOBODY, put
from wayforward.local_offer.management.commands.check_arrangements import located


@pytest.fixture
def profile(tmp_path):
    """Return a copy of the invented profile that a test may break."""
    return shutil.copytree(TINY, tmp_path / "tiny")


def told(capsys, path):
    """Return what the command says before it exits 1."""
    with pytest.raises(SystemExit) as ended:
        call_command("check_arrangements", path)
    assert ended.value.code == 1
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("path", ["milton_keynes", TINY, TINY / "arrangements.toml"])
def test_a_right_profile_is_one_line(path, capsys):
    call_command("check_arrangements", path)
    assert capsys.readouterr().out.count("\n") == 1


def test_the_profile_in_use_is_checked_by_default(settings, profile, capsys):
    settings.ARRANGEMENTS = str(profile)
    call_command("check_arrangements")
    assert capsys.readouterr().out == f"{profile}: nothing is wrong\n"


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ('short_name = "Example Shire"', "short_name = 7", "authority.short_name", "must be text"),
        ('logo_text = "Example', 'logo_txt = "Example', "authority.logo_txt", "did you mean logo"),
        ("order = 1", "order = 1\norder = 2", "", "is not valid TOML"),
        ('"first-steps"', '"last-steps"', "quicklinks[1].guidance", "'last-steps' is not the slug"),
        ('brand = "#1d3557"', 'brand = "blue"', "authority.colours.brand", "must be"),
    ],
)
def test_a_wrong_arrangement(profile, capsys, old, new, key, reason):
    path = profile / "arrangements.toml"
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found
    path.write_text(before + new + after, encoding="utf-8")
    line = before.count("\n") + 1 + new.count("\n")
    lines = told(capsys, profile)
    assert any(each.startswith(f"{path}:{line}: {key}") and reason in each for each in lines), lines


def test_a_folder_that_is_no_profile(tmp_path, capsys):
    assert told(capsys, tmp_path) == [f"{tmp_path}:1: is not a folder with TOML files in it"]


def test_everything_that_is_wrong_is_told_at_once(profile, capsys):
    break_file(profile, "services", put(1, colour="red"))
    break_file(profile, "services", put(3, age_min="two"))
    break_file(profile, "guidance", lambda content: content["pages"][0].update(summary=7))
    keys = [line.split(": ")[1] for line in told(capsys, profile)]
    assert keys == ["pages[1].summary", "services[1].colour", "services[3].age_min"]


def test_each_wrong_field_of_one_entry_is_told(profile, capsys):
    break_file(
        profile,
        "services",
        put(1, colour="red", age_min="two", last_checked_on="23/11/2026", phones=[{"number": 17}]),
    )
    break_file(profile, "services", lambda content: content["services"][0].pop("description"))
    told_of = [line.split(": ", 1)[1] for line in told(capsys, profile)]
    assert sorted(told_of) == [
        "services[1].age_min: must be a whole number, not text",
        "services[1].colour: is no field that we know",
        "services[1].description: is missing",
        "services[1].last_checked_on: is not a day like 2026-11-23",
        "services[1].phones[1].number: must be text, not a whole number",
    ]


def test_an_entry_that_is_no_object_is_told_as_a_whole(profile, capsys):
    break_file(profile, "services", lambda content: content["services"].append("Help Line"))
    lines = told(capsys, profile)
    assert any(line.endswith("must be an object, not text") for line in lines)


def test_nothing_was_checked_on_a_day_still_to_come(profile, capsys):
    day = "2999-01-01"
    break_file(profile, "services", put(2, last_checked_on=day))
    break_file(profile, "guidance", lambda content: content["pages"][0].update(last_checked_on=day))
    page, service = told(capsys, profile)
    assert page.endswith(f"pages[1].last_checked_on: {day} is still to come")
    assert service.endswith(f"services[2].last_checked_on: {day} is still to come")
    break_file(profile, "services", put(2, last_checked_on="2026-11-23"))
    assert told(capsys, profile) == [page]


# what it is: (file, what breaks it, what stands in the line named, key, reason)
WRONG = {
    "ages": (
        "services",
        put(2, age_min=11, age_max=5),
        '"age_max": 5',
        "services[2].age_max",
        "5 is below 11",
    ),
    "organisation": (
        "services",
        put(3, organisation=NOBODY),
        f'"organisation": "{NOBODY}"',
        "services[3].organisation",
        "no organisation has id",
    ),
    "unknown field": (
        "services",
        put(2, colour="red"),
        '"colour": "red"',
        "services[2].colour",
        "is no field that we know",
    ),
    "missing field": (
        "services",
        lambda content: content["services"][0].pop("name"),
        "{",
        "services[1].name",
        "is missing",
    ),
    "inside a list": (
        "services",
        put(1, phones=[{"number": 1}]),
        '"phones": [',
        "services[1].phones[1].number",
        "must be text",
    ),
    "whole file": (
        "services",
        lambda content: content.pop("as_of"),
        "{",
        "as_of",
        "must be the day",
    ),
    "guidance": (
        "guidance",
        lambda content: content["pages"][1].update(topics=["gardening"]),
        '"topics": [',
        "pages[2].topics",
        "'gardening' is not in taxonomies.json",
    ),
    "schools": (
        "schools",
        lambda content: content["schools"][1].update(urn="12"),
        '"urn": "12"',
        "schools[2].urn",
        "is not written in the form",
    ),
    "places": (
        "places",
        lambda content: content["places"][0].update(name=""),
        '"name": ""',
        "places[1].name",
        "is empty",
    ),
    "second list of a file": (
        "taxonomies",
        lambda content: content["needs"][1].update(description=7),
        '"description": 7',
        "needs[2].description",
        "must be text",
    ),
}


@pytest.mark.parametrize(("name", "change", "stands", "key", "reason"), WRONG.values(), ids=WRONG)
def test_wrong_content(profile, capsys, name, change, stands, key, reason):
    break_file(profile, name, change)
    path = profile / "local_offer" / f"{name}.json"
    (line,) = told(capsys, profile)
    file, number, place, why = line.split(":", 3)
    assert (file, place) == (str(path), f" {key}")
    assert reason in why
    assert path.read_text(encoding="utf-8").splitlines()[int(number) - 1].strip(" ,") == stands


def test_an_entry_that_repeats_is_named_where_it_stands(profile, capsys):
    break_file(
        profile, "services", lambda content: content["services"].append(content["services"][0])
    )
    path = profile / "local_offer" / "services.json"
    (line,) = told(capsys, profile)
    first = "11111111-1111-4111-8111-111111111111"
    where = [
        number
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if f'"id": "{first}"' in text
    ]
    assert line == f"{path}:{where[1]}: services[4].id: {first} is also that of entry 1"


@pytest.mark.parametrize("name", ["services", "organisations", "places"])
def test_broken_json_has_its_line(profile, capsys, name):
    path = profile / "local_offer" / f"{name}.json"
    path.write_text(path.read_text(encoding="utf-8").replace("[", "[,", 1), encoding="utf-8")
    (line,) = told(capsys, profile)
    assert re.match(rf"{re.escape(str(path))}:\d+: \S", line)


def test_no_such_profile(tmp_path, capsys):
    (line,) = told(capsys, tmp_path / "nowhere")
    assert line == f"{tmp_path / 'nowhere'}:1: is not a folder with TOML files in it"


def test_a_refusal_of_another_shape_is_still_told(tmp_path):
    assert located(tmp_path, "something else").reason == "something else"


def test_an_empty_path_is_refused(capsys):
    for path in ("", "  "):
        with pytest.raises(CommandError, match="the path is empty"):
            call_command("check_arrangements", path)


def test_no_fact_is_of_a_day_still_to_come(profile, capsys):
    path = profile / "arrangements.toml"
    text = path.read_text(encoding="utf-8")
    day = re.search(r"as_of = (\S+)", text)
    path.write_text(text.replace(day[0], "as_of = 2999-01-01", 1), encoding="utf-8")
    line = text[: day.start()].count("\n") + 1
    (said,) = told(capsys, profile)
    assert said.startswith(f"{path}:{line}: ")
    assert said.endswith("as_of: 2999-01-01 is still to come")
    path.write_text(text, encoding="utf-8")
    break_file(profile, "services", lambda content: content.update(as_of="2999-01-01"))
    (said,) = told(capsys, profile)
    assert said.endswith("as_of: 2999-01-01 is still to come")


def test_a_postcode_that_nobody_knows_is_a_note_and_no_refusal(profile, capsys):
    place = {"id": "99999999-9999-4999-8999-999999999999"}
    break_file(
        profile,
        "services",
        put(1, locations=[place | {"postcode": "MK9 3EJ"}, place | {"postcode": "QQ9 9QQ"}]),
    )
    call_command("check_arrangements", profile)
    said = capsys.readouterr()
    assert said.out == f"{profile}: nothing is wrong\n"
    assert "services[1].locations[2].postcode: QQ9 9QQ is no postcode that we know" in said.err
    assert "MK9 3EJ" not in said.err
    call_command("check_arrangements", "milton_keynes")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "change",
    [
        put(1, id="no-id"),
        lambda content: content["services"][1].update(id=content["services"][0]["id"]),
    ],
    ids=["wrong", "twice"],
)
def test_a_wrong_id_is_told_once_and_not_as_a_quicklink_that_leads_nowhere(profile, capsys, change):
    break_file(profile, "services", change)
    lines = told(capsys, profile)
    assert [re.sub(r".*: services\[\d+\]\.id: .*", "id", line) for line in lines] == ["id"]
