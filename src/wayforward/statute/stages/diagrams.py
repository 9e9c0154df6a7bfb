"""The stages drawn: a page of Mermaid diagrams, written from the tables and compared with them.

`python -m wayforward.statute stages` prints the page; `--check FILE` says whether a file is
still in step.
"""

import re
from collections.abc import Iterable, Iterator

from wayforward.statute.stages import PROCESSES, Change, Process

HEADING = (
    "# Stages\n\n"
    "Written by `python -m wayforward.statute stages`; change the tables in "
    "`src/wayforward/statute/stages/`, not this page.\n\n"
    "Each arrow is a change that is allowed. The tables say what it needs, which clocks it "
    "starts and which duties it ends, by rule id.\n"
)


def page() -> str:
    """Return the whole page, for `docs/reference/stages.md`."""
    return "\n".join([HEADING, *(_section(process) for process in PROCESSES.values())])


def out_of_step(text: str) -> list[str]:
    """Return the titles of the processes whose part of a page is not as it should be.

    An empty list means that the page is in step. A difference outside the parts is "the page".
    """
    if text == page():
        return []
    wrong = [process.title for process in PROCESSES.values() if _section(process) not in text]
    return wrong or ["the page"]


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower())


def mermaid(process: Process) -> str:
    """Return one process as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {_key(stage.value)}: {stage.value}" for stage in process.stages]
    lines += [f"    [*] --> {_key(stage.value)}" for stage in process.openings]
    for stage, changes in process.allowed.items():
        lines += [f"    {_key(stage.value)} --> {_key(to.value)}" for to in changes]
        if not changes:
            lines.append(f"    {_key(stage.value)} --> [*]")
    return "\n".join(lines)


def _section(process: Process) -> str:
    rows = "\n".join(_rows(process))
    return (
        f"## {process.title}\n\n```mermaid\n{mermaid(process)}\n```\n\n"
        f"| From | To | Needs | Starts | Ends |\n| --- | --- | --- | --- | --- |\n{rows}\n"
    )


def _rows(process: Process) -> Iterator[str]:
    for stage, change in process.openings.items():
        yield _row("(the start)", stage.value, change)
    for stage, changes in process.allowed.items():
        for to, change in changes.items():
            yield _row(stage.value, to.value, change)


def _row(stage: str, to: str, change: Change) -> str:
    needs, starts, ends = "; ".join(change.needs), _ids(change.starts), _ids(change.ends)
    return f"| {stage} | {to} | {needs} | {starts} | {ends} |"


def _ids(rules: Iterable[str]) -> str:
    return ", ".join(f"`{rule}`" for rule in rules)
