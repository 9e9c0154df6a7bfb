"""The search of the Local Offer at 5,000, 50,000 and 500,000 made-up services.

    ./wayforward bench local-offer [--sizes 5000,50000,500000] [--rounds 40]

For each size and each of eight fixed searches it prints, in one run: the time in SQL and of the
whole page (p50 and p95, milliseconds), the floor (the same rows by bare psycopg), the ratio of
SQL to that floor, and queries a page; then the growth from the smallest size to the largest, and
whole pages a second over HTTP at 1 and 8 connections. Postcodes and places are real, services
are not.
"""

import argparse
import functools
import http.client
import os
import random
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

from wayforward.config import measuring

SEARCHES = {
    "word": "q=autism",
    "two words": "q=speech+therapy",
    "typo": "q=speach+therapy",
    "need+age": "need=semh&age=9",
    "within 5 miles": "postcode=MK9+3EJ&within=5",
    "all filters": "q=club&need=semh&need=ASD&age=9&category=clubs_and_activities"
    "&audience=young_people&cost=free&plan=no&postcode=MK9+3EJ&within=10&sort=nearest",
    "deep page": "q=support&page=50",
    "no result": "q=zzqqxy&need=HI&age=9",
}
REACH = {5_000: (25, 100), 50_000: (60, None), 500_000: (250, None)}  # ms: SQL p95, page p95
PORT = 8791
SECONDS_OF_LOAD = 8
WORDS = (
    "support help advice families children young people school autism speech therapy language "
    "club swimming football drama music play holiday sensory hearing deaf vision blind physical "
    "wheelchair group parents carers respite short breaks nursery early years college work "
    "training mental health anxiety wellbeing counselling diagnosis assessment clinic nurse "
    "travel transport bus money benefits grant equipment housing sleep feeding behaviour reading "
    "writing dyslexia learning disability communication signing inclusion mentoring sport art "
    "cooking garden riding trampolining cinema library museum relaxed quiet weekend evening "
    "weekly monthly online phone home visit drop friendly trained volunteers free booking "
    "referral needed sessions workshops courses information guidance rights meeting review plan"
).split()


def main(arguments: list[str]) -> int:
    """Build each size, measure, print; return 1 if a figure is over its reach."""
    parser = argparse.ArgumentParser(prog="./wayforward bench local-offer")
    parser.add_argument("--sizes", default="5000,50000,500000")
    parser.add_argument("--rounds", type=int, default=40)
    options = parser.parse_args(arguments)
    sizes = [int(text) for text in options.sizes.split(",")]

    import django

    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_local_offer", verbosity=0)
    figures: dict[int, dict[str, Any]] = {}
    late: list[str] = []
    for size in sizes:
        began = time.perf_counter()
        fill(size)
        print(f"\n{size:,} services (made in {time.perf_counter() - began:.0f} s)", flush=True)
        figures[size] = measure(options.rounds)
        measuring.show("search", figures[size])
        late += over_reach(size, figures[size])
        for connections in (1, 8):
            rate = load_over_http(connections)
            print(f"  whole pages a second over HTTP, {connections} connections: {rate:.0f}")
    if len(sizes) > 1:
        measuring.show_growth("services", sizes, figures)
    print("\n".join(late) if late else "Every figure is within its reach.")
    return 1 if late else 0


# -- making the services ------------------------------------------------------------------------


def fill(size: int) -> None:
    """Bring the directory to `size` services by COPY, then build the search index."""
    from django.db import connection

    from wayforward.local_offer.models import Service, TaxonomyTerm
    from wayforward.local_offer.search.index import rebuild

    dice = random.Random(size)
    have = Service.objects.count()
    terms: dict[str, list[tuple[str, str]]] = {}
    for term in TaxonomyTerm.objects.all():
        terms.setdefault(term.taxonomy_id, []).append((term.code, str(term.id)))
    weights = [1 / (rank + 3) for rank in range(len(WORDS))]
    with connection.cursor() as cursor:
        cursor.execute("select id from local_offer_organisation")
        organisations = [row[0] for row in cursor.fetchall()]
        cursor.execute("select code, easting, northing from establishments_postcode")
        postcodes = cursor.fetchall()
        cursor.execute("select name from establishments_place")
        places = [row[0] for row in cursor.fetchall()]
        for start in range(have, size, 10_000):
            made = [
                made_up(dice, number, organisations, postcodes, places, terms, weights)
                for number in range(start, min(size, start + 10_000))
            ]
            for table, columns in COLUMNS.items():
                into = f"copy {table} ({', '.join(columns)}) from stdin"
                with cursor.copy(into) as copy:
                    for service in made:
                        for row in service[table]:
                            copy.write_row(row)
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


COLUMNS = {
    "local_offer_service": (
        "id", "organisation_id", "name", "kind", "description", "url", "age_min", "age_max",
        "plan_needed", "referral", "keywords", "notes", "facts_as_of", "source",
        "last_checked_on", "last_checked_by", "next_check_due_on", "added_on",
    ),
    "local_offer_location": (
        "id", "name", "address", "place", "postcode", "easting", "northing",
        "position_is_approximate",
    ),
    "local_offer_serviceatlocation": ("id", "service_id", "location_id"),
    "local_offer_service_terms": ("service_id", "taxonomyterm_id"),
    "local_offer_costoption": ("id", "service_id", "option", "description"),
    "local_offer_phone": ("id", "service_id", "number", "description"),
}  # fmt: skip


def made_up(
    dice: random.Random,
    number: int,
    organisations: list[Any],
    postcodes: list[Any],
    places: list[str],
    terms: dict[str, list[tuple[str, str]]],
    weights: list[float],
) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of one made-up service, by table."""
    pk = uuid.UUID(int=dice.getrandbits(128), version=4)
    words = dice.choices(WORDS, weights, k=60)
    place = dice.choice(places)
    youngest = dice.choice([None, 0, 0, 2, 4, 5, 7, 11, 14, 16, 18])
    oldest = None if youngest is None else min(25, youngest + dice.choice([4, 7, 12, 25]))
    checked = f"2026-{dice.randint(1, 11):02}-{dice.randint(1, 28):02}"
    rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in COLUMNS}
    rows["local_offer_service"].append(
        (
            pk, dice.choice(organisations), f"{place} {words[0]} {words[1]} {number}".title(),
            "service", " ".join(words[:60]).capitalize() + ".", "", youngest, oldest,
            dice.choice([None, None, True, False, False]), "", [words[2], words[3]], "", "",
            "made up for a benchmark", checked, "made up", "2027-03-01", checked,
        )
    )  # fmt: skip
    if dice.random() < 0.7:
        code, easting, northing = dice.choice(postcodes)
        where = uuid.UUID(int=dice.getrandbits(128), version=4)
        rows["local_offer_location"].append(
            (
                where,
                "",
                f"{dice.randint(1, 200)} High Street",
                place,
                code,
                easting,
                northing,
                False,
            )
        )
        at = uuid.UUID(int=dice.getrandbits(128), version=4)
        rows["local_offer_serviceatlocation"].append((at, pk, where))
    picks = {"topic": 2, "need": 1, "primary_need": 1, "audience": 2, "quicklink": 1, "stage": 1}
    for taxonomy, most in picks.items():
        for _, term in dice.sample(terms[taxonomy], most):
            rows["local_offer_service_terms"].append((pk, term))
    if dice.random() < 0.6:
        cost = uuid.UUID(int=dice.getrandbits(128), version=4)
        option = dice.choices(["free", "charged", "varies"], [6, 3, 1])[0]
        rows["local_offer_costoption"].append((cost, pk, option, ""))
    phone = uuid.UUID(int=dice.getrandbits(128), version=4)
    rows["local_offer_phone"].append((phone, pk, f"01632 {number % 1_000_000:06}", ""))
    return rows


# -- measuring ----------------------------------------------------------------------------------


def measure(rounds: int) -> dict[str, Any]:
    """Return, by search, milliseconds in SQL, of the page and of the floor, and queries a page."""
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "localhost"})

    def ask(query: str) -> Any:
        response = client.get(f"/local-offer/search?{query}")
        assert response.status_code == 200, response.status_code
        return response

    return {
        name: measuring.measured(
            functools.partial(ask, query),
            functools.partial(floor_of, connection),
            rounds=rounds,
        )
        for name, query in SEARCHES.items()
    }


def floor_of(connection: Any, response: Any) -> float:
    """Return the seconds that bare psycopg takes to fetch the rows on the page by their keys."""
    import re

    ids = re.findall(rb'data-service-id="([0-9a-f-]{36})"', response.content)
    bare = connection.connection
    began = time.perf_counter()
    with bare.cursor() as cursor:
        cursor.execute(
            "select * from local_offer_service where id = any(%s::uuid[])",
            [[each.decode() for each in ids]],
        )
        cursor.fetchall()
    return time.perf_counter() - began


def over_reach(size: int, figures: dict[str, Any]) -> list[str]:
    """Return a line for each figure that is over what it should reach at this size."""
    sql_most, page_most = REACH.get(size, (None, None))
    late = []
    for name, each in figures.items():
        if sql_most and measuring.p95(each["sql"]) > sql_most:
            late.append(
                f"OVER: {size:,} {name}: SQL p95 {measuring.p95(each['sql']):.1f} > {sql_most} ms"
            )
        if page_most and measuring.p95(each["page"]) > page_most:
            late.append(
                f"OVER: {size:,} {name}: page p95 {measuring.p95(each['page']):.1f} > {page_most} ms"
            )
    return late


def load_over_http(connections: int) -> float:
    """Return whole pages a second from gunicorn (2 processes of 4 threads) for some seconds."""
    command = [sys.executable, "-m", "gunicorn", "wayforward.config.wsgi:application"]
    command += ["--worker-class=gthread", "--workers=2", "--threads=4", "--log-level=error"]
    command += [f"--bind=127.0.0.1:{PORT}", "--no-control-socket"]
    root = Path(__file__).resolve().parents[1]
    server = subprocess.Popen(
        command, cwd=root, start_new_session=True, env=os.environ | {"DATABASE_POOLED": "true"}
    )
    done: list[int] = []
    try:
        wait_for_server()
        until = time.monotonic() + SECONDS_OF_LOAD
        began = time.monotonic()
        threads = [
            threading.Thread(target=ask_until, args=(until, done, seed))
            for seed in range(connections)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(done) / (time.monotonic() - began)
    finally:
        server.terminate()
        server.wait(10)


def wait_for_server() -> None:
    """Wait until the server takes a connection, at most 20 seconds."""
    for _ in range(200):
        try:
            wire = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
            wire.request("GET", "/glossary")
            wire.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not start")


def ask_until(until: float, done: list[int], seed: int) -> None:
    """Ask for the eight searches in turn over one kept connection until the time is up."""
    wire = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    queries = list(SEARCHES.values())
    number = seed
    while time.monotonic() < until:
        wire.request("GET", f"/local-offer/search?{queries[number % len(queries)]}")
        answer = wire.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        number += 1
    done.append(number - seed)
