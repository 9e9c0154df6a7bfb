"""The second factor: who must have one, an authenticator app, recovery codes, what cannot be done."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories.people import PASSWORD, UserFactory
from tests.signing_in.helpers import add_app, code_of, sign_in
from wayforward.audit.models import Event
from wayforward.people.roles import ROLES
from wayforward.signing_in.permissions import can_sign_in_by_code, must_have_second_factor

pytestmark = pytest.mark.django_db
FAMILIES = {"parent", "young_person"}


@pytest.mark.parametrize("role", ROLES)
def test_everybody_but_families_must_have_one(client, role):
    user = UserFactory(role=role)
    assert must_have_second_factor(user) == (role not in FAMILIES)
    assert can_sign_in_by_code(user) == (role in FAMILIES)
    sign_in(client, user)
    for path in ("/home", "/children", "/account/sessions", "/password/change"):
        answer = client.get(path)
        assert (answer.status_code == 302 and answer.url == "/account") == (role not in FAMILIES)


def test_a_closed_account_gets_no_code(parent):
    parent.is_active = False
    assert not can_sign_in_by_code(parent)


def test_it_is_not_asked_for_among_invented_people(client, staff, settings):
    settings.DEMO = True
    sign_in(client, staff)
    assert client.get("/home").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_and_opens_the_door(client, staff, mailoutbox):
    sign_in(client, staff)
    assert "Before you go on" in client.get("/account").content.decode()
    page = client.get("/account/app").content.decode()
    assert '<svg role="img" aria-label="A square' in page
    secret = re.search(r"Key: <strong[^>]*>(\w+)<", page)[1]
    wrong = client.post("/account/app", {"code": "000 000"}).content.decode()
    assert "That code is not right" in wrong
    assert secret in wrong
    typed = code_of(secret)
    answer = client.post("/account/app", {"code": f"{typed[:3]} {typed[3:]}"})
    assert answer.url == "/account/recovery-codes"
    assert len(
        re.findall(r"<li>\d{8}</li>", client.get("/account/recovery-codes").content.decode())
    )
    assert client.get("/home").status_code == 200
    assert "An authenticator app was added" in [mail.subject for mail in mailoutbox]
    assert Event.objects.filter(action="signing_in.added_factor", facts={"kind": "totp"}).exists()
    kept = Authenticator.objects.get(type="totp")
    assert secret not in str(kept.data)


def test_the_code_is_asked_for_and_a_wrong_one_is_refused(client, staff):
    secret = add_app(staff)
    assert sign_in(client, staff).url == "/sign-in/second"
    assert client.get("/home").status_code == 302
    assert (
        "That code is not right"
        in client.post("/sign-in/second", {"code": code_of(secret, steps=100)}).content.decode()
    )
    assert client.post("/sign-in/second", {"code": code_of(secret)}).url == "/home"
    assert client.get("/home").status_code == 200


def test_a_code_works_once(client, staff):
    code = code_of(add_app(staff))
    sign_in(client, staff)
    assert client.post("/sign-in/second", {"code": code}).status_code == 302
    again = Client()
    sign_in(again, staff)
    assert again.post("/sign-in/second", {"code": code}).status_code == 200


def test_codes_cannot_be_guessed(client, staff):
    secret = add_app(staff)
    sign_in(client, staff)
    for _ in range(5):
        client.post("/sign-in/second", {"code": "000000"})
    page = client.post("/sign-in/second", {"code": code_of(secret)})
    assert "Too many tries" in page.content.decode()
    assert client.get("/home").status_code == 302


def test_a_recovery_code_works_once_in_its_place(client, staff):
    secret = add_app(staff)
    sign_in(client, staff)
    client.post("/sign-in/second", {"code": code_of(secret)})
    assert client.post("/account/recovery-codes/new").status_code == 302
    code = client.get("/account/recovery-codes/file").content.decode().split()[0]
    for expected in (302, 200):
        other = Client()
        sign_in(other, staff)
        assert other.post("/sign-in/second", {"code": code}).status_code == expected


@pytest.mark.django_db(transaction=True)
def test_the_last_factor_stays(client, staff, parent):
    secret = add_app(staff)
    sign_in(client, staff)
    client.post("/sign-in/second", {"code": code_of(secret)})
    assert "Add a passkey first" in client.get("/account/app/remove").content.decode()
    client.post("/account/app/remove")
    assert Authenticator.objects.filter(user=staff, type="totp").exists()
    family = Client()
    secret = add_app(parent)
    sign_in(family, parent)
    family.post("/sign-in/second", {"code": code_of(secret)})
    family.post("/account/app/remove")
    assert not Authenticator.objects.filter(user=parent).exists()
    assert Event.objects.filter(action="signing_in.removed_factor").exists()


def test_what_matters_asks_for_the_password_again_after_a_while(client, parent, monkeypatch):
    sign_in(client, parent)
    assert client.get("/account/app").status_code == 200
    monkeypatch.setattr("wayforward.signing_in.sessions.FRESH", 0)
    again = client.get("/account/app").url
    assert again == "/sign-in/again?next=%2Faccount%2Fapp"
    assert "That is not your password" in client.post(again, {"password": "x"}).content.decode()
    assert client.post(again, {"password": PASSWORD}).url == "/account/app"
    assert client.get("/account/app").status_code == 200


def test_a_session_that_gave_none_is_asked_for_it(client, staff):
    secret = add_app(staff)
    client.force_login(staff)
    assert client.get("/children").url == "/sign-in/second/again?next=%2Fchildren"
    answer = client.post("/sign-in/second/again?next=/children", {"code": code_of(secret)})
    assert (answer.status_code, answer.url) == (302, "/children")
    assert client.get("/home").status_code == 200


def test_an_administrator_takes_away_what_was_lost(client, staff, capsys):
    secret = add_app(staff)
    sign_in(client, staff)
    client.post("/sign-in/second", {"code": code_of(secret)})
    call_command("remove_second_factor", staff.email.upper())
    assert capsys.readouterr().out.startswith("1 removed.")
    assert client.get("/home").url.startswith("/sign-in")
    assert sign_in(client, staff).url == "/home"
    assert client.get("/home").url == "/account"
    assert Event.objects.get(action="signing_in.removed_factor").facts["number"] == 1
    with pytest.raises(CommandError, match="has no account"):
        call_command("remove_second_factor", "nobody@example.org")
