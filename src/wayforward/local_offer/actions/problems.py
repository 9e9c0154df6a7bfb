"""What people tell us is wrong with a page."""

import datetime
import uuid

from django.db import transaction
from django.db.models import Model

from wayforward.audit.recording import record
from wayforward.local_offer.models import NEW, ProblemReport


@transaction.atomic
def report_problem(
    *,
    page: str,
    page_title: str,
    problem: str,
    email: str,
    form_key: uuid.UUID,
    by: Model | None,
    at: datetime.datetime,
) -> ProblemReport:
    """Keep what somebody says is wrong with a page.

    The same form sent twice makes one report; so do the same words about the same page while
    nobody has answered, however the form was drawn (a browser's Back draws it anew).

    :param form_key: made when the form was drawn
    :param at: the moment it was sent
    """
    said = {"page": page, "problem": problem, "email": email, "state": NEW}
    same = ProblemReport.objects.filter(**said).order_by("pk").first()
    if same is not None:
        return same
    report, is_new = ProblemReport.objects.get_or_create(
        form_key=form_key,
        defaults={
            "page": page,
            "page_title": page_title,
            "problem": problem,
            "email": email,
            "reported_at": at,
        },
    )
    if is_new:
        record("local_offer.reported_problem", subject=report, by=by)
    return report
