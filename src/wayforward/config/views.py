"""The page that machines ask whether this installation is well."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wayforward.config import health


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Return {"status", "database", "migrations", "jobs"}: 200 when all are ok, else 503."""
    state = health.state(now())
    well = all(word == "ok" for word in state.values())
    return JsonResponse({"status": "ok" if well else "unwell"} | state, status=200 if well else 503)
