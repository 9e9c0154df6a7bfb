"""The dates that follow as a calendar file (RFC 5545): whole days, and nobody's name."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from wayforward.law.calculator import Answer, Step
from wayforward.law.listing import sentence

# Fixed, so that the same day asked again replaces its events and does not double them.
NAMESPACE = uuid.UUID("6c0c6f0e-6f0a-4c5c-9d8b-0d1f8f3a7a52")
NOT_ADVICE = "This is not legal advice. Check a date that matters with somebody who knows the law."


def calendar_file(answer: Answer, *, at: datetime, page_of: Callable[[str], str]) -> bytes:
    """Return the file of an answer.

    :param at: the moment at which it is made
    :param page_of: from a rule's id to the whole address of its page
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Wayforward//Dates of the law//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "EHC dates")
    for step in answer.steps:
        calendar.add_component(event_of(answer, step, at=at, page=page_of(step.due.rule.id)))
    return bytes(calendar.to_ical())


def event_of(answer: Answer, step: Step, *, at: datetime, page: str) -> Event:
    """Return one date as an event of a whole day that leaves the person free."""
    due = step.due
    event = Event()
    event.add("uid", str(uuid.uuid5(NAMESPACE, f"{answer.code}|{answer.day}|{due.rule.id}")))
    event.add("dtstamp", at)
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + timedelta(days=1))
    event.add("summary", f"{step.title}, by 5pm" if due.rule.by_five else step.title)
    event.add("description", description_of(step))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def description_of(step: Step) -> str:
    """Return the reason, the source and how well it is known, a line each."""
    due = step.due
    source = f"{due.citation} {due.rule.citation.url}".strip()
    safe = [f"To be safe, act by {step.safe_on:%d %B %Y}."] if step.safe_on else []
    law = [f"By law the last day is {step.by_law.due_on:%d %B %Y}."] if step.by_law else []
    return "\n".join(
        [
            due.explanation,
            *law,
            *safe,
            *filter(None, [step.then, step.longer]),
            f"Source: {source}",
            f"{sentence(due.grade.words)}.",
            NOT_ADVICE,
        ]
    )
