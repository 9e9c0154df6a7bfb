"""Searches as parents type them: postcodes, schools, ages and danger said in the words."""

import re

import pytest
from django.http import QueryDict

from tests.factories.local_offer import GuidanceFactory, SynonymFactory, TermFactory, make_services
from wayforward.establishments.models import Establishment, Postcode
from wayforward.local_offer.models import Synonym
from wayforward.local_offer.search.crisis import crisis, is_crisis
from wayforward.local_offer.search.index import rebuild
from wayforward.local_offer.search.interpret import interpret
from wayforward.local_offer.search.page import load_options, search
from wayforward.local_offer.search.results import listed
from wayforward.web.arranged import arrangements


def names(query: str) -> list[str]:
    """Return the names of the services on the first page."""
    return [result.service.name for result in search(QueryDict(query)).results]


def html(client, query: str) -> str:
    """Return the results page, its white space folded."""
    return " ".join(client.get(f"/local-offer/search?{query}").content.decode().split())


# -- a postcode in the words -------------------------------------------------------------------------


@pytest.fixture
def postcode(without_the_real_directory):
    return Postcode.objects.create(
        code="ZZ11AA", district="E00000000", easting=500_000, northing=200_000
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "name", "words"),
    [
        ("ZZ1 1AA", "ZZ1 1AA", []),
        ("zz11aa", "ZZ1 1AA", []),
        ("judo zz1 1aa", "ZZ1 1AA", ["judo"]),
        ("zz1 1aa judo", "ZZ1 1AA", ["judo"]),
        ("judo near ZZ1 1AA please", "ZZ1 1AA", ["judo", "please"]),
        ("judo zz1", "ZZ1", ["judo"]),
        ("judo near zz1", "ZZ1", ["judo"]),
        ("judo zz1 1", "ZZ1 1", ["judo"]),
        ("judo ks3", None, ["judo", "ks3"]),
    ],
)
def test_a_postcode_anywhere_in_the_words_is_the_place(postcode, typed, name, words):
    meaning = interpret(typed)
    assert (meaning.near and meaning.near.name) == name
    assert [group.said for group in meaning.groups] == words


@pytest.mark.django_db
def test_a_postcode_in_the_words_gives_distances_and_a_search_within_them(postcode):
    make_services(
        {"name": "Judo far", "at": (540_000, 200_000)},
        {"name": "Judo here", "at": (500_100, 200_000)},
    )
    found = search(QueryDict("q=judo zz1 1aa&within=5"))
    assert [result.service.name for result in found.results] == ["Judo here"]
    assert dict(found.criteria.problems) == {}
    assert names("q=zz1 1aa") == ["Judo here", "Judo far"]


@pytest.mark.django_db
def test_a_postcode_that_is_not_known_is_said_and_the_words_still_find(postcode, client):
    make_services({"name": "Judo"})
    found = search(QueryDict("q=judo ZZ9 9ZZ"))
    assert [result.service.name for result in found.results] == ["Judo"]
    assert found.criteria.problems["q"].startswith("We do not know the postcode “ZZ9 9ZZ”.")
    Postcode.objects.all().delete()
    for query in ("q=judo ZZ9 9ZZ", "q=judo&postcode=ZZ9 9ZZ"):
        (problem,) = search(QueryDict(query)).criteria.problems.values()
        assert problem == (
            "We cannot look up postcodes yet: none is loaded here. "
            "These results are not by distance."
        )


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["near me", "nearby", "judo near me", "judo close to my home"])
def test_near_me_asks_for_a_postcode_and_shows_what_the_rest_finds(postcode, client, words):
    make_services({"name": "Judo"})
    page = html(client, f"q={words}")
    assert "To show what is near you we need a postcode or a place." in page
    assert names(f"q={words}") == ["Judo"]
    assert "we need a postcode" not in html(client, f"q={words}&postcode=ZZ1 1AA")


# -- schools -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "school"),
    [
        ("Barleyhurst", "Barleyhurst Park Primary"),
        ("barlyhurst", "Barleyhurst Park Primary"),
        ("Abbeys Primary School", "Abbeys Primary School"),
        ("my son is at Barleyhurst school", "Barleyhurst Park Primary"),
    ],
)
def test_words_that_name_a_school_show_it(directory, client, typed, school):
    assert [each.name for each in search(QueryDict(f"q={typed}")).schools] == [school]
    page = html(client, f"q={typed}")
    path = f"/local-offer/schools/{Establishment.objects.get(name=school).pk}"
    assert page.index("Schools with this name") < page.index(path)


@pytest.mark.parametrize("typed", ["school", "special school", "my son is deaf", "", "age 9"])
def test_words_that_name_no_school_show_none(directory, client, typed):
    assert search(QueryDict(f"q={typed}")).schools == ()
    assert "Schools with this name" not in html(client, f"q={typed}")


@pytest.mark.django_db
def test_a_closed_school_or_one_of_another_authority_is_not_named():
    home = arrangements().authority.code
    facts = {"phase": "primary", "kind": "school", "as_of": "2026-01-05", "origin": "gias"}
    Establishment.objects.create(name="St Mary’s Example", la_gss_code=home, **facts)
    Establishment.objects.create(name="St Mary's Elsewhere", la_gss_code="E06999009", **facts)
    Establishment.objects.create(
        name="St Mary's Closed", la_gss_code=home, status=Establishment.CLOSED, **facts
    )
    found = search(QueryDict("q=st marys school")).schools
    assert [each.name for each in found] == ["St Mary’s Example"]


# -- danger and despair --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        *("suicidal", "suisidal", "My son wants to die", "self-harm", "kill myself", "abuse"),
        *("she is being hit at home", "I don't feel safe", "not safe"),
    ],
)
def test_danger_said_shows_first_whom_to_ring(directory, client, typed):
    page = html(client, f"q={typed}")
    box, heading = page.index("You can talk to somebody now"), page.index("Find help:")
    assert box < heading
    shown = page[box:heading]
    numbers = re.findall(r'href="tel:(\d+)"', shown)
    assert numbers[:4] == ["999", "111", "116123", "08001111"]
    (safety,) = arrangements().for_safety
    assert all(number in shown for number in safety.phones)
    assert "Area inspection" not in page.partition("Guidance that may help")[2]


@pytest.mark.parametrize("typed", ["autism", "my son is deaf", "safe swimming", "hit the ball", ""])
def test_other_words_show_no_such_box(directory, client, typed):
    assert not is_crisis(typed, {})
    assert "You can talk to somebody now" not in html(client, f"q={typed}")


def test_the_lines_say_where_they_come_from_and_when():
    assert [line.number for line in crisis().line] == ["999", "111", "116 123", "0800 1111"]
    assert all(line.source.startswith("https://") for line in crisis().line)


@pytest.mark.django_db
def test_guidance_needs_its_title_keywords_or_summary_to_match():
    deep = [{"kind": "paragraph", "text": "In passing: judo."}]
    GuidanceFactory(title="Inspection", summary="A report.", body=deep)
    GuidanceFactory(title="Judo for all", summary="A guide.", body=[])
    rebuild()
    assert [title for _, title, _ in search(QueryDict("q=judo")).guidance] == ["Judo for all"]


# -- sentences -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "service", "guide"),
    [
        ("free taxi to school", "School Travel Support", "Help with travel to school"),
        ("autistic teenager", "MK Integrated Autism Service", "Autism"),
        ("EHC plan refused", "MK SENDIAS", "When you disagree"),
        ("help with homework", "MK SENDIAS", "What help your child should get in school"),
        ("fussy eating", "Health visiting (Milton Keynes)", "Help in the early years"),
        ("ARFID", "Health visiting (Milton Keynes)", ""),
        (
            "my son is 15 and won't leave his room",
            "YiS young people's mental health",
            "When your child finds it too hard to go to school",
        ),
    ],
)
def test_what_parents_say_finds_help(directory, client, typed, service, guide):
    found = search(QueryDict(f"q={typed}"))
    assert service in [result.service.name for result in found.results[:6]]
    assert any(title.startswith(guide) for _, title, _ in found.guidance) or not guide
    assert "Nothing matches all" not in html(client, f"q={typed}")


@pytest.mark.django_db
def test_a_teenager_is_13_to_19():
    make_services(
        {"name": "Judo A", "age_min": 0, "age_max": 12},
        {"name": "Judo B", "age_min": 11, "age_max": 14},
        {"name": "Judo C", "age_min": 19, "age_max": 25},
        {"name": "Judo D", "age_min": 20, "age_max": 25},
    )
    found = search(QueryDict("q=judo teenager"))
    assert [(each.service.name, each.reasons[-1]) for each in found.results] == [
        ("Judo B", "it takes people aged 13 to 14"),
        ("Judo C", "it takes people aged 19 to 19"),
    ]


@pytest.mark.django_db
def test_where_most_words_match_the_page_says_which(client):
    make_services({"name": "Judo swimming"}, {"name": "Chess"})
    page = html(client, "q=judo swimming xyzzyq")
    assert "“judo” and “swimming” are in the services below, those with most of your words" in page
    assert "No service has “xyzzyq”." in page
    assert "Nothing matches all" not in page
    page = html(client, "q=judo xyzzyq plughq")
    assert "Nothing matches all" in page
    assert "Some services have “judo”; none has “xyzzyq” and “plughq”." in page


@pytest.mark.django_db
def test_a_word_is_not_said_to_be_nowhere_when_it_is_on_a_later_page(client):
    many = [{"name": f"Judo swimming {number:02}"} for number in range(25)]
    make_services(*many, {"name": "Chess"})
    found = search(QueryDict("q=judo swimming chess"))
    assert "Chess" not in [result.service.name for result in found.results]
    assert (found.missing, found.has_most_words) == ((), True)


@pytest.mark.django_db
def test_reasons_do_not_repeat_themselves():
    make_services({"name": "Judo swimming", "description": "Fun and chess."})
    (result,) = search(QueryDict("q=judo swimming chess")).results
    assert result.reasons == (
        "its name or keywords say “judo” and “swimming”",
        "it mentions “chess”",
    )
    assert listed(["a", "b", "a", "c"]) == "a, b and c"


# -- ages of which one end is known ------------------------------------------------------------------


@pytest.mark.django_db
def test_what_begins_in_childhood_tells_nothing_of_those_past_25():
    make_services(
        {"name": "School age", "age_min": 4},
        {"name": "Young", "age_min": 18},
        {"name": "Zest", "age_min": 18, "age_max": 60},
    )
    assert names("age=40") == ["Zest", "Young", "School age"]
    assert names("age=20") == ["Zest", "School age", "Young"]


def test_speech_therapy_for_a_man_of_forty_does_not_claim_to_take_him(directory):
    found = search(QueryDict("q=speech therapy&age=40"))
    assert [result.service.name for result in found.results][-1] == (
        "School age Speech and Language Therapy"
    )
    assert not any("aged 40" in " ".join(result.reasons) for result in found.results)


# -- nothing asked, and filters ------------------------------------------------------------------------


@pytest.mark.django_db
def test_with_nothing_asked_those_of_which_most_is_known_come_first():
    make_services(
        {"name": "A"},
        {"name": "B", "age_min": 4},
        {"name": "C", "age_min": 4, "at": (1, 1)},
        {"name": "D", "age_min": 4, "at": (1, 1), "url": "https://d.example"},
    )
    assert names("") == ["D", "C", "B", "A"]


@pytest.mark.django_db
def test_marks_alone_are_told_to_be_no_words():
    make_services({"name": "Judo"})
    found = search(QueryDict("q=!!!"))
    assert found.criteria.problems["q"].startswith("Type some words")
    assert found.total.number == 1


@pytest.mark.django_db
def test_a_broad_area_and_a_type_of_need_of_the_same_name_are_told_apart():
    TermFactory(taxonomy="need", code="semh", name="Mental health")
    TermFactory(taxonomy="need", code="other", name="Other")
    TermFactory(taxonomy="primary_need", code="SEMH", name="Mental health")
    assert [option.name for option in load_options()["need"].values()] == [
        "Mental health (broad area)",
        "Other",
        "Mental health",
    ]


@pytest.mark.django_db
def test_filler_is_no_word_of_a_schools_name():
    SynonymFactory(kind=Synonym.FILLER, typed=["my"], means=[])
    assert interpret("my Example school").content == ("example", "school")


# -- what finds no service, or a page of ours ---------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("CAMS", "Child and Adolescent Mental Health Service (CAMHS)"),
        ("brest feeding", "Health visiting (Milton Keynes)"),
        ("fisio", "Children's Physiotherapy"),
        ("blue badge", "Citizens Advice Milton Keynes"),
        ("element 2", "MK SENDIAS"),
        ("notional sen budget", "What help your child should get in school"),
        ("notional budget", "What help your child should get in school"),
        ("fasd", "Community Paediatric Service (autism pathway)"),
        ("foetal alcohol", "Community Paediatric Service (autism pathway)"),
        ("asperger's syndrome", "MK Integrated Autism Service"),
        ("aspergers disorder", "MK Integrated Autism Service"),
        ("adhd condition", "Community Paediatric Service (autism pathway)"),
        ("heart condition", "School nursing (Milton Keynes)"),
        ("my son is struggling", "MK SENDIAS"),
    ],
)
def test_words_and_slips_of_the_vocabulary_find_the_help(directory, typed, first):
    page = search(QueryDict(f"q={typed}"))
    shown = [result.service.name for result in page.results[:5]]
    shown += [each[1] for each in page.guidance]
    assert first in shown
    assert (page.relaxed, page.missing) == ((), ())


def test_a_slip_for_a_word_that_no_search_uses_is_not_told(directory, client):
    assert interpret("cant cope anymoore").told_mended == {}
    assert "We searched for" not in html(client, "q=swimming anymoore")
    assert "We searched for <strong>swimming</strong>" in html(client, "q=swiming")


def test_a_quicklinks_name_shows_it_first(directory, client):
    for typed in ("send area inspection", "SEND area inspections", "early years information pack"):
        page = html(client, f"q={typed}")
        assert page.index("Our page with this name") < page.index("/local-offer/quicklinks/")
        assert "Nothing matches all" not in page
    assert search(QueryDict("q=area inspection")).quicklink is None
    assert search(QueryDict("q=and the")).quicklink is None


def test_guidance_without_a_service_is_not_called_nothing(directory, client):
    page = html(client, "q=ofsted")
    assert "No service, but guidance that may help" in page
    assert "We found nothing for that" not in page
    assert "We found nothing for that" in html(client, "q=zzqqxy")


def test_words_that_say_only_that_help_is_needed_show_where_to_start(directory, client):
    page = html(client, "q=my son is struggling")
    assert "Here is where to start." in page
    assert "Nothing matches all" not in page
    assert "Here is where to start." not in html(client, "q=my son is struggling to read")


# -- a place in the middle of the words, and a place misspelt -----------------------------------------


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("speech therapy in wolverton for my 4 yr old", "Wolverton", ["speech therapy"]),
        ("speech therapy in wolverton", "Wolverton", ["speech therapy"]),
        ("near stony stratford swimming", "Stony Stratford", ["swimming"]),
        ("help in school near bletchley please", "Bletchley", ["school"]),
        ("by bus in newport pagnell", "Newport Pagnell", ["bus"]),
        ("swimming in the pool", None, ["swimming", "pool"]),
        ("bletchley swimming", None, ["bletchley", "swimming"]),
        ("in abbeys primary school", None, ["abbeys", "primary", "school"]),
        ("in bletchley primary school", None, ["bletchley", "primary", "school"]),
    ],
)
def test_a_known_place_after_near_or_in_is_the_place_anywhere(directory, typed, place, words):
    meaning = interpret(typed)
    assert (meaning.near and meaning.near.name) == place
    assert [group.said for group in meaning.groups] == words


@pytest.mark.parametrize(
    ("typed", "place", "words"),
    [
        ("clubs in bletchly", "Bletchley", ["clubs"]),
        ("swimming near wolvertn please", "Wolverton", ["swimming"]),
        ("swimming in the pool", None, ["swimming", "pool"]),
        ("judo in bletchly primary school", None, ["judo", "bletchley", "primary", "school"]),
        ("judo around xyzzyq", None, ["judo", "around", "xyzzyq"]),
    ],
)
def test_a_misspelt_place_after_near_or_in_is_the_place(directory, typed, place, words):
    meaning = interpret(typed)
    assert (meaning.near and meaning.near.name) == place
    assert [group.said for group in meaning.groups] == words
    assert [*meaning.place_mended.values()] == ([place] if place else [])


def test_a_place_in_the_middle_takes_as_many_queries(directory, django_assert_num_queries):
    with django_assert_num_queries(3):
        interpret("in wolverton near bletchley by bus in the holidays around here in school")
    assert not interpret("clubs around here in wolverton").is_near_me


def test_many_words_that_may_be_slips_take_as_many_queries(directory, django_assert_num_queries):
    with django_assert_num_queries(4):
        interpret("judo " + "in xyzzyq " * 10)


def test_a_misspelt_place_is_suggested_with_the_rest_of_the_search(directory, client):
    page = html(client, "q=swimming&postcode=Bletchly&age=9&sort=nearest")
    assert "We do not know the postcode or place “Bletchly”." in page
    link = re.search(r'Did you mean <a class="govuk-link" href="([^"]+)">Bletchley</a>\?', page)
    assert link
    assert link[1] == "?q=swimming&amp;age=9&amp;postcode=Bletchley&amp;sort=nearest"
    assert "Did you mean" not in html(client, "postcode=Bletchley")


@pytest.mark.parametrize("typed", ["zz", "Qqqqqqqq", "ZZ1 1ZZ", "????"])
def test_nothing_is_suggested_for_what_is_like_no_place(directory, client, typed):
    assert "Did you mean" not in html(client, f"postcode={typed}")
