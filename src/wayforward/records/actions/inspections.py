"""Make one child's whole file for an inspector."""

import datetime
import io
from typing import Any

from django.core.files import File
from django.db import transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.documents import rendering
from wayforward.documents.actions import store_upload
from wayforward.documents.refusals import UploadRefused
from wayforward.people.actions.opening import RecordRefused
from wayforward.people.models import Child
from wayforward.records.models import InspectionFile
from wayforward.records.permissions import can_make_inspection_file
from wayforward.records.whole_file import as_document

KIND = "inspection_file"  # documents.Document.kind


@transaction.atomic
def make_inspection_file(
    *,
    reference: str,
    born_on: datetime.date,
    made_for: str,
    because: str,
    by: Any,
    on: datetime.date,
    at: datetime.datetime,
) -> InspectionFile:
    """Make the whole file of a child as one PDF that says on every page for whom, why and when.

    The child is found by reference and date of birth together, among those that `by` may see.

    :raises PermissionDenied: if `by` may not
    :raises RecordRefused: if there is no such record, a reason is missing, or the file is too large
    """
    require(can_make_inspection_file, by, None)
    visible = Child.objects.visible_to(by, on=on)
    child = visible.filter(reference=reference.strip().upper(), born_on=born_on).first()
    if child is None:
        raise RecordRefused("No record has this reference and date of birth together", "reference")
    made_for, because = " ".join(made_for.split()), " ".join(because.split())
    if not made_for:
        raise RecordRefused("Enter who the file is for", "made_for")
    if not because:
        raise RecordRefused("Enter why they ask for it", "because")
    content, layout, files = as_document(child, made_for=made_for, because=because, by=by, on=on)
    file = File(
        io.BytesIO(rendering.render_pdf(content, layout)), name=f"whole-file-{child.reference}.pdf"
    )
    try:
        version = store_upload(
            file,  # type: ignore[arg-type]  # has name, size and bytes, as an upload
            title=f"The whole file of record {child.reference}, for an inspector",
            kind=KIND,
            by=by,
            at=at,
            made_here=True,
        )
    except UploadRefused as refusal:
        raise RecordRefused(f"The file could not be kept. {refusal}") from refusal
    made = InspectionFile.objects.create(
        child=child,
        made_for=made_for,
        because=because,
        made_by=by,
        made_at=at,
        document=version.document,
        files=files,
    )
    record(
        "records.made_inspection_file",
        subject=child,
        by=by,
        file=str(made.pk),
        sha256=version.sha256,
        attached=len(files),
    )
    return made
