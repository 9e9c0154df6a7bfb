"""The words that every authority shares: search vocabulary and glossary.

``vocabulary/synonyms.toml`` helps a search to find what people mean by what they type;
``vocabulary/glossary.toml`` explains the words of SEND. Neither knows one authority: local
words are ``local_synonyms`` and ``local_terms`` of a profile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from wayforward.arrangements.reading import Problem, ProfileRefused, Reader, read_toml
from wayforward.arrangements.rules import SOME, Rule, one_of
from wayforward.arrangements.schema import Sourced, Texts

VOCABULARY = Path(__file__).parent / "vocabulary"

_T = TypeVar("_T")


_APOSTROPHE = re.compile(r"['\u2018\u2019`]")
_DIGITS = re.compile(r"[0-9]{3,5}( [0-9]{3,6})*")
_NOT_A_WORD = re.compile(r"[^a-z0-9&+-]+")


def as_typed(text: str) -> str:
    """Return a search as the vocabulary writes it: lower case, no apostrophes, single spaces.

    Look for phrases in this text first, then for synonyms, and only then drop filler: a phrase
    such as "my son is deaf" holds words that are filler elsewhere.
    """
    return _NOT_A_WORD.sub(" ", _APOSTROPHE.sub("", text.lower())).strip()


def _is_typed(value: str) -> bool:
    return value == as_typed(value)


AsTyped = Annotated[
    str, Rule("in lower case without apostrophes or other marks than & + -", _is_typed)
]
CrisisNumber = Annotated[
    str, Rule("digits, such as 999 or 116 123", lambda value: bool(_DIGITS.fullmatch(value)))
]
NeedArea = Annotated[
    str,
    one_of("communication_interaction", "cognition_learning", "semh", "sensory_physical"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonym:
    """Words that mean the same in a search.

    :ivar words: what people type, in lower case without apostrophes.
    :ivar means: the words to search for as well.
    :ivar generic: true if no entry of a directory need hold the meaning; it is ordinary English.
    """

    words: Annotated[tuple[AsTyped, ...], SOME]
    means: Annotated[Texts, SOME]
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A thing that parents say, and what it is about.

    :ivar says: the phrases, in lower case without apostrophes.
    :ivar means: the words to search for.
    :ivar needs: broad areas of need that the phrase points to.
    :ivar generic: true if no entry of a directory need hold the meaning; it is ordinary English.
    """

    says: Annotated[tuple[AsTyped, ...], SOME]
    means: Annotated[Texts, SOME]
    needs: tuple[NeedArea, ...] = ()
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Words of a sentence that a search ignores.

    :ivar words: the words, in lower case without apostrophes.
    """

    words: Annotated[tuple[AsTyped, ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The search vocabulary.

    :ivar synonym: words that mean the same.
    :ivar phrase: what parents say.
    :ivar filler: words to ignore.
    """

    synonym: Annotated[tuple[Synonym, ...], SOME]
    phrase: Annotated[tuple[Phrase, ...], SOME]
    filler: Annotated[tuple[Filler, ...], SOME]

    @property
    def ignored(self) -> frozenset[str]:
        """All filler words together."""
        return frozenset(word for each in self.filler for word in each.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """One word of SEND and what it means.

    :ivar term: the word, as written on a page.
    :ivar meaning: one or two plain sentences.
    :ivar source: where the meaning was checked.
    :ivar also: other spellings and abbreviations.
    :ivar expansion: the words behind an abbreviation.
    """

    term: str
    meaning: str
    source: str
    also: Texts = ()
    expansion: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glossary:
    """The glossary.

    :ivar term: its terms.
    """

    term: Annotated[tuple[GlossaryTerm, ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisWords:
    """Words that tell of danger or despair: a search that holds them shows whom to ring now.

    :ivar says: the words or phrases, in lower case without apostrophes.
    """

    says: Annotated[tuple[AsTyped, ...], SOME]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisLine(Sourced):
    """A national line to ring in a crisis.

    :ivar name: who answers.
    :ivar number: what to dial.
    :ivar when: when to ring it, in plain words.
    :ivar then: what to choose after dialling.
    """

    name: str
    number: CrisisNumber
    when: str
    then: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """What to show to somebody in danger or despair; the authority's own contacts are added.

    :ivar words: what tells of it.
    :ivar line: the national lines, the first one first.
    """

    words: Annotated[tuple[CrisisWords, ...], SOME]
    line: Annotated[tuple[CrisisLine, ...], SOME]

    @property
    def says(self) -> frozenset[str]:
        """All the words and phrases together."""
        return frozenset(text for each in self.words for text in each.says)


def load_vocabulary(path: Path = VOCABULARY / "synonyms.toml") -> Vocabulary:
    """Return the search vocabulary.

    :raises ProfileRefused: if the file is wrong
    """
    return _load(Vocabulary, path)


def load_glossary(path: Path = VOCABULARY / "glossary.toml") -> tuple[GlossaryTerm, ...]:
    """Return the glossary's terms in alphabetical order.

    :raises ProfileRefused: if the file is wrong
    """
    terms = _load(Glossary, path).term
    return tuple(sorted(terms, key=lambda each: each.term.lower()))


def load_crisis(path: Path = VOCABULARY / "crisis.toml") -> Crisis:
    """Return the words of a crisis, and whom to ring.

    :raises ProfileRefused: if the file is wrong
    """
    return _load(Crisis, path)


def _load(kind: type[_T], path: Path) -> _T:
    problems: list[Problem] = []
    file = read_toml(path, problems)
    read: Any = Reader(file, problems).block(kind, file.values, ()) if file else None
    if problems or not isinstance(read, kind):
        raise ProfileRefused(problems)
    return read
