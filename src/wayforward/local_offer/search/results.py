"""The services of one page of results: where each is, how far away, and why it is here."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from wayforward.establishments.queries import METRES_IN_A_MILE
from wayforward.local_offer.models import CostOption, Service, ServiceArea, ServiceAtLocation
from wayforward.local_offer.search import engine
from wayforward.web.formats import ages_in_words


@dataclass(frozen=True, slots=True)
class Result:
    """One service on the page, how far away it is, and why it is here (sentences).

    :ivar is_rough: the distance is to the middle of a place: no postcode of the service is known
    """

    service: Service
    miles: float | None
    is_rough: bool
    where: str
    reasons: tuple[str, ...]


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
            is_rough=is_rough(services[hit.service_id]),
            where=where(services[hit.service_id]),
            reasons=tuple(reasons(services[hit.service_id], hit, conditions)),
        )
        for hit in hits
        if hit.service_id in services
    )


def is_rough(service: Service) -> bool:
    """Tell whether all positions of a service are only the middle of a place."""
    placed = [at.location for at in service.at_locations.all() if at.location.easting is not None]
    return bool(placed) and all(location.position_is_approximate for location in placed)


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
    named: list[str] = []
    mentioned: list[str] = []
    for group, (way, in_name) in zip(conditions.groups, hit.said, strict=True):
        if way:
            meant = f" (for “{group.said}”)" if way != group.said else ""
            (named if in_name else mentioned).append(f"“{way}”{meant}")
    said = [f"its name or keywords say {listed(named)}"] if named else []
    said += [f"it mentions {listed(mentioned)}"] if mentioned else []
    criteria = conditions.criteria
    for name in ("need", "category", "audience"):
        chosen = [conditions.options[name][code] for code in criteria.filters.get(name, ())]
        said += [f"it is for: {each.name}" for each in chosen if each.facet in hit.facets][:2]
    if criteria.age is not None:
        said.append(why_of_age(service, criteria.age, criteria.age_to))
    return said


def listed(parts: Sequence[str]) -> str:
    """Return parts as a list in words: "a", "a and b", "a, b and c"; each once."""
    *first, last = dict.fromkeys(parts)
    return f"{', '.join(first)} and {last}" if first else last


def why_of_age(service: Service, age: int, age_to: int | None = None) -> str:
    """Say what is known of whether a service takes people of `age`; a missing end is not known.

    :param age_to: the oldest, where several ages were asked for
    """
    if service.age_min is None and service.age_max is None:
        return "its ages are not known: please ask"
    if service.age_min is None or service.age_max is None:
        known, _, missing = ages_in_words(service.age_min, service.age_max).partition("; ")
        return f"it takes people {known} ({missing}: please ask)"
    if age_to is not None:
        return f"it takes people aged {max(age, service.age_min)} to {min(age_to, service.age_max)}"
    return f"it takes people aged {age}"
