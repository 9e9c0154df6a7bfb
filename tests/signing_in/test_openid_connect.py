"""A school's own sign-in service: a real OpenID Connect provider, in a process of its own, by HTTP."""

from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount

from tests.factories.people import UserFactory
from tests.signing_in.helpers import invented_school, running_provider
from wayforward.audit.models import Event
from wayforward.config.environment import (
    Environment,
    SettingMissing,
    SettingWrong,
)
from wayforward.people.models import User

pytestmark = pytest.mark.django_db
PEOPLE = [
    {"sub": "1", "email": "sam@school.example", "email_verified": True},
    {"sub": "2", "email": "SAM@school.example"},  # another person, given the same address later
    {"sub": "3", "email": "head@elsewhere.example", "email_verified": True},
    {"sub": "4", "email": "nobody@school.example", "email_verified": True},
    {"sub": "5", "email": "unsure@school.example", "email_verified": False},
]
SCHOOL = {
    "OIDC_PROVIDERS": "school",
    "OIDC_SCHOOL_NAME": "Invented School",
    "OIDC_SCHOOL_SERVER": "https://login.school.example/",
    "OIDC_SCHOOL_CLIENT_ID": "wayforward",
    "OIDC_SCHOOL_CLIENT_SECRET": "an invented secret",
    "OIDC_SCHOOL_DOMAINS": "School.example, other.example",
}


@pytest.fixture(scope="module")
def service():
    """Run the provider, and return its address."""
    with running_provider(PEOPLE) as address:
        yield address


@pytest.fixture
def school(service, settings):
    """Let the school's service be one that people can sign in with."""
    provider = invented_school(service)
    settings.OIDC_PROVIDERS = [provider]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.as_app()]}}


def come_back_as(client, sub: str, action: str = "authorize"):
    """Go to the service, sign in there as the person with that number, and come back."""
    there = client.post("/sign-in/with/school").url
    assert "code_challenge=" in there
    answer = requests.post(
        there, data={"sub": sub, "action": action}, allow_redirects=False, timeout=10
    )
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/sign-in/with/school/back"
    return client.get(f"{back.path}?{back.query}")


def test_somebody_with_an_account_signs_in_and_needs_no_second_factor(client, school):
    sam = UserFactory(email="sam@school.example", role="senco")
    page = client.get("/sign-in").content.decode()
    assert "Sign in with Invented School" in page
    assert "Continue" in client.get("/sign-in/with/school").content.decode()
    assert come_back_as(client, "1").url == "/home"
    assert client.get("/home").status_code == 200
    assert client.session["_auth_user_id"] == str(sam.pk)
    assert SocialAccount.objects.get(user=sam).uid == "1"
    client.post("/sign-out")
    sam.email = "married@school.example"  # known by number from now on
    sam.save()
    assert come_back_as(client, "1").url == "/home"


@pytest.mark.parametrize("sub", ["3", "4", "5"])
def test_nobody_else_does_and_no_account_is_made(client, school, sub):
    UserFactory(email="head@elsewhere.example")
    UserFactory(email="unsure@school.example")
    answer = come_back_as(client, sub)
    assert answer.status_code == 403
    assert "You have no account here" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 2
    assert not SocialAccount.objects.exists()


def test_an_address_that_passes_on_opens_nothing(client, school):
    UserFactory(email="sam@school.example", role="senco")
    come_back_as(client, "1")
    client.post("/sign-out")
    assert come_back_as(client, "2").status_code == 403
    assert "_auth_user_id" not in client.session
    assert Event.objects.filter(action="signing_in.refused").count() == 1


def test_a_closed_account_stays_closed(client, school):
    sam = UserFactory(email="sam@school.example", role="senco")
    come_back_as(client, "1")
    client.post("/sign-out")
    sam.is_active = False
    sam.save()
    assert come_back_as(client, "1").status_code == 403
    assert "_auth_user_id" not in client.session


def test_nobody_joins_a_service_to_an_account_from_inside(client, school):
    other = UserFactory(role="parent")
    client.force_login(other)
    there = client.post("/sign-in/with/school?process=connect").url
    answer = requests.post(there, data={"sub": "3"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_is_refused(client, school):
    UserFactory(email="sam@school.example", role="senco")
    page = client.get("/sign-in/with/school/back?code=stolen&state=invented")
    assert "Signing in did not work" in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_whoever_turns_back_is_told(client, school):
    answer = come_back_as(client, "1", "deny")
    assert answer.status_code == 401
    assert "Signing in did not work" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_services_are_read_from_the_environment():
    (provider,) = Environment(SCHOOL).oidc_providers()
    assert provider.server == "https://login.school.example"
    assert provider.origin == "https://login.school.example"
    assert provider.domains == {"school.example", "other.example"}
    assert "an invented secret" not in repr(provider)
    assert Environment({}).oidc_providers() == []


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"OIDC_PROVIDERS": "My-School"}, SettingWrong),
        ({"OIDC_SCHOOL_SERVER": "http://login.school.example"}, SettingWrong),
        ({"OIDC_SCHOOL_SERVER": ""}, SettingMissing),
        ({"OIDC_SCHOOL_DOMAINS": ""}, SettingMissing),
        ({"OIDC_SCHOOL_CLIENT_SECRET": ""}, SettingMissing),
    ],
)
def test_a_wrong_service_stops_the_start(change, refusal):
    with pytest.raises(refusal, match="OIDC_"):
        Environment(SCHOOL | change).oidc_providers()
