"""Finding and opening children's records at 4,500, 45,000 and 720,000 invented children.

    ./wayforward bench people [--sizes 4500,45000,720000] [--rounds 30]

For each size it invents an area, then prints for the search box, a school's pupil list, a
caseworker's list and a record: the time in SQL and of the whole page (p50 and p95, milliseconds),
the floor (the same children's rows by bare psycopg), the ratio of SQL to that floor, and queries a
page; then the growth from the smallest size to the largest.
"""

import argparse
import functools
import os
import re
import time
from typing import Any

from wayforward.config import measuring

REACH_PAGE = {45_000: 150}  # milliseconds, p95
REACH_GROWTH = 2  # times, of the page's median, from 45,000 to 720,000


def main(arguments: list[str]) -> int:
    """Build each size, measure, print; return 1 if a figure is over its reach."""
    parser = argparse.ArgumentParser(prog="./wayforward bench people")
    parser.add_argument("--sizes", default="4500,45000,720000")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args(arguments)
    sizes = [int(text) for text in options.sizes.split(",")]

    import django

    os.environ["DEMO"] = "true"
    os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_local_offer", verbosity=0)
    figures: dict[int, Any] = {}
    late: list[str] = []
    for size in sizes:
        began = time.perf_counter()
        fill(size)
        print(f"\n{size:,} children (invented in {time.perf_counter() - began:.0f} s)", flush=True)
        figures[size] = measure(options.rounds)
        measuring.show("page", figures[size])
        late += [
            f"OVER: {size:,} {name}: page p95 {measuring.p95(each['page']):.1f} > "
            f"{REACH_PAGE[size]} ms"
            for name, each in figures[size].items()
            if size in REACH_PAGE and measuring.p95(each["page"]) > REACH_PAGE[size]
        ]
    if len(sizes) > 1:
        measuring.show_growth("children", sizes, figures)
    if {45_000, 720_000} <= set(sizes):
        for name, (_, whole) in measuring.growth(figures[45_000], figures[720_000]).items():
            if whole > REACH_GROWTH:
                late.append(f"OVER: {name}: page grew {whole:.1f} times > {REACH_GROWTH}")
    print("\n".join(late) if late else "Every figure is within its reach.")
    return 1 if late else 0


def fill(size: int) -> None:
    """Invent an area of `size` children in place of the one before."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection

    tables = ", ".join(
        f'"{model._meta.db_table}"'
        for model in apps.get_models()
        if model._meta.app_label in {"people", "audit"} and model._meta.managed
    )
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {tables} cascade")
    call_command("make_area", children=size, seed=7)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def measure(rounds: int) -> dict[str, Any]:
    """Return each page's figures, asked for by whoever uses it most."""
    from django.db import connection
    from django.test import Client

    from wayforward.demo.actions import DOMAIN
    from wayforward.people.models import Child, User

    def signed_in(code: str) -> Client:
        client = Client(headers={"host": "localhost"})
        client.force_login(User.objects.get(email=f"{code}@{DOMAIN}"))
        return client

    head, senco, caseworker = map(signed_in, ("head-of-service", "senco", "caseworker"))
    somebody = Child.objects.order_by("pk")[Child.objects.count() // 2]
    mine = Child.objects.filter(allocations__user__email=f"caseworker@{DOMAIN}").first()
    assert mine is not None
    slip = somebody.last_name[:2] + somebody.last_name[3:4] + somebody.last_name[2:3]
    pages = {
        "search: name": (head, f"/children?q={somebody.first_names} {somebody.last_name}"),
        "search: common": (head, "/children?q=khan"),
        "search: slip": (head, f"/children?q={slip}{somebody.last_name[4:]}"),
        "search: reference": (head, f"/children?q={somebody.reference}"),
        "search, own cases": (caseworker, f"/children?q={mine.last_name}"),
        "a school's pupils": (senco, "/children?by=pupil"),
        "a caseload": (caseworker, "/children?by=caseload"),
        "home": (caseworker, "/home"),
        "a record": (caseworker, f"/children/{mine.pk}"),
        "its people": (caseworker, f"/children/{mine.pk}/people"),
        "its history": (caseworker, f"/children/{mine.pk}/history"),
        "who has looked": (head, f"/children/{mine.pk}/looks"),
    }

    def ask(client: Client, path: str) -> Any:
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return response

    return {
        name: measuring.measured(
            functools.partial(ask, client, path),
            functools.partial(floor_of, connection),
            rounds=rounds,
        )
        for name, (client, path) in pages.items()
    }


def floor_of(connection: Any, response: Any) -> float:
    """Return the seconds that bare psycopg takes to fetch the children on the page by their keys."""
    ids = sorted(set(re.findall(rb"/children/([0-9a-f-]{36})", response.content)))
    bare = connection.connection
    began = time.perf_counter()
    with bare.cursor() as cursor:
        cursor.execute(
            "select * from people_child where id = any(%s::uuid[])",
            [[each.decode() for each in ids]],
        )
        cursor.fetchall()
    return time.perf_counter() - began
