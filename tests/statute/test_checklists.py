"""Checklists: whole, cited and numbered as in the law."""

import pytest

from wayforward.statute.checklists import (
    ADULTHOOD,
    ADVICE,
    APPEAL_KINDS,
    CHECKLISTS,
    CONSULTATION_GROUPS,
    LOCAL_OFFER,
    PLACEMENT_GROUNDS,
    SECTIONS,
    checklist_named,
    needs_certificate,
)
from wayforward.statute.errors import StatuteError


@pytest.mark.parametrize("checklist", CHECKLISTS.values(), ids=list(CHECKLISTS))
def test_every_item_has_words_a_provision_and_a_name_of_its_own(checklist):
    ids = [item.id for item in checklist.items]
    assert len(set(ids)) == len(ids) > 0
    assert checklist.title
    assert checklist.url.startswith("https://www.legislation.gov.uk/")
    for item in checklist.items:
        assert item.words
        assert any(character.isdigit() for character in item.provision)
        assert item.grade == "P"


def test_a_plan_has_sections_a_to_k():
    assert [item.id for item in SECTIONS.items] == [
        "A",
        "B",
        "C",
        "D",
        "E",
        "F",
        "G",
        "H1",
        "H2",
        "I",
        "J",
        "K",
    ]
    binding = {item.id for item in SECTIONS.items if item.appeal == "binding"}
    recommended = {item.id for item in SECTIONS.items if item.appeal == "recommendation"}
    assert binding == {"B", "F", "I"}
    assert recommended == {"C", "D", "G", "H1", "H2"}
    assert {i.id for i in SECTIONS.items if not i.must_specify} == {"A", "E"}
    assert ADULTHOOD.provision == "reg 12(3)"


def test_advice_has_its_eight_strands_and_the_armed_forces():
    assert [item.id for item in ADVICE.items] == ["a", "b", "b_iv", "c", "d", "e", "f", "g", "h"]


def test_the_local_offer_has_all_twenty_three_paragraphs_and_one_of_the_act():
    paragraphs = {item.id.partition("(")[0] for item in LOCAL_OFFER.items}
    assert paragraphs == {str(n) for n in range(1, 24)} | {"other"}


def test_the_local_offer_names_each_kind_of_provider_in_and_outside_the_area():
    ids = [item.id for item in LOCAL_OFFER.items]
    assert ids[:15] == [*(f"1({n})" for n in "abcdefgh"), *(f"2({n})" for n in "abcdefg")]


def test_the_groups_to_consult_are_a_to_n_and_two_more():
    assert [i.id for i in CONSULTATION_GROUPS.items] == [*"abcdefghijklmn", "health", "outside"]


def test_the_information_report_has_thirteen_paragraphs():
    report = checklist_named("sen-information-report")
    numbers = {i.id.rstrip("abcdefg") for i in report.items if i.provision.startswith("Sch 1")}
    assert numbers == {str(n) for n in range(1, 14)}


def test_only_three_grounds_stand_against_a_school():
    assert [i.provision for i in PLACEMENT_GROUNDS.items] == [
        "s39(4)(a)",
        "s39(4)(b)(i)",
        "s39(4)(b)(ii)",
    ]


def test_nine_kinds_of_decision_can_be_appealed():
    assert [i.id for i in APPEAL_KINDS.items] == [
        "a",
        "b",
        "c_i",
        "c_ii",
        "c_iii",
        "c_iv",
        "d",
        "e",
        "f",
    ]
    assert {i.id for i in APPEAL_KINDS.items if not i.recommendations} == {"a"}


@pytest.mark.parametrize(
    ("kinds", "needed"),
    [
        ({"c_iii"}, False),
        ({"c_iv"}, False),
        ({"c_iii", "c_iv"}, False),
        ({"c_i"}, True),
        ({"c_ii", "c_iii"}, True),
        ({"a"}, True),
        ({"f"}, True),
        (set(), False),
    ],
)
def test_an_appeal_only_about_the_school_needs_no_certificate(kinds, needed):
    assert needs_certificate(kinds) is needed


def test_what_is_missing_is_found():
    assert [i.id for i in PLACEMENT_GROUNDS.missing({"efficient_education"})] == [
        "age_ability_aptitude_sen",
        "efficient_resources",
    ]


def test_an_unknown_checklist_is_refused():
    with pytest.raises(StatuteError, match=r"^no checklist is called 'x'; use plan-sections, "):
        checklist_named("x")
