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
    "mediation",
    "disagreement_resolution",
    "information_and_advice",
    "recommendations_power",
]


def ids(contents):
    return [content.id for content in contents]


def test_the_notice_pack_has_six_items():
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
    assert appealable == {"A4", "B1", "B3", "C1", "C2F", "C2N", "C3B", "D1", "R1"}


@pytest.mark.parametrize("letter_id", ["B1", "B3", "C1", "C2F", "C2N", "C3B", "D1", "R1"])
def test_a_decision_carries_the_whole_pack(letter_id):
    assert ids(must_contain(letter_id, on=NOW))[-6:] == PACK


def test_a_refusal_to_assess_leaves_the_recommendations_out():
    assert ids(must_contain("A4", on=NOW)) == ["reasons", *PACK[:5]]


@pytest.mark.parametrize(("on", "there"), [(date(2018, 4, 2), False), (date(2018, 4, 3), True)])
def test_recommendations_came_in_2018(on, there):
    assert ("recommendations_power" in ids(must_contain("B3", on=on))) is there


def test_what_is_missing_is_named():
    assert ids(missing_from("A4", ["reasons", *PACK[:4]], on=NOW)) == ["information_and_advice"]
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
    assert "certificate that an appeal needs" in mediation_words(only_about_school=False)


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
