"""The search words that staff look after: what people type, and what the directory calls it."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.local_offer.models import Synonym
from wayforward.local_offer.permissions import can_edit_words
from wayforward.local_offer.search.index import know_words
from wayforward.web.text import words_of


class WordsTaken(Exception):
    """Some of the words typed are another entry's already; the message names them."""


@transaction.atomic
def save_words(
    synonym_id: uuid.UUID | None, *, typed: Sequence[str], means: Sequence[str], by: Any
) -> Synonym:
    """Keep that people who type any of `typed` mean any of `means`; None adds a new entry.

    :raises PermissionDenied: if `by` may not edit the search words
    :raises WordsTaken: if another entry has some of `typed`
    """
    require(can_edit_words, by, None)
    folded = [" ".join(words_of(text)) for text in typed]
    meanings = [" ".join(words_of(text)) for text in means]
    with connection.cursor() as cursor:  # one at a time, so that no word gets two entries
        cursor.execute("select pg_advisory_xact_lock(hashtext('local_offer.save_words'))")
    others = Synonym.objects.filter(
        kind__in=[Synonym.WORD, Synonym.PHRASE], is_removed=False, typed__overlap=folded
    )
    if synonym_id is not None:
        others = others.exclude(pk=synonym_id)
    taken = sorted({text for other in others for text in other.typed} & set(folded))
    if taken:
        raise WordsTaken(f"Another entry has {', '.join(taken)} already. Change that one.")
    if synonym_id is None:
        synonym = Synonym(kind=Synonym.WORD)
    else:
        synonym = Synonym.objects.select_for_update().get(pk=synonym_id, is_removed=False)
    synonym.typed, synonym.means, synonym.is_edited = folded, meanings, True
    synonym.save()
    know_words([*folded, *meanings])
    record("local_offer.saved_words", subject=synonym, by=by, is_new=synonym_id is None)
    return synonym


@transaction.atomic
def remove_words(synonym_id: uuid.UUID, *, by: Any) -> None:
    """Take an entry out of the search. It is kept, so that loading does not bring it back.

    :raises PermissionDenied: if `by` may not edit the search words
    """
    require(can_edit_words, by, None)
    synonym = Synonym.objects.select_for_update().get(pk=synonym_id, is_removed=False)
    synonym.is_edited = synonym.is_removed = True
    synonym.save(update_fields=["is_edited", "is_removed"])
    record("local_offer.removed_words", subject=synonym, by=by)
