"""Sessions: they end, they are listed, the others can be ended, and a new device is told."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.factories.people import UserFactory
from tests.signing_in.helpers import sign_in
from wayforward.audit.models import Event
from wayforward.signing_in import devices, sessions
from wayforward.signing_in.models import Device

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36"


@pytest.fixture
def later(monkeypatch):
    """Let time pass: `later(minutes=61)`."""
    began = sessions.now()
    passed = [0]
    monkeypatch.setattr(sessions, "now", lambda: began + passed[0])

    def pass_time(*, minutes: int) -> None:
        passed[0] += minutes * 60

    return pass_time


def test_a_session_ends_when_it_is_left(client, parent, later):
    sign_in(client, parent)
    for _ in range(3):
        later(minutes=59)
        assert client.get("/home").status_code == 200
    later(minutes=60)
    answer = client.get("/home?a=b")
    assert answer.url == "/sign-in?next=%2Fhome%3Fa%3Db"
    assert "You were signed out" in client.get(answer.url).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_session_ends_after_twelve_hours_of_work(client, parent, later):
    sign_in(client, parent)
    for _ in range(23):
        later(minutes=30)
        assert client.get("/home").status_code == 200
    later(minutes=30)
    assert client.get("/home").status_code == 302


def test_a_session_that_does_not_say_when_it_began_has_ended(client, parent):
    client.force_login(parent)
    session = client.session
    del session[sessions.STARTED]
    session.save()
    assert client.get("/home").status_code == 302


def test_the_cookie_ends_with_the_browser_and_scripts_cannot_read_it(client, parent):
    cookie = sign_in(client, parent).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_all_other_sessions_can_be_ended(client, parent):
    other, third = Client(), Client()
    sign_in(client, parent)
    sign_in(other, parent, headers={"user-agent": CHROME})
    sign_in(third, parent)
    page = client.get("/account/sessions").content.decode()
    assert page.count("Since ") == 3
    assert "Chrome on Windows" in page
    assert client.post("/account/sessions").status_code == 302
    assert "signed in nowhere else" in client.get("/account/sessions").content.decode()
    assert [each.get("/home").status_code for each in (client, other, third)] == [200, 302, 302]


def test_a_new_device_is_told_and_a_known_one_is_not(client, parent, mailoutbox):
    sign_in(client, parent)
    assert mailoutbox == []
    client.post("/sign-out")
    sign_in(client, parent)
    assert mailoutbox == []
    sign_in(Client(), parent, headers={"user-agent": CHROME})
    (mail,) = mailoutbox
    assert mail.subject == "You signed in from a new device"
    assert mail.to == [parent.email]
    assert "Chrome on Windows" in mail.body
    assert Device.objects.filter(user=parent).count() == 2


def test_a_mail_server_that_is_down_keeps_nobody_out(client, parent, settings, caplog):
    sign_in(client, parent)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    other = Client()
    assert sign_in(other, parent).status_code == 302
    assert other.get("/home").status_code == 200
    assert "could not be sent" in caplog.text
    assert parent.email not in caplog.text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (CHROME, "Chrome on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 26) Version/26 Safari/604", "Safari on an iPhone"),
        ("", "A browser on an unknown system"),
    ],
)
def test_a_browser_in_words(said, words):
    assert devices.in_words(said) == words


def test_signing_out_asks_the_browser_to_forget(client, parent):
    sign_in(client, parent)
    assert "Clear-Site-Data" not in client.get("/home")
    assert client.post("/sign-out")["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("whose", ["one", "everybody"])
def test_an_administrator_ends_sessions_at_once(client, parent, whose, capsys):
    sign_in(client, parent)
    other, another = Client(), UserFactory(role="parent")
    sign_in(other, another)
    asked = [parent.email.upper()] if whose == "one" else ["--all"]
    call_command("end_sessions", *asked)
    assert "ended." in capsys.readouterr().out
    assert client.get("/home").status_code == 302
    assert other.get("/home").status_code == (200 if whose == "one" else 302)
    event = Event.objects.get(action="signing_in.ended_sessions")
    assert event.facts["number"] >= 1
    with pytest.raises(CommandError, match="has no account"):
        call_command("end_sessions", "nobody@example.org")


def test_the_cookies_are_bound_to_this_host_where_it_is_served_over_https():
    code = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME)"
    told = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {code}"],
        env=os.environ | {"HTTPS": "true"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == ["__Host-session", "__Host-csrf"]


def test_the_sessions_of_a_closed_account_are_no_use(client, parent):
    sign_in(client, parent)
    assert client.get("/home").status_code == 200
    parent.is_active = False
    parent.save(update_fields=["is_active"])
    assert client.get("/home").status_code == 302
