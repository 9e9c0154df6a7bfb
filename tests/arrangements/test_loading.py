"""A profile loads, or is refused with file, line, key and reason."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from wayforward.arrangements.loading import (
    bundled_profiles,
    check_profile,
    load_profile,
)
from wayforward.arrangements.reading import Problem, ProfileRefused

Edit = Callable[..., int]
MAIN, MORE = "arrangements.toml", "forum.toml"
FIRST_PAGE = '    "first-steps",'
SECOND_SERVICE = '    "22222222-2222-4222-8222-222222222222",'

# what it is: (file, old text, new text, key, reason)
REFUSED = {
    "unknown key": (
        MAIN,
        'logo_text = "Example Shire"',
        'logo_text = "Example Shire"\nlogo_txt = "x"',
        "authority.logo_txt",
        "is not a key that we know; did you mean logo_text?",
    ),
    "key like no other": (
        MAIN,
        'logo_text = "Example Shire"',
        'logo_text = "Example Shire"\nzzz = "x"',
        "authority.zzz",
        "is not a key that we know",
    ),
    "unknown block": (MAIN, "[vision]", "[visions]", "visions", "did you mean vision?"),
    "number for text": (
        MAIN,
        'short_name = "Example Shire"',
        "short_name = 7",
        "authority.short_name",
        "must be text in quotes",
    ),
    "text for number": (
        MAIN,
        "order = 1",
        'order = "1"',
        "quicklinks[1].order",
        "must be a whole number",
    ),
    "true for number": (
        MAIN,
        "order = 1",
        "order = true",
        "quicklinks[1].order",
        "must be a whole number",
    ),
    "text for true": (
        MAIN,
        "always_shown = true",
        'always_shown = "yes"',
        "contacts[1].always_shown",
        "must be true or false",
    ),
    "text for list": (
        MAIN,
        'does = ["Answers the Help Line"]',
        'does = "Answers the Help Line"',
        "teams[1].does",
        "must be a list in square brackets",
    ),
    "text for block": (MORE, "[forum]", 'forum = "x"\n[x]', "forum", "must be a table of keys"),
    "empty text": (
        MAIN,
        'text = "Every child',
        'text = " " # "Every child',
        "vision.text",
        "is empty: leave the key out if there is nothing to say",
    ),
    "empty list": (
        MAIN,
        'categories = ["start_here"]',
        "categories = []",
        "quicklinks[1].categories",
        "must be a list with something in it",
    ),
    "date in quotes": (
        MAIN,
        "as_of = 2026-01-05",
        'as_of = "2026-01-05"',
        "authority.as_of",
        "must be a date such as 2026-11-23, without quotes",
    ),
    "date with a time": (
        MAIN,
        "as_of = 2026-01-05",
        "as_of = 2026-01-05T10:00:00",
        "authority.as_of",
        "must be a date",
    ),
    "no such day": (
        MAIN,
        "as_of = 2026-01-05",
        "as_of = 2026-02-30",
        "as_of",
        "is not a real date",
    ),
    "bad e-mail": (
        MAIN,
        'email = "help@council.example.org"',
        'email = "help at council"',
        "contacts[1].email",
        "must be an e-mail address, not 'help at council'",
    ),
    "bad phone": (
        MAIN,
        'phones = ["01632 960001"]',
        'phones = ["12345"]',
        "contacts[1].phones[1]",
        "must be a United Kingdom phone number, not '12345'",
    ),
    "bad web address": (
        MAIN,
        'website = "https://council.example.org"',
        'website = "council.example.org"',
        "authority.website",
        "must be a web address that starts with http",
    ),
    "web address that cannot be read": (
        MAIN,
        'website = "https://council.example.org"',
        'website = "https://[council"',
        "authority.website",
        "must be a web address that starts with http",
    ),
    "bad colour": (
        MAIN,
        'brand = "#1d3557"',
        'brand = "navy"',
        "authority.colours.brand",
        "must be a colour such as #123456",
    ),
    "too pale under white": (
        MAIN,
        'brand = "#1d3557"',
        'brand = "#f2a33a"',
        "authority.colours.brand",
        "contrast of at least 4.5 to white text",
    ),
    "too dark under ink": (
        MAIN,
        'accent = "#ffd166"',
        'accent = "#1d3557"',
        "authority.colours.accent",
        "contrast of at least 4.5 to #0b0c0c text",
    ),
    "bad authority code": (
        MAIN,
        'code = "E06999001"',
        'code = "W06000001"',
        "authority.code",
        "must be the ONS code of",
    ),
    "bad district code": (
        MAIN,
        '"E07999002"]',
        '"E99"]',
        "area.postcode_districts[2]",
        "must be the ONS code of an English district",
    ),
    "neighbour first": (
        MAIN,
        'postcode_districts = ["E06999001", "E07999002"]',
        'postcode_districts = ["E07999002"]',
        "area.postcode_districts",
        "must begin with the authority's own code, E06999001",
    ),
    "bad code": (
        MAIN,
        'code = "help_team"',
        'code = "Help Team"',
        "teams[1].code",
        "must be a code of lower-case letters, digits and _",
    ),
    "unknown guidance": (
        MAIN,
        FIRST_PAGE,
        '    "last-steps",',
        "quicklinks[1].guidance",
        "'last-steps' is not the slug of a guidance page",
    ),
    "unknown service": (
        MAIN,
        SECOND_SERVICE,
        '    "99999999-9999-4999-8999-999999999999",',
        "quicklinks[1].services",
        "'99999999-9999-4999-8999-999999999999' is not the id of a service",
    ),
    "service that is no UUID": (
        MAIN,
        SECOND_SERVICE,
        '    "Example Club",',
        "quicklinks[1].services[2]",
        "must be a UUID in lower case, not 'Example Club'",
    ),
    "unknown category": (
        MAIN,
        'categories = ["start_here"]',
        'categories = ["start_here", "end_here"]',
        "quicklinks[1].categories",
        "'end_here' is not the code of a category",
    ),
    "same service twice": (
        MAIN,
        SECOND_SERVICE,
        '    "11111111-1111-4111-8111-111111111111",',
        "quicklinks[1].services[2]",
        "is there twice",
    ),
    "unknown audience": (
        MORE,
        'audiences = ["parents_carers"]',
        'audiences = ["cats"]',
        "documents[1].audiences",
        "'cats' is not the code of an audience",
    ),
    "unknown contact": (
        MAIN,
        'contact = "help_line"',
        'contact = "hot_line"',
        "teams[1].contact",
        "'hot_line' is not the code of a contact",
    ),
    "too little to read": (
        MAIN,
        'intro = ["Begin with the school.", "Then ring the Help Line."]',
        'intro = ["Begin."]',
        "quicklinks[1].intro",
        "must be a list of 2 to 4",
    ),
    "forum later than the law": (
        MORE,
        "heard_to_week = 4",
        "heard_to_week = 7",
        "forum.heard_to_week",
        "must be a whole number from 1 to 6, not 7",
    ),
    "forum backwards": (
        MORE,
        "heard_from_week = 3",
        "heard_from_week = 5",
        "forum.heard_from_week",
        "must not be after heard_to_week",
    ),
    "no such weekday": (
        MORE,
        'weekday = "Tuesday"',
        'weekday = "Tues"',
        "forum.weekday",
        "must be one of Monday, Tuesday",
    ),
    "no such element": (
        MORE,
        "elements = [1]",
        "elements = [1, 2]",
        "stages[1].elements",
        "there is no funding element 2",
    ),
    "status that is no status": (
        MORE,
        'status = "example"',
        'status = "guess"',
        "term_dates.status",
        "must be one of published, example, unknown, not 'guess'",
    ),
    "terms when unknown": (
        MORE,
        'status = "example"',
        'status = "unknown"',
        "term_dates.terms",
        "must hold terms unless the status is unknown, and none if it is",
    ),
    "term backwards": (
        MORE,
        "last_day = 2026-03-27",
        "last_day = 2025-03-27",
        "term_dates.terms[1].last_day",
        "must not be before first_day",
    ),
    "syntax": (MAIN, "[vision]", "[vision", "", "is not valid TOML"),
    "value without quotes": (
        MAIN,
        'short_name = "Example Shire"',
        "short_name = Example Shire",
        "short_name",
        "is not valid TOML",
    ),
}


def test_invented_profile_loads(tiny: Path) -> None:
    arrangements = load_profile(tiny)
    assert arrangements.authority.short_name == "Example Shire"
    assert [each.code for each in arrangements.always_shown] == ["help_line"]
    assert arrangements.local_offer_folder == tiny / "local_offer"
    assert arrangements.term_dates.terms[0].name == "Spring term 2026"
    assert check_profile(tiny) == []


def test_arrangements_cannot_be_changed(tiny: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        load_profile(tiny).authority.name = "Other"  # type: ignore[misc]  # what is tested


def test_every_bundled_profile_loads_by_name() -> None:
    assert bundled_profiles()
    for name in bundled_profiles():
        assert check_profile(name) == []
        assert load_profile(name).authority.name


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_wrong_file_is_refused(case: tuple[str, ...], tiny: Path, edit: Edit) -> None:
    file, old, new, key, reason = case
    line = edit(old, new, file) + (1 if "\nlogo" in new or "\nzzz" in new else 0)
    if key in {"term_dates.terms"}:
        line = (tiny / file).read_text().split("[[term_dates.terms]]")[0].count("\n") + 1
    problems = check_profile(tiny)
    found = [each for each in problems if each.key == key and reason in each.reason]
    assert found, problems
    assert (found[0].file, found[0].line) == (str(tiny / file), line)
    with pytest.raises(ProfileRefused) as refused:
        load_profile(tiny)
    assert list(refused.value.problems) == problems
    assert str(found[0]) in str(refused.value)


def test_missing_key_is_refused_at_its_block(tiny: Path, edit: Edit) -> None:
    edit('name = "Help Team"\n', "")
    (problem,) = check_profile(tiny)
    assert problem.key == "teams[1]"
    assert problem.reason == "the key name is missing"
    lines = (tiny / MAIN).read_text().split("\n")
    assert lines[problem.line - 1] == "[[teams]]"


def test_missing_block_is_refused(tiny: Path, edit: Edit) -> None:
    edit("[vision]", "[visions]")
    assert Problem(str(tiny / MAIN), 1, "vision", "the block vision is missing") in check_profile(
        tiny
    )


def test_every_mistake_is_listed_at_once(tiny: Path, edit: Edit) -> None:
    edit('email = "help@council.example.org"', 'email = "help"')
    edit('brand = "#1d3557"', 'brand = "red"')
    edit('weekday = "Tuesday"', 'weekday = "Someday"', MORE)
    problems = check_profile(tiny)
    assert [each.key for each in problems] == [
        "authority.colours.brand",
        "contacts[1].email",
        "forum.weekday",
    ]


def test_duplicate_codes_are_refused(tiny: Path) -> None:
    path = tiny / MAIN
    text = path.read_text()
    block = text[text.index("[[teams]]") :]
    path.write_text(text + "\n" + block)
    (problem,) = check_profile(tiny)
    assert (problem.key, problem.reason) == ("teams[2].code", "'help_team' is there twice")
    lines = path.read_text().split("\n")
    assert lines[problem.line - 1] == 'code = "help_team"'
    assert problem.line > text.count("\n")


def test_block_in_two_files_is_refused(tiny: Path) -> None:
    (tiny / "more.toml").write_text(
        '[vision]\ntext = "Two"\nsource = "x"\nas_of = 2026-01-05\n', encoding="utf-8"
    )
    (problem,) = check_profile(tiny)
    assert problem == Problem(
        str(tiny / "more.toml"), 1, "vision", "is also in arrangements.toml: keep it in one file"
    )


def test_quicklink_with_too_few_services_is_refused(tiny: Path, edit: Edit) -> None:
    edit(
        '"categories": [\n        "start_here"',
        '"categories": [\n        "x"',
        "local_offer/services.json",
    )
    line = (tiny / MAIN).read_text().split("categories")[0].count("\n") + 1
    edit('    "11111111-1111-4111-8111-111111111111",\n', "")
    assert check_profile(tiny) == [
        Problem(
            str(tiny / MAIN),
            line,
            "quicklinks[1].categories",
            "shows 2 services; a quicklink needs at least 3",
        )
    ]


def test_file_that_is_not_utf8_is_refused(tiny: Path) -> None:
    path = tiny / MAIN
    path.write_bytes(path.read_bytes().replace(b"Every child", b"Every ch\xeeld"))
    (problem,) = check_profile(tiny)
    assert (problem.file, problem.reason) == (str(path), "is not UTF-8 text: save it as UTF-8")
    assert b"\xee" in path.read_bytes().split(b"\n")[problem.line - 1]


def test_windows_file_with_a_byte_order_mark_is_read(tiny: Path) -> None:
    path = tiny / MAIN
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check_profile(tiny) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"{", "is not valid JSON: Expecting property name"),
        (b'{"services": "none"}', "must be a list in a JSON object"),
        (b"[]", "must be a list in a JSON object"),
        (b'{"services": [{"id": "x"}]}', "an entry has no 'categories'"),
        (b'{"a": "\xff"}', "is not UTF-8 text"),
    ],
)
def test_broken_content_file_is_refused(tiny: Path, text: bytes, reason: str) -> None:
    (tiny / "local_offer" / "services.json").write_bytes(text)
    problems = check_profile(tiny)
    assert any(reason in each.reason for each in problems), problems


def test_missing_content_file_is_refused(tiny: Path) -> None:
    (tiny / "local_offer" / "guidance.json").unlink()
    (problem,) = check_profile(tiny)
    assert problem.file.endswith("guidance.json")
    assert problem.reason.startswith("cannot be read: ")


def test_content_file_name_that_is_a_folder_is_refused(tiny: Path) -> None:
    (tiny / "odd.toml").mkdir()
    (problem,) = check_profile(tiny)
    assert problem.reason.startswith("cannot be read: ")


@pytest.mark.parametrize("path", ["nowhere", "no/such/folder"])
def test_folder_that_is_no_profile_is_refused(path: str) -> None:
    (problem,) = check_profile(path)
    assert problem.reason == "is not a folder with TOML files in it"
    with pytest.raises(ProfileRefused):
        load_profile(path)


def test_one_file_of_a_profile_stands_for_its_folder(tiny: Path) -> None:
    assert check_profile(tiny / MORE) == []
    assert load_profile(tiny / MAIN) == load_profile(tiny)


def test_county_need_not_be_a_district(tiny: Path, edit: Edit) -> None:
    edit('code = "E06999001"', 'code = "E10999001"')
    assert check_profile(tiny) == []
