"""The answer about a case, as data and as a table for a terminal."""

from datetime import date

from wayforward.statute.case.clock import CaseAnswer
from wayforward.statute.case.duty import Duty


def answer_as_data(answer: CaseAnswer, on: date) -> dict[str, object]:
    """Return every duty and problem as plain values, with the status on a day."""
    return {
        "on": on.isoformat(),
        "duties": [_duty_as_data(duty, on) for duty in answer.duties],
        "problems": [
            {"kind": problem.kind.value, "cycle": problem.cycle, "words": problem.words}
            for problem in answer.problems
        ],
    }


def _duty_as_data(duty: Duty, on: date) -> dict[str, object]:
    status = duty.status(on)
    excuse = duty.excuse
    return {
        **duty.due.as_data(),
        "cycle": duty.cycle,
        "about": duty.about,
        "met_on": duty.met_on.isoformat() if duty.met_on else None,
        "ended_on": duty.ended_on.isoformat() if duty.ended_on else None,
        "status": status.state.value,
        "status_words": status.words,
        "days": status.days,
        "excuse": None
        if excuse is None
        else {
            "code": excuse.code,
            "words": excuse.words,
            "since": excuse.since.isoformat(),
            "until": excuse.until.isoformat() if excuse.until else None,
        },
    }


def answer_as_table(answer: CaseAnswer, on: date) -> str:
    """Return one line for each duty by its last day, then the problems."""
    if not (answer.duties or answer.problems):
        return f"Nothing is due by {on.isoformat()}, from these facts."
    lines = [f"{'Last day':<11} {'Act by':<11} {'Rule':<27} How it stands on {on.isoformat()}"]
    for duty in answer.duties:
        where = ", ".join(part for part in (duty.cycle, duty.about) if part)
        lines.append(
            f"{duty.due.due_on.isoformat():<11} {duty.due.act_by.isoformat():<11} "
            f"{duty.rule_id:<27} {duty.status(on).words}"
            + (f" [{where}]" if where else "")
            + ("" if duty.due.rule.is_verified else " [not verified]")
        )
    if answer.problems:
        lines += ["", "To look at:"]
        lines += [f"- {problem.kind.value}: {problem.words}" for problem in answer.problems]
    return "\n".join(lines)
