"""The site's addresses, and some that fail in each way that a page can."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from wayforward.config import urls
from wayforward.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FAILURES: dict[int, Exception] = {
    400: BadRequest("not to be shown"),
    403: PermissionDenied("not to be shown"),
    500: RuntimeError("not to be shown"),
    503: OperationalError("not to be shown"),
}


@login_not_required
def fail(request: HttpRequest, status: int) -> HttpResponse:
    raise FAILURES[status]


urlpatterns = [*urls.urlpatterns, path("fails/<int:status>", fail)]
