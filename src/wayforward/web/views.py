"""The error pages, the authority's stylesheet and the living page of the design system."""

import sys
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from wayforward.web import authority, examples
from wayforward.web.components.errors import answers_typed, fields_to_send_again
from wayforward.web.design import sections, source, template_source
from wayforward.web.forms import EveryFieldForm

A_YEAR = 31_536_000
SECONDS_TO_RETRY = "60"
ERROR_PAGES = {
    400: "something sent that cannot be used",
    403: "not allowed, or a form whose token has expired",
    404: "no such page",
    405: "a page that only takes a form, or only shows itself",
    414: "an address that is too long",
    429: "too many tries in a short time",
    500: "our fault",
    503: "the database is out of reach",
}
DESIGN_PAGES = [
    ("Components", "web:design"),
    ("Questions", "web:design-fields"),
    ("Patterns", "web:design-patterns"),
]


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
def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many tries in a short time."""
    answer = error_page(request, 429)
    answer["Retry-After"] = SECONDS_TO_RETRY
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, or not one that this person may see."""
    return error_page(request, 404)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 when it is the database's. Drawn without the database in either case.

    Django calls this while it handles the exception, wherever in the middleware it arose.
    """
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        answer = error_page(request, 503)
        answer["Retry-After"] = SECONDS_TO_RETRY
        answer["Cache-Control"] = "no-store"
        return answer
    return error_page(request, 500)


@login_not_required
def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose hidden token has expired: what was typed is shown, to copy from.

    A public form that was sent from this site can be sent again from here with a fresh token; not
    one from another site, which might have filled it in.
    """
    match = request.resolver_match
    is_public = match is not None and not getattr(match.func, "login_required", True)
    is_ours = not reason.startswith(("Origin checking failed", "Referer checking failed"))
    return error_page(
        request,
        403,
        expired=True,
        answers=answers_typed(request),
        send_again=fields_to_send_again(request) if is_public and is_ours else [],
        back_to=request.get_full_path(),
    )


def stylesheet_version(request: HttpRequest) -> str:
    """Return the ETag of the authority's stylesheet."""
    return f'"{authority.current().stylesheet_version()}"'


@login_not_required
@require_safe
@condition(etag_func=stylesheet_version)
def authority_css(request: HttpRequest) -> HttpResponse:
    """Return the authority's colours; kept for ever when asked for by their version."""
    ours = authority.current()
    answer = HttpResponse(ours.stylesheet(), content_type="text/css; charset=utf-8")
    asked = request.GET.get("v")
    for_ever = asked == ours.stylesheet_version()
    answer["Cache-Control"] = (
        f"public, max-age={A_YEAR}, immutable" if for_ever else "public, max-age=300"
    )
    return answer


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is, and how to ask for another way."""
    return render(request, "web/accessibility.jinja")


def design_page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Draw one of the design system's pages, with the links between them."""
    return render(request, template, {"design_pages": DESIGN_PAGES} | context)


@login_not_required
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show every component with its code, then the sections that other apps have registered."""
    return design_page(
        request,
        "web/design/index.jinja",
        examples=examples.COMPONENTS,
        sections=sections(),
    )


@login_not_required
@require_safe
def design_fields(request: HttpRequest) -> HttpResponse:
    """Show every type of question: empty, filled (`?state=filled`) or refused (`?state=error`)."""
    state = request.GET.get("state", "empty")
    state = state if state in examples.STATES else "empty"
    return design_page(
        request,
        "web/design/fields.jinja",
        fields=[(example, example.form(state)) for example in examples.FIELDS],
        state=state,
        states=examples.STATES,
        source=source,
    )


@login_not_required
@require_safe
def design_patterns(request: HttpRequest) -> HttpResponse:
    """Show how components make a page, and the error pages."""
    return design_page(
        request,
        "web/design/patterns.jinja",
        examples=examples.PATTERNS,
        error_pages=ERROR_PAGES,
        question_source=template_source("web/design/question_page.jinja"),
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def design_question(request: HttpRequest) -> HttpResponseBase:
    """Show a question page at work; nothing that is sent is kept."""
    form = EveryFieldForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, "Your answers were in order. Nothing was kept.")
        return redirect("web:design-question")
    return render(request, "web/design/question_page.jinja", {"form": form})


@login_not_required
@require_safe
def design_error(request: HttpRequest, status: int) -> HttpResponse:
    """Show one of the error pages as it would look; here all is well, so the status is 200."""
    if status not in ERROR_PAGES:
        raise Http404
    return render(request, f"web/errors/{status}.jinja")
