"""Whatever is typed into an address of the Local Offer: a clear page, and nothing lost."""

import re
import uuid
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.architecture.pages import PAGES
from wayforward.local_offer.models import ProblemReport

PARAMETERS = [
    "q",
    "need",
    "age",
    "category",
    "audience",
    "cost",
    "postcode",
    "within",
    "plan",
    "sort",
    "page",
    "phase",
    "specialist",
    "from",
    "size",
    "service",
]
PUBLIC = [
    name
    for name, page in PAGES.items()
    if name.startswith("local_offer:") and page.method == "get" and page.anonymous == 200
]


def shown(response) -> str:
    """Return a page's text."""
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("postcode=ZZ1 1ZZ", "We do not know the postcode “ZZ1 1ZZ”."),
        ("postcode=Narnia", "We do not know the postcode or place “Narnia”."),
        ("page=abc", "There is no such page. This is the first one."),
        ("page=0", "There is no such page. This is the first one."),
        ("page=-1", "There is no such page. This is the first one."),
        ("page=9", "There are 7 pages. This is the last one."),
        ("page=" + "9" * 400, "There are 7 pages. This is the last one."),
        ("age=-3", "Enter an age in whole years from 0 to 120, for example 9."),
        ("age=ten", "Enter an age in whole years from 0 to 120, for example 9."),
        ("age=500", "Enter an age in whole years from 0 to 120, for example 9."),
        ("need=wizardry", "We do not know “wizardry”. It was left out of the search."),
        (
            "need=a1&need=b2&need=a1",
            "We do not know “a1” and “b2”. They were left out of the search.",
        ),
        (
            "&".join(f"need=n{number}" for number in range(1000)),
            "We do not know “n0”, “n1”, “n2” and 997 more. They were left out of the search.",
        ),
        ("category=x&category=y", "We do not know “x” and “y”. They were left out of the search."),
        ("within=-5&postcode=MK9 3EJ", "Choose a distance from 1 to 100 miles."),
        ("within=5", "Enter a postcode or place to search within a distance of it."),
        ("sort=nearest", "Enter a postcode or place to see the nearest first."),
        ("sort=random", "Choose how to sort: best match, nearest or last checked."),
        ("q=" + "very long " * 1000, "We searched for the first 200 characters."),
    ],
)
def test_what_cannot_be_used_is_said(directory, client, query, message):
    response = client.get(f"/local-offer/search?{query}")
    assert response.status_code == 200
    assert message in shown(response)
    assert "data-service-id" in shown(response) or "Ask a person" in shown(response)


def test_what_was_typed_is_still_there(directory, client):
    page = shown(client.get("/local-offer/search?q=judo&postcode=ZZ1 1ZZ&age=-3&need=semh"))
    assert re.search(r'name="q"[^>]*value="judo"', page)
    assert re.search(r'name="postcode"[^>]*value="ZZ1 1ZZ"', page)
    assert re.search(r'name="age"[^>]*value="-3"', page)
    assert re.search(r'name="need"[^>]*value="semh" checked', page)


@pytest.mark.parametrize(
    "text",
    [
        "'; drop table local_offer_service; --",
        "<script>alert(1)</script>",
        "%' or 1=1",
        "a & | ! ( ) : * <->",
        "\\",
        "{{ 7*7 }}",
        "\x00nul\x00",
        "\ud800",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍🦽 مرحبا",
    ],
)
def test_code_and_strange_letters_are_only_text(directory, client, text):
    for name in PARAMETERS:
        response = client.get("/local-offer/search", {name: text.encode("utf-8", "replace")})
        assert response.status_code == 200
        assert "<script>alert" not in shown(response)
    assert "data-service-id" in shown(client.get("/local-offer/search"))


def test_a_repeated_list_filter_means_any_and_another_parameter_its_last_value(directory, client):
    either = shown(client.get("/local-offer/search?cost=charged&cost=varies"))
    assert "4 services" in either
    last = client.get("/local-offer/search?age=500&age=9&q=zzqqxy&q=autism")
    assert "Enter an age" not in shown(last)
    assert re.search(r'name="q"[^>]*value="autism"', shown(last))


def test_parameters_repeated_a_thousand_times(directory, client):
    for name in PARAMETERS:
        query = "&".join([f"{name}=semh"] * 1000)
        assert client.get(f"/local-offer/search?{query}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/local-offer/services/not-a-uuid",
        f"/local-offer/services/{uuid.UUID(int=1)}",
        f"/local-offer/organisations/{uuid.UUID(int=1)}",
        f"/local-offer/schools/{uuid.UUID(int=1)}",
        "/local-offer/guidance/no-such-page",
        "/local-offer/quicklinks/no_such_door",
        "/local-offer/categories/no_such_topic",
        "/local-offer/problem?page=/nowhere",
        "/local-offer/problem?page=https://elsewhere.example/",
        "/local-offer/services/%00",
    ],
)
def test_a_page_that_is_not_there_helps(directory, client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert "01908 657825" in shown(response)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    name=st.sampled_from(PUBLIC),
    pairs=st.lists(
        st.tuples(
            st.sampled_from(PARAMETERS),
            st.one_of(
                st.text(max_size=40),
                st.integers().map(str),
                st.sampled_from(["MK9 3EJ", "semh", "nearest", "5", "free", "large", "search"]),
            ),
        ),
        max_size=12,
    ),
)
def test_no_public_address_ever_fails(directory, client, name, pairs):
    page = PAGES[name]
    kwargs = page.kwargs() if callable(page.kwargs) else page.kwargs
    query = "&".join(f"{key}={quoted(value)}" for key, value in pairs)
    response = client.get(f"{reverse(name, kwargs=dict(kwargs) or None)}?{query}")
    assert response.status_code in {200, 404}
    list(response.streaming_content) if response.streaming else response.content


def quoted(text: str) -> str:
    """Return text as it stands in an address, lone surrogates and all."""
    return quote(text, errors="surrogatepass")


# -- forms -----------------------------------------------------------------------------------------


def problem_form(client, page: str) -> dict[str, str]:
    """Open the form about a page and return its hidden key."""
    found = re.search(
        r'name="form_key" value="([^"]+)"', shown(client.get(f"/local-offer/problem?page={page}"))
    )
    return {"form_key": found[1]}


def test_a_form_sent_twice_makes_one_report(directory, client):
    page = "/local-offer/quicklinks/early_years"
    form = problem_form(client, page) | {"problem": "The number is wrong", "email": ""}
    for _ in range(2):
        assert client.post(f"/local-offer/problem?page={page}", form).status_code == 200
    report = ProblemReport.objects.get()
    assert (report.page, report.page_title, report.problem, report.state) == (
        page,
        "Early Years",
        "The number is wrong",
        "new",
    )


def test_the_same_words_sent_again_after_going_back_make_one_report(directory, client):
    page = "/local-offer/quicklinks/early_years"
    for said, reports in (("The number is wrong", 1), ("The number is wrong", 1), ("Closed", 2)):
        form = problem_form(client, page) | {"problem": said, "email": ""}
        assert client.post(f"/local-offer/problem?page={page}", form).status_code == 200
        assert ProblemReport.objects.count() == reports
    ProblemReport.objects.update(state="answered")
    form = problem_form(client, page) | {"problem": "Closed", "email": ""}
    client.post(f"/local-offer/problem?page={page}", form)
    assert ProblemReport.objects.filter(problem="Closed").count() == 2


def test_a_form_sent_again_with_other_words_is_the_report_that_it_was(directory, client):
    page = "/local-offer/quicklinks/early_years"
    form = problem_form(client, page)
    for said in ("The number is wrong", "The number is wrong, I think"):
        client.post(f"/local-offer/problem?page={page}", form | {"problem": said, "email": ""})
    assert ProblemReport.objects.get().problem == "The number is wrong"


def test_an_empty_report_says_what_to_do_and_keeps_the_address(directory, client):
    page = "/local-offer/quicklinks/early_years"
    form = problem_form(client, page) | {"problem": " ", "email": "me@example.org"}
    answer = shown(client.post(f"/local-offer/problem?page={page}", form))
    assert "Enter what is wrong or missing" in answer
    assert "me@example.org" in answer
    assert not ProblemReport.objects.exists()


def test_an_expired_form_keeps_what_was_typed(directory):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        "/local-offer/problem?page=/local-offer/quicklinks/early_years",
        {"problem": "The number rings out"},
    )
    assert answer.status_code == 403
    assert "The number rings out" in shown(answer)


def test_an_expired_form_can_be_sent_again_with_a_fresh_token(directory):
    strict = Client(enforce_csrf_checks=True)
    path = "/local-offer/problem?page=/local-offer/quicklinks/early_years"
    typed = {"problem": "The number\nrings <out>", "email": "", "csrfmiddlewaretoken": "old"}
    refused = strict.post(path, typed)
    html = refused.content.decode()
    assert '<button type="submit" class="govuk-button" data-module="govuk-button">' in html
    assert 'value="The number\nrings &lt;out&gt;"' in html
    assert 'name="csrfmiddlewaretoken" value="old"' not in html
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', html)[1]
    sent = strict.post(path, typed | {"csrfmiddlewaretoken": token})
    assert sent.status_code == 200
    assert ProblemReport.objects.get().problem.splitlines() == ["The number", "rings <out>"]


@pytest.mark.parametrize(
    ("path", "fields", "headers"),
    [
        ("/local-offer/problem", {"problem": "x"}, {"origin": "https://elsewhere.example"}),
        ("/local-offer/problem", {"problem": "x", "password": "y"}, {}),
        ("/local-offer/words/add", {"typed": "x"}, {}),
    ],
    ids=["from another site", "with a secret", "not public"],
)
def test_what_expired_form_is_not_offered_to_be_sent_again(directory, path, fields, headers):
    answer = Client(enforce_csrf_checks=True).post(path, fields, headers=headers)
    assert answer.status_code in {302, 403, 404}
    assert "Send it again" not in answer.content.decode()


def test_a_made_up_form_key_is_taken_as_a_new_form(directory, client):
    page = "/local-offer/quicklinks/early_years"
    form = problem_form(client, page) | {"problem": "Wrong day", "form_key": "'; drop table x"}
    answer = shown(client.post(f"/local-offer/problem?page={page}", form))
    assert "Enter a valid UUID" not in answer
    assert ProblemReport.objects.get().problem == "Wrong day"


def test_all_that_was_typed_is_kept_however_long(directory, client):
    typed = "x" * 4_999 + " " + "y" * 5_000
    assert f'value="{typed}"' in client.get("/local-offer/search", {"q": typed}).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_search_can_only_be_read(method):
    answer = getattr(Client(enforce_csrf_checks=True), method)("/local-offer/search")
    assert answer.status_code == 405
