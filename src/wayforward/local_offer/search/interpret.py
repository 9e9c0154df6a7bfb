"""What somebody meant by what they typed: words, synonyms, slips, and an age or a place said.

"My 7 year old won't go to school" is the group (emotionally based school avoidance, or school
refusal...) and the age 7. Each group must match; any of its alternatives will do.
"""

import re
from dataclasses import dataclass, field

from django.db import connection
from rapidfuzz.distance import OSA

from wayforward.establishments.queries import Spot, find_spot
from wayforward.local_offer.search.criteria import LONGEST_QUERY
from wayforward.web.text import trigrams, words_of

LONGEST_PHRASE = 6  # words
MOST_WORDS = 24
SHORTEST_SLIP = 4  # letters; a shorter unknown word is left as it is
AGE_SAID = re.compile(
    r"\b(?:aged? (?P<before>\d{1,2})|(?P<after>\d{1,2})[ -]?(?:years?|yrs?|yr|y)[ -]?(?:olds?)?"
    r"|(?P<short>\d{1,2})yo"
    r"|(?:is|hes|shes|im|turned|turning|turns) (?P<being>\d{1,2})(?= and\b| but\b| who\b|$))\b"
)
NEAR_SAID = re.compile(r"\b(?:near|in|around|by|close to) (?P<place>[a-z][a-z0-9 ]{1,40})$")

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
    :ivar age: years, if the words said one
    :ivar near: where, if the words ended with "near" or "in" and a place that is known
    """

    groups: tuple[Group, ...] = ()
    mended: dict[str, str] = field(default_factory=dict)
    age: int | None = None
    near: Spot | None = None


def interpret(query: str) -> Meaning:
    """Return what `query` means: two database queries, and a third if it may name a place."""
    text, age = _age_said(" ".join(words_of(query[:LONGEST_QUERY])))
    text, near = _place_said(text)
    tokens = text.split()[:MOST_WORDS]
    if not tokens:
        return Meaning(age=age, near=near)
    mended, kin = _mend(tokens)
    tokens = [mended.get(token) or kin.get(token, token) for token in tokens]
    is_more_said = age is not None or near is not None
    return Meaning(tuple(_groups(tokens, may_be_none=is_more_said)), mended, age, near)


def _age_said(text: str) -> tuple[str, int | None]:
    """Return `text` without the age that it says, and that age in years."""
    match = AGE_SAID.search(text)
    if match is None:
        return text, None
    age = int(next(number for number in match.groups() if number))
    return (text[: match.start()] + " " + text[match.end() :]).strip(), age


def _place_said(text: str) -> tuple[str, Spot | None]:
    """Return `text` without the place at its end, and where that is; both only if it is known."""
    match = NEAR_SAID.search(text)
    spot = find_spot(match["place"]) if match else None
    if match is None or spot is None:
        return text, None
    return text[: match.start()].strip(), spot


def _mend(tokens: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return unknown words with the nearest known one, and other forms of known words with it.

    "speach" is a slip for "speech"; "respit" and "clubbing" are forms of words that are known.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORDS_ASKED, {"tokens": tokens, "shortest": SHORTEST_SLIP})
        rows = cursor.fetchall()
    mended, kin = {}, {}
    for token, is_known, relative, near in rows:
        if is_known or not token.isalpha():
            continue
        if relative:
            kin[token] = relative
            continue
        candidates = [(word, int(uses)) for word, uses in (each.split() for each in near)]
        if best := _nearest(token, candidates):
            mended[token] = best
    return mended, kin


def _nearest(token: str, candidates: list[tuple[str, int]]) -> str | None:
    """Return the candidate (word, uses) fewest slips away, preferring alike starts and use."""
    most = 1 if len(token) < 6 else 2 if len(token) < 10 else 3
    pieces = trigrams(token)
    ranked = []
    for word, uses in candidates:
        slips = OSA.distance(token, word, score_cutoff=most)
        if slips <= most and len(word) >= SHORTEST_SLIP:
            alike = len(pieces & trigrams(word)) / len(pieces | trigrams(word))
            ranked.append((slips, word[0] != token[0], -alike, -uses, word))
    return min(ranked)[-1] if ranked else None


def _groups(tokens: list[str], *, may_be_none: bool) -> list[Group]:
    """Return the groups that `tokens` ask for: longest phrases first, filler left out.

    :param may_be_none: something else was said, so nothing but filler asks for no words
    """
    runs = {
        " ".join(tokens[start : start + length])
        for start in range(len(tokens))
        for length in range(1, LONGEST_PHRASE + 1)
        if start + length <= len(tokens)
    }
    with connection.cursor() as cursor:
        cursor.execute(SYNONYMS_ASKED, {"runs": sorted(runs)})
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
            if run in means:
                groups.append(Group(run, tuple(dict.fromkeys([run, *means[run]]))))
                start += length
                break
        else:
            if tokens[start] not in filler:
                groups.append(Group(tokens[start], (tokens[start],)))
            start += 1
    if not groups and not may_be_none:  # nothing but filler: then it is what was asked
        groups = [Group(token, (token,)) for token in tokens]
    return list({group.said: group for group in groups}.values())
