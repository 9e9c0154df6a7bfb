"""What somebody meant by what they typed: words, synonyms, slips, and an age or a place said.

"My 7 year old won't go to school" is the group (emotionally based school avoidance, or school
refusal...) and the age 7. Each group must match; any of its alternatives will do.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.db import connection
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from wayforward.establishments.places import first_place, places_like
from wayforward.establishments.queries import Spot, find_spot
from wayforward.local_offer.search.criteria import LONGEST_QUERY
from wayforward.local_offer.search.negatives import known_way, said_with_no
from wayforward.web.text import trigrams, words_of

LONGEST_PHRASE = 9  # words; "does not want to" may stand for one of them
MOST_WORDS = 24
SHORTEST_SLIP = 3  # letters; a shorter unknown word is left as it is
SHORTEST_MENDED = 4  # letters; no word is taken for a shorter one
COMMON = 1000  # uses in the word list; a word that is used so often is right as it stands
SHORTEST_PLACE_SLIP = 5  # letters; a shorter word after "in" is not taken for a place
AGE_SAID = re.compile(
    r"\b(?:aged? (?P<before>\d{1,2})|(?P<after>\d{1,2})[ -]?(?:years?|yrs?|yr|y)[ -]?(?:olds?)?"
    r"|(?P<short>\d{1,2})yo"
    r"|(?:is|hes|shes|im|turned|turning|turns) (?P<being>\d{1,2})(?= and\b| but\b| who\b|$))\b"
)
TEENAGERS_SAID = re.compile(r"\bteen(?:ager|aged|age)?s?\b")
TEENAGERS = (13, 19)  # years
WHERE_TO_START = "where to start"  # what words mean that say only that help is needed
NEAR_SAID = re.compile(r"\b(?:near|in|around|by|close to) (?=(?P<place>[a-z][a-z0-9 ]*))")
LONGEST_PLACE = 5  # words
# After the name of a place these make the name of a school of it.
SCHOOL_SAID = re.compile(
    r" (?:(?:primary|first|infant|junior|combined|middle|secondary|nursery|church|c of e|ce|rc) )*"
    r"(?:school|schools|academy|college|nursery|preschool|unit)\b"
)
_TO_A_POSTCODE = r"\b(?:(?:near|in|around|by|at|from|close to) )?"
POSTCODE_SAID = re.compile(_TO_A_POSTCODE + r"(?P<code>[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2})\b")
OUTCODE_SAID = re.compile(_TO_A_POSTCODE + r"(?P<code>[a-z]{1,2}[0-9][a-z0-9]?(?: [0-9])?)\b")
NEAR_ME_SAID = re.compile(
    r"\b(?:(?:near|around|close to|by) (?:me|us|here|home|my home|my house|where i live)|nearby"
    r"|in my area|locally)\b"
)

WORDS_ASKED = """
with asked as (select distinct unnest(%(tokens)s::text[]) as token)
select asked.token,
    exists(select from local_offer_knownword known where known.word = asked.token) as is_known,
    coalesce((select known.word from local_offer_knownword known
        where known.stem = (ts_lexize('english_stem', asked.token))[1]
        order by known.word = asked.token desc, known.uses desc, known.word limit 1), '') as kin,
    case when length(asked.token) >= %(shortest)s then array(
        select known.word || ' ' || known.uses from local_offer_knownword known
        where known.trigrams && array(
            select substr('  ' || asked.token || ' ', start, 3)::varchar
            from generate_series(1, length(asked.token) + 1) start)
            and abs(length(known.word) - length(asked.token)) <= 3
    ) else '{}' end as near
from asked
"""

SYNONYMS_ASKED = """
select kind, typed, means from local_offer_synonym where typed && %(runs)s::varchar[] and not is_removed
order by kind, id
"""


@dataclass(frozen=True, slots=True)
class Group:
    """One thing asked for: `said` as typed, and every way the directory may say it."""

    said: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a query means.

    :ivar groups: what must match, each in any of its ways
    :ivar mended: typed word to the word searched for, where a slip was mended
    :ivar age: years, if the words said one; the youngest, if they said several
    :ivar age_to: the oldest of the ages that the words said ("teenager"), else nothing
    :ivar first_steps: where to begin, if the words do not say what the help is for
    :ivar place_mended: the name of a place as typed, to the place it was taken for
    :ivar near: where, if the words hold a postcode, or "near" or "in" and a known place
    :ivar unknown_postcode: a postcode in the words that is not known
    :ivar is_near_me: the words ask for what is near, and do not say where that is
    :ivar content: the words typed but for age, place and filler, each as typed
    """

    groups: tuple[Group, ...] = ()
    mended: dict[str, str] = field(default_factory=dict)
    age: int | None = None
    near: Spot | None = None
    unknown_postcode: str = ""
    is_near_me: bool = False
    content: tuple[str, ...] = ()
    age_to: int | None = None
    first_steps: Group | None = None
    place_mended: dict[str, str] = field(default_factory=dict)

    @property
    def told_mended(self) -> dict[str, str]:
        """The mended slips that are worth telling: none of a word that no search uses."""
        words = {typed: word for typed, word in self.mended.items() if typed in self.content}
        return words | self.place_mended


def interpret(query: str) -> Meaning:
    """Return what `query` means: two database queries, and up to three if it may name a place."""
    said = _place_said(" ".join(words_of(query[:LONGEST_QUERY])))
    text, age, age_to = _age_said(said.text)
    typed = text.split()[:MOST_WORDS]
    found = Meaning((), {}, age, said.spot, said.unknown, said.is_near_me, age_to=age_to)
    found = replace(found, place_mended=said.mended)
    if not typed:
        return found
    mended, kin = _mend(typed)
    tokens = [mended.get(token) or kin.get(token, token) for token in typed]
    is_more_said = age is not None or said.spot is not None or said.is_near_me
    groups, filler, start = _groups(tokens, may_be_none=is_more_said or bool(said.unknown))
    content = tuple(word for word, token in zip(typed, tokens, strict=True) if token not in filler)
    first_steps = Group(" ".join(tokens), start) if start and groups and not content else None
    return replace(
        found, groups=tuple(groups), mended=mended, content=content, first_steps=first_steps
    )


def _age_said(text: str) -> tuple[str, int | None, int | None]:
    """Return `text` without the age that it says, and that age in years, or the first and last."""
    if match := AGE_SAID.search(text):
        age = int(next(number for number in match.groups() if number))
        return _cut(text, match), age, None
    if match := TEENAGERS_SAID.search(text):
        return _cut(text, match), *TEENAGERS
    return text, None, None


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """The words without the place that they say, and that place."""

    text: str
    spot: Spot | None = None
    unknown: str = ""
    is_near_me: bool = False
    mended: dict[str, str] = field(default_factory=dict)


def _place_said(text: str) -> PlaceSaid:
    """Return what `text` says of place: a postcode anywhere, or a known place after "near" or "in".

    A whole postcode that is not known is taken out too; what may be the first part of one, or a
    place, stays in the words unless it is known.
    """
    if match := POSTCODE_SAID.search(text):
        spot = find_spot(match["code"])
        return PlaceSaid(_cut(text, match), spot, "" if spot else match["code"].upper())
    places = dict(_places_said(text))
    if places and (found := first_place(list(places))):
        name, spot = found
        start, end = places[name]
        return PlaceSaid(" ".join(f"{text[:start]} {text[end:]}".split()), spot)
    if slip := _place_slip(text):
        return slip
    if match := NEAR_ME_SAID.search(text):
        return PlaceSaid(_cut(text, match), is_near_me=True)
    if (match := OUTCODE_SAID.search(text)) and (spot := find_spot(match["code"])):
        return PlaceSaid(_cut(text, match), spot)
    return PlaceSaid(text)


def _place_slip(text: str) -> PlaceSaid | None:
    """Return what is left, and the place, where a word after "near" or "in" is a slip for one.

    "clubs in oldtwn" is near Oldtown. A word of everyday English is taken as it stands. Only the
    first word that may be a slip is looked up: two queries at most, however many there are.
    """
    for match in NEAR_SAID.finditer(text):
        word = match["place"].split()[0]
        if len(word) < SHORTEST_PLACE_SLIP or not word.isalpha() or word in common_words():
            continue
        end = match.end() + len(word)
        if SCHOOL_SAID.match(text, end):
            continue
        names = places_like(word)
        spot = find_spot(names[0]) if names else None
        if spot is None:
            return None
        left = " ".join(f"{text[: match.start()]} {text[end:]}".split())
        return PlaceSaid(left, spot, mended={word: spot.name})
    return None


def _places_said(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what may name a place after a "near" or "in", and where it and that word stand."""
    for match in NEAR_SAID.finditer(text):
        words = match["place"].split()
        for length in range(min(LONGEST_PLACE, len(words)), 0, -1):
            name = " ".join(words[:length])
            end = match.end() + len(name)
            if not SCHOOL_SAID.match(text, end):
                yield name, (match.start(), end)


def _cut(text: str, match: re.Match[str]) -> str:
    """Return `text` without what matched."""
    return " ".join((text[: match.start()] + " " + text[match.end() :]).split())


def _mend(tokens: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return unknown words with the nearest known one, and other forms of known words with it.

    "speach" is a slip for "speech"; "respit" and "clubbing" are forms of words that are known.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORDS_ASKED, {"tokens": tokens, "shortest": SHORTEST_SLIP})
        rows = cursor.fetchall()
    mended, kin = {}, {}
    for token, is_known, relative, near in rows:
        if is_known or not token.isalpha() or token in common_words():
            continue
        if relative:
            kin[token] = relative
            continue
        candidates = [(word, int(uses)) for word, uses in (each.split() for each in near)]
        if best := _nearest(token, candidates):
            mended[token] = best
    return mended, kin


@functools.cache
def common_words() -> frozenset[str]:
    """Return the words of everyday English: "dentist" is no slip for "sendist"."""
    uses = SpellChecker(language="en").word_frequency.dictionary
    return frozenset(word for word, number in uses.items() if number >= COMMON)


def _nearest(token: str, candidates: list[tuple[str, int]]) -> str | None:
    """Return the candidate (word, uses) fewest slips away, preferring alike starts and use."""
    most = 1 if len(token) < 6 else 2 if len(token) < 10 else 3
    pieces = trigrams(token)
    ranked = []
    for word, uses in candidates:
        slips = OSA.distance(token, word, score_cutoff=most)
        if slips <= most and len(word) >= SHORTEST_MENDED and _may_be_meant(token, word):
            alike = len(pieces & trigrams(word)) / len(pieces | trigrams(word))
            ranked.append((slips, word[0] != token[0], -alike, -uses, word))
    return min(ranked)[-1] if ranked else None


def _may_be_meant(token: str, word: str) -> bool:
    """Tell whether `token` may stand for `word`; one of three letters only if it has both its ends.

    "def" may be "deaf"; nothing shorter can be told from another word.
    """
    return len(token) > SHORTEST_SLIP or (token[0], token[-1]) == (word[0], word[-1])


def _groups(
    tokens: list[str], *, may_be_none: bool
) -> tuple[list[Group], set[str], tuple[str, ...]]:
    """Return the groups that `tokens` ask for: longest phrases first, filler left out.

    And the filler; and the ways to say where to start.

    :param may_be_none: something else was said, so nothing but filler asks for no words
    """
    runs = {
        " ".join(tokens[start : start + length])
        for start in range(len(tokens))
        for length in range(1, LONGEST_PHRASE + 1)
        if start + length <= len(tokens)
    }
    asked = {WHERE_TO_START, *(way for run in runs for way in said_with_no(run))}
    with connection.cursor() as cursor:
        cursor.execute(SYNONYMS_ASKED, {"runs": sorted(asked)})
        rows = cursor.fetchall()
    filler = {text for kind, typed, _ in rows if kind == "filler" for text in typed}
    means: dict[str, list[str]] = {}
    for kind, typed, meanings in rows:
        if kind != "filler":
            for text in typed:
                means.setdefault(text, []).extend(meanings)
    groups, start = [], 0
    while start < len(tokens):
        for length in range(min(LONGEST_PHRASE, len(tokens) - start), 0, -1):
            run = " ".join(tokens[start : start + length])
            if known := known_way(run, means):
                groups.append(Group(run, tuple(dict.fromkeys([run, *means[known]]))))
                start += length
                break
        else:
            if tokens[start] not in filler:
                groups.append(Group(tokens[start], (tokens[start],)))
            start += 1
    if not groups and not may_be_none:  # nothing but filler: then it is what was asked
        groups = [Group(token, (token,)) for token in tokens]
    start_ways = tuple(dict.fromkeys(means.get(WHERE_TO_START, ())))
    return list({group.said: group for group in groups}.values()), filler, start_ways
