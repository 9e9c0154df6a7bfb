"""What attackers try: fixed sessions, forged forms, other hosts, frames, and what is left lying about."""

import logging

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests.architecture.pages import PAGES, wholly
from tests.architecture.test_access import names_in
from tests.factories.people import PASSWORD, UserFactory
from tests.signing_in.helpers import add_app, code_of, link_in, sign_in

pytestmark = pytest.mark.django_db


def path_of(name: str) -> str:
    page = PAGES[name]
    kwargs = page.kwargs() if callable(page.kwargs) else page.kwargs
    return reverse(name, kwargs=dict(kwargs) or None)


def test_the_session_changes_its_key_at_each_door(client, staff):
    secret = add_app(staff)
    client.get("/local-offer/shortlist")
    session = client.session
    session["planted"] = True
    session.save()
    keys = [session.session_key]
    client.cookies["sessionid"] = keys[0]
    sign_in(client, staff)
    client.post("/sign-in/second", {"code": code_of(secret)})
    keys.append(client.session.session_key)
    client.post("/sign-out")
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    attacker = Client()
    attacker.cookies["sessionid"] = keys[0]
    assert attacker.get("/home").status_code == 302


@pytest.mark.parametrize("name", sorted(set(names_in(get_resolver()))))
def test_no_form_is_taken_without_its_token(name):
    """Whoever is signed in and led to another site: 403 wherever a form is taken."""
    strict = Client(enforce_csrf_checks=True)
    user = UserFactory(role="head_of_service")
    strict.force_login(user)
    answer = strict.post(path_of(name))
    assert answer.status_code in {403, 405}
    if answer.status_code == 405:
        assert "POST" not in answer["Allow"]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///x",
    ],
)
def test_signing_in_never_leads_elsewhere(client, parent, elsewhere):
    page = client.get("/sign-in", {"next": elsewhere})
    assert page.status_code == 200
    answer = client.post(
        "/sign-in", {"login": parent.email, "password": PASSWORD, "next": elsewhere}
    )
    assert answer.url == "/home"
    again = client.get("/sign-in", {"next": elsewhere})
    assert again.url == "/home"
    out = client.post("/sign-out", {"next": elsewhere})
    assert out.url == "/"


def test_signing_in_leads_to_where_one_was_going(client, parent):
    answer = sign_in(client, parent)
    assert answer.url == "/home"
    other = Client()
    where = other.get("/account/sessions").url
    answer = other.post(
        where, {"login": parent.email, "password": PASSWORD, "next": "/account/sessions"}
    )
    assert answer.url == "/account/sessions"


def test_another_host_is_refused_and_gets_into_no_e_mail(client, parent, mailoutbox):
    answer = client.post(
        "/password/forgotten", {"email": parent.email}, headers={"host": "evil.example"}
    )
    assert answer.status_code == 400
    client.post(
        "/password/forgotten",
        {"email": parent.email},
        headers={"x-forwarded-host": "evil.example"},
    )
    (mail,) = mailoutbox
    assert "evil" not in mail.body
    assert link_in(mail.body)


@pytest.mark.parametrize(
    "name", sorted(name for name, page in PAGES.items() if page.anonymous == 302)
)
def test_nothing_keeps_or_frames_a_page_behind_the_door(client, name):
    client.force_login(UserFactory(role="head_of_service"))
    answer = wholly(client.get(path_of(name)))
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    if answer.status_code == 200:
        assert "no-store" in answer["Cache-Control"]


def test_no_secret_gets_into_a_log(client, parent, mailoutbox, caplog):
    caplog.set_level(logging.DEBUG)
    secret = add_app(parent)
    code = code_of(secret)
    sign_in(client, parent, "a wrong invented word")
    sign_in(client, parent)
    client.post("/sign-in/second", {"code": "000000"})
    client.post("/sign-in/second", {"code": code})
    client.post("/sign-out")
    client.post("/password/forgotten", {"email": parent.email})
    link = link_in(mailoutbox[-1].body)
    form = client.get(link).url
    client.post(form, {"password1": "short"})
    for kept in (PASSWORD, "a wrong invented word", secret, code, link, parent.email):
        assert kept not in caplog.text
