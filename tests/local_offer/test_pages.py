"""The public pages, on the real Local Offer: what each shows, and in how many queries."""

from html import escape

import pytest
from django.http import QueryDict
from django.urls import reverse

from tests.factories.local_offer import GuidanceFactory, ServiceFactory
from wayforward.establishments.models import Establishment
from wayforward.local_offer.models import (
    GlossaryTerm,
    GuidancePage,
    Location,
    Organisation,
    Service,
    TaxonomyTerm,
)
from wayforward.local_offer.queries import Explainer, anchor, term_services, topics_with_counts
from wayforward.local_offer.search.page import search
from wayforward.web.arranged import arrangements
from wayforward.web.formats import year_or_day
from wayforward.web.spreadsheets import safe_cell


def text_of(response) -> str:
    """Return a page's text; it must have been found."""
    assert response.status_code == 200
    return response.content.decode()


def test_home_has_the_ten_doors_in_order_and_the_numbers(directory, client):
    page = text_of(client.get("/"))
    labels = [each.label for each in sorted(arrangements().quicklinks, key=lambda q: q.order)]
    places = [page.index(f">{escape(label).replace('&#x27;', '&#39;')}</a>") for label in labels]
    assert len(labels) == 10
    assert places == sorted(places)
    assert "01908 657825" in page
    assert "01908 254518" in page


def test_no_quicklink_leads_to_an_empty_page(directory, client):
    for each in arrangements().quicklinks:
        page = text_of(client.get(f"/local-offer/quicklinks/{each.code}"))
        assert page.count("data-service-id") >= 3, each.code
        assert "/local-offer/guidance/" in page, each.code


def test_every_service_guide_school_and_topic_can_be_opened(directory, client):
    paths = [
        reverse("local_offer:service", kwargs={"pk": pk})
        for pk in Service.objects.values_list("pk", flat=True)
    ]
    paths += [
        reverse("local_offer:guidance", kwargs={"slug": slug})
        for slug in GuidancePage.objects.values_list("slug", flat=True)
    ]
    paths += [
        reverse("local_offer:school", kwargs={"pk": pk})
        for pk in Establishment.objects.values_list("pk", flat=True)
    ]
    paths += [
        reverse("local_offer:organisation", kwargs={"pk": pk})
        for pk in Organisation.objects.values_list("pk", flat=True)
    ]
    paths += [
        reverse("local_offer:category", kwargs={"code": code})
        for code in TaxonomyTerm.objects.filter(taxonomy_id="topic").values_list("code", flat=True)
    ]
    assert len(paths) == 136 + 88 + 77 + 77 + 25
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_a_topic_counts_the_same_on_the_home_page_on_its_own_and_in_search(directory, client):
    home = text_of(client.get("/"))
    for topic in topics_with_counts():
        found = search(QueryDict(f"category={topic.code}")).total.number
        assert found == topic.number == term_services(topic).count()
        assert f"{escape(topic.name)}</a> ({topic.number})" in home


def test_a_service_says_when_it_was_checked_and_that_old_facts_are_old(directory, client):
    service = Service.objects.exclude(facts_as_of="").first()
    page = text_of(client.get(reverse("local_offer:service", kwargs={"pk": service.pk})))
    assert "Last checked on 23 November 2026" in page
    assert f"What we know dates from {year_or_day(service.facts_as_of)}" in page
    assert "Something wrong on this page?" in page


def test_what_is_not_known_is_said_and_never_guessed(without_the_real_directory, client, db):
    page = text_of(client.get(reverse("local_offer:service", kwargs={"pk": ServiceFactory().pk})))
    assert page.count("Not known, please ask") == 5  # ages, plan, how, cost, where
    assert "None" not in page


def test_schools_can_be_narrowed(directory, client):
    assert "77 schools" in text_of(client.get("/local-offer/schools"))
    assert "6 schools of 77" in text_of(client.get("/local-offer/schools?phase=special"))
    assert "77 schools" in text_of(client.get("/local-offer/schools?phase=nonsense"))


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", 3),
        ("/local-offer/search?q=autism", 13),
        ("/local-offer/quicklinks/early_years", 12),
        ("/local-offer/categories/autism", 8),
        ("/local-offer/services/285112a1-1d26-57e0-b665-b31ce7c1fa70", 11),
        ("/local-offer/guidance", 2),
        ("/local-offer/guidance/sen-support-in-school", 3),
        ("/local-offer/schools", 7),
        ("/glossary", 2),
    ],
)
def test_queries_a_page_are_constant(directory, client, django_assert_num_queries, path, queries):
    client.get(path)
    with django_assert_num_queries(queries):
        client.get(path)


# -- the shortlist and the pack ---------------------------------------------------------------------


def test_a_shortlist_needs_no_account_and_can_be_sent(directory, client):
    service = Service.objects.get(name="MK SENDIAS")
    added = client.post("/local-offer/shortlist/change", {"add": str(service.pk), "back": "/"})
    assert (added.status_code, added["Location"]) == (302, f"/#keep-{service.pk}")
    page = text_of(client.get("/local-offer/shortlist"))
    assert "1 service" in page
    assert f"service={service.pk}" in page
    sent = client.__class__().get(f"/local-offer/shortlist?service={service.pk}")
    assert "MK SENDIAS" in text_of(sent)
    client.post("/local-offer/shortlist/change", {"remove": str(service.pk)})
    assert "Nothing here yet" in text_of(client.get("/local-offer/shortlist"))


def test_a_shortlist_leads_back_to_the_button_that_was_pressed(directory, client):
    pk = str(Service.objects.first().pk)
    button = f'id="keep-{pk}"'
    assert button in client.get(f"/local-offer/services/{pk}").content.decode()
    for change in ("add", "remove"):
        answer = client.post(
            "/local-offer/shortlist/change", {change: pk, "back": "/local-offer/search?q=a&page=2"}
        )
        assert answer["Location"] == f"/local-offer/search?q=a&page=2#keep-{pk}"
    answer = client.post("/local-offer/shortlist/change", {"add": "nonsense", "back": "/"})
    assert answer["Location"] == "/"


def test_a_shortlist_ignores_what_is_no_service_and_goes_nowhere_else(directory, client):
    answer = client.post(
        "/local-offer/shortlist/change", {"add": "nonsense", "back": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/local-offer/shortlist"
    assert "Nothing here yet" in text_of(client.get("/local-offer/shortlist?service=nonsense"))


def test_a_shortlist_holds_fifty(directory, client):
    for pk in Service.objects.values_list("pk", flat=True)[:51]:
        client.post("/local-offer/shortlist/change", {"add": str(pk)})
    assert "50 services" in text_of(client.get("/local-offer/shortlist"))
    client.post("/local-offer/shortlist/change", {"empty": "yes"})
    assert "Nothing here yet" in text_of(client.get("/local-offer/shortlist"))


def test_a_pack_of_a_search_holds_its_first_pages_in_either_size(directory, client):
    usual = text_of(client.get("/local-offer/pack?from=search"))
    assert usual.count('class="wf-pack"') == 60
    assert "60 services of 136" in usual
    assert "wf-large-print" not in usual
    large = text_of(client.get("/local-offer/pack?from=search&q=deaf&size=large"))
    assert "wf-large-print" in large
    assert "There is nothing to print" in text_of(client.get("/local-offer/pack"))


def test_a_pack_of_a_search_need_not_say_that_it_is_one(directory, client):
    for query in ("q=deaf", "category=autism", "age=9&q=deaf"):
        plain = text_of(client.get(f"/local-offer/pack?{query}"))
        said = text_of(client.get(f"/local-offer/pack?{query}&from=search"))
        assert plain.count('class="wf-pack"') == said.count('class="wf-pack"') > 0
    service = Service.objects.get(name="MK SENDIAS")
    kept = text_of(client.get(f"/local-offer/pack?service={service.pk}&q=deaf"))
    assert kept.count('class="wf-pack"') == 1


def test_each_part_of_an_address_is_said_once():
    place = Location(
        name="Neath Hill Resource Centre",
        address="Neath Hill, Milton Keynes",
        place="Neath Hill",
        postcode="MK14 6JJ",
    )
    assert str(place) == "Neath Hill Resource Centre, Neath Hill, Milton Keynes, MK14 6JJ"
    assert place.said_without("neath hill resource centre") == (
        "Neath Hill, Milton Keynes, MK14 6JJ"
    )


def test_ages_are_said_alike_on_the_list_the_page_the_pack_and_in_the_file(directory, client):
    service = Service.objects.get(name="School age Speech and Language Therapy")
    said = "from 4 years; upper age not known"
    query = "q=school age speech and language therapy"
    assert said in text_of(client.get(f"/local-offer/search?{query}"))
    assert said in text_of(client.get(f"/local-offer/pack?service={service.pk}"))
    assert said[1:] in text_of(client.get(f"/local-offer/services/{service.pk}"))
    lines = b"".join(client.get(f"/local-offer/search.csv?{query}").streaming_content).decode()
    assert said in lines


def test_a_school_says_how_old_its_facts_are_and_keeps_its_capitals(directory, client):
    found = Establishment.objects.get(
        specialist_provision__note="Eight places were added for September 2021."
    )
    page = text_of(client.get(reverse("local_offer:school", kwargs={"pk": found.pk})))
    assert "Eight places were added for September 2021." in page
    assert "Last checked 23 November 2026." in page
    old = Establishment.objects.get(name="Slated Row School")
    page = text_of(client.get(reverse("local_offer:school", kwargs={"pk": old.pk})))
    assert "facts from 2016, so please check" in page


@pytest.mark.django_db
def test_with_nothing_loaded_pages_say_so(client):
    assert "No guidance yet" in text_of(client.get("/local-offer/guidance"))
    words = text_of(client.get("/glossary"))
    assert "No words yet" in words
    assert 'aria-label="Letters"' not in words


def test_a_page_of_results_can_be_taken_as_csv(directory, client):
    answer = client.get("/local-offer/search.csv?q=deaf")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith("name,organisation,where,miles")
    assert sorted(line.partition(",")[0] for line in lines[1:]) == [
        "MK Deaf Zone",
        "Sensory Specialist Teaching Team",
    ]


def test_no_cell_is_taken_for_a_formula():
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("+44 1632") == "'+44 1632"
    assert safe_cell("5 On It") == "5 On It"


# -- words explained -------------------------------------------------------------------------------


def explainer() -> Explainer:
    return Explainer(
        [
            GlossaryTerm(term="EHC plan", also=["EHCP"], meaning="A plan."),
            GlossaryTerm(term="OT", also=["occupational therapy"], meaning="Therapy."),
        ]
    )


def test_a_term_is_marked_where_it_first_stands():
    explain = explainer()
    assert explain.mark("An EHC plan. Another EHCP.") == (
        'An <a class="glossary-term" href="#word-ehc-plan">EHC plan</a>. Another EHCP.'
    )
    assert explain.mark("EHC plan") == "EHC plan"
    assert list(explain.used) == ["EHC plan"]


def test_an_abbreviation_is_only_itself_in_capitals():
    explain = explainer()
    assert explain.mark("ot robot OTHER") == "ot robot OTHER"
    assert 'href="#word-ot"' in explain.mark("Ask an OT")


def test_marked_text_is_escaped():
    assert explainer().mark("<b> EHC plan </b>").startswith("&lt;b&gt; <a ")
    assert anchor("S.41 (school)") == "s-41-school"


def test_a_page_without_terms_has_no_box(without_the_real_directory, client, db):
    page = text_of(client.get(f"/local-offer/guidance/{GuidanceFactory().slug}"))
    assert "Words on this page" not in page


# -- nothing empty, nothing odd -----------------------------------------------------------------------


def test_an_empty_filter_group_is_not_shown(directory, client):
    deaf = client.get("/local-offer/search?q=my son is deaf").content.decode()
    assert "Is a plan needed?</summary>" not in deaf
    assert "<summary>Topic</summary>" in deaf
    autism = client.get("/local-offer/search?q=autism").content.decode()
    assert "<summary>Is a plan needed?" in autism
    unknown = client.get("/local-offer/search?q=my son is deaf&plan=maybe").content.decode()
    assert "<summary>Is a plan needed?" in unknown  # what could not be used is said there


@pytest.mark.django_db
def test_without_a_directory_there_is_no_filter_group_and_no_empty_pack_to_print(client):
    assert 'class="wf-filter__group"' not in client.get("/local-offer/search").content.decode()
    pack = client.get("/local-offer/pack").content.decode()
    assert "There is nothing to print" in pack
    assert "0 services" not in pack
    assert "Print this page" not in pack
    assert "Large print" not in pack


def test_what_is_not_known_has_one_colon_and_a_source_is_named_in_words(directory, client):
    page = client.get("/local-offer/search?q=autism").content.decode()
    assert "Ages: Not known, please ask" in page
    service = Service.objects.filter(source__contains="github.com").first()
    shown = client.get(f"/local-offer/services/{service.pk}").content.decode()
    assert "an open copy of the government’s register of schools</a>" in shown
