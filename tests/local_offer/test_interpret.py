"""What people type, and what is searched for."""

import pytest

from tests.factories.local_offer import SynonymFactory, make_services
from wayforward.local_offer.models import Synonym
from wayforward.local_offer.search.interpret import Group, interpret
from wayforward.web.text import folded, trigrams, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Won't go", ["wont", "go"]),
        ("Won\u2019t", ["wont"]),
        ("Caf\u00e9", ["cafe"]),
        ("S&LT", ["s", "and", "lt"]),
        ("  two   words ", ["two", "words"]),
        ("\ufb01sh", ["fish"]),  # a ligature
        ("<script>", ["script"]),
    ],
)
def test_text_is_folded_alike(typed, words):
    assert words_of(typed) == words


def test_folding_twice_changes_nothing():
    assert folded(folded("Brontë's Épée")) == folded("Brontë's Épée") == "brontes epee"


def test_trigrams_know_where_a_word_starts_and_ends():
    assert trigrams("cat") == {"  c", " ca", "cat", "at "}


@pytest.mark.django_db
def test_a_slip_is_mended_to_the_nearest_known_word():
    make_services({"name": "Speech therapy"}, {"name": "Peach orchard"})
    assert interpret("speach").mended == {"speach": "speech"}


@pytest.mark.django_db
def test_a_known_word_or_a_form_of_it_is_left_alone():
    make_services({"name": "Swimming"})
    assert interpret("swim swimming").mended == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("known", "typed"),
    [("SENDIST", "dentist"), ("Former", "foster"), ("Sports", "scouts"), ("Gaining", "gaming")],
)
def test_a_word_of_everyday_english_is_no_slip_for_another(known, typed):
    make_services({"name": f"{known} help"})
    assert interpret(typed).mended == {}


@pytest.mark.django_db
def test_a_short_or_strange_word_is_left_as_typed():
    make_services({"name": "Speech for the deaf"})
    meaning = interpret("spe xyzzyqwv 12345 dea eaf")
    assert meaning.mended == {}
    said = [group.said for group in meaning.groups]
    assert said == ["spe", "xyzzyqwv", "12345", "dea", "eaf"]


@pytest.mark.django_db
def test_a_letter_left_out_of_a_short_word_is_mended_if_both_ends_are_there():
    make_services({"name": "Help for the deaf"})
    assert interpret("def").mended == {"def": "deaf"}


@pytest.mark.django_db
def test_the_longest_phrase_wins_and_filler_is_left_out():
    SynonymFactory(kind=Synonym.PHRASE, typed=["wont go to school"], means=["school avoidance"])
    SynonymFactory(typed=["school"], means=["academy"])
    SynonymFactory(kind=Synonym.FILLER, typed=["my", "son"], means=[])
    assert interpret("My son won't go to school").groups == (
        Group("wont go to school", ("wont go to school", "school avoidance")),
    )
    assert interpret("my school").groups == (Group("school", ("school", "academy")),)


@pytest.mark.django_db
def test_filler_alone_is_what_was_asked():
    SynonymFactory(kind=Synonym.FILLER, typed=["help"], means=[])
    assert interpret("help").groups == (Group("help", ("help",)),)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("my 7 year old cant talk", 7),
        ("clubs for a 12-year-old", 12),
        ("aged 9", 9),
        ("3yo", 3),
        ("15 yrs old", 15),
        ("my son is 7 and wont talk", 7),
        ("she turns 16", 16),
        ("bus 7 timetable", None),
        ("year 7 transition", None),
        ("24 hour helpline", None),
    ],
)
def test_an_age_that_is_said_is_heard(typed, age):
    meaning = interpret(typed)
    assert meaning.age == age
    assert not any(str(age) in group.said.split() for group in meaning.groups)


@pytest.mark.django_db
def test_two_queries_whatever_is_typed(django_assert_num_queries):
    with django_assert_num_queries(2):
        interpret("one two three four five six seven eight")
    with django_assert_num_queries(0):
        interpret("  ?! ")


@pytest.mark.django_db
def test_a_removed_entry_is_not_used():
    SynonymFactory(typed=["salt"], means=["speech"], is_removed=True)
    assert interpret("salt").groups == (Group("salt", ("salt",)),)


@pytest.mark.django_db
def test_filler_with_an_age_asks_for_no_words():
    SynonymFactory(kind=Synonym.FILLER, typed=["my"], means=[])
    meaning = interpret("my 3 year old")
    assert (meaning.groups, meaning.age) == ((), 3)


@pytest.mark.django_db
def test_another_form_of_a_known_word_is_that_word():
    make_services({"name": "Respite breaks"})
    SynonymFactory(typed=["respite"], means=["short breaks"])
    meaning = interpret("respit")
    assert meaning.mended == {}
    assert meaning.groups == (Group("respite", ("respite", "short breaks")),)
