"""Signing in as one of the invented people, while demo data is on and on this machine alone."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wayforward.audit.recording import record
from wayforward.demo.actions import STAFF
from wayforward.demo.keeping import DOMAIN
from wayforward.people.models import User
from wayforward.people.roles import ROLES

LOCAL = {"localhost", "127.0.0.1", "::1"}


def is_offered(request: HttpRequest) -> bool:
    """Tell whether invented people may be signed in as: demo data is on, and the host is local."""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return bool(settings.DEMO and host.strip("[]") in LOCAL)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Offer the invented people, and sign in as one."""
    if not is_offered(request):
        raise Http404
    accounts = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    people: list[dict[str, Any]] = [
        {
            "code": person["code"],
            "title": person["title"],
            "user": accounts[f"{person['code']}@{DOMAIN}"],
            "what": ROLES[person["role"]].description,
        }
        for person in STAFF
        if f"{person['code']}@{DOMAIN}" in accounts
    ]
    if request.method == "POST":
        chosen = next((each for each in people if each["code"] == request.POST.get("person")), None)
        if chosen is None:
            raise Http404
        login(request, chosen["user"], backend=settings.AUTHENTICATION_BACKENDS[0])
        record("demo.signed_in", subject=chosen["user"], by=chosen["user"])
        return redirect("people:home")
    return render(request, "demo/sign_in_as.jinja", {"people": people})
