"""How somebody signs in, in a browser: with a password, and staff with a code as well."""

from playwright.sync_api import Page

from tests.factories.people import PASSWORD
from tests.signing_in.helpers import add_app, code_of
from wayforward.people.models import User


def sign_in(page: Page, user: User, *, to: str = "/home") -> None:
    """Sign in by hand and go to a page; whoever works here gets an authenticator app first."""
    is_family = user.role in {"parent", "young_person"}
    secret = None if is_family else add_app(user)
    page.goto(f"/sign-in?next={to}")
    main = page.get_by_role("main")
    main.get_by_label("E-mail address").fill(user.email)
    main.get_by_label("Password", exact=True).fill(PASSWORD)
    main.get_by_role("button", name="Sign in", exact=True).click()
    if secret is not None:
        main.get_by_label("Code").fill(code_of(secret))
        main.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{to}")
