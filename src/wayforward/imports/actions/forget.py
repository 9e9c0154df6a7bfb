"""Takes the words out of the rows of old imports: what a file said is kept no longer than needed."""

import datetime

from django.db import transaction
from django.db.models import Q

from wayforward.audit.recording import record
from wayforward.imports.models import Import

KEPT_FOR = 90  # days after it was sent: until then an import can be undone


@transaction.atomic
def forget_imports(*, at: datetime.datetime, days: int = KEPT_FOR) -> int:
    """Forget what the rows of imports said that were sent too long ago. Return how many imports.

    Which records an import made or changed is kept; undoing it is possible no longer. One that was
    never written is thrown away. One that is being written or undone just now is left.
    """
    old = Import.objects.filter(
        Q(state__in=[Import.READY, Import.APPLIED, Import.UNDONE]),
        sent_at__lt=at - datetime.timedelta(days=days),
        forgotten_at__isnull=True,
    )
    imports = list(old.select_for_update().order_by("pk"))
    for kept in imports:
        if kept.state == Import.READY:
            kept.state = Import.DISCARDED
            kept.rows.all().delete()
        kept.rows.update(given={}, changes=[], notes=[], candidates=[], before={}, after={}, why="")
        kept.forgotten_at = at
        kept.save(update_fields=["state", "forgotten_at"])
        record("imports.forgot", subject=kept, by=None)
    return len(imports)
