"""Finding rules by words, process and grade. What cannot be used is said, and nothing is lost."""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from rapidfuzz import process as fuzzy
from rapidfuzz.distance import DamerauLevenshtein

from wayforward.law.listing import (
    Corrections,
    Group,
    ShownRule,
    corrections,
    every_rule,
    grouped,
    processes,
)
from wayforward.statute.days import SMALL_NUMBERS
from wayforward.statute.rule import Grade
from wayforward.web.components.parts import FilterGroup, Option

LONGEST = 200  # characters; what is typed beyond that is not searched for
MOST_VALUES = 1000  # values of one filter that are read
WORD = re.compile(r"[^\W_]+")
DROPPED = re.compile("[\u0300-\u036f'\u2018\u2019`\u00b4]")
NUMBERS = {word: str(number) for number, word in enumerate(SMALL_NUMBERS) if number}
# What people call things, and the words of the rules that will do for it.
SAME = {
    "council": ("authority",),
    "councils": ("authority",),
    "la": ("authority",),
    "ehcp": ("plan", "ehc"),
    "ehcps": ("plan", "ehc"),
    "echp": ("plan", "ehc"),
    "ehpc": ("plan", "ehc"),
    "ehcna": ("assessment",),
    "annual": ("yearly", "year", "12"),
    "court": ("tribunal",),
    "mum": ("parent", "family"),
    "dad": ("parent", "family"),
    "carer": ("parent", "family"),
    "gdpr": ("records",),
    "unverified": ("verified",),
}
_SMALL_WORDS = (
    "a about after an and any are as at be been before by but can could day days did do does ehc "
    "for from get got had happen happens has have how i if in is it its law limit limits long "
    "many may me month months must my need needs not of on or our say says should so take takes "
    "that the their them then there they this time to up us was we week weeks what when where "
    "which who will with would you your late overdue delayed son sons daughter daughters"
)
# Short words that mean only themselves: "sen" is neither "send" nor "sent".
EXACT = frozenset({"sen"})
# How many of what: "20 weeks" is one thing, and "reg 20" is another.
_UNIT = r"(?:working )?(?:day|week|month|year)"
HOW_MANY = re.compile(rf"\b(\d+) ({_UNIT})s?\b")
CUSTODY = "Custody"
PASSED_OVER = frozenset(_SMALL_WORDS.split())


def words_of(text: str) -> list[str]:
    """Return the words of a text in order: lower case, without accents, numbers as figures."""
    folded = DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower()
    return [NUMBERS.get(word, word) for word in WORD.findall(folded)]


def words_of_rule(rule_id: str) -> frozenset[str]:
    """Return every word by which a rule can be found."""
    return _words_by_rule(corrections())[rule_id]


def every_word() -> frozenset[str]:
    """Return every word of every rule."""
    return _every_word(corrections())


@functools.lru_cache(maxsize=8)
def _words_by_rule(_: Corrections) -> dict[str, frozenset[str]]:
    return {rule_id: frozenset(_words(shown)) for rule_id, shown in every_rule().items()}


@functools.lru_cache(maxsize=8)
def _every_word(_: Corrections) -> frozenset[str]:
    return frozenset[str]().union(*(words_of_rule(rule_id) for rule_id in every_rule()))


@functools.lru_cache(maxsize=8)
def _heads(_: Corrections) -> dict[str, frozenset[str]]:
    return {rule_id: frozenset(_head(shown)) for rule_id, shown in every_rule().items()}


def _head(shown: ShownRule) -> list[str]:
    """Return the words under which a rule stands: its id, and the title of its group."""
    rule_id = shown.rule.id.replace("_", " ")
    return words_of(f"{rule_id} {shown.process.section} {shown.process.title}")


def _words(shown: ShownRule) -> list[str]:
    rule = shown.rule
    texts = [
        *(
            rule.duty,
            rule.plain,
            rule.by,
            rule.note,
            shown.limit,
            rule.citation.provision,
            *rule.told,
        ),
        shown.process.words,
        "" if rule.is_verified else rule.grade.words,
    ]
    return [*_head(shown), *words_of(" ".join(texts))]


def holders(words: Sequence[str], mends: dict[str, str]) -> list[frozenset[str]]:
    """Return for each word asked the ids of the rules that have it, or what will do for it.

    Where people's own names for things are asked for and most rules have them, as with "EHCP",
    what is called so is meant and not whatever mentions it: then ids and titles count, if any
    has it.
    """
    everywhere, heads = _words_by_rule(corrections()), _heads(corrections())
    asked = [words_that_fit(SAME.get(word) or (mends[word],)) for word in words]
    found = [_holding(fitting, everywhere) for fitting in asked]
    if not all(word in SAME for word in words):
        return found
    return [
        ids if len(ids) <= len(everywhere) / 2 else _holding(fitting, heads) or ids
        for fitting, ids in zip(asked, found, strict=True)
    ]


def _holding(fitting: frozenset[str], words: dict[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(rule_id for rule_id, held in words.items() if not fitting.isdisjoint(held))


def fits(asked: str, word: str) -> bool:
    """Tell whether a word of a rule is what was asked: alike, or longer or shorter at its end."""
    if asked == word or asked in EXACT:
        return asked == word
    if asked.isdigit() or min(len(asked), len(word)) < 3:
        return False
    return word.startswith(asked) or (len(word) > 4 and asked.startswith(word))


def words_that_fit(meant: Iterable[str]) -> frozenset[str]:
    """Return every word of the rules that fits any of those meant."""
    return frozenset(word for word in every_word() for one in meant if fits(one, word))


def mended(asked: str) -> str:
    """Return the word that was meant, where nothing has this one; itself where none is near."""
    if len(asked) < 4 or any(fits(asked, word) for word in every_word()):
        return asked
    found = fuzzy.extractOne(
        asked,
        sorted(every_word()),
        scorer=DamerauLevenshtein.distance,
        score_cutoff=1 if len(asked) < 7 else 2,
    )
    return found[0] if found else asked


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives.

    :param q: the words as typed
    :param mended: what was typed to what was searched for
    :param is_partial: no rule has all the words, and these have the most of them
    :param problems: what could not be used, each with what to do about it
    """

    q: str
    groups: Sequence[Group]
    total: int
    filters: Sequence[FilterGroup]
    mended: dict[str, str] = field(default_factory=dict)
    is_partial: bool = False
    problems: Sequence[str] = ()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything was asked."""
        return bool(self.q) or any(group.chosen for group in self.filters)


def search(query: QueryDict) -> Found:
    """Return the rules that `q`, `process` and `grade` ask for; a repeated filter means any."""
    problems: list[str] = []
    q = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", query.get("q", "")).split())
    if len(q) > LONGEST:
        q = q[:LONGEST]
        problems.append(f"We searched for the first {LONGEST} characters.")
    in_processes = _chosen(query, "process", [process.code for process in processes()], problems)
    in_grades = _chosen(query, "grade", [grade.value for grade in Grade], problems)

    counts, rest = how_many(q)
    words = [word for word in dict.fromkeys(words_of(rest)) if word not in PASSED_OVER]
    mends = {word: mended(word) for word in words if word not in SAME}
    asked = [*counts, *holders(words, mends)]
    every = list(every_rule().values())
    scores = {shown.rule.id: sum(shown.rule.id in holding for holding in asked) for shown in every}
    best = max(scores.values(), default=0)
    worded = [shown for shown in every if not asked or (best and scores[shown.rule.id] == best)]
    by_id = every_rule().get("_".join(q.upper().split()))
    if by_id is not None and (q.isupper() or "_" in q):  # by its own name, and not by a word
        worded = [by_id]
    shown = [
        each
        for each in worded
        if (not in_processes or each.process.code in in_processes)
        and (not in_grades or each.rule.grade.value in in_grades)
    ]
    return Found(
        q=q,
        groups=nearest_first(grouped(shown), words) if words else grouped(shown),
        total=len(shown),
        filters=_filters(worded, in_processes, in_grades),
        mended={word: meant for word, meant in mends.items() if meant != word},
        is_partial=0 < best < len(asked),
        problems=problems,
    )


def how_many(q: str) -> tuple[list[frozenset[str]], str]:
    """Return the ids of the rules with each "20 weeks" that is asked, and the other words."""
    text = " ".join(words_of(q))
    limits = _limits(corrections())
    found: list[frozenset[str]] = []

    def take(match: re.Match[str]) -> str:
        said = f" {match[1]} {match[2]}"
        ids = frozenset(rule_id for rule_id, limit in limits.items() if said in limit)
        if not ids:
            return match[0]
        found.append(ids)
        return " "

    return found, HOW_MANY.sub(take, text)


@functools.lru_cache(maxsize=8)
def _limits(_: Corrections) -> dict[str, str]:
    """Return what each rule says of its limit, folded, with a space before it."""
    return {
        rule_id: " " + " ".join(words_of(f"{shown.limit} {shown.by_law} {shown.rule.plain}"))
        for rule_id, shown in every_rule().items()
    }


def nearest_first(groups: Iterable[Group], words: Sequence[str]) -> list[Group]:
    """Return what was found with the rules first whose duty says it in these words.

    What is only for a detained person comes after the ordinary rules.
    """
    said = f" {' '.join(words)} "

    def distance(shown: ShownRule) -> tuple[int, int]:
        duty = words_of(shown.rule.duty)
        if said in f" {' '.join(duty)} ":
            return 0, len(duty)  # of those that say it, the one that says least besides
        return (1 if set(words) <= set(duty) else 2), 0

    def place(group: Group) -> tuple[bool, tuple[int, int]]:
        return group.process.section == CUSTODY, distance(group.rules[0])

    ordered = [Group(group.process, tuple(sorted(group.rules, key=distance))) for group in groups]
    return sorted(ordered, key=place)


def _chosen(query: QueryDict, name: str, known: Iterable[str], problems: list[str]) -> set[str]:
    """Return the known codes among those given; the first unknown one is named."""
    given = dict.fromkeys(value.strip() for value in query.getlist(name)[:MOST_VALUES])
    chosen = {value for value in given if value in set(known)}
    unknown = [value for value in given if value and value not in chosen]
    if unknown:
        problems.append(f"We do not know “{unknown[0][:60]}”. It was left out of the search.")
    return chosen


def _filters(
    worded: Sequence[ShownRule], in_processes: set[str], in_grades: set[str]
) -> list[FilterGroup]:
    """Return the boxes, each with how many rules it holds under what else is asked."""
    by_process = [
        Option(
            process.code,
            process.title,
            sum(
                shown.process == process and (not in_grades or shown.rule.grade.value in in_grades)
                for shown in worded
            ),
            chosen=process.code in in_processes,
        )
        for process in processes()
    ]
    by_grade = [
        Option(
            grade.value,
            grade.words[:1].upper() + grade.words[1:],
            sum(
                shown.rule.grade is grade
                and (not in_processes or shown.process.code in in_processes)
                for shown in worded
            ),
            chosen=grade.value in in_grades,
        )
        for grade in Grade
    ]
    return [
        FilterGroup(name, title, [each for each in options if each.count or each.chosen])
        for name, title, options in (
            ("process", "What it is about", by_process),
            ("grade", "How well we know it", by_grade),
        )
    ]
