"""The frame of a page, its safety headers, and the pages for what goes wrong."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.template import engines
from django.test import Client

from wayforward.web import design
from wayforward.web.authority import NOBODY, current

pytestmark = pytest.mark.urls("tests.journeys.pages_that_fail")


@pytest.fixture
def calm_client(client):
    """Return a client that gets the error page, as a browser would, and not the exception."""
    client.raise_request_exception = False
    return client


@pytest.fixture
def no_database(monkeypatch):
    """Put the database out of reach."""

    def refuse(self: BaseDatabaseWrapper) -> None:
        raise OperationalError("connection refused: not to be shown")

    monkeypatch.setattr(BaseDatabaseWrapper, "ensure_connection", refuse)
    monkeypatch.setattr(BaseDatabaseWrapper, "_cursor", refuse)


def test_scripts_and_styles_are_allowed_only_from_here(client):
    answer = client.get("/design/patterns")
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    html = answer.content.decode()
    (nonce,) = re.findall(r"<script nonce=\"([^\"]+)\"", html)
    assert f"script-src 'self' 'nonce-{nonce}'" in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    addresses = re.findall(r"(?:src|href)=\"(https?://[^\"]+)", html)
    assert addresses == []


def test_assets_have_hashed_names_and_import_each_other_by_them(client):
    html = client.get("/design/patterns").content.decode()
    script = staticfiles_storage.url("wayforward.js")
    assert re.fullmatch(r"/static/wayforward\.[0-9a-f]{12}\.js", script)
    assert f'src="{script}"' in html
    with staticfiles_storage.open(staticfiles_storage.stored_name("wayforward.js")) as file:
        code = file.read()
    imported = staticfiles_storage.stored_name("govuk-frontend.min.js")
    assert f"./{imported}".encode() in code


@pytest.mark.django_db  # closing an answer looks after old connections
def test_assets_are_kept_for_ever_and_compressed(client):
    answer = client.get(staticfiles_storage.url("wayforward.css"), HTTP_ACCEPT_ENCODING="br")
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Encoding"] == "br"
    assert int(answer["Content-Length"]) <= 18_000
    answer.close()


def test_the_search_in_the_masthead_leads_to_the_search_page(client):
    html = client.get("/design/patterns").content.decode()
    assert 'action="/local-offer/search" method="get" role="search"' in html


def test_no_page_wears_the_crown_or_the_name_of_another_site(client):
    html = client.get("/no-such-page").content.decode()
    assert "crown" not in html
    assert "GOV.UK" not in html


@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_each_failure_has_its_page(calm_client, status):
    answer = calm_client.get(f"/fails/{status}")
    html = answer.content.decode()
    assert answer.status_code == status
    assert current().duty_line.phone_link in html
    assert "not to be shown" not in html
    assert "nonce-" in answer["Content-Security-Policy"]


def test_an_address_that_is_not_there_is_404_for_everybody(client):
    assert client.get("/no-such-page").status_code == 404
    assert client.get("/design/errors/418").status_code == 404


def test_no_database_is_503_and_asks_to_come_back(calm_client, no_database):
    calm_client.cookies["sessionid"] = "x" * 32  # somebody signed in: the page asks who it is
    answer = calm_client.get("/design/patterns")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"
    assert "We cannot reach our records" in answer.content.decode()


def test_a_page_that_asks_nothing_of_the_database_needs_none(calm_client, no_database):
    assert calm_client.get("/design/patterns").status_code == 200


@pytest.fixture
def strict_client():
    """Return a client whose forms need their token, as a browser's do."""
    return Client(enforce_csrf_checks=True)


def test_every_link_within_the_living_page_has_its_target(client, db):
    html = client.get("/design").content.decode()
    wanted = set(re.findall(r'href="#([^"]+)"', html))
    assert wanted - set(re.findall(r'\bid="([^"]+)"', html)) == set()


def test_an_expired_form_gives_back_what_was_typed_but_no_secret(strict_client):
    typed = {
        "full_name": "Ada <b>Example</b>",
        "reasons": "A long story\nof two lines\x00",
        "password": "hunter-two",
        "csrfmiddlewaretoken": "old-token",
        "form_key": "a-key-nobody-typed",
        "back": "/where-they-were",
    }
    answer = strict_client.post("/design/question?a=1", typed)
    html = answer.content.decode()
    assert answer.status_code == 403
    assert "Ada &lt;b&gt;Example&lt;/b&gt;" in html
    assert re.search(
        r"<textarea[^>]*readonly[^>]*>\s*A long story\nof two lines\s*</textarea>", html
    )
    assert 'href="/design/question?a=1"' in html
    assert "hunter-two" not in html
    assert "old-token" not in html
    assert "a-key-nobody-typed" not in html
    assert "/where-they-were" not in html
    assert "Form key" not in html


def test_an_expired_form_that_cannot_be_read_still_has_its_page(strict_client):
    answer = strict_client.generic(
        "POST", "/design/question", "--broken", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code in {400, 403}
    assert current().duty_line.phone_link in answer.content.decode()


def test_a_page_says_error_in_its_title(client):
    html = client.post("/design/question", {}).content.decode()
    assert f"<title>Error: Tell us about your child – {current().name}</title>" in html


@pytest.mark.parametrize("state", ["empty", "filled", "error", "nonsense"])
def test_every_question_is_shown_in_every_state(client, state):
    answer = client.get("/design/fields", {"state": state})
    assert answer.status_code == 200
    assert ("govuk-error-message" in answer.content.decode()) == (state == "error")


def test_another_app_can_fill_a_section(client, monkeypatch):
    monkeypatch.setattr(design, "_sections", {})
    design.register_section(
        "Search codes",
        "web/design/examples/tags.jinja",
        lambda: {"every_word": [], "due": None, "waiting": None},
    )
    html = client.get("/design").content.decode()
    assert 'id="search-codes">Search codes</h2>' in html


def test_a_banner_says_that_people_are_invented():
    banner = {"tag": "Demonstration", "text": "The children here are invented."}
    layout = engines["jinja2"].get_template("web/layout.jinja")
    html = layout.render({"alone": True, "banner": banner, "authority": NOBODY})
    assert re.search(
        r"govuk-phase-banner.*Demonstration.*children here are invented", html, re.DOTALL
    )


def test_notices_are_drawn_once_each(client):
    answers = {
        "full_name": "Ada Example",
        "born_on": "2019-03-05",
        "has_plan": "no",
        "needs": "learning",
        "stage": "school",
        "age": "7",
        "postcode": "mk93ej",
        "email": "ada@example.org",
        "more": "Nothing",
    }
    sent = client.post("/design/question", answers)
    assert sent.status_code == 302
    assert "Your answers were in order" in client.get(sent["Location"]).content.decode()
    assert "Your answers were in order" not in client.get(sent["Location"]).content.decode()


@pytest.mark.django_db
def test_sign_in_says_what_is_wrong_without_saying_which(client, staff):
    html = client.post("/sign-in", {"login": staff.email, "password": "x"}).content.decode()
    assert "do not belong together" in html
    assert f'value="{staff.email}"' in html


@pytest.mark.django_db
def test_signing_out_is_never_a_link(client, staff):
    assert client.get("/sign-out").status_code == 405
    client.force_login(staff)
    assert client.get("/sign-out").status_code == 405
    assert 'action="/sign-out"' in client.get("/design/patterns").content.decode()
