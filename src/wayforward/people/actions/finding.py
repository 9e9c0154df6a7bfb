"""Keeps the words that searches by name read."""

from wayforward.people.models import Child, NameUse, NameWord
from wayforward.people.names import name_words, sound
from wayforward.web.text import trigrams


def index_names(child: Child) -> None:
    """Bring a child's findable words up to date: legal, known and former names."""
    names = [child.first_names, child.last_name, child.known_as, child.known_last_name]
    for former in child.former_names.all():
        names += [former.first_names, former.last_name]
    wanted = name_words(names)
    have = set(NameUse.objects.filter(child=child).values_list("word_id", flat=True))
    NameUse.objects.filter(child=child, word_id__in=have - wanted).delete()
    new = sorted(wanted - have)
    NameWord.objects.bulk_create(
        [NameWord(word=word, sound=sound(word), trigrams=sorted(trigrams(word))) for word in new],
        ignore_conflicts=True,
    )
    NameUse.objects.bulk_create([NameUse(child=child, word_id=word) for word in new])
