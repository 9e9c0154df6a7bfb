"""The stages of every process, in one table each, and what each change needs, starts and ends."""

from wayforward.statute.errors import StageNotAllowed
from wayforward.statute.stages import disagreements, life_of_a_plan, to_a_plan
from wayforward.statute.stages.base import Allowed, Change, Process

PROCESSES: dict[str, Process] = {
    process.name: process
    for process in (
        *to_a_plan.PROCESSES,
        *life_of_a_plan.PROCESSES,
        *disagreements.PROCESSES,
    )
}


def process_named(name: str) -> Process:
    """Return a process by its name.

    :raises StageNotAllowed: if there is none
    """
    found = PROCESSES.get(name)
    if found is None:
        raise StageNotAllowed(f"There is no process {name!r}; use {', '.join(PROCESSES)}.")
    return found


def check_stage_change(process: str, now: str, to: str) -> Change:
    """Return what a change of stage needs, starts and ends.

    :raises StageNotAllowed: if the process cannot go from the one stage to the other
    """
    return process_named(process).check(now, to)


__all__ = ["PROCESSES", "Allowed", "Change", "Process", "check_stage_change", "process_named"]
