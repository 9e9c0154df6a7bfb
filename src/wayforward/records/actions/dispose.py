"""Removes what was approved: rows, their histories, files, and what other rows say of the child.

Run by the owner of the tables (`./wayforward manage dispose_of_records`): the role of pages and jobs
cannot take anything out of a history, and must not (docs/adr/0016-disposal.md).
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, ProtectedError, Q

from wayforward.arrangements.retention import PICTURES, REQUEST, RetentionRule
from wayforward.audit.recording import record
from wayforward.documents.models import Document, Preview, Version
from wayforward.documents.storage import remove_on_commit
from wayforward.imports.models import Row
from wayforward.people.models import (
    Carer,
    Caring,
    Child,
    Merge,
    NameUse,
    NameWord,
    OwnWords,
    User,
)
from wayforward.people.roles import FAMILY_ROLES
from wayforward.records.keeping import still_due
from wayforward.records.models import (
    AccessRequest,
    Certificate,
    Disposal,
    Hold,
    InspectionFile,
    Passage,
)

GONE = "account removed"
# What a certificate calls the rows of a table; one that is not here is called by its model's name.
CALLED = {
    "people.Child": "records of a child",
    "people.NameUse": "names as they are searched for",
    "people.NameWord": "words that only these names had",
    "people.FormerName": "former names",
    "people.ChildAddress": "addresses",
    "people.Schooling": "times at a school or other setting",
    "people.Profile": "one-page profiles",
    "people.OwnWords": "things in the child’s own words",
    "people.Caring": "links to a carer",
    "people.Carer": "carers of no other child",
    "people.User": "accounts",
    "people.ChildContact": "links to a contact",
    "people.Allocation": "times on a caseload",
    "people.TeamWork": "times with a team",
    "people.Task": "things that were asked",
    "people.HandoverNote": "handover notes",
    "people.Named": "people named for a restricted record",
    "people.BreakGlass": "openings in an emergency",
    "people.LookReview": "reviews of looks",
    "people.Merge": "merges with another record",
    "people.NotSame": "words that another record is of another child",
    "records.AccessRequest": "requests for the record",
    "records.Passage": "passages laid out for a request",
    "records.InspectionFile": "files made for an inspector",
    "records.Hold": "holds",
    "documents.Version": "versions of documents",
}


class NotTheOwner(Exception):
    """Only the owner of the tables takes something out of a history."""


def approved_disposals(*, limit: int = 500) -> list[Disposal]:
    """Return what waits to be removed, oldest first."""
    found = Disposal.objects.filter(state=Disposal.APPROVED)
    return list(found.order_by("decided_at", "pk")[:limit])


@transaction.atomic
def dispose(
    *, rules: Sequence[RetentionRule], on: datetime.date, at: datetime.datetime
) -> Certificate | None:
    """Remove all that was approved, in one transaction, and return the certificate; None if nothing.

    What is held since, or used again, stays as it is and approved.

    :raises NotTheOwner: if the role in the database may only add to the histories
    """
    _refuse_unless_owner()
    certificate = Certificate(made_at=at)
    for waiting in approved_disposals():
        disposal = Disposal.objects.select_for_update().get(pk=waiting.pk)
        child = Child.objects.select_for_update(of=("self",)).filter(pk=disposal.child_key).first()
        if child is None or disposal.state != Disposal.APPROVED:
            continue
        if still_due(child, disposal.category, disposal.thing_key, on, rules) is None:
            continue
        if certificate._state.adding:
            certificate.save()
        with pgtrigger.ignore():  # the histories are neither added to nor guarded here
            counts = _remove(disposal, child)
        disposal.state, disposal.certificate, disposal.counts = (
            *(Disposal.DONE, certificate),
            dict(sorted(counts.items())),
        )
        disposal.save()
        record(
            "records.disposed",
            subject=Child(pk=disposal.child_key),
            by=None,
            disposal=str(disposal.pk),
            category=disposal.category,
        )
    if certificate._state.adding:
        return None
    record("records.made_certificate", subject=certificate, by=None)
    return certificate


def _refuse_unless_owner() -> None:
    history = apps.get_model("people", "ChildEvent")._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'delete')", [history])
        if not cursor.fetchone()[0]:
            raise NotTheOwner("Run this as the owner of the tables: set DATABASE_OWNER_URL")


def _remove(disposal: Disposal, child: Child) -> Counter[str]:
    counts: Counter[str] = Counter()
    if disposal.category == PICTURES:
        _remove_pictures(child, counts)
    elif disposal.category == REQUEST:
        _remove_requests(AccessRequest.objects.filter(pk=disposal.thing_key), counts)
    else:
        _remove_record(child, counts)
    return counts


def _remove_pictures(child: Child, counts: Counter[str]) -> None:
    """Remove the photo, and what the child said in a file; the histories of those rows too."""
    said = OwnWords.objects.filter(child=child, document__isnull=False)
    kept = [each.document_id for each in said] + [child.photo_id]
    documents = [key for key in kept if key]
    _remove_histories(OwnWords, {"pgh_obj_id__in": [each.pk for each in said]}, counts)
    passages = Passage.objects.filter(version__document_id__in=documents)
    _remove_inspection_files(child, counts)  # they hold the pictures too
    counts["passages of requests without their file"] += passages.update(version=None)
    _count(counts, said.delete())
    child.photo, child.photo_agreed_by = None, ""
    child.save(update_fields=["photo", "photo_agreed_by"])
    _remove_documents(documents, counts)


def _remove_requests(asked: Any, counts: Counter[str]) -> None:
    """Remove requests with all that was laid out and sent."""
    keys = list(asked.values_list("pk", flat=True))
    documents = list(asked.values_list("document_id", flat=True))
    _remove_histories(AccessRequest, {"pgh_obj_id__in": keys}, counts)
    _count(counts, asked.delete())
    _remove_documents(documents, counts)


def _remove_inspection_files(child: Child, counts: Counter[str]) -> None:
    """Remove what was made for inspectors, with its PDFs."""
    made = InspectionFile.objects.filter(child=child)
    documents = list(made.values_list("document_id", flat=True))
    _count(counts, made.delete())
    _remove_documents(documents, counts)


def _remove_record(child: Child, counts: Counter[str]) -> None:
    """Remove a child: every row that belongs to it, carers of nobody else, and every trace of names."""
    key = child.pk
    carers = list(Caring.objects.filter(child=child).values_list("carer_id", flat=True).distinct())
    words = list(NameUse.objects.filter(child=child).values_list("word_id", flat=True))
    documents = [child.photo_id, *child.own_words.values_list("document_id", flat=True)]
    account = child.user
    _remove_requests(AccessRequest.objects.filter(child=child), counts)
    _remove_inspection_files(child, counts)
    _count(counts, Hold.objects.filter(child=child).delete())
    _forget_imports(child, counts)
    _count(counts, Merge.objects.filter(Q(child=child) | Q(gone=child)).delete())
    for merged in Child.all_records.filter(merged_into=child):
        _remove_record(merged, counts)  # the record that became part of this one
    _count(counts, child.delete())
    for model in apps.get_models():
        if getattr(model, "pgh_tracked_model", None) is None:
            continue
        names = {field.name for field in model._meta.get_fields()}
        _delete_events(model, Q(child_id=key) if "child" in names else None, counts)
    _remove_histories(Child, {"pgh_obj_id": key}, counts)
    _remove_documents(documents, counts)
    _count(counts, NameWord.objects.filter(pk__in=words, uses=None).delete())
    for carer in Carer.objects.filter(pk__in=carers, carings=None):
        user = carer.user
        _remove_histories(Carer, {"pgh_obj_id": carer.pk}, counts)
        _count(counts, carer.delete())
        _remove_account(user, counts)
    _remove_account(account, counts)


def _forget_imports(child: Child, counts: Counter[str]) -> None:
    """Take the words out of the rows of imports that are about the child, or might have been."""
    rows = Row.objects.filter(
        Q(child=child) | Q(decided_child=child) | Q(candidates__contains=[{"child": str(child.pk)}])
    )
    counts["rows of imports made empty"] += rows.update(
        given={}, changes=[], notes=[], candidates=[], before={}, after={}, why="", told=""
    )


def _remove_account(user: User | None, counts: Counter[str]) -> None:
    """Remove the account of a family that is left with nobody; if others' rows need it, its name."""
    if user is None or user.role not in FAMILY_ROLES:
        return
    if Carer.objects.filter(user=user).exists() or Child.objects.filter(user=user).exists():
        return
    try:
        with transaction.atomic():
            _count(counts, user.delete())
    except ProtectedError:
        user.email, user.full_name = f"{user.pk}@removed.invalid", GONE
        user.is_active = False
        user.set_unusable_password()
        user.save()
        counts["accounts made nameless"] += 1


def _remove_histories(model: type[Model], which: dict[str, Any], counts: Counter[str]) -> None:
    events = apps.get_model(f"{model._meta.label}Event")
    _delete_events(events, Q(**which), counts)


def _delete_events(events: type[Model], which: Q | None, counts: Counter[str]) -> None:
    if which is None:
        return
    found: Any = events._default_manager.filter(which)
    counts["versions of rows"] += found._raw_delete(found.db) or 0


def _remove_documents(keys: Iterable[Any], counts: Counter[str]) -> None:
    """Remove documents with every version, their files and previews."""
    found = Document.objects.filter(pk__in=[key for key in keys if key])
    versions = Version.objects.filter(document__in=found)
    names = [
        *versions.values_list("storage_name", flat=True),
        *Preview.objects.filter(version__in=versions).values_list("storage_name", flat=True),
    ]
    _count(counts, found.delete())
    counts["files"] += len(names)
    for name in names:
        remove_on_commit(name)


def _count(counts: Counter[str], deleted: tuple[int, dict[str, int]]) -> None:
    for label, number in deleted[1].items():
        counts[CALLED.get(label, str(apps.get_model(label)._meta.verbose_name_plural))] += number
