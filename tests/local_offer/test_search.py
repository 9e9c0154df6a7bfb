"""Search over the real Milton Keynes Local Offer, and over a few invented services."""

import datetime
import itertools

import pytest
from django.http import QueryDict

from tests.factories.local_offer import (
    SynonymFactory,
    TermFactory,
    make_services,
    models,
    rebuild,
)
from wayforward.establishments.models import Postcode
from wayforward.establishments.queries import METRES_IN_A_MILE, find_spot
from wayforward.local_offer.models import Location, Service, ServiceAtLocation, Synonym
from wayforward.local_offer.search import engine
from wayforward.local_offer.search.engine import Count
from wayforward.local_offer.search.page import load_options, search


def names(query: str) -> list[str]:
    """Return the names of the services on the first page."""
    return [result.service.name for result in search(QueryDict(query)).results]


# -- the words people use ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "service"),
    [
        ("my son is deaf", "Sensory Specialist Teaching Team"),
        ("won't go to school", "MK EBSA project and pathway"),
        ("speach therapy", "School age Speech and Language Therapy"),
        ("phycologist", "Educational Psychology Service"),
        ("SALT", "Early Years Speech and Language Therapy"),
        ("CAMHS", "Child and Adolescent Mental Health Service (CAMHS)"),
        ("EBSA", "MK EBSA project and pathway"),
        ("OT", "Children and Young People's Occupational Therapy Team"),
        ("physio", "Children's Physiotherapy"),
        ("respite", "Short breaks holiday offer"),
        ("ASD", "MK Integrated Autism Service"),
        ("blind", "BucksVision in Milton Keynes"),
        ("deaf", "MK Deaf Zone"),
        ("swiming", "Otters disability swimming"),
        ("school bus", "School Travel Support"),
        ("duty line", "SEND Support Line"),
        ("EHCP", "SEND Casework Team"),
    ],
)
def test_plain_words_find_the_right_help(directory, query, service):
    assert service in names(f"q={query}")


def test_a_synonym_says_what_it_stood_for(directory):
    found = search(QueryDict("q=camhs"))
    assert found.relaxed == ()
    assert any("for “camhs”" in reason for each in found.results for reason in each.reasons)


def test_a_result_says_why_it_is_here(directory):
    result = search(QueryDict("q=speach+therapy&age=6")).results[0]
    assert "speech therapy" in result.reasons[0]
    assert result.reasons[1] == "it takes people from 4 years (upper age not known: please ask)"
    young = search(QueryDict("q=speach+therapy&age=3")).results[0]
    assert "it takes people aged 3" in young.reasons


def test_guidance_is_offered_beside_services(directory):
    assert "Help for children who are deaf or blind" in [
        title for _, title, _ in search(QueryDict("q=my son is deaf")).guidance
    ]


# -- filters: counts are those of a recount by hand ------------------------------------------------


def facets_by_hand(service: Service) -> set[str]:
    """Return what a service can be filtered by, from the directory and not from the index."""
    kinds = {"need", "primary_need", "topic", "quicklink", "audience"}
    facets = {
        f"{term.taxonomy_id}:{term.code}"
        for term in service.terms.all()
        if term.taxonomy_id in kinds
    }
    facets |= {f"cost:{cost.option}" for cost in service.cost_options.all()}
    if service.plan_needed is not None:
        facets.add("plan:yes" if service.plan_needed else "plan:no")
    return facets


def suits(service: Service, age: int | None) -> bool:
    """Tell whether a service takes that age, or does not say."""
    if age is None:
        return True
    return (service.age_min is None or service.age_min <= age) and (
        service.age_max is None or service.age_max >= age
    )


def is_near(service: Service, easting: int, northing: int, miles: float) -> bool:
    """Tell whether a service has a place within `miles`, or none that is known."""
    spots = [
        (at.location.easting, at.location.northing)
        for at in service.at_locations.all()
        if at.location.easting is not None
    ]
    return not spots or any(
        ((x - easting) ** 2 + (y - northing) ** 2) ** 0.5 <= miles * METRES_IN_A_MILE
        for x, y in spots
    )


@pytest.mark.parametrize("age", [None, 3, 17])
@pytest.mark.parametrize("within", [None, 3])
@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"need": ["semh", "ASD"]},
        {"cost": ["free"], "audience": ["young_people"]},
        {"need": ["sensory_physical"], "category": ["clubs_and_activities"], "plan": ["no"]},
    ],
)
def test_counts_equal_a_recount(directory, age, within, chosen):
    services = list(
        Service.objects.prefetch_related("terms", "cost_options", "at_locations__location")
    )
    spot = find_spot("MK9 3EJ")
    pairs = [(name, code) for name, codes in chosen.items() for code in codes]
    query = "&".join(f"{name}={code}" for name, code in pairs)
    query += f"&age={age}" if age is not None else ""
    query += f"&postcode=MK9 3EJ&within={within}" if within else ""
    options = load_options()

    def matching(leave_out: str | None = None) -> list[Service]:
        found = []
        for service in services:
            facets = facets_by_hand(service)
            if (
                suits(service, age)
                and (not within or is_near(service, spot.easting, spot.northing, within))
                and all(
                    any(options[name][code].facet in facets for code in codes)
                    for name, codes in chosen.items()
                    if name != leave_out
                )
            ):
                found.append(service)
        return found

    parameters = QueryDict(query)
    criteria = search(parameters)
    conditions = engine.Conditions(criteria.criteria, (), options)
    total, counts = engine.count(conditions)
    assert total.number == len(matching())
    for name, known in options.items():
        base = matching(name)
        for code, option in known.items():
            by_hand = sum(option.facet in facets_by_hand(service) for service in base)
            assert counts[name][code].number == by_hand, (name, code)


def test_a_count_beyond_a_thousand_says_so():
    assert str(Count(1000)) == "1,000"
    assert str(Count(1001)) == "over 1,000"
    assert str(Count(300, at_least=True)) == "300 or more"
    assert str(Count(2001, at_least=True)) == "over 1,000"


@pytest.mark.django_db
def test_candidates_and_counts_are_capped_and_say_so(monkeypatch):
    make_services(*[{"name": f"Club {number:02}"} for number in range(12)])
    monkeypatch.setattr(engine, "CANDIDATES", 6)
    monkeypatch.setattr(engine, "COUNTED", 8)
    found = search(QueryDict("q=club"))
    assert len(found.results) == 6
    assert str(found.total) == "9 or more"


@pytest.mark.django_db
def test_any_within_a_filter_and_all_between_filters():
    make_services(
        {"name": "A", "terms": ["need:semh"], "cost": "free"},
        {"name": "B", "terms": ["need:cognition_learning"], "cost": "free"},
        {"name": "C", "terms": ["need:semh"], "cost": "charged"},
        {"name": "D", "terms": ["need:sensory_physical"], "cost": "free"},
    )
    assert names("need=semh&need=cognition_learning") == ["A", "B", "C"]
    assert names("need=semh&need=cognition_learning&cost=free") == ["A", "B"]


# -- age and place -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_ages_overlap_and_unknown_ages_come_last():
    make_services(
        {"name": "Unknown"},
        {"name": "From nine", "age_min": 9},
        {"name": "Up to eight", "age_max": 8},
        {"name": "Nine to nine", "age_min": 9, "age_max": 9},
    )
    assert names("age=9") == ["Nine to nine", "From nine", "Unknown"]
    assert names("age=8") == ["Up to eight", "Unknown"]
    said = [result.reasons[-1] for result in search(QueryDict("age=9")).results]
    assert said == [
        "it takes people aged 9",
        "it takes people from 9 years (upper age not known: please ask)",
        "its ages are not known: please ask",
    ]


@pytest.fixture
def postcode(without_the_real_directory):
    return Postcode.objects.create(
        code="ZZ11AA", district="E00000000", easting=500_000, northing=200_000
    )


@pytest.mark.django_db
def test_distance_is_in_miles_and_unknown_places_are_kept_below(postcode):
    mile = round(METRES_IN_A_MILE)
    make_services(
        {"name": "Nowhere"},
        {"name": "Two miles", "at": (500_000 + 2 * mile, 200_000)},
        {"name": "Here", "at": (500_000, 200_000)},
        {"name": "Six miles", "at": (500_000, 200_000 + 6 * mile)},
    )
    found = search(QueryDict("postcode=zz1 1aa&within=5")).results
    assert [(each.service.name, each.miles and round(each.miles, 1)) for each in found] == [
        ("Here", 0.0),
        ("Two miles", 2.0),
        ("Nowhere", None),
    ]
    assert found[2].where == "Place not known: please ask"
    assert names("postcode=ZZ11AA&sort=nearest") == ["Here", "Two miles", "Six miles", "Nowhere"]
    assert names("postcode=ZZ1 1&sort=nearest")[0] == "Here"  # a sector
    assert find_spot("zz1 1").name == "ZZ1 1"
    assert names("postcode=ZZ1&sort=nearest")[0] == "Here"  # an outcode


@pytest.mark.django_db
def test_the_nearest_are_those_known_to_take_the_age_then_the_others_then_those_without_a_place(
    postcode,
):
    here, far = (500_000, 200_000), (500_000 + 5 * int(METRES_IN_A_MILE), 200_000)
    make_services(
        {"name": "Unknown near", "at": here},
        {"name": "Half known near", "at": here, "age_min": 5},
        {"name": "Known far", "at": far, "age_min": 5, "age_max": 11},
        {"name": "Known nowhere", "age_min": 5, "age_max": 11},
    )
    assert names("postcode=ZZ11AA&sort=nearest&age=9") == [
        *("Known far", "Half known near", "Unknown near", "Known nowhere"),
    ]


@pytest.mark.django_db
def test_a_corner_of_the_square_is_not_within_the_circle(postcode):
    mile = METRES_IN_A_MILE
    make_services(
        {"name": "Corner", "at": (round(500_000 + 0.9 * mile), round(200_000 + 0.9 * mile))}
    )
    assert search(QueryDict("postcode=ZZ11AA&within=1")).relaxed == (
        "We looked further away than you asked.",
    )


@pytest.mark.django_db
def test_a_service_at_two_places_is_listed_once_at_its_nearest(postcode):
    (service,) = make_services({"name": "Two sites", "at": (510_000, 200_000)})
    near = models.Location.objects.create(place="Near", easting=500_000, northing=200_000)
    ServiceAtLocation.objects.create(service=service, location=near)
    rebuild()
    found = search(QueryDict("postcode=ZZ11AA"))
    assert [(each.service.name, each.miles) for each in found.results] == [("Two sites", 0.0)]
    assert found.total.number == 1
    assert search(QueryDict("q=sites")).total.number == 1


def test_a_place_is_known_by_name_and_by_another_spelling(directory):
    assert find_spot("bletchley").name == "Bletchley"
    assert find_spot("  STONY  stratford ").name == "Stony Stratford"
    assert find_spot("MK9 3EJ") == find_spot("mk93ej")
    assert find_spot("Nowhere at all") is None


# -- order -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_name_that_says_it_comes_before_a_mention():
    make_services(
        {"name": "Anything", "description": "There is judo too."},
        {"name": "Judo club", "description": "Sport."},
    )
    assert names("q=judo") == ["Judo club", "Anything"]


@pytest.mark.django_db
def test_last_checked_first():
    make_services(
        {"name": "Old", "last_checked_on": datetime.date(2025, 1, 1)},
        {"name": "New", "last_checked_on": datetime.date(2026, 11, 1)},
    )
    assert names("sort=checked") == ["New", "Old"]


def test_pages_neither_repeat_nor_miss_a_service(directory):
    pages = [names(f"page={number}") for number in range(1, 8)]
    every = list(itertools.chain.from_iterable(pages))
    assert len(every) == len(set(every)) == 136


# -- nothing matches -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_relaxing_goes_step_by_step_and_says_so(postcode):
    make_services(
        {"name": "Judo", "at": (600_000, 200_000), "cost": "charged", "age_min": 16},
        {"name": "Chess", "cost": "free"},
    )
    filters = "&postcode=ZZ11AA&within=1&cost=free&age=5"
    found = search(QueryDict("q=judo" + filters))
    assert found.relaxed == (
        "We looked further away than you asked.",
        "We left out your choice of cost.",
        "We left the age out, so check who each service is for.",
    )
    assert [each.service.name for each in found.results] == ["Judo"]
    some = search(QueryDict("q=judo+xyzzyq" + filters))
    assert some.relaxed == ("We looked for any of your words, not all of them.", *found.relaxed)
    assert [each.service.name for each in some.results] == ["Judo"]
    none = search(QueryDict("q=xyzzyq" + filters))
    assert none.relaxed == ("We left your words out.",)
    assert [each.service.name for each in none.results] == ["Chess"]


@pytest.mark.django_db
def test_words_that_nothing_has_find_nothing_and_say_so():
    make_services({"name": "Judo"})
    found = search(QueryDict("q=xyzzyq"))
    assert (found.results, found.relaxed, found.total.number) == ((), (), 0)


@pytest.mark.django_db
def test_relaxing_stops_at_the_first_step_that_finds_something():
    make_services({"name": "Judo", "age_min": 16})
    found = search(QueryDict("q=judo&age=5"))
    assert found.relaxed == ("We left the age out, so check who each service is for.",)


@pytest.mark.django_db
def test_a_type_of_need_is_widened_to_its_area_before_the_need_is_given_up():
    area = TermFactory(taxonomy="need", code="sensory", name="Sensory")
    TermFactory(taxonomy="primary_need", code="HI", name="Hearing", broader="sensory")
    TermFactory(taxonomy="primary_need", code="OTH", name="Other")
    judo, chess = make_services({"name": "Judo club"}, {"name": "Chess club"})
    judo.terms.add(area)
    rebuild()
    found = search(QueryDict("q=club&need=HI"))
    assert found.relaxed == ("We looked for the whole area of need: Sensory.",)
    assert [each.service for each in found.results] == [judo]
    both = search(QueryDict("q=chess&need=HI&need=OTH"))
    assert both.relaxed == (
        "We looked for the whole area of need: Sensory.",
        "We left out your choice of area of need.",
    )
    assert [each.service for each in both.results] == [chess]
    none = search(QueryDict("q=chess&need=OTH"))
    assert none.relaxed == ("We left out your choice of area of need.",)


@pytest.mark.django_db
def test_words_that_say_nothing_of_the_help_are_told_apart():
    SynonymFactory(kind=Synonym.FILLER, typed=["my", "son"], means=[])
    make_services({"name": "Judo"})
    assert search(QueryDict("q=my son")).says_too_little
    assert not search(QueryDict("q=my son judo")).says_too_little
    assert not search(QueryDict("q=xyzzyq")).says_too_little


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9" * 30, "There is one page. This is it."),
        ("000", "There is no such page. This is the first one."),
        ("-1", "There is no such page. This is the first one."),
        ("007", "There is one page. This is it."),
    ],
)
def test_a_page_past_the_last_is_the_last_however_high(typed, told):
    make_services({"name": "Judo"})
    found = search(QueryDict(f"page={typed}"))
    assert found.criteria.problems["page"] == told
    assert len(found.results) == 1


@pytest.mark.django_db
def test_a_distance_is_rough_only_where_no_postcode_is_known(postcode):
    make_services({"name": "Judo", "at": (500_000, 200_000)})
    (result,) = search(QueryDict("postcode=ZZ11AA")).results
    assert not result.is_rough
    Location.objects.update(position_is_approximate=True)
    (result,) = search(QueryDict("postcode=ZZ11AA")).results
    assert result.is_rough


@pytest.mark.django_db
def test_an_empty_directory_finds_nothing_and_says_nothing_was_relaxed():
    make_services()
    found = search(QueryDict("q=anything"))
    assert (found.results, found.relaxed, found.total.number) == ((), (), 0)


# -- the number of queries -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("", 8),
        ("q=autism", 12),
        ("q=autism&age=9&need=semh&cost=free", 12),
        ("q=club&postcode=MK9 3EJ&within=20", 13),
    ],
)
def test_queries_are_constant(directory, django_assert_num_queries, query, queries):
    with django_assert_num_queries(queries):
        search(QueryDict(query))


@pytest.mark.django_db
def test_more_services_take_no_more_queries(django_assert_num_queries):
    make_services({"name": "Judo 1", "cost": "free", "at": (1, 1)})
    with django_assert_num_queries(12):
        assert len(names("q=judo")) == 1
    make_services(*[{"name": f"Judo {n}", "cost": "free", "at": (1, 1)} for n in (2, 3)])
    with django_assert_num_queries(12):
        assert len(names("q=judo")) == 3


# -- sentences -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_where_few_match_all_words_those_that_match_some_follow():
    make_services({"name": "Judo"}, {"name": "Judo and swimming"}, {"name": "Swimming"})
    found = search(QueryDict("q=judo+swimming"))
    assert next(each.service.name for each in found.results) == "Judo and swimming"
    assert (found.total.number, found.all_words, found.relaxed) == (3, 1, ())


@pytest.mark.django_db
def test_where_enough_match_all_words_the_rest_are_left_out():
    make_services({"name": "Judo"}, *[{"name": f"Judo and swimming {n}"} for n in range(5)])
    found = search(QueryDict("q=judo+swimming"))
    assert (found.total.number, found.all_words) == (5, None)


def test_a_place_at_the_end_of_a_sentence_is_heard(directory):
    found = search(QueryDict("q=youth club near bletchley"))
    assert found.meaning.near.name == "Bletchley"
    assert [group.said for group in found.meaning.groups] == ["youth club"]
    assert any(result.miles is not None for result in found.results)


def test_words_that_are_no_place_stay_words(directory):
    found = search(QueryDict("q=something to do in the holidays"))
    assert found.meaning.near is None
    assert "holidays" in [group.said for group in found.meaning.groups]


def test_a_place_that_was_entered_wins_over_one_that_was_said(directory):
    found = search(QueryDict("q=club near bletchley&postcode=Wolverton"))
    assert found.used.spot.name == "Wolverton"
