"""The bundled profile's content is whole: ids, references, codes, dates and plain facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from wayforward.arrangements.loading import load_profile

Content = dict[str, Any]
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}")
SECTOR = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?( [0-9])?")
LISTS = {
    "organisations": "organisations",
    "services": "services",
    "schools": "schools",
    "guidance": "pages",
    "places": "places",
}
NEED_CODES = [
    "SPLD",
    "MLD",
    "SLD",
    "PMLD",
    "SEMH",
    "SLCN",
    "HI",
    "VI",
    "MSI",
    "PD",
    "ASD",
    "DS",
    "OTH",
]
QUICKLINKS = [
    "Education and SEND Support",
    "Information for schools and settings (including FACT and FACT+)",
    "EHC Needs Assessments",
    "Health ASD",
    "Early Years",
    "SEND Services",
    "Children and Young people with SEND in Schools and Settings",
    "Young people's local offer",
    "Early Years information pack",
    "SEND Area Inspection",
]
FIELDS = {
    "organisations": {"id", "name", "description", "url"},
    "services": {
        *{"id", "organisation", "name", "kind", "description", "categories", "needs"},
        *{"primary_needs", "stages", "audiences", "plan_needed", "age_min", "age_max", "cost"},
        *{"cost_note", "referral", "schedule2", "topics", "phones", "emails", "url", "notes"},
        *{"opening_hours", "locations", "area_wide", "accessibility", "keywords", "facts_as_of"},
        *{"source_url", "last_checked_on", "last_checked_by", "next_check_due", "school"},
    },
    "schools": {
        *{"id", "name", "phase", "type", "urn", "former_urns", "postcode", "postcode_verified"},
        *{"area", "age_min", "age_max", "specialist_provision", "notes", "source_url"},
    },
    "guidance": {
        *{"id", "slug", "title", "section", "kind", "quicklinks", "audiences", "summary", "body"},
        *{"topics", "keywords", "facts_as_of", "ours", "sources", "source_url", "text_seen"},
        *{"last_checked_on", "last_checked_by", "next_check_due"},
    },
    "places": {"name", "postcode_sectors", "aliases"},
}


def entries(content: Content, name: str) -> list[dict[str, Any]]:
    """Return the entries of one content file."""
    found: list[dict[str, Any]] = content[name][LISTS[name]]
    return found


def codes(content: Content, name: str) -> set[str]:
    """Return the codes of one taxonomy."""
    return {each["code"] for each in content["taxonomies"][name]}


def values(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value inside a JSON value, with where it is."""
    yield path, value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from values(each, f"{path}.{key}")
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from values(each, f"{path}[{at}]")


def test_counts(content: Content) -> None:
    assert len(entries(content, "services")) == 136
    assert len(entries(content, "schools")) == 77
    guides = [each for each in entries(content, "guidance") if each.get("ours")]
    assert len(entries(content, "guidance")) - len(guides) == 71
    assert len(guides) >= 14
    assert len(entries(content, "places")) >= 60
    assert 15 <= len(content["taxonomies"]["topics"]) <= 25


@pytest.mark.parametrize("name", LISTS)
def test_unknown_facts_are_left_out(content: Content, name: str) -> None:
    empty = [
        path for path, value in values(content[name]) if value is None or value in ("", [], {})
    ]
    assert empty == []


@pytest.mark.parametrize("name", LISTS)
def test_entries_have_known_fields_only(content: Content, name: str) -> None:
    assert {key for each in entries(content, name) for key in each} <= FIELDS[name]


@pytest.mark.parametrize("name", [*LISTS, "taxonomies"])
def test_files_say_source_and_day(content: Content, name: str) -> None:
    assert content[name]["source"]
    assert date.fromisoformat(content[name]["as_of"])


def test_ids_are_unique_uuids(content: Content) -> None:
    ids = [
        value for name in LISTS for path, value in values(content[name]) if path.endswith("].id")
    ]
    assert [each for each, times in Counter(ids).items() if times > 1] == []
    assert all(str(UUID(each)) == each and UUID(each).version in {4, 5} for each in ids)
    assert len(ids) >= 136 + 77 + 71


def test_names_are_unique(content: Content) -> None:
    for name, key in {**dict.fromkeys(LISTS, "name"), "guidance": "slug"}.items():
        found = Counter(each[key] for each in entries(content, name))
        assert [each for each, times in found.items() if times > 1] == []


def test_references_resolve(content: Content) -> None:
    organisations = {each["id"] for each in entries(content, "organisations")}
    schools = {each["id"] for each in entries(content, "schools")}
    places = {each["name"] for each in entries(content, "places")}
    used = set()
    for service in entries(content, "services"):
        used.add(service["organisation"])
        assert ("school" in service) is (service["kind"] == "school"), service["name"]
        assert service.get("school", next(iter(schools))) in schools
        for location in service.get("locations", ()):
            assert location.get("place", next(iter(places))) in places
            assert "postcode" in location or "place" in location
    assert used == organisations


@pytest.mark.parametrize(
    ("field", "taxonomy"),
    [
        ("categories", "categories"),
        ("needs", "needs"),
        ("primary_needs", "primary_needs"),
        ("stages", "stages"),
        ("audiences", "audiences"),
        ("schedule2", "schedule2"),
        ("topics", "topics"),
        ("quicklinks", "categories"),
    ],
)
def test_codes_are_known_and_used(content: Content, field: str, taxonomy: str) -> None:
    found = [
        code
        for name in ("services", "guidance")
        for each in entries(content, name)
        for code in each.get(field, ())
    ]
    assert set(found) <= codes(content, taxonomy)
    if taxonomy not in {"primary_needs", "stages"}:
        assert set(found) == codes(content, taxonomy)


def test_single_codes_are_known(content: Content) -> None:
    for service in entries(content, "services"):
        assert service["kind"] in codes(content, "kinds")
        assert service.get("cost", "free") in codes(content, "costs")
        assert service.get("plan_needed", "yes") in codes(content, "plan_needed")


def test_taxonomies_explain_each_code(content: Content) -> None:
    for name, terms in content["taxonomies"].items():
        if isinstance(terms, list):
            assert all(each["name"] and each["description"] for each in terms)
            assert len({each["code"] for each in terms}) == len(terms), name
    assert [each["code"] for each in content["taxonomies"]["primary_needs"]] == NEED_CODES
    assert all("Schedule 2" in each["paragraph"] for each in content["taxonomies"]["schedule2"])


def test_every_service_has_a_topic_a_category_and_a_reader(content: Content) -> None:
    for service in entries(content, "services"):
        for field in ("topics", "categories", "audiences", "schedule2", "description"):
            assert service[field], (service["name"], field)


def test_postcodes_are_well_formed(content: Content) -> None:
    for service in entries(content, "services"):
        for location in service.get("locations", ()):
            assert POSTCODE.fullmatch(location.get("postcode", "MK9 3EJ")), service["name"]
    for school in entries(content, "schools"):
        assert ("postcode" in school) is (school.get("postcode_verified") is False)
        assert POSTCODE.fullmatch(school.get("postcode", "MK9 3EJ")), school["name"]
    for place in entries(content, "places"):
        assert all(SECTOR.fullmatch(each) for each in place["postcode_sectors"])


def test_urns_are_six_digits_and_unique(content: Content) -> None:
    urns = [each["urn"] for each in entries(content, "schools") if "urn" in each]
    assert len(set(urns)) == len(urns)
    former = [urn for each in entries(content, "schools") for urn in each.get("former_urns", ())]
    assert all(re.fullmatch(r"\d{6}", each) for each in [*urns, *former])


def test_ages_are_a_range(content: Content) -> None:
    for each in [*entries(content, "services"), *entries(content, "schools")]:
        assert 0 <= each.get("age_min", 0) <= each.get("age_max", 120) <= 120, each["name"]


def test_dates_are_real_and_in_order(content: Content) -> None:
    for each in [*entries(content, "services"), *entries(content, "guidance")]:
        checked = date.fromisoformat(each["last_checked_on"])
        assert date.fromisoformat(each["next_check_due"]) > checked
        assert re.fullmatch(r"20[0-2]\d(-\d\d-\d\d)?", each.get("facts_as_of", "2020"))


def test_old_facts_are_checked_sooner(content: Content) -> None:
    def due(year: str) -> set[str]:
        services = entries(content, "services")
        return {
            each["next_check_due"]
            for each in services
            if each.get("facts_as_of", "").startswith(year)
        }

    assert max(due("2018")) < max(due("2020")) < max(due("2024")) < max(due("2025"))


def test_addresses_and_numbers_can_be_used(content: Content) -> None:
    for service in entries(content, "services"):
        assert service["source_url"].startswith("http")
        assert service.get("url", "http").startswith("http")
        assert all("@" in each for each in service.get("emails", ()))
        assert all(re.fullmatch(r"0[\d ]{9,12}", p["number"]) for p in service.get("phones", ()))


def test_postcode_less_search_can_still_reach_each_service(content: Content) -> None:
    placed = [
        each
        for each in entries(content, "services")
        if each.get("locations") or each.get("area_wide")
    ]
    assert len(placed) > 90


def test_guidance_blocks_are_well_formed(content: Content) -> None:
    for page in entries(content, "guidance"):
        for block in page["body"]:
            wanted = {"items"} if block["kind"] in {"list", "steps"} else {"text"}
            assert block["kind"] in {"heading", "paragraph", "list", "steps", "note"}
            assert set(block) == {"kind"} | wanted, page["slug"]


def test_unseen_pages_say_so(content: Content) -> None:
    for page in entries(content, "guidance"):
        if not page["text_seen"]:
            assert any("seen only the title" in block.get("text", "") for block in page["body"]), (
                page["slug"]
            )


def test_guides_cite_and_are_full(content: Content) -> None:
    for page in entries(content, "guidance"):
        if page.get("ours"):
            assert all(each["name"] and each["url"].startswith("http") for each in page["sources"])
            assert sum(block["kind"] == "heading" for block in page["body"]) >= 3, page["slug"]


def sentences(content: Content) -> Iterator[tuple[str, str]]:
    """Yield each sentence that a family reads, with where it stands."""
    for page in entries(content, "guidance"):
        texts = [page["summary"]]
        for block in page["body"]:
            if block["kind"] != "note" or not block["text"].startswith("The law:"):
                texts += [block["text"]] if "text" in block else block["items"]
        for text in texts:
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                yield page["slug"], sentence
    for service in entries(content, "services"):
        for sentence in re.split(r"(?<=[.!?])\s+", service["description"]):
            yield service["name"], sentence
    for link in load_profile("milton_keynes").quicklinks:
        for text in link.intro:
            for sentence in re.split(r"(?<=[.!?])\s+", text):
                yield link.code, sentence


def test_sentences_are_short(content: Content) -> None:
    long = [
        (where, len(text.split()), text)
        for where, text in sentences(content)
        if len(text.split()) > 25
    ]
    assert long == []


def test_quicklinks_are_the_ten_in_order() -> None:
    links = load_profile("milton_keynes").quicklinks
    assert [each.label for each in sorted(links, key=lambda each: each.order)] == QUICKLINKS
    assert [each.order for each in links] == list(range(1, 11))


def test_quicklinks_and_categories_are_never_empty(content: Content) -> None:
    for link in load_profile("milton_keynes").quicklinks:
        services = [
            each for each in entries(content, "services") if link.code in each["categories"]
        ]
        pages = [each for each in entries(content, "guidance") if link.code in each["quicklinks"]]
        assert len(services) >= 3
        assert len(pages) >= 3
        assert len(link.guidance) >= 3
        assert len(link.services) >= 3


def test_contacts_that_are_always_in_sight() -> None:
    shown = {each.code: each for each in load_profile("milton_keynes").always_shown}
    assert shown["duty_line"].phones == ("01908 657825",)
    assert shown["sendias"].phones == ("01908 254518",)
    assert len(shown) == 2


def test_no_unconfirmed_hours_are_called_confirmed() -> None:
    assert not any(each.hours_confirmed for each in load_profile("milton_keynes").contacts)


def test_terms_without_a_source_are_not_shown() -> None:
    terms = load_profile("milton_keynes").term_dates
    assert (terms.status, terms.terms) == ("unknown", ())


def test_every_field_is_documented(content: Content) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "local-offer-files.md").read_text(
        encoding="utf-8"
    )
    fields = {field for known in FIELDS.values() for field in known}
    fields |= {name for name, terms in content["taxonomies"].items() if isinstance(terms, list)}
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []
