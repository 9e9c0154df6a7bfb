"""What each letter must contain."""

from datetime import date

import pytest

from wayforward.statute.errors import StatuteError
from wayforward.statute.notices import (
    LETTERS,
    NO_CERTIFICATE_WORDS,
    NOTICE_PACK,
    letter_named,
    mediation_words,
    missing_from,
    must_contain,
)
from wayforward.statute.rule_sets import CURRENT

NOW = date(2026, 11, 23)
PACK = [
    "right_of_appeal",
    "appeal_time_limits",
    "mediation_right",
    "mediation_certificate",
    "mediation_adviser",
    "mediation_timescales",
    "mediation_tell_us",
    "mediation_contact",
    "disagreement_resolution",
    "information_and_advice",
    "recommendations_power",
]


def ids(contents):
    return [content.id for content in contents]


def test_the_notice_pack_has_its_six_items_with_the_third_in_its_parts():
    assert ids(NOTICE_PACK) == PACK


@pytest.mark.parametrize("letter", LETTERS.values(), ids=list(LETTERS))
def test_every_letter_says_who_gets_it_and_cites_what_it_must_contain(letter):
    contents = must_contain(letter.id, on=NOW)
    assert letter.title
    assert letter.told
    assert contents
    assert len(set(ids(contents))) == len(contents)
    for content in contents:
        assert content.words
        assert any(character.isdigit() for character in content.citation.provision)
        assert content.grade in ("P", "S")
    assert set(letter.rules) <= set(CURRENT.rules)


def test_the_letters_that_can_be_appealed():
    appealable = {letter.id for letter in LETTERS.values() if letter.appealable}
    assert appealable == {
        *("A4", "B1", "B3", "C1", "C2F", "C2N", "C3B", "D1", "R1"),
        *("A4D", "B1D", "B3D"),
    }


@pytest.mark.parametrize(
    "letter_id", ["B1", "B3", "C1", "C2F", "C2N", "C3B", "D1", "R1", "B1D", "B3D"]
)
def test_a_decision_carries_the_whole_pack(letter_id):
    assert ids(must_contain(letter_id, on=NOW))[-len(PACK) :] == PACK


@pytest.mark.parametrize("letter_id", ["A4", "A4D"])
def test_a_refusal_to_assess_leaves_the_recommendations_out(letter_id):
    assert ids(must_contain(letter_id, on=NOW)) == ["reasons", *PACK[:-1]]


@pytest.mark.parametrize(("on", "there"), [(date(2018, 4, 2), False), (date(2018, 4, 3), True)])
def test_recommendations_came_in_2018(on, there):
    assert ("recommendations_power" in ids(must_contain("B3", on=on))) is there


def test_what_is_missing_is_named():
    assert ids(missing_from("A4", ["reasons", *PACK[:-2]], on=NOW)) == ["information_and_advice"]
    assert missing_from("A4", ["reasons", *PACK], on=NOW) == ()
    assert ids(missing_from("C2", [], on=NOW)) == [
        "copy_of_plan",
        "amendment_notice",
        "representations",
        "school_information",
    ]


def test_an_unknown_letter_is_refused():
    with pytest.raises(StatuteError, match=r"^no letter is called 'Z9'; use A1, A2, "):
        letter_named("Z9")


def test_an_appeal_only_about_the_school_needs_no_certificate():
    assert mediation_words(only_about_school=True) == NO_CERTIFICATE_WORDS
    assert "an appeal needs a mediation certificate" in mediation_words(only_about_school=False)


def test_the_final_plan_goes_to_three():
    assert letter_named("B3").told == (
        "the child's parent or the young person",
        "the school or institution named in the plan",
        "the health commissioner (integrated care board)",
    )


@pytest.mark.parametrize(
    ("letter_id", "content"), [("A3", "evidence"), ("F3", "reconsider"), ("F4", "reconsider")]
)
def test_what_else_a_letter_must_say(letter_id, content):
    assert content in [c.id for c in must_contain(letter_id, on=date(2026, 6, 1))]


def test_the_end_of_a_plan_after_a_review_answers_the_review():
    assert letter_named("C3B").rules == ("REVIEW_DECISION",)


FAMILY = "the child's parent or the young person"


def test_a_part_of_the_mediation_information_that_is_missing_is_named():
    present = {"reasons", *PACK} - {"mediation_tell_us"}
    (lacking,) = missing_from("B1", present, on=NOW)
    assert lacking.words == (
        "that a family which wants mediation must tell us so, what the issues are and, where "
        "health provision is missing, what it wants"
    )


@pytest.mark.parametrize(
    ("letter_id", "told"),
    [
        ("C2", {FAMILY, "the head teacher, principal or early years provider"}),
        ("C2N", set(letter_named("C2F").told)),
        ("C1", {FAMILY, "the head teacher, principal or early years provider"}),
        *((f"{n}D", set(CURRENT.rule("DETAINED_DECISION").told)) for n in ("A3", "A4")),
        ("B1D", set(CURRENT.rule("DETAINED_NO_PLAN").told)),
        ("B3D", set(CURRENT.rule("DETAINED_FINAL").told)),
        ("H3", {FAMILY}),
    ],
)
def test_who_gets_a_letter(letter_id, told):
    assert set(letter_named(letter_id).told) == told


def test_every_order_agreement_and_notice_to_the_tribunal_is_met_by_a_letter():
    met = {rule for letter in LETTERS.values() for rule in letter.rules}
    kept = {
        rule.id
        for rule in CURRENT.rules.values()
        if rule.section in ("Order", "Unopposed appeal", "Custody")
        or rule.id.startswith(("MED_ASSESS", "MED_MAKE", "MED_AMEND", "MED_PLACEMENT"))
    }
    assert kept | {"REC_RESPONSE"} <= met
    assert "ORDER_ASSESS_NO_PLAN" in letter_named("B1").rules
    for letter_id in ("B1", "B2"):  # one of the two answers it
        assert "ORDER_REFERRED_BACK" in letter_named(letter_id).rules
