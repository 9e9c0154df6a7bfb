"""Looks at records that are out of the ordinary, for a manager to ask about: why, whose, how many.

PostgreSQL counts them from the audit, in one query; a look that was reviewed is not counted again
(LookReview). None of them need be wrong: a pattern says only why it is worth a question.
"""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wayforward.people.models import Child, User
from wayforward.people.roles import FAMILY_ROLES
from wayforward.web.text import words_of

LOOKED_BACK = datetime.timedelta(days=31)
MANY_IN_AN_HOUR = (
    40  # different records: opening and reading one takes more than a minute and a half
)
MANY_OF_ONE = 30  # pages of one record in a day
NIGHT_BEGINS, NIGHT_ENDS = 22, 6  # hours, by the clock of the authority
SURNAME, COLLEAGUE, MANY, OFTEN, NIGHT, NO_LINK = (
    *("surname", "colleague", "many", "often"),
    *("night", "no_link"),
)
PATTERNS = {
    SURNAME: "Has the same surname as the child or a carer",
    COLLEAGUE: "A carer of the child works here",
    MANY: f"{MANY_IN_AN_HOUR} records or more within an hour",
    OFTEN: f"{MANY_OF_ONE} pages or more of one record in a day",
    NIGHT: f"Looked between {NIGHT_BEGINS}:00 and {NIGHT_ENDS}:00",
    NO_LINK: "Has no link to the child: looked by role alone",
}
NAMESPACE = uuid.UUID("4f4c4b53-0000-5000-8000-000000000000")

FOUND = """
with looked as materialized (
    select actor::uuid as looker, subject_id::uuid as child, happened_at as at,
        happened_at at time zone 'Europe/London' as local,
        coalesce(jsonb_array_length(facts -> 'because'), 0) as links
    from audit_event
    where action = 'people.looked' and happened_at >= %(since)s and happened_at <= %(until)s
        and actor = any(%(lookers)s)
),
surnames as (
    select * from unnest(%(with_surname)s::uuid[], %(surnames)s::text[]) as named(looker, word)
),
counted as materialized (
    select looker, child, min(at) as first from looked group by looker, child
),
namesakes as (
    select distinct counted.looker, counted.child
    from counted
    join surnames using (looker)
    join people_child record on record.id = counted.child
    where exists (
        select from people_nameuse used
        where used.child_id = counted.child and used.word_id = surnames.word and (
            lower(record.last_name || ' ' || record.known_last_name) like '%%' || word || '%%'
            or lower(record.first_names || ' ' || record.known_as) not like '%%' || word || '%%'
        )
    ) or exists (
        select from people_caring link join people_carer carer on carer.id = link.carer_id
        where link.child_id = counted.child and lower(carer.last_name) = surnames.word
    )
),
colleagues as (
    select distinct link.child_id as child, works.id as colleague
    from people_caring link
    join people_carer carer on carer.id = link.carer_id
    join people_user works on works.id::text = any(%(lookers)s) and (
        works.id = carer.user_id
        or lower(carer.email) = works.email
        or lower(carer.first_names || ' ' || carer.last_name) = lower(works.full_name)
    )
    where link.child_id in (select child from counted)
),
unusual as (
    select 'surname' as pattern, looked.* from looked join namesakes using (looker, child)
    union all
    select 'colleague', looked.* from looked
    where child in (select child from colleagues)
    union all
    select 'night', looked.* from looked
    where extract(hour from local) >= %(night)s or extract(hour from local) < %(morning)s
    union all
    select 'no_link', looked.* from looked where links = 0
    union all
    select 'often', looked.* from looked
    union all
    select 'many', looked.* from looked
),
open as (
    select * from unusual
    where not exists (
        select from people_lookreview seen
        where seen.looker_id = unusual.looker and seen.pattern = unusual.pattern
            and (seen.child_id is null or seen.child_id = unusual.child)
            and unusual.at between seen.since and seen.until
    )
)
select pattern, looker, child, 1 as records, count(*) as looks, min(at), max(at) from open
    where pattern in ('surname', 'colleague', 'no_link') group by pattern, looker, child
union all
select pattern, looker, child, 1, count(*), min(at), max(at) from open
    where pattern = 'often' group by pattern, looker, child, local::date
    having count(*) >= %(often)s
union all
select pattern, looker, null, count(distinct child), count(*), min(at), max(at) from open
    where pattern = 'night' group by pattern, looker, (local - interval '12 hours')::date
union all
select pattern, looker, null, count(distinct child), count(*), min(at), max(at) from open
    where pattern = 'many' group by pattern, looker, date_trunc('hour', local)
    having count(distinct child) >= %(many)s
"""


@dataclass(frozen=True, slots=True)
class OddLook:
    """Some looks of one person for a manager to ask about.

    :ivar child: the id of the child's record, or None where it is about several
    :ivar records: how many records
    :ivar looks: how many pages
    """

    pattern: str
    looker: Any
    child: Any
    records: int
    looks: int
    first: datetime.datetime
    last: datetime.datetime

    @property
    def pk(self) -> uuid.UUID:
        """Return a key that is the same as long as no further look of the kind comes."""
        parts = (
            self.pattern,
            self.looker,
            self.child,
            self.first.timestamp(),
            self.last.timestamp(),
        )
        return uuid.uuid5(NAMESPACE, " ".join(str(each) for each in parts))

    @property
    def why(self) -> str:
        """Return why it is listed, in words."""
        return PATTERNS[self.pattern]


@dataclass(frozen=True, slots=True)
class ShownLook:
    """An odd look with whose it is: `reference` is the child's, or empty."""

    look: OddLook
    who: User
    reference: str


def odd_looks(at: datetime.datetime, *, by: Any) -> list[OddLook]:
    """Return the looks of the last LOOKED_BACK that are out of the ordinary, the newest first.

    Those of families at their own records are none; nor are those that were reviewed; nor are
    `by`'s own, which somebody else reviews. Two queries.
    """
    staff = list(User.objects.exclude(role__in=FAMILY_ROLES).exclude(pk=by.pk))
    named = [(user.pk, words[-1]) for user in staff if (words := words_of(user.full_name))]
    with connection.cursor() as cursor:
        cursor.execute(
            FOUND,
            {
                "since": at - LOOKED_BACK,
                "until": at,
                "lookers": [str(user.pk) for user in staff],
                "with_surname": [pk for pk, _ in named],
                "surnames": [word for _, word in named],
                "night": NIGHT_BEGINS,
                "morning": NIGHT_ENDS,
                "many": MANY_IN_AN_HOUR,
                "often": MANY_OF_ONE,
            },
        )
        found = [OddLook(*row) for row in cursor.fetchall()]
    return sorted(found, key=lambda each: (each.last, str(each.pk)), reverse=True)


def shown(found: Iterable[OddLook]) -> list[ShownLook]:
    """Return odd looks with the names of those who looked, and references. Two queries."""
    rows = list(found)
    people = User.objects.in_bulk({each.looker for each in rows})
    wanted = {each.child for each in rows if each.child}
    references = dict(Child.all_records.filter(pk__in=wanted).values_list("pk", "reference"))
    return [ShownLook(each, people[each.looker], references.get(each.child, "")) for each in rows]
