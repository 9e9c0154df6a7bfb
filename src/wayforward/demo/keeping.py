"""What the invented records officer has to do: a request in progress, an old record, one on hold.

And a child's whole file, which the head of service made for an inspector.
"""

import datetime

from django.db import transaction

from wayforward.people.actions.finding import index_names
from wayforward.people.identifiers import new_reference
from wayforward.people.models import Caring, Child, User
from wayforward.records.actions.inspections import make_inspection_file
from wayforward.records.actions.keeping import place_hold
from wayforward.records.actions.requests import decide_passage, log_request
from wayforward.records.models import AccessRequest, Passage
from wayforward.statute.ages import compulsory_school_age_ends

DOMAIN = "demo.example.org"
OLD = (("Alma", "Thornbury"), ("Bede", "Thornbury"))  # both long grown up; one is held


def show_a_request(people: dict[str, User], *, on: datetime.date, at: datetime.datetime) -> None:
    """Log a request of the parent's, and decide about one passage."""
    officer = people["records-officer"]
    caring = (
        Caring.objects.filter(carer__user=people["parent"], child__is_restricted=False)
        .select_related("carer", "child")
        .order_by("child__born_on", "pk")
        .first()
    )
    if caring is not None:
        asked = log_request(
            reference=caring.child.reference,
            born_on=caring.child.born_on,
            asked_as=AccessRequest.PARENT,
            asked_by=caring.carer.full_name,
            identity_shown="Driving licence seen; has parental responsibility in the record",
            received_on=on - datetime.timedelta(days=9),
            by=officer,
            on=on,
            at=at,
        )
        first = asked.passages.exclude(marks=[]).order_by("number").first()
        if first is not None:
            decide_passage(
                first.pk,
                decision=Passage.WITHHOLD,
                ground="other_person",
                because="We asked, and they do not agree",
                by=officer,
                on=on,
                at=at,
            )


@transaction.atomic
def add_old_records(*, on: datetime.date, at: datetime.datetime) -> None:
    """Add two records whose time is over, beside the area's children; one of them is held."""
    officer = User.objects.get(email=f"records-officer@{DOMAIN}")
    born = datetime.date(on.year - 33, 5, 6)
    for first_names, last_name in OLD:
        child = Child.objects.create(
            reference=new_reference(),
            first_names=first_names,
            last_name=last_name,
            born_on=born,
            rights_pass_on=compulsory_school_age_ends(born) + datetime.timedelta(days=1),
        )
        index_names(child)
    place_hold(
        reference=child.reference,
        born_on=born,
        because="An inquiry asks to keep everything (invented)",
        by=officer,
        on=on,
        at=at,
    )


def add_file_for_inspector(*, on: datetime.date, at: datetime.datetime) -> None:
    """Make the whole file of the first child who drew something, as for an inspection."""
    visible = Child.objects.filter(is_restricted=False, own_words__document__isnull=False)
    child = visible.order_by("born_on", "pk").first()
    if child is not None:
        make_inspection_file(
            reference=child.reference,
            born_on=child.born_on,
            made_for="A. Inspector, area SEND inspection (invented)",
            because="Tracked child 3 of 6",
            by=User.objects.get(email=f"head-of-service@{DOMAIN}"),
            on=on,
            at=at,
        )
