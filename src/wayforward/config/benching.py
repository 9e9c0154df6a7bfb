"""Runs one benchmark from benchmarks/ by name, on a database of its own."""

import importlib.util
import os
import sys
from types import ModuleType

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from wayforward.config.environment import ROOT

FOLDER = ROOT / "benchmarks"
DATABASE = "wayforward_bench"


def names() -> list[str]:
    """Return the names of the benchmarks: benchmarks/local_offer.py is "local-offer"."""
    return sorted(
        path.stem.replace("_", "-") for path in FOLDER.glob("*.py") if path.stem != "__init__"
    )


def load(name: str) -> ModuleType:
    """Return the module of one benchmark."""
    path = FOLDER / f"{name.replace('-', '_')}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def run(arguments: list[str]) -> int:
    """Run the benchmark named first, with the other arguments; list them if there is none."""
    if not arguments or arguments[0] not in names():
        print("Benchmarks: " + ", ".join(names()), file=sys.stderr)
        return 2
    module = load(arguments[0])
    if getattr(module, "NEEDS_DATABASE", True):
        make_database()
    return int(module.main(arguments[1:]) or 0)


def make_database() -> None:
    """Make an empty database for the benchmark and point the settings at it, as its owner."""
    owner = os.environ["DATABASE_OWNER_URL"]
    name = sql.Identifier(DATABASE)
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        server.execute(sql.SQL("create database {}").format(name))
    parts = conninfo_to_dict(owner) | {"dbname": DATABASE}
    address = make_conninfo(**parts)  # type: ignore[arg-type]
    os.environ |= {"DATABASE_URL": address, "DATABASE_OWNER_URL": address, "AS_OWNER": "false"}
