"""Builds what search reads (SearchEntry, KnownWord, GuidancePage.words) from the directory.

All in SQL, so that half a million services take a minute or two. Run it after any change to a
service; it can be run again at any time.
"""

from collections.abc import Iterable

from django.db import connection, transaction

# The directory's text as web.text.folded() makes what people type.
FOLDED = (
    "lower(regexp_replace(normalize({0}, NFKD), '[\u0300-\u036f''\u2018\u2019`\u00b4]', '', 'g'))"
)


def _vector(text: str, weight: str) -> str:
    return f"setweight(to_tsvector('english', {FOLDED.format(text)}), '{weight}')"


ENTRIES = f"""
insert into local_offer_searchentry (
    service_id, location_id, is_first, title, names, words, facets, age_min, age_max,
    easting, northing, last_checked_on
)
select service.id, at_location.location_id,
    row_number() over (
        partition by service.id
        order by location.easting is null, at_location.location_id
    ) = 1,
    service.name,
    text.names,
    text.names || text.rest,
    facets.codes,
    service.age_min, service.age_max,
    location.easting, location.northing,
    service.last_checked_on
from local_offer_service service
join local_offer_organisation organisation on organisation.id = service.organisation_id
left join local_offer_serviceatlocation at_location on at_location.service_id = service.id
left join local_offer_location location on location.id = at_location.location_id
cross join lateral (
    select
        coalesce(string_agg(term.name, ' . ') filter (
            where term.taxonomy_id in ('topic', 'primary_need')), '') as names,
        coalesce(array_agg(distinct term.taxonomy_id || ':' || term.code) filter (
            where term.taxonomy_id not in ('schedule2', 'cost')), '{{}}') as codes
    from local_offer_service_terms tagged
    join local_offer_taxonomyterm term on term.id = tagged.taxonomyterm_id
    where tagged.service_id = service.id
) terms
cross join lateral (
    select coalesce(string_agg(concat_ws(' ', place.name, place.address, place.place), ' . '), '')
        as names
    from local_offer_serviceatlocation here
    join local_offer_location place on place.id = here.location_id
    where here.service_id = service.id
) places
cross join lateral (
    select {_vector("service.name", "A")}
        || {_vector("array_to_string(service.keywords, ' . ')", "A")}
        || {_vector("organisation.name", "B")} as names,
        {_vector("service.description", "C")}
        || {_vector("concat_ws(' . ', terms.names, places.names, service.referral)", "D")} as rest
    offset 0  -- worked out once, though used twice
) text
cross join lateral (
    select terms.codes
        || case service.plan_needed when true then array['plan:yes'] when false then array['plan:no']
            else '{{}}' end
        || array(select 'cost:' || cost.option from local_offer_costoption cost
            where cost.service_id = service.id)
        || case when exists(select from local_offer_serviceatlocation here
                where here.service_id = service.id)
            or exists(select from local_offer_servicearea area where area.service_id = service.id)
            then array['known:place'] else '{{}}' end
        || case when service.url <> ''
            or exists(select from local_offer_phone phone where phone.service_id = service.id)
            or exists(select from local_offer_contact reach where reach.service_id = service.id)
            then array['known:contact'] else '{{}}' end as codes
) facets
"""

KNOW = """
insert into local_offer_knownword (word, stem, trigrams, uses)
select word, coalesce((ts_lexize('english_stem', word))[1], word),
    array(select distinct substr('  ' || word || ' ', start, 3)
        from generate_series(1, length(word) + 1) start),
    nentry
"""
WORDS = f"""{KNOW} from ts_stat($sources$
    select to_tsvector('simple', {FOLDED.format("name || ' ' || description || ' ' || array_to_string(keywords, ' ')")}) from local_offer_service
    union all
    select to_tsvector('simple', {FOLDED.format("title || ' ' || summary || ' ' || array_to_string(keywords, ' ')")}) from local_offer_guidancepage
    union all
    select to_tsvector('simple', {FOLDED.format("array_to_string(typed, ' ') || ' ' || array_to_string(means, ' ')")}) from local_offer_synonym
    union all
    select to_tsvector('simple', {FOLDED.format("term || ' ' || expansion || ' ' || array_to_string(also, ' ')")}) from local_offer_glossaryterm
    union all
    select to_tsvector('simple', {FOLDED.format("name")}) from establishments_place
    union all
    select to_tsvector('simple', {FOLDED.format("name")}) from establishments_establishment where origin <> 'gias'
$sources$) where word ~ '^[[:alpha:]]+$' and length(word) between 2 and 60
"""

GUIDANCE = f"""
update local_offer_guidancepage set words =
    {_vector("title", "A")} || {_vector("array_to_string(keywords, ' . ')", "A")}
    || {_vector("summary", "B")} || {_vector("body #>> '{}'", "D")}
"""


@transaction.atomic
def rebuild() -> None:
    """Build everything again, in one transaction: a search meanwhile sees the old or the new."""
    with connection.cursor() as cursor:
        for table in ("local_offer_searchentry", "local_offer_knownword"):
            cursor.execute(f"delete from {table}")
        cursor.execute(ENTRIES)
        cursor.execute(WORDS)
        cursor.execute(GUIDANCE)


def know_words(texts: Iterable[str]) -> None:
    """Let the mending of slips know the words of `texts`, which are folded already."""
    words = sorted({word for text in texts for word in text.split() if word.isalpha()})
    with connection.cursor() as cursor:
        cursor.execute(
            f"{KNOW} from unnest(%s::text[]) word cross join (select 1 as nentry) once"
            " where length(word) between 2 and 60 on conflict do nothing",
            [words],
        )
