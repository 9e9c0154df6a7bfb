"""Passwords: signing in, limits on tries, changing and forgetting one."""

import pytest
from django.test import Client

from tests.factories.people import PASSWORD, UserFactory
from tests.signing_in.helpers import link_in, sign_in
from wayforward.audit.models import Event
from wayforward.people.models import User

pytestmark = pytest.mark.django_db
NEW = "three invented words"


def test_one_signs_in_however_the_address_is_typed(client, parent):
    answer = client.post("/sign-in", {"login": " Pat@Example.ORG", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/home")
    assert client.get("/home").status_code == 200
    assert Event.objects.filter(action="signing_in.signed_in", actor=str(parent.pk)).count() == 1


@pytest.mark.parametrize(
    ("email", "password"), [("pat@example.org", "wrong"), ("nobody@example.org", PASSWORD)]
)
def test_a_wrong_pair_is_refused_in_the_same_words(client, parent, email, password):
    page = client.post("/sign-in", {"login": email, "password": password}).content.decode()
    assert "do not belong together" in page
    assert f'value="{email}"' in page
    assert password not in page
    assert client.get("/home").status_code == 302


def test_a_closed_account_does_not_sign_in(client, parent):
    parent.is_active = False
    parent.save()
    sign_in(client, parent)
    assert "_auth_user_id" not in client.session


def test_the_sixth_try_is_refused_even_with_the_right_password(client, parent):
    for _ in range(5):
        assert "do not belong" in sign_in(client, parent, "wrong").content.decode()
    assert "Too many tries" in sign_in(Client(), parent).content.decode()
    other = UserFactory(role="parent")
    assert sign_in(client, other).status_code == 302


def test_many_addresses_tried_from_one_place_are_refused(client, db):
    said = [
        client.post("/sign-in", {"login": f"a{n}@example.org", "password": "x"}).content.decode()
        for n in range(21)
    ]
    assert all("do not belong" in page for page in said[:20])
    assert "Too many tries" in said[20]


def test_a_flood_of_forms_gets_a_page_that_says_to_wait(client, parent, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, parent, "wrong")
    answer = sign_in(client, parent, "wrong")
    assert answer.status_code == 429
    assert "Too many tries" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_new_password_is_checked_kept_told_and_ends_other_sessions(client, parent, mailoutbox):
    other = Client()
    sign_in(client, parent)
    sign_in(other, parent)
    mailoutbox.clear()
    change = {"oldpassword": "wrong", "password1": "short"}
    page = client.post("/password/change", change).content.decode()
    assert "That is not the password that you have now" in page
    assert "too short" in page
    for poor in ("password1234", "pat@example.org"):
        page = client.post("/password/change", {"oldpassword": PASSWORD, "password1": poor})
        assert page.status_code == 200
    answer = client.post("/password/change", {"oldpassword": PASSWORD, "password1": NEW})
    assert answer.status_code == 302
    assert [mail.subject for mail in mailoutbox] == ["Your password was changed"]
    assert client.get("/home").status_code == 200
    assert other.get("/home").status_code == 302
    assert Event.objects.filter(action="signing_in.set_password").count() == 1
    parent.refresh_from_db()
    assert parent.password.startswith("argon2")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, parent, mailoutbox):
    answer = client.post("/password/forgotten", {"email": "PAT@example.org"})
    assert answer.url == "/password/forgotten/sent"
    (mail,) = mailoutbox
    assert mail.to == ["pat@example.org"]
    path = link_in(mail.body)
    form = client.get(path).url
    assert "Choose a new password" in client.get(form).content.decode()
    assert client.post(form, {"password1": NEW}).url == "/password/new/saved"
    assert sign_in(Client(), parent, NEW).status_code == 302
    assert "no longer works" in Client().get(path).content.decode()


def test_nothing_tells_whether_an_address_has_an_account(client, parent, mailoutbox):
    known = client.post("/password/forgotten", {"email": "pat@example.org"})
    unknown = client.post("/password/forgotten", {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "It has no account of that kind" in mailoutbox[1].body


def test_a_password_is_set_by_whoever_has_none(client, parent):
    parent.set_unusable_password()
    parent.save()
    client.force_login(parent)
    assert client.get("/password/change").url == "/password/set"
    assert client.post("/password/set", {"password1": NEW}).status_code == 302
    assert sign_in(Client(), parent, NEW).status_code == 302


def test_nobody_signs_up(client, db):
    new = {"email": "new@example.org", "password1": NEW}
    for answer in (client.get("/sign-up"), client.post("/sign-up", new)):
        assert "Accounts are not made here" in answer.content.decode()
    assert not User.objects.exists()
