"""The glossary that staff look after: the terms of the trade in plain words."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from wayforward.access import require
from wayforward.audit.recording import record
from wayforward.local_offer.models import GlossaryTerm
from wayforward.local_offer.permissions import can_edit_words
from wayforward.local_offer.search.index import know_words
from wayforward.web.text import words_of


class TermTaken(Exception):
    """The term is in the glossary already; the message says what to do."""


@transaction.atomic
def save_term(
    term: str,
    *,
    expansion: str,
    also: Sequence[str],
    meaning: str,
    source: str,
    is_new: bool,
    by: Any,
) -> GlossaryTerm:
    """Keep what `term` means. A term that was removed may be added again.

    :param expansion: the words behind an abbreviation, or ""
    :param also: other ways to write it
    :raises PermissionDenied: if `by` may not edit the words
    :raises TermTaken: if a new term, or another way to write it, is in the glossary already
    :raises GlossaryTerm.DoesNotExist: if there is no such term to change
    """
    require(can_edit_words, by, None)
    with connection.cursor() as cursor:  # one at a time, so that no term is explained twice
        cursor.execute("select pg_advisory_xact_lock(hashtext('local_offer.save_term'))")
    shown = GlossaryTerm.objects.filter(is_removed=False)
    if not is_new:
        shown.get(pk=term)
    others = shown if is_new else shown.exclude(pk=term)
    theirs = {word.lower() for other in others for word in [other.term, *other.also]}
    ours = [term, *also] if is_new else also
    if taken := [word for word in ours if word.lower() in theirs]:
        raise TermTaken(f"The glossary has {', '.join(taken)} already. Change that entry.")
    saved, _ = GlossaryTerm.objects.update_or_create(
        term=term,
        defaults={
            "expansion": expansion,
            "also": list(also),
            "meaning": meaning,
            "source": source,
            "is_edited": True,
            "is_removed": False,
        },
    )
    know_words(" ".join(words_of(text)) for text in [term, expansion, *also])
    record("local_offer.saved_term", subject=saved, by=by, is_new=is_new)
    return saved


@transaction.atomic
def remove_term(term: str, *, by: Any) -> None:
    """Take a term out of the glossary. It is kept, so that loading does not bring it back.

    :raises PermissionDenied: if `by` may not edit the words
    :raises GlossaryTerm.DoesNotExist: if there is no such term
    """
    require(can_edit_words, by, None)
    found = GlossaryTerm.objects.select_for_update().get(pk=term, is_removed=False)
    found.is_edited = found.is_removed = True
    found.save(update_fields=["is_edited", "is_removed"])
    record("local_offer.removed_term", subject=found, by=by)
