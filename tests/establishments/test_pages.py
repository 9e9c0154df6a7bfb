"""The public page of a school, and the pages on which administrators record."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.establishments import (
    ApprovalFactory,
    EstablishmentFactory,
    LinkFactory,
    ProvisionFactory,
)
from wayforward.establishments.models import Establishment, SpecialistProvision

pytestmark = pytest.mark.django_db
SEPTEMBER = datetime.date(2026, 9, 1)


def text_of(response) -> str:
    """Return a page's text with single spaces; it must have been found."""
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def public(client, school):
    return text_of(client.get(reverse("local_offer:school", kwargs={"pk": school.pk})))


@pytest.fixture
def office(client, administrator):
    """Return a client in which an administrator is signed in."""
    client.force_login(administrator)
    return client


# -- what everybody sees ---------------------------------------------------------------------------


def test_a_closed_school_leads_to_the_one_that_took_its_place_and_back(client):
    link = LinkFactory(established_on=SEPTEMBER)
    page = public(client, link.earlier)
    assert "This place has closed" in page
    assert f"{link.later.name}</a> took its place on 1 September 2026" in page
    page = public(client, link.later)
    assert "It took the place of:" in page
    assert link.earlier.name in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"status": "closing", "closed_on": SEPTEMBER},
            "It is proposed that this place closes on 1 September 2026.",
        ),
        (
            {"status": "proposed", "opened_on": SEPTEMBER},
            "This place is not open yet; it is to open on 1 September 2026.",
        ),
        ({"intake": "girls"}, "Girls"),
        ({"has_sixth_form": True}, "Sixth form"),
        ({"boarding": "Boarding school"}, "Boarding school"),
        ({"capacity": 1200, "pupils": 1}, "1,200 pupils"),
        ({"approved_needs": ["ASD", "SEMH"]}, "Autistic spectrum disorder; social, emotional and"),
        ({"phone": "01632 960001"}, 'href="tel:01632960001"'),
        ({"email": "a@example.org", "contact_role": "SENCO"}, "a@example.org</a> (SENCO)"),
        ({"website": "https://www.example.org"}, ">www.example.org</a>"),
        ({"la_code": "998", "establishment_number": "2001"}, "998/2001"),
        ({"urn": "900001", "gias_as_of": SEPTEMBER}, "the register of schools</a>"),
        ({"boarding": "<b>"}, "&lt;b&gt;"),
    ],
)
def test_a_school_s_page_tells_what_is_known(client, facts, words):
    assert words in public(client, EstablishmentFactory(**facts))


def test_section_41_is_told_in_plain_words_with_days_and_source(client):
    school = EstablishmentFactory(independent=True)
    assert "We do not know that it is approved under section 41." in public(client, school)
    ApprovalFactory(
        establishment=school,
        approved_from=datetime.date(2019, 9, 1),
        approved_to=datetime.date(2020, 8, 31),
    )
    ApprovalFactory(establishment=school, source="A new list")
    page = public(client, school)
    assert "Approved under section 41." in page
    assert "Approved since 1 September 2024. Source: A new list." in page
    assert "Approval from 1 September 2019 to 31 August 2020. Source: An invented list." in page
    assert "section 41" not in public(client, EstablishmentFactory(type_code="34"))


def test_an_approval_that_was_only_seen_says_so(client):
    approval = ApprovalFactory(from_is_first_seen=True)
    assert "Known to be approved since 1 September 2024; it may have been approved earlier." in (
        public(client, approval.establishment)
    )


def test_provision_tells_kind_places_days_and_source(client):
    provision = ProvisionFactory(on_roll=11, starts_on=SEPTEMBER)
    page = public(client, provision.establishment)
    assert "<strong>Autism</strong>, SEN unit: 12 places, 11 taken" in page
    assert "From 1 September 2026" in page
    assert "Source: An invented agreement" in page


def test_a_childminder_s_home_is_not_told(client):
    place = EstablishmentFactory(childminder=True, postcode="ZZ1 1AA", street="1 Example Lane")
    page = public(client, place)
    assert "ZZ1" in page
    assert "ZZ1 1AA" not in page
    assert "Example Lane" not in page


def test_the_list_finds_by_name_and_leaves_out_the_closed_and_those_elsewhere(client):
    closed = LinkFactory(earlier__name="Old Green School", later__name="New Green Academy")
    EstablishmentFactory(name="Far Green School", la_gss_code="E06999001")
    page = text_of(client.get("/local-offer/schools"))
    assert "1 school<" in page
    page = text_of(client.get("/local-offer/schools?closed=yes"))
    assert "2 schools of 1" in page
    assert f"has closed, see {closed.later.name}" in page
    page = text_of(client.get("/local-offer/schools?q=green"))
    assert "3 schools<" in page
    assert "No school is like that" in text_of(client.get("/local-offer/schools?q=%00zz&page=9"))


def test_the_lists_take_the_same_queries_for_one_and_for_many(office, django_assert_num_queries):
    ProvisionFactory()
    for path, queries in (("/local-offer/schools", 9), ("/establishments", 4)):
        with django_assert_num_queries(queries):
            office.get(path)
    for _ in range(120):
        ProvisionFactory()
    for path, queries in (("/local-offer/schools", 9), ("/establishments", 4)):
        with django_assert_num_queries(queries):
            assert "page=2" in text_of(office.get(path))


# -- what administrators do ------------------------------------------------------------------------


def test_only_an_administrator_is_led_from_the_public_page(client, office, staff):
    school = EstablishmentFactory()
    assert "Change what is recorded" in public(office, school)
    client.force_login(staff)
    assert "Change what is recorded" not in public(client, school)


def test_an_administrator_adds_a_place(office):
    answer = office.post(
        "/establishments/add",
        {
            "kind": "childminder",
            "name": "Invented Childminder",
            "ofsted_urn": "ey 123456",
            "postcode": "mk93ej",
            "age_min": "0",
            "age_max": "8",
            "website": "www.example.org",
        },
    )
    place = Establishment.objects.get()
    assert answer["Location"] == f"/establishments/{place.pk}"
    assert (place.ofsted_urn, place.postcode, place.website, place.age_max) == (
        *("EY123456", "MK9 3EJ", "https://www.example.org", 8),
    )
    assert "Invented Childminder" in text_of(office.get("/establishments?q=invented"))
    assert "No place is called that" in text_of(office.get("/establishments?q=zzz"))


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"kind": ""}, "Select what kind of place it is"),
        ({"kind": "school"}, "Select one of the answers shown"),
        ({"name": ""}, "Enter the name of the place"),
        ({"ofsted_urn": "12"}, "Enter an Ofsted number, like EY123456 or 2512345"),
        ({"ukprn": "20000000"}, "Enter a UKPRN, like 10012345"),
        ({"postcode": "nowhere"}, "Enter a full UK postcode, like MK9 3EJ"),
        ({"website": "javascript://x.y"}, "Enter a web address, like www.example.org"),
        ({"website": "http://[x"}, "Enter a web address, like www.example.org"),
        ({"age_min": "9", "age_max": "3"}, "Oldest age must be no less than youngest age."),
    ],
)
def test_wrong_answers_are_refused_and_kept_on_the_page(office, answers, message):
    page = text_of(
        office.post("/establishments/add", {"kind": "nursery", "name": "Keep me"} | answers)
    )
    assert message in page
    assert "There is a problem" in page
    assert "Keep me" in page or answers.get("name") == ""
    assert not Establishment.objects.exists()


def test_an_administrator_records_and_ends_provision(office):
    school = EstablishmentFactory()
    day = {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026"}
    office.post(
        f"/establishments/{school.pk}/provision",
        {"kind": "unit", "need": "autism", "primary_needs": ["ASD", "SLCN"], "places": "12"}
        | {"source": "An agreement", **day},
    )
    provision = SpecialistProvision.objects.get()
    assert (provision.primary_needs, provision.starts_on) == (["SLCN", "ASD"], SEPTEMBER)
    assert "Enter its last day" in text_of(office.get(f"/establishments/{school.pk}"))
    path = f"/establishments/provision/{provision.pk}/end"
    early = {"ends_on-day": "31", "ends_on-month": "8", "ends_on-year": "2026"}
    assert "must not be before the first" in text_of(office.post(path, early))
    office.post(path, early | {"ends_on-year": "2027"})
    provision.refresh_from_db()
    assert provision.ends_on == datetime.date(2027, 8, 31)


def test_an_administrator_records_and_ends_approval(office):
    school = EstablishmentFactory(independent=True)
    first = {"approved_from-day": "1", "approved_from-month": "9", "approved_from-year": "2026"}
    path = f"/establishments/{school.pk}/section-41"
    office.post(path, first | {"source": "A list"})
    assert "overlap a time that is recorded" in text_of(
        office.post(path, first | {"source": "A list"})
    )
    approval = school.approvals.get()
    last = {"approved_to-day": "31", "approved_to-month": "8", "approved_to-year": "2027"}
    office.post(f"/establishments/section-41/{approval.pk}/end", last | {"source": "A letter"})
    approval.refresh_from_db()
    assert approval.approved_to == datetime.date(2027, 8, 31)


def test_an_administrator_closes_a_place(office):
    place = EstablishmentFactory(childminder=True)
    assert "Record that it has closed" in text_of(office.get(f"/establishments/{place.pk}"))
    day = {"closed_on-day": "1", "closed_on-month": "9", "closed_on-year": "2020"}
    office.post(f"/establishments/{place.pk}/close", day)
    place.refresh_from_db()
    assert place.status == "closed"
    assert "is closed already" in text_of(office.post(f"/establishments/{place.pk}/close", day))


def test_a_place_s_own_page_shows_where_everything_is_from(office):
    link = LinkFactory(later__origin="gias", later__gias_as_of=SEPTEMBER)
    ApprovalFactory(establishment=link.later, from_is_first_seen=True)
    page = text_of(office.get(f"/establishments/{link.later.pk}"))
    assert "In the register of schools on" in page
    assert "took the place of" in page
    assert "From 1 September 2024 or earlier" in page
    assert "was followed by" in text_of(office.get(f"/establishments/{link.earlier.pk}"))
