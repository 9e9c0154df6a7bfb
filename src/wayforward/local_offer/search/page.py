"""One page of search results: what was asked, what was found, and what was relaxed to find it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Prefetch
from django.http import QueryDict

from wayforward.establishments.queries import METRES_IN_A_MILE, find_spot
from wayforward.local_offer.models import (
    CostOption,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from wayforward.local_offer.search import engine
from wayforward.local_offer.search.criteria import (
    DEEPEST_PAGE,
    LIST_FILTERS,
    PAGE_SIZE,
    PLANS,
    Criteria,
    Option,
    Options,
    read,
)
from wayforward.local_offer.search.interpret import Group, Meaning, interpret
from wayforward.web.components.pages import Pages

FILTER_NAMES = {
    "need": "area of need",
    "category": "topic",
    "audience": "who it is for",
    "cost": "cost",
    "plan": "whether a plan is needed",
}
MOST_GUIDANCE = 3
FEW = 5  # services that match all words; with fewer, those that match some words follow them


@dataclass(frozen=True, slots=True)
class Result:
    """One service on the page, how far away it is, and why it is here (sentences)."""

    service: Service
    miles: float | None
    where: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the search page shows.

    :ivar criteria: the search as asked; its problems are shown beside its fields
    :ivar used: the search that gave the results, after relaxing
    :ivar relaxed: what was relaxed, in words; empty if nothing was
    :ivar all_words: how many match all the words, where so few did that those matching some follow
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

    @property
    def first(self) -> int:
        """The number of the first result on the page."""
        return (self.used.page - 1) * PAGE_SIZE + 1

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
                    term.code, f"{prefix}:{term.code}", term.name, is_offered=prefix != "quicklink"
                )
                options[name].setdefault(term.code, option)
    for code, name in PLANS.items():
        options["plan"][code] = Option(code, f"plan:{code}", name)
    return options


def search(parameters: QueryDict) -> Page:
    """Run the search that `parameters` ask for; never raises for anything typed."""
    options = load_options()
    criteria = read(parameters, options, find_spot)
    meaning = interpret(criteria.q)
    asked = criteria
    if criteria.age is None and meaning.age is not None:
        asked = replace(asked, age=meaning.age)
    if not criteria.postcode and meaning.near is not None:
        asked = replace(asked, spot=meaning.near)
    conditions = engine.Conditions(asked, meaning.groups, options)
    total, counts = engine.count(conditions)
    relaxed: tuple[str, ...] = ()
    all_words = None
    if 0 < total.number < FEW and len(meaning.groups) > 1:
        all_words = total.number
        conditions = engine.Conditions(asked, meaning.groups, options, any_word=True)
        total, counts = engine.count(conditions)
    elif not total.number:
        conditions, relaxed = relax(conditions)
        if relaxed:
            total, _ = engine.count(conditions)
    used = conditions.criteria
    pages = max(1, min(DEEPEST_PAGE, -(-min(total.number, engine.CANDIDATES) // PAGE_SIZE)))
    if used.page > pages:
        problem = f"There are {pages} pages. This is the last one."
        problem = "There is one page. This is it." if pages == 1 else problem
        criteria = replace(criteria, problems={**criteria.problems, "page": problem})
        used = replace(used, page=pages)
    hits, _ = engine.find(conditions, used.page)
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
        guidance=tuple(engine.guidance(meaning.groups, MOST_GUIDANCE)),
    )


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
    if steps(criteria) and groups:
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
    for step in ["", *steps(criteria)]:
        if step == "within":
            criteria = replace(criteria, within=None)
            said.append("We looked further away than you asked.")
        elif step == "age":
            criteria = replace(criteria, age=None)
            said.append("We left the age out, so check who each service is for.")
        elif step:
            criteria = replace(criteria, filters={**criteria.filters, step: ()})
            said.append(f"We left out your choice of {FILTER_NAMES[step]}.")
        wider = engine.Conditions(replace(criteria, page=1), groups, options, any_word=any_word)
        if said and engine.any_match(wider):
            break
    return wider, tuple(said)


def steps(criteria: Criteria) -> list[str]:
    """Return what can be given up, in order."""
    found = ["within"] if criteria.within and criteria.spot else []
    found += [
        name for name in ("plan", "cost", "audience", "category") if criteria.filters.get(name)
    ]
    found += ["age"] if criteria.age is not None else []
    return found + (["need"] if criteria.filters.get("need") else [])


def results_of(hits: Sequence[engine.Hit], conditions: engine.Conditions) -> tuple[Result, ...]:
    """Return the services of `hits` in their order, with what the list shows of each."""
    services = (
        Service.objects.filter(pk__in=[hit.service_id for hit in hits])
        .select_related("organisation")
        .prefetch_related(
            "phones",
            Prefetch(
                "cost_options", CostOption.objects.only("service_id", "option", "description")
            ),
            Prefetch("areas", ServiceArea.objects.only("service_id", "name")),
            Prefetch("at_locations", ServiceAtLocation.objects.select_related("location")),
        )
        .in_bulk()
    )
    return tuple(
        Result(
            service=services[hit.service_id],
            miles=None if hit.metres is None else hit.metres / METRES_IN_A_MILE,
            where=where(services[hit.service_id]),
            reasons=tuple(reasons(services[hit.service_id], hit, conditions)),
        )
        for hit in hits
        if hit.service_id in services
    )


def where(service: Service) -> str:
    """Say in a few words where a service is given."""
    locations = [at.location for at in service.at_locations.all()]
    if locations:
        first = locations[0]
        shown = first.place or first.name or first.address or first.postcode
        return shown if len(locations) == 1 else f"{shown} and {len(locations) - 1} more"
    areas = [area.name for area in service.areas.all()]
    return f"Across {areas[0]}" if areas else "Place not known: please ask"


def reasons(service: Service, hit: engine.Hit, conditions: engine.Conditions) -> "list[str]":
    """Say why a service matched: by its words, then by what was chosen."""
    said = []
    for group, (way, in_name) in zip(conditions.groups, hit.said, strict=True):
        if not way:
            continue
        part = "its name or keywords say" if in_name else "it mentions"
        meant = f" (for “{group.said}”)" if way != group.said else ""
        said.append(f"{part} “{way}”{meant}")
    criteria = conditions.criteria
    for name in ("need", "category", "audience"):
        chosen = [conditions.options[name][code] for code in criteria.filters.get(name, ())]
        said += [f"it is for: {each.name}" for each in chosen if each.facet in hit.facets][:2]
    if criteria.age is not None:
        known = service.age_min is not None or service.age_max is not None
        said.append(
            f"it takes people aged {criteria.age}"
            if known
            else "its ages are not known: please ask"
        )
    return said
