"""A code by e-mail: families sign in with it, nobody else."""

import re

import pytest

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def code_in(mail) -> str:
    return re.search(r"^    (\S+)$", mail.body, re.MULTILINE)[1]


@pytest.mark.parametrize("role", ["parent", "young_person"])
def test_a_family_signs_in_with_a_code(client, mailoutbox, role):
    user = UserFactory(role=role)
    answer = client.post("/sign-in/code", {"email": user.email})
    assert answer.url == "/sign-in/code/enter"
    (mail,) = mailoutbox
    assert mail.to == [user.email]
    page = client.post(answer.url, {"code": "wrong"}).content.decode()
    assert "That code is not right" in page
    assert client.post(answer.url, {"code": code_in(mail).lower()}).url == "/home"
    assert client.get("/home").status_code == 200


@pytest.mark.parametrize("role", ["staff", "senco", "administrator", "teacher"])
def test_nobody_else_gets_a_code(client, mailoutbox, role):
    user = UserFactory(role=role)
    answer = client.post("/sign-in/code", {"email": user.email})
    assert answer.url == "/sign-in/code/enter"
    (mail,) = mailoutbox
    assert mail.subject == "Signing in"
    assert "sign in with a password" in mail.body


def test_an_unknown_address_is_answered_alike(client, mailoutbox):
    assert client.post("/sign-in/code", {"email": "x@example.org"}).url == "/sign-in/code/enter"
    assert "has no account" in mailoutbox[0].body


def test_a_code_is_given_up_after_three_wrong_ones(client, parent, mailoutbox):
    client.post("/sign-in/code", {"email": parent.email})
    for _ in range(3):
        client.post("/sign-in/code/enter", {"code": "wrong"})
    client.post("/sign-in/code/enter", {"code": code_in(mailoutbox[0])})
    assert client.get("/home").status_code == 302


def test_a_code_is_bound_to_the_browser_that_asked(client, parent, mailoutbox):
    from django.test import Client  # noqa: PLC0415

    client.post("/sign-in/code", {"email": parent.email})
    other = Client()
    other.post("/sign-in/code/enter", {"code": code_in(mailoutbox[0])})
    assert other.get("/home").status_code == 302
