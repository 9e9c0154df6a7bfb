"""What `./wayforward WORD` does once the packages are installed. See bootstrap.py for the words."""

import os
import secrets
import sys
from collections.abc import Callable

from wayforward.arrangements.loading import bundled_profiles
from wayforward.arrangements.reading import ProfileRefused
from wayforward.config import assets, checks, serving, testing
from wayforward.config.embedded_postgres import Addresses, DatabaseUnavailable, database_in_use
from wayforward.config.environment import ROOT

OWNERS_COMMANDS = {
    "migrate",
    "makemigrations",
    "flush",
    "sqlmigrate",
    "squashmigrations",
    "dispose_of_records",
}


def use(addresses: Addresses, *, as_owner: bool = False) -> None:
    """Set the environment that settings.py reads, for this process and those it starts."""
    os.environ["DATABASE_URL"] = addresses.application
    os.environ["DATABASE_OWNER_URL"] = addresses.owner
    os.environ["AS_OWNER"] = str(as_owner).lower()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayforward.config.settings")
    os.environ.setdefault("SECRET_KEY", this_clones_secret())


def this_clones_secret() -> str:
    """Return the signing key of this clone, made at its first start and kept in var/."""
    path = ROOT / "var" / "secret-key"
    path.parent.mkdir(exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def manage(arguments: list[str]) -> int:
    """Run one management command against the database, starting it for the time it takes."""
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- reads settings

    assets.GATHERED.mkdir(parents=True, exist_ok=True)
    assets.COMPILED.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("HTTPS", "false")
    os.environ.setdefault("DATABASE_POOLED", "false")
    with database_in_use() as addresses:
        use(addresses, as_owner=bool(arguments) and arguments[0] in OWNERS_COMMANDS)
        execute_from_command_line(["./wayforward manage", *arguments])
    return 0


def run(arguments: list[str]) -> int:
    """Serve the site until Ctrl-C or SIGTERM."""
    options = serving.parse(arguments)
    serving.refuse_a_port_in_use(options)
    os.environ.setdefault("HTTPS", "false")
    with serving.stops_on_signals():
        assets.ensure()
        with database_in_use() as addresses:
            use(addresses)
            return serving.serve(options, addresses.server)
    return 0  # stopped by a signal


def test(arguments: list[str]) -> int:
    """Run every test; `--system-postgres` runs them on Debian's PostgreSQL."""
    system = "--system-postgres" in arguments
    arguments = [argument for argument in arguments if argument != "--system-postgres"]
    browser = testing.ensure_browser()
    assets.ensure()
    with database_in_use(system=system) as addresses:
        use(addresses, as_owner=True)
        return testing.run(arguments, browser=browser, measure_coverage=not system)


def law(arguments: list[str]) -> int:
    """Run the tests of the law: no database, no browser."""
    return testing.run_law(arguments)


def journeys(arguments: list[str]) -> int:
    """Run the browser journeys alone."""
    return test(["tests/journeys", "--no-coverage-gate", *arguments])


def bench(arguments: list[str]) -> int:
    """Run one benchmark by name; without a name, list them."""
    from wayforward.config import benching  # noqa: PLC0415 -- reads settings

    assets.ensure()
    os.environ.setdefault("HTTPS", "false")
    with database_in_use() as addresses:
        use(addresses, as_owner=True)
        return benching.run(arguments)


def check(arguments: list[str]) -> int:
    """Run every check that needs no test: format, lint, types, contracts, migrations, secrets."""
    assets.ensure()
    with database_in_use() as addresses:
        use(addresses)
        return checks.run(arguments)


def fix(arguments: list[str]) -> int:
    """Format the code and mend what can be mended."""
    return checks.fix()


def docs(arguments: list[str]) -> int:
    """Write the generated reference pages again."""
    with database_in_use() as addresses:
        use(addresses)
        return checks.write_docs()


WORDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "law": law,
    "journeys": journeys,
    "check": check,
    "fix": fix,
    "bench": bench,
    "docs": docs,
    "manage": manage,
}


def about_the_profile(refusal: ProfileRefused) -> str:
    """Say what is wrong with the local arrangements, where, and what to do."""
    named = os.environ.get("ARRANGEMENTS")
    which = f"that ARRANGEMENTS names ({named})" if named else "of this site"
    return (
        f"{refusal}\n\nThe local arrangements {which} cannot be used; nothing was started. Mend each "
        "line above, or let ARRANGEMENTS name another folder or a bundled profile "
        f"({', '.join(bundled_profiles())})."
    )


def usage() -> str:
    """Return the list of words, one line each."""
    width = max(map(len, WORDS))
    meanings = ((word, (does.__doc__ or "").partition("\n")[0]) for word, does in WORDS.items())
    lines = [f"  {word:<{width}}  {meaning}" for word, meaning in meanings]
    return "\n".join(["Usage: ./wayforward WORD [options]", "", *lines])


def main(arguments: list[str]) -> int:
    """Do what the first argument says, and turn what stops it into one clear message."""
    if not arguments or arguments[0] in {"help", "--help", "-h"}:
        print(usage())
        return 0
    if arguments[0] not in WORDS:
        print(f"./wayforward has no word {arguments[0]!r}.\n\n{usage()}", file=sys.stderr)
        return 2
    try:
        return WORDS[arguments[0]](arguments[1:])
    except (
        assets.AssetsFailed,
        DatabaseUnavailable,
        serving.CannotServe,
        testing.BrowserMissing,
    ) as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except ProfileRefused as refusal:
        print(f"\n{about_the_profile(refusal)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
