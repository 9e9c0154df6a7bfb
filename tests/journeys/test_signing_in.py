"""People sign in and out: with a password and an app, a passkey, a code, a forgotten password."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from tests.factories.people import PASSWORD, UserFactory
from tests.signing_in.helpers import add_app, code_of


@pytest.fixture
def officer(transactional_db):
    return UserFactory(email="ada@example.org")


@pytest.fixture
def parent(transactional_db):
    return UserFactory(email="pat@example.org", role="parent")


@pytest.fixture
def localhost(open_page, live_server):
    """Return the address of the site by name: passkeys are bound to one, and a number is none."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page: Page, *, password: str, email: str = "Ada@Example.org", site: str = "") -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def enter_code(page: Page, code: str, button: str = "Sign in") -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_wrong_password_is_said_and_never_shown(page, officer, looks_right):
    page.goto("/sign-in")
    looks_right(page)
    sign_in(page, password="wrong")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="do not belong together").click()
    assert page.evaluate("document.activeElement.name") == "login"
    expect(page.get_by_label("E-mail address")).to_have_value("Ada@Example.org")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    looks_right(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_and_out(open_page, officer, looks_right, javascript):
    page = open_page(java_script_enabled=javascript)
    secret = add_app(officer)
    sign_in(page, password=PASSWORD)
    if javascript:
        looks_right(page)
    enter_code(page, "123456")
    expect(page.get_by_role("link", name="That code is not right")).to_be_visible()
    if javascript:
        looks_right(page)
    enter_code(page, code_of(secret))
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    if javascript:
        looks_right(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)


def test_a_new_officer_sets_up_an_app_before_anything_else(page, officer, looks_right):
    sign_in(page, password=PASSWORD)
    expect(page.get_by_text("Before you go on")).to_be_visible()
    looks_right(page)
    page.goto("/children")
    expect(page.get_by_text("Before you go on")).to_be_visible()
    page.get_by_role("link", name="Add an authenticator app").click()
    looks_right(page)
    secret = page.locator("strong.wf-break").inner_text()
    enter_code(page, "000000", "Add the app")
    expect(page.get_by_role("link", name="That code is not right")).to_be_visible()
    looks_right(page)
    enter_code(page, code_of(secret), "Add the app")
    expect(page.get_by_role("heading", name="Your recovery codes", level=1)).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Make new ones").click()
    looks_right(page)
    page.get_by_role("button", name="Make new codes").click()
    page.get_by_role("link", name="Go on to your home page").click()
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()
    page.goto("/account")
    looks_right(page)
    page.get_by_role("link", name="Remove the authenticator app").click()
    expect(page.get_by_text("Add a passkey first")).to_be_visible()
    looks_right(page)


def add_passkey_holder(page: Page) -> None:
    """Put into the browser what a laptop has: it keeps passkeys and knows its owner's face."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_a_passkey_is_added_then_signs_in_alone_and_as_second_factor(
    page, officer, localhost, looks_right
):
    add_passkey_holder(page)
    sign_in(page, password=PASSWORD, site=localhost)
    page.get_by_role("link", name="Add a passkey").click()
    looks_right(page)
    page.get_by_label("What to call it").fill("Work laptop")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes", level=1)).to_be_visible()
    page.goto(f"{localhost}/account/passkeys")
    expect(page.get_by_text("Work laptop").first).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Rename").click()
    looks_right(page)
    page.get_by_role("button", name="Save the name").click()
    page.get_by_role("button", name="Sign out").click()

    page.goto(f"{localhost}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, password=PASSWORD, site=localhost)
    looks_right(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()

    page.goto(f"{localhost}/sign-in/passkey/again")
    looks_right(page)
    page.goto(f"{localhost}/account/passkeys")
    page.get_by_role("link", name="Remove").click()
    looks_right(page)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("Before you go on")).to_be_visible()


def test_a_browser_without_the_passkey_says_so(page, officer, localhost, looks_right):
    add_passkey_holder(page)
    page.goto(f"{localhost}/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_be_focused()
    looks_right(page)


def test_a_parent_signs_in_with_a_code(page, parent, looks_right):
    page.goto("/sign-in")
    page.get_by_role("link", name="get a code by e-mail").click()
    looks_right(page)
    page.get_by_label("E-mail address").fill("pat@example.org")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("heading", name="Enter the code")).to_be_visible()
    looks_right(page)
    enter_code(page, "wrong")
    expect(page.get_by_role("link", name="That code is not right")).to_be_visible()
    looks_right(page)
    enter_code(page, re.search(r"^    (\S+)$", mail.outbox[0].body, re.MULTILINE)[1])
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()


def test_a_forgotten_password_and_a_changed_one(page, parent, looks_right, console):
    page.goto("/sign-in")
    page.get_by_role("link", name="I have forgotten my password").click()
    looks_right(page)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("link", name="Enter your e-mail address")).to_be_visible()
    looks_right(page)
    page.get_by_label("E-mail address").fill("pat@example.org")
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_role("heading", name="We have sent you an e-mail")).to_be_visible()
    looks_right(page)
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    page.goto(link)
    looks_right(page)
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_role("button", name="Save the new password").click()
    expect(page.get_by_role("link", name="This password is too short")).to_be_visible()
    looks_right(page)
    page.get_by_label("New password", exact=True).fill("three invented words")
    page.get_by_role("button", name="Save the new password").click()
    expect(page.get_by_role("heading", name="Your new password is saved")).to_be_visible()
    looks_right(page)
    page.goto(link)
    expect(page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    looks_right(page)
    sign_in(page, email="pat@example.org", password="three invented words")
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()
    for path in ("/password/change", "/account/sessions", "/sign-in/again"):
        page.goto(path)
        looks_right(page)


def test_pages_that_one_is_led_to(page, parent, looks_right, console):
    console.allow("429|401")
    elsewhere = "/sign-in/with-another"
    for path in (
        "/sign-in/closed",
        "/sign-up",
        "/design/errors/429",
        f"{elsewhere}/cancelled",
        f"{elsewhere}/failed",
    ):
        page.goto(path)
        looks_right(page)
