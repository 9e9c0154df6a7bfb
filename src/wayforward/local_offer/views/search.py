"""Search, and what can be taken away from it: a list to keep, a pack to print, a file."""

import csv
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from wayforward.establishments.postcodes import ATTRIBUTION
from wayforward.local_offer import queries
from wayforward.local_offer.models import Service
from wayforward.local_offer.search.crisis import crisis
from wayforward.local_offer.search.criteria import (
    LIST_FILTERS,
    PAGE_SIZE,
    SORTS,
    WITHIN_MILES,
)
from wayforward.local_offer.search.page import FILTER_NAMES, search
from wayforward.local_offer.views.public import draw
from wayforward.web.formats import ages_in_words
from wayforward.web.spreadsheets import safe_cell

MOST_KEPT = 50  # services in a shortlist, and in a pack
SEARCHED = ("q", "age", "postcode", *LIST_FILTERS)
MOST_PACK_PAGES = 3  # pages of a search that a pack holds


@csrf_exempt  # it changes nothing, and whoever posts to it is told that it cannot be posted to
@login_not_required
@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Draw the results; htmx asks for the same address and takes the part that changes."""
    found = search(request.GET)
    return draw(
        request,
        "search",
        page=found,
        sorts=SORTS,
        distances=WITHIN_MILES,
        filter_names=FILTER_NAMES,
        shortlist=request.session.get("shortlist", []),
        attribution=ATTRIBUTION,
        crisis=crisis(),
    )


class Line:
    """What csv writes to: hands each line back."""

    def write(self, line: str) -> str:
        """Return `line`."""
        return line


@login_not_required
@require_safe
def as_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Return the page's services as a file for a spreadsheet."""
    found = search(request.GET)
    writer = csv.writer(Line())
    rows = [["name", "organisation", "where", "miles", "ages", "phone", "email", "website", "page"]]
    services = {each.pk: each for each in queries.services_in_order(ids_of(found.results))}
    for result in found.results:
        service = services[result.service.pk]
        rows.append(
            [
                safe_cell(text)
                for text in (
                    service.name,
                    service.organisation.name,
                    result.where,
                    "" if result.miles is None else f"{result.miles:.1f}",
                    ages_in_words(service.age_min, service.age_max),
                    "; ".join(phone.number for phone in service.phones.all()),
                    "; ".join(contact.email for contact in service.contacts.all()),
                    service.url,
                    request.build_absolute_uri(service_path(service)),
                )
            ]
        )
    response = StreamingHttpResponse(
        (writer.writerow(row) for row in rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="local-offer.csv"'
    return response


def ids_of(found: tuple) -> list[UUID]:  # type: ignore[type-arg]
    """Return the ids of results."""
    return [result.service.pk for result in found]


def service_path(service: Service) -> str:
    """Return the path of a service's page."""
    return reverse("local_offer:service", kwargs={"pk": service.pk})


def kept(request: HttpRequest) -> list[UUID]:
    """Return the ids of the shortlist: those in the address, if any, else this visit's."""
    texts = request.GET.getlist("service") or request.session.get("shortlist", [])
    ids = []
    for text in texts[:MOST_KEPT]:
        try:
            ids.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(ids))


@login_not_required
@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """Draw the shortlist; its address can be sent, for it names the services."""
    services = list(queries.services_in_order(kept(request)))
    address = urlencode([("service", str(service.pk)) for service in services])
    return draw(
        request,
        "shortlist",
        services=services,
        address=request.build_absolute_uri(f"{reverse('local_offer:shortlist')}?{address}"),
        query=address,
        is_own="service" not in request.GET,
    )


@login_not_required
@require_POST
def change_shortlist(request: HttpRequest) -> HttpResponse:
    """Add or take away one service, or empty the list; then go back to where the person was."""
    now: list[str] = list(request.session.get("shortlist", []))
    add, remove = request.POST.get("add", ""), request.POST.get("remove", "")
    if request.POST.get("empty"):
        now = []
        messages.success(request, "Your shortlist is empty.")
    elif add and add not in now:
        if len(now) >= MOST_KEPT:
            messages.info(request, f"A shortlist holds {MOST_KEPT} services. Take one away first.")
        elif service := _service_of(add):
            now.append(str(service.pk))
            messages.success(request, f"{service.name} is on your shortlist.")
    elif remove in now:
        now.remove(remove)
        messages.success(request, "Taken off your shortlist.")
    request.session["shortlist"] = now
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = reverse("local_offer:shortlist")
    elif "#" not in back and (service := _service_of(add or remove)):
        back += (
            f"#keep-{service.pk}"  # the button that was pressed, so that nobody loses their place
        )
    return redirect(back)


def _service_of(text: str) -> Service | None:
    try:
        return Service.objects.filter(pk=UUID(text)).first()
    except ValueError:
        return None


@login_not_required
@require_safe
def pack(request: HttpRequest) -> HttpResponse:
    """Draw a pack to print: a shortlist, or the first pages of a search; `size=large` for large.

    An address that asks for something, and names no service, is a search.
    """
    asks = any(request.GET.get(name) for name in SEARCHED) and "service" not in request.GET
    if asks or request.GET.get("from") == "search":
        parameters = request.GET.copy()
        ids: list[UUID] = []
        for number in range(1, MOST_PACK_PAGES + 1):
            parameters["page"] = str(number)
            found = search(parameters)
            ids += [pk for pk in ids_of(found.results) if pk not in ids]
            if number >= found.pages:
                break
        total = str(found.total)
    else:
        ids, total = kept(request), ""
    other = request.GET.copy()
    is_large = other.get("size") == "large"
    other["size"] = "usual" if is_large else "large"
    services = list(queries.services_in_order(ids))
    return draw(
        request,
        "pack",
        services=services,
        total=total or str(len(services)),
        is_large=is_large,
        other_size=f"?{other.urlencode()}",
        day=localdate(),
        most=MOST_PACK_PAGES * PAGE_SIZE,
    )
