"""One page of search results: what was asked, what was found, and what was relaxed to find it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict

from wayforward.arrangements.blocks import Quicklink
from wayforward.establishments.models import Establishment
from wayforward.establishments.places import places_like
from wayforward.establishments.queries import Spot, find_spot, knows_postcodes, named
from wayforward.local_offer.models import TaxonomyTerm
from wayforward.local_offer.search import engine
from wayforward.local_offer.search.crisis import is_crisis
from wayforward.local_offer.search.criteria import (
    DEEPEST_PAGE,
    LIST_FILTERS,
    PAGE_SIZE,
    PLANS,
    Criteria,
    Option,
    Options,
    read,
    unknown_place,
)
from wayforward.local_offer.search.interpret import Group, Meaning, interpret
from wayforward.local_offer.search.results import Result, listed, results_of
from wayforward.web.arranged import arrangements
from wayforward.web.components.pages import Pages
from wayforward.web.text import words_of

FILTER_NAMES = {
    "need": "area of need",
    "category": "topic",
    "audience": "who it is for",
    "cost": "cost",
    "plan": "whether a plan is needed",
}
MOST_GUIDANCE = 3
MOST_SCHOOLS = 5
SMALL_WORDS = frozenset({"a", "and", "for", "in", "of", "the", "to", "with"})
FEW = 5  # services that match all words; with fewer, those that match some words follow them


@dataclass(frozen=True, slots=True)
class Page:
    """What the search page shows.

    :ivar criteria: the search as asked; its problems are shown beside its fields
    :ivar used: the search that gave the results, after relaxing
    :ivar relaxed: what was relaxed, in words; empty if nothing was
    :ivar all_words: how many match all the words, where so few did that those matching some follow
    :ivar schools: those whose name the words say
    :ivar is_crisis: the words tell of danger or despair
    :ivar missing: the words, as typed, that no service has, where not all words were needed
    :ivar quicklink: the quicklink whose name the words are
    :ivar is_first_steps: the words do not say what the help is for, so this is where to begin
    """

    criteria: Criteria
    used: Criteria
    meaning: Meaning
    options: Options
    results: tuple[Result, ...]
    total: engine.Count
    counts: dict[str, dict[str, engine.Count]]
    pages: int
    relaxed: tuple[str, ...] = ()
    all_words: int | None = None
    guidance: tuple[tuple[str, str, str], ...] = field(default_factory=tuple)
    schools: tuple[Establishment, ...] = ()
    is_crisis: bool = False
    missing: tuple[str, ...] = ()
    quicklink: Quicklink | None = None
    is_first_steps: bool = False

    @property
    def says_too_little(self) -> bool:
        """Tell whether the words are only such as every search leaves out ("my son")."""
        return bool(self.meaning.groups) and not self.meaning.content

    @property
    def first(self) -> int:
        """The number of the first result on the page."""
        return (self.used.page - 1) * PAGE_SIZE + 1

    @property
    def spot(self) -> Spot | None:
        """Where distances are counted from: as entered, else as the words say."""
        return self.criteria.spot or self.meaning.near

    @property
    def matched(self) -> tuple[str, ...]:
        """The words, as typed, that some service has."""
        return tuple(group.said for group in self.meaning.groups if group.said not in self.missing)

    @property
    def has_most_words(self) -> bool:
        """Tell whether only some words were left out to find this, and most of them were found."""
        return len(self.relaxed) == 1 and 2 * len(self.matched) > len(self.meaning.groups) > 1

    @property
    def pagination(self) -> dict[str, Any]:
        """The parameters of the GOV.UK pagination macro."""
        listed = Pages(self.used.page, min(self.total.number, engine.CANDIDATES), PAGE_SIZE)
        return listed.parameters(QueryDict(self.criteria.address().removeprefix("?")))

    @property
    def is_deeper(self) -> bool:
        """Tell whether more match than can be paged through."""
        return self.total.number > DEEPEST_PAGE * PAGE_SIZE


def load_options() -> Options:
    """Return the values of each list filter, in order. One query.

    A topic and a quicklink may share a code: as a category it then means the topic.
    """
    prefixes = {prefix: name for name, group in LIST_FILTERS.items() for prefix in group}
    options: Options = {name: {} for name in LIST_FILTERS}
    terms = TaxonomyTerm.objects.filter(taxonomy_id__in=prefixes).order_by("position", "name")
    for prefix, name in prefixes.items():  # in this order: broad needs before types of need
        for term in terms:
            if term.taxonomy_id == prefix:
                option = Option(
                    term.code,
                    f"{prefix}:{term.code}",
                    term.name,
                    is_offered=prefix != "quicklink",
                    broader=term.broader,
                )
                options[name].setdefault(term.code, option)
    told_apart(options["need"])
    for code, name in PLANS.items():
        options["plan"][code] = Option(code, f"plan:{code}", name)
    return options


def told_apart(known: dict[str, Option]) -> None:
    """Say which is the broad area where a broad area and a type of need have the same name."""
    times = Counter(option.name.lower() for option in known.values())
    for code, option in known.items():
        if times[option.name.lower()] > 1 and option.facet.startswith("need:"):
            known[code] = replace(option, name=f"{option.name} (broad area)")


def search(parameters: QueryDict) -> Page:
    """Run the search that `parameters` ask for; never raises for anything typed."""
    options = load_options()
    criteria = read(parameters, options, find_spot, knows_postcodes, places_like)
    meaning = interpret(criteria.q)
    criteria = with_problems_of_words(criteria, meaning)
    asked = criteria
    if criteria.age is None and meaning.age is not None:
        asked = replace(asked, age=meaning.age, age_to=meaning.age_to)
    if not criteria.postcode and meaning.near is not None:
        asked = replace(asked, spot=meaning.near)
    conditions = engine.Conditions(asked, meaning.groups, options)
    total, counts = engine.count(conditions)
    relaxed: tuple[str, ...] = ()
    all_words = None
    is_first_steps = False
    if 0 < total.number < FEW and len(meaning.groups) > 1:
        all_words = total.number
        conditions = engine.Conditions(asked, meaning.groups, options, any_word=True)
        total, counts = engine.count(conditions)
    elif not total.number:
        first_steps = first_steps_of(asked, meaning, options)
        is_first_steps = first_steps is not None
        conditions, relaxed = (first_steps, ()) if first_steps else relax(conditions)
        if relaxed or is_first_steps:
            total, counted = engine.count(conditions)
            counts = counted if is_first_steps else counts
    used = conditions.criteria
    pages = max(1, min(DEEPEST_PAGE, -(-min(total.number, engine.CANDIDATES) // PAGE_SIZE)))
    if used.page > pages:
        problem = f"There are {pages} pages. This is the last one."
        problem = "There is one page. This is it." if pages == 1 else problem
        criteria = replace(criteria, problems={**criteria.problems, "page": problem})
        used = replace(used, page=pages)
    hits, _ = engine.find(conditions, used.page)
    in_crisis = is_crisis(criteria.q, meaning.mended)
    missing: tuple[str, ...] = ()
    if relaxed and conditions.any_word:
        missing = engine.words_nowhere(meaning.groups)
    return Page(
        criteria=criteria,
        used=used,
        meaning=meaning,
        options=options,
        results=results_of(hits, conditions),
        total=total,
        counts=counts,
        pages=pages,
        relaxed=relaxed,
        all_words=all_words if all_words != total.number else None,
        guidance=tuple(engine.guidance(meaning.groups, MOST_GUIDANCE, ours_only=in_crisis)),
        schools=tuple(schools_named(meaning)),
        is_crisis=in_crisis,
        missing=missing,
        quicklink=quicklink_named(criteria.q, meaning),
        is_first_steps=is_first_steps,
    )


def first_steps_of(
    criteria: Criteria, meaning: Meaning, options: Options
) -> engine.Conditions | None:
    """Return what finds where to begin, if the words say nothing else and it finds anything."""
    if meaning.first_steps is None:
        return None
    conditions = engine.Conditions(criteria, [meaning.first_steps], options)
    return conditions if engine.any_match(conditions) else None


def quicklink_named(query: str, meaning: Meaning) -> Quicklink | None:
    """Return the quicklink whose name `query` is, give or take slips, plurals and small words."""
    typed = words_of(query)
    mended = [meaning.mended.get(word, word) for word in typed]
    asked = [telling for words in (typed, mended) if (telling := _telling(words))]
    named = (each for each in arrangements().quicklinks if _telling(words_of(each.label)) in asked)
    return next(named, None)


def _telling(words: Sequence[str]) -> set[str]:
    return {word.removesuffix("s") for word in words} - SMALL_WORDS


def schools_named(meaning: Meaning) -> list[Establishment]:
    """Return the authority's schools that the words name; one query, if any word may name one."""
    ways = [(word, meaning.mended.get(word, word)) for word in meaning.content]
    found = named(ways, home=arrangements().authority.code)
    return list(found.only("name", "phase", "type", "area")[:MOST_SCHOOLS])


def with_problems_of_words(criteria: Criteria, meaning: Meaning) -> Criteria:
    """Return `criteria` with what is wrong with the words, and without what they make right."""
    problems = dict(criteria.problems)
    if criteria.q and not words_of(criteria.q):
        problems["q"] = "Type some words, with letters or numbers in them."
    if not criteria.postcode:
        if meaning.near:
            problems.pop("postcode", None)
        elif meaning.unknown_postcode:
            problems["q"] = unknown_place(meaning.unknown_postcode, knows_postcodes)
    return replace(criteria, problems=problems)


def relax(conditions: engine.Conditions) -> tuple[engine.Conditions, tuple[str, ...]]:
    """Return wider conditions that match something, and what was relaxed, step by step.

    The words count most. First all of them, with the filters given up one by one; if no service
    has them all, any of them, with the filters given up again; last the filters without the words.
    """
    criteria, groups, options = conditions.criteria, conditions.groups, conditions.options
    plain = Criteria(q=criteria.q, spot=criteria.spot)
    if engine.any_match(engine.Conditions(plain, groups, options)):
        return _give_up(criteria, groups, options, [])
    if len(groups) > 1:
        anything = engine.Conditions(plain, groups, options, any_word=True)
        if engine.any_match(anything):
            said = ["We looked for any of your words, not all of them."]
            return _give_up(criteria, groups, options, said, any_word=True)
    if steps(criteria, options) and groups:
        return _give_up(criteria, (), options, ["We left your words out."])
    return conditions, ()


def _give_up(
    criteria: Criteria,
    groups: Sequence[Group],
    options: Options,
    said: list[str],
    *,
    any_word: bool = False,
) -> tuple[engine.Conditions, tuple[str, ...]]:
    """Give up filters one by one, saying so, until something matches."""
    for step in ["", *steps(criteria, options)]:
        if step == "broader":
            criteria, wider_names = _with_broader_needs(criteria, options)
            said.append(f"We looked for the whole area of need: {listed(wider_names)}.")
        elif step == "within":
            criteria = replace(criteria, within=None)
            said.append("We looked further away than you asked.")
        elif step == "age":
            criteria = replace(criteria, age=None, age_to=None)
            said.append("We left the age out, so check who each service is for.")
        elif step:
            criteria = replace(criteria, filters={**criteria.filters, step: ()})
            said.append(f"We left out your choice of {FILTER_NAMES[step]}.")
        wider = engine.Conditions(replace(criteria, page=1), groups, options, any_word=any_word)
        if said and engine.any_match(wider):
            break
    return wider, tuple(said)


def _with_broader_needs(criteria: Criteria, options: Options) -> tuple[Criteria, list[str]]:
    """Return `criteria` with each type of need widened to its area, and the names of those."""
    known = options["need"]
    chosen = [known[code] for code in criteria.filters["need"]]
    wider = dict.fromkeys(known.get(option.broader, option).code for option in chosen)
    names = [known[option.broader].name for option in chosen if option.broader in known]
    return replace(criteria, filters={**criteria.filters, "need": tuple(wider)}), names


def steps(criteria: Criteria, options: Options) -> list[str]:
    """Return what can be given up, in order; a type of need before the rest of its area."""
    found = ["within"] if criteria.within and criteria.spot else []
    found += [
        name for name in ("plan", "cost", "audience", "category") if criteria.filters.get(name)
    ]
    found += ["age"] if criteria.age is not None else []
    needs = criteria.filters.get("need", ())
    is_narrow = any(options["need"][code].broader in options["need"] for code in needs)
    return found + (["broader"] if is_narrow else []) + (["need"] if needs else [])
