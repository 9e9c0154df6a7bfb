"""The error pages and the design page. Every error page says what to do next."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def error_page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """Draw web/errors/<status>.jinja with that status."""
    return render(request, f"web/errors/{status}.jinja", context, status=status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or form holds something that cannot be used."""
    return error_page(request, 400)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not allowed to do this."""
    return error_page(request, 403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not one that this person may see."""
    return error_page(request, 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without the database, which may be the trouble."""
    return error_page(request, 500)


@login_not_required
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose hidden token has expired: what was typed is shown, to copy or resend."""
    return error_page(request, 403, expired=True)
