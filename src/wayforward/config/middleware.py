"""Who must sign in, and the answers that no view gives: too long, wrong method, no body, a slash."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    HttpResponsePermanentRedirect,
)
from django.urls import is_valid_path
from django.utils.encoding import escape_uri_path

from wayforward.web.views import error_page

LONGEST_ADDRESS = 100_000  # bytes of path and query
Answers = Callable[[HttpRequest], HttpResponseBase]


class SignInRequired(LoginRequiredMiddleware):
    """Asks for signing in, except on pages that say otherwise; those are not asked who looks.

    Django's own first reads the session, which would make every public answer differ by cookie.
    """

    def process_view(
        self, request: HttpRequest, view_func: Any, view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Return the way to the sign-in page, or nothing."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class HeadWithoutBody:
    """Answers HEAD with the headers alone; the length stays that of the page."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the view's answer, emptied if only its head was asked for."""
        answer = self.get_response(request)
        if request.method == "HEAD" and isinstance(answer, HttpResponse):
            answer.content = b""
        return answer


class RefusalsInWords:
    """Gives a page to what would be refused with none: an address too long, a wrong method."""

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the view's answer, or a page that says what to do."""
        if len(request.get_full_path().encode()) > LONGEST_ADDRESS:
            return error_page(request, 414)
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or answer.content:
            return answer
        page = error_page(request, 405)
        page["Allow"] = answer["Allow"]
        return page


class WithoutSlashAtTheEnd:
    """Sends "/glossary/" to "/glossary" for good; the addresses of this site end without a slash.

    Only where the address as typed leads nowhere and the one without does, so never to another
    host.
    """

    def __init__(self, get_response: Answers) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the way to the address that exists, or the view's answer."""
        if request.path.endswith("/") and request.method in {"GET", "HEAD"}:
            path = request.path.rstrip("/")
            leads_there = is_valid_path(request.path_info.rstrip("/"))
            if path and leads_there and not is_valid_path(request.path_info):
                query = request.META.get("QUERY_STRING", "")
                there = escape_uri_path(path) + (f"?{query}" if query else "")
                return HttpResponsePermanentRedirect(there)
        return self.get_response(request)
