"""A SENCO signs in with the school's own service: there and back in a real browser."""

import copy

import pytest
from django.conf import settings as real
from playwright.sync_api import expect

from tests.factories.people import UserFactory
from tests.signing_in.helpers import invented_school, running_provider


@pytest.fixture
def school(settings):
    """Run the school's service, and let the policy of where forms may lead know of it, as at start."""
    with running_provider([{"sub": "1", "email": "sam@school.example"}]) as address:
        provider = invented_school(address)
        policy = copy.deepcopy(real.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"].append(provider.origin)
        settings.CONTENT_SECURITY_POLICY = policy
        settings.OIDC_PROVIDERS = [provider]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.as_app()]}}
        yield address


def test_a_senco_signs_in_with_the_schools_service(
    page, transactional_db, school, looks_right, console
):
    console.allow("favicon|404|ERR_NAME_NOT_RESOLVED")  # of the service’s own page
    UserFactory(email="sam@school.example", role="senco")
    page.goto("/sign-in")
    looks_right(page)
    page.goto("/sign-in/with/school")
    looks_right(page)
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with Invented School").click()
    page.wait_for_url(f"{school}/**")
    page.locator("input[name=sub]").first.fill("1")
    page.locator("input[name=sub]").first.press("Enter")
    expect(page.get_by_role("heading", name="For you today")).to_be_visible()
