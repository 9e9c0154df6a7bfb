"""Signing in as an invented person: only while demo data is on, and only on this machine."""

import pytest

from tests.factories.people import UserFactory
from wayforward.audit.models import Event
from wayforward.demo.actions import DOMAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    """Return the invented duty officer."""
    return UserFactory(email=f"duty-officer@{DOMAIN}", role="duty_officer", full_name="Dina Haddad")


@pytest.fixture
def demo(settings):
    """Let this be an installation with invented people."""
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["*"]


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_one_signs_in_as_somebody_on_this_machine(client, demo, officer, host):
    page = client.get("/demo", headers={"host": host}).content.decode()
    assert "Dina Haddad" in page
    answer = client.post("/demo", {"person": "duty-officer"}, headers={"host": host})
    assert (answer.status_code, answer.url) == (302, "/home")
    assert client.session["_auth_user_id"] == str(officer.pk)
    assert Event.objects.get(action="demo.signed_in").subject_id == str(officer.pk)


@pytest.mark.parametrize("host", ["send.example.org", "localhost.example.org", "10.0.0.7:8000"])
def test_nobody_signs_in_from_elsewhere(client, demo, officer, host):
    for answer in (
        client.get("/demo", headers={"host": host}),
        client.post("/demo", {"person": "duty-officer"}, headers={"host": host}),
    ):
        assert answer.status_code == 404
    assert "_auth_user_id" not in client.session


def test_settings_for_production_refuse_it(client, officer):
    assert client.get("/demo").status_code == 404
    assert client.post("/demo", {"person": "duty-officer"}).status_code == 404
    assert "_auth_user_id" not in client.session
    assert "invented" not in client.get("/accessibility").content.decode()


@pytest.mark.parametrize("person", ["", "nobody", "administrator"])
def test_only_those_offered_can_be_chosen(client, demo, officer, person):
    assert client.post("/demo", {"person": person}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_every_page_says_that_its_people_are_invented(client, demo, officer):
    client.force_login(officer)
    for path in ("/", "/home", "/children", "/law", "/nowhere"):
        assert "Everybody here is invented" in client.get(path).content.decode()


def test_nobody_is_offered_before_anybody_is_invented(client, demo):
    page = client.get("/demo", headers={"host": "localhost"}).content.decode()
    assert "Nobody is invented yet" in page
