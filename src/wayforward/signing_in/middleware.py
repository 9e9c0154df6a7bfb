"""Sessions that end, and the second factor that comes before anything else."""

from typing import Any
from urllib.parse import urlencode

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from wayforward.signing_in import sessions
from wayforward.signing_in.permissions import must_have_second_factor
from wayforward.signing_in.receivers import FACTORS

# What somebody without a second factor may do: set one up, show who they are, or go.
BEFORE_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "account_logout",
}


class SessionsThatEnd(MiddlewareMixin):
    """On each page that asks for signing in: ends what is over, then asks for the second factor.

    Public pages are left alone: they do not ask who looks.
    """

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the way to where somebody must go first, or nothing."""
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        if sessions.has_ended(
            request.session, idle=settings.SESSION_IDLE, absolute=settings.SESSION_LONGEST
        ):
            logout(request)
            messages.info(
                request,
                "You were signed out, because nothing was done here for a while. "
                "What you had sent is saved.",
            )
            return redirect(
                f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
            )
        sessions.touch(request.session)
        return self.second_factor_first(request)

    def second_factor_first(self, request: HttpRequest) -> HttpResponseBase | None:
        """Send whoever must have a second factor, and gave none, to give one or to set one up."""
        if settings.DEMO or not must_have_second_factor(request.user):  # type: ignore[arg-type]  # signed in
            return None
        match = request.resolver_match
        if sessions.gave_second_factor(request) or match is None:
            return None
        if match.view_name in BEFORE_SECOND_FACTOR:
            return None
        if is_mfa_enabled(request.user, list(FACTORS)):
            again = reverse("mfa_reauthenticate")
            return redirect(f"{again}?{urlencode({'next': request.get_full_path()})}")
        return redirect("mfa_index")

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Let no browser or proxy keep a page that somebody signed in to see.

        After signing out, the browser is asked to forget what it kept of this site.
        """
        match = request.resolver_match
        if match is not None and match.view_name == "account_logout" and request.method == "POST":
            response["Clear-Site-Data"] = '"cache", "storage"'
        asks = match is not None and getattr(match.func, "login_required", True)
        if (
            asks
            and getattr(request, "user", None) is not None
            and not response.has_header("Cache-Control")
        ):
            patch_cache_control(response, private=True, no_store=True)
        return response
