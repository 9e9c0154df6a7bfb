"""A member of staff signs in and out again."""

import pytest
from playwright.sync_api import expect

from tests.factories.people import PASSWORD, UserFactory


@pytest.fixture
def officer(transactional_db):
    return UserFactory(email="ada@example.org")


def sign_in(page, *, password: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill("Ada@Example.org")
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_is_said_and_never_shown(page, officer, looks_right):
    page.goto("/sign-in")
    looks_right(page)
    sign_in(page, password="wrong")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="do not belong together").click()
    assert page.evaluate("document.activeElement.name") == "username"
    expect(page.get_by_label("E-mail address")).to_have_value("Ada@Example.org")
    expect(page.get_by_label("Password", exact=True)).to_have_value("")
    looks_right(page)


@pytest.mark.parametrize("javascript", [True, False])
def test_signing_in_and_out(open_page, officer, looks_right, javascript):
    page = open_page(java_script_enabled=javascript)
    sign_in(page, password=PASSWORD)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    if javascript:
        looks_right(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
