"""Makes and keeps the preview of a version."""

import datetime
import uuid

from django.db import transaction

from wayforward.documents.models import Preview, Version
from wayforward.documents.previews import NoPreview, drawn
from wayforward.documents.storage import keep, storage


@transaction.atomic
def make_preview(version_id: uuid.UUID, *, at: datetime.datetime) -> Preview | None:
    """Make the preview of a clean version, once; None where there can be none."""
    version = Version.objects.select_for_update().clean().filter(pk=version_id).first()
    if version is None:
        return None
    if existing := Preview.objects.filter(version=version).first():
        return existing
    try:
        with storage().open(version.storage_name) as content:
            small = drawn(content, version.content_type)
    except NoPreview:
        return None
    return Preview.objects.create(
        version=version,
        storage_name=keep(small.content),
        width=small.width,
        height=small.height,
        made_at=at,
    )
