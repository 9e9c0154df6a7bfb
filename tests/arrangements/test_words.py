"""The shared vocabulary and glossary: sound, plain and of use to real searches."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from wayforward.arrangements.loading import load_profile
from wayforward.arrangements.reading import ProfileRefused
from wayforward.arrangements.words import as_typed, load_glossary, load_vocabulary

# What the issue and staff expect to be understood.
MUST_KNOW = [
    "salt",
    "ot",
    "camhs",
    "ebsa",
    "asd",
    "adhd",
    "deaf",
    "blind",
    "respite",
    "physio",
    "senco",
    "ehcp",
    "statement",
    "lsa",
    "ta",
    "dyslexia",
    "dyspraxia",
    "dcd",
    "anxiety",
    "wheelchair",
    "epilepsy",
    "dla",
    "pip",
    "bus",
    "taxi",
    "transport",
    "nursery",
    "swimming",
    "job",
    "apprenticeship",
    "tribunal",
    "exclusion",
    "suspended",
    "sleep",
    "autistic",
    "aspergers",
    "pda",
    "add",
]
MUST_UNDERSTAND = [
    "my son is deaf",
    "wont go to school",
    "refuses to go to school",
    "cant talk yet",
    "not talking",
    "meltdowns",
    "no friends",
    "school wont help",
    "need a break",
    "turning 16",
    "what happens after school",
    "kicked out of school",
    "cant read",
    "bullied",
]


def stems(text: str) -> set[str]:
    """Return the words of a text without plural endings, as a search roughly sees them."""
    plain = text.lower().replace("'", "").replace("’", "")
    return {re.sub(r"(?<=...)(s|es)$", "", word) for word in re.findall(r"[a-z0-9]+", plain)}


@pytest.fixture(scope="module")
def texts(content: dict[str, Any]) -> list[set[str]]:
    """Return the words of each service and page of the bundled profile."""
    found = []
    for each in content["services"]["services"]:
        words = [*each.get("keywords", ()), *each.get("accessibility", ())]
        found.append(stems(" ".join([each["name"], each["description"], *words])))
    for page in content["guidance"]["pages"]:
        body = [text for b in page["body"] for text in (b.get("text", ""), *b.get("items", ()))]
        words = [page["title"], page["summary"], *page.get("keywords", ()), *body]
        found.append(stems(" ".join(words)))
    return found


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Won't  go to SCHOOL!", "wont go to school"),
        ("can’t talk — yet", "cant talk yet"),
        (" S&LT, 1-1 ", "s&lt 1-1"),
        ("\x00", ""),
    ],
)
def test_search_is_written_as_the_vocabulary_is(text: str, typed: str) -> None:
    assert as_typed(text) == typed


def test_vocabulary_is_large_enough() -> None:
    vocabulary = load_vocabulary()
    assert len(vocabulary.synonym) >= 120
    assert len(vocabulary.phrase) >= 60
    assert len(vocabulary.ignored) >= 80
    assert len(load_glossary()) >= 70


def test_expected_words_are_known() -> None:
    known = {word for each in load_vocabulary().synonym for word in each.words}
    assert [word for word in MUST_KNOW if word not in known] == []


def test_expected_phrases_are_known() -> None:
    said = {text for each in load_vocabulary().phrase for text in each.says}
    assert [text for text in MUST_UNDERSTAND if text not in said] == []


def test_no_word_or_phrase_has_two_homes() -> None:
    vocabulary = load_vocabulary()
    words = Counter(word for each in vocabulary.synonym for word in each.words)
    said = Counter(text for each in vocabulary.phrase for text in each.says)
    assert [each for each, times in (words + said).items() if times > 1] == []


def test_filler_hides_no_known_word() -> None:
    vocabulary = load_vocabulary()
    known = {word for each in vocabulary.synonym for word in each.words}
    assert known & vocabulary.ignored == set()


def test_every_meaning_finds_something_real(texts: list[set[str]]) -> None:
    vocabulary = load_vocabulary()
    lost = [
        (meaning, each)
        for each in (*vocabulary.synonym, *vocabulary.phrase)
        if not each.generic
        for meaning in each.means
        if not any(stems(meaning) <= text for text in texts)
    ]
    assert lost == []


def test_local_synonyms_find_something_real(texts: list[set[str]]) -> None:
    for each in load_profile("milton_keynes").local_synonyms:
        for meaning in each.means:
            assert any(stems(meaning) <= text for text in texts), meaning


def test_terms_and_their_other_spellings_are_unique() -> None:
    local = load_profile("milton_keynes").local_terms
    terms = [
        word.lower()
        for each in (*load_glossary(), *local)
        for word in {each.term.lower(), *(also.lower() for also in each.also)}
    ]
    assert [each for each, times in Counter(terms).items() if times > 1] == []


def test_meanings_are_short_and_plain() -> None:
    for each in load_glossary():
        for sentence in re.split(r"(?<=[.!?])\s+", each.meaning):
            assert len(sentence.split()) <= 25, each.term
        assert each.meaning.endswith(".")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ('words = ["SALT"]\nmeans = ["x"]', "synonym[1].words[1]", "must be in lower case"),
        ('words = ["can\'t"]\nmeans = ["x"]', "synonym[1].words[1]", "without apostrophes"),
        ('words = []\nmeans = ["x"]', "synonym[1].words", "must be a list with something"),
        ('words = ["a", "a"]\nmeans = ["x"]', "synonym[1].words[2]", "'a' is there twice"),
        ('words = ["a"]', "synonym[1]", "the key means is missing"),
    ],
)
def test_wrong_vocabulary_is_refused(tmp_path: Path, text: str, key: str, reason: str) -> None:
    path = tmp_path / "synonyms.toml"
    rest = '[[phrase]]\nsays = ["b"]\nmeans = ["x"]\n[[filler]]\nwords = ["my"]\n'
    path.write_text(f"[[synonym]]\n{text}\n{rest}", encoding="utf-8")
    with pytest.raises(ProfileRefused) as refused:
        load_vocabulary(path)
    assert [each.key for each in refused.value.problems] == [key]
    assert reason in refused.value.problems[0].reason


def test_missing_vocabulary_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileRefused, match="cannot be read"):
        load_glossary(tmp_path / "none.toml")
