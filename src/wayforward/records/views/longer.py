"""Pages of a request that takes longer: the question why, and the letter to whoever asked."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.audit.recording import record
from wayforward.documents import rendering
from wayforward.documents.checking.kinds import PDF
from wayforward.people.views.asking import asked as ask
from wayforward.people.views.asking import sent
from wayforward.records import forms
from wayforward.records.actions.longer import make_time_longer
from wayforward.records.clock import LONGER, RULE, limit_of
from wayforward.records.longer import as_letter, email_of
from wayforward.records.views.requests import found_request, note_looks
from wayforward.web.formats import short_day

no_store = cache_control(private=True, no_store=True)


@require_http_methods(["GET", "HEAD", "POST"])
@no_store
def make_longer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask why a request takes longer, and say what becomes of the time and how they are told."""
    asked = found_request(request, pk)
    if request.method != "POST":
        note_looks(request, [asked.child], "records:make-longer")
    first, longer = (short_day(limit_of(asked, rule).due_on) for rule in (RULE, LONGER))
    by_email = bool(email_of(asked))
    how = (
        "They are told by e-mail at once."
        if by_email
        else "You print the letter to them from the next page, and post it today."
    )
    return ask(
        request,
        forms.LongerForm(sent(request)),
        lambda answers: make_time_longer(pk, **answers, by=request.user, on=localdate()),
        done="The time is longer. "
        + (
            "Whoever asked is told by e-mail"
            if by_email
            else "Post the letter to whoever asked today"
        ),
        to=reverse("records:request", args=[pk]),
        title="Make the time to answer longer",
        button="Make it longer and tell them",
        about=[
            (
                "By law that may be done once, if the request is complex or the same person has made "
                f"several, and only until {first}. The last day to answer is then {longer}."
            ),
            f"Asked for by {asked.asked_by}. {how}",
        ],
    )


@require_safe
@no_store
def letter(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give out the letter that says why it takes longer, in large print where they need it."""
    asked = found_request(request, pk)
    if asked.extended_on is None:
        raise Http404
    record("records.took_longer_letter", subject=asked.child, by=request.user, request=str(pk))  # type: ignore[arg-type]  # signed in
    content, layout = as_letter(asked)
    large = asked.carer is not None and asked.carer.large_print
    made = rendering.render_pdf(content, layout, large_print=large)
    answer = HttpResponse(made, content_type=PDF.content_type)
    name = f"more-time-{asked.child.reference}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
