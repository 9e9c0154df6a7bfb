"""The answers that no view gives: an address too long, a wrong method, a head without a body."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import RequestFactory

from wayforward.web.authority import current


@pytest.fixture
def no_database(monkeypatch):
    """Put the database out of reach."""

    def refuse(self):
        raise OperationalError("connection refused: not to be shown")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", refuse)


def of_length(length):
    start = "/design/patterns?q="
    return start + "a" * (length - len(start))


def test_an_address_that_is_too_long_is_refused_with_a_page(client, no_database):
    answer = client.get(of_length(100_001))
    html = answer.content.decode()
    assert answer.status_code == 414
    assert "That address is too long" in html
    assert current().duty_line.phone_link in html
    assert "nonce-" in answer["Content-Security-Policy"]


def test_an_address_that_is_just_short_enough_is_answered(client, no_database):
    assert client.get(of_length(100_000)).status_code == 200


def test_a_wrong_method_gets_a_page_that_says_what_to_do(client, no_database):
    answer = client.post("/design")
    html = answer.content.decode()
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert "This address cannot be opened by itself" in html
    assert current().duty_line.phone_link in html


def test_opening_a_page_that_only_takes_a_form_says_so(client, db):
    answer = client.get("/local-offer/shortlist/change")
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
    assert "go back and use the button" in answer.content.decode()


def test_a_head_has_no_body_for_the_web_server_to_drop(db):
    told = {}

    def start_response(status, headers):
        told.update(headers, status=status)

    request = RequestFactory().head("/design/patterns", headers={"host": "localhost"})
    body = b"".join(WSGIHandler()(request.environ, start_response))
    assert (told["status"], body) == ("200 OK", b"")
    assert int(told["Content-Length"]) > 1000


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/local-offer/", "/local-offer"),
        ("/design/patterns/", "/design/patterns"),
        ("/glossary//", "/glossary"),
        ("/local-offer/search/?q=a%26b&age=9", "/local-offer/search?q=a%26b&age=9"),
    ],
)
def test_a_slash_at_the_end_is_taken_away_for_good(client, no_database, asked, there):
    for ask in (client.get, client.head):
        answer = ask(asked)
        assert (answer.status_code, answer["Location"]) == (301, there)


@pytest.mark.parametrize(
    "asked", ["//evil.example/", "//glossary/", "/\\evil.example/", "/nothing/here/", "//", "/%2f/"]
)
def test_a_slash_at_the_end_of_what_is_nowhere_leads_nowhere(client, db, asked):
    answer = client.get(asked)
    assert "Location" not in answer
    assert answer.status_code in {200, 404}


def test_only_looking_is_sent_on(client, db):
    assert client.post("/glossary/").status_code == 404


def test_the_address_of_the_local_offer_leads_to_the_front_page(client, no_database):
    assert client.get("/local-offer")["Location"] == "/"
    assert client.get("/local-offer?size=large")["Location"] == "/?size=large"
