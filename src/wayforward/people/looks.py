"""Who has looked at what, in words, from the audit."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from wayforward.access.relationships import relationships
from wayforward.audit.models import Event
from wayforward.people.models import User
from wayforward.people.roles import ROLES

# What each action is called. An action that is not here is told by its own name.
ACTIONS = {
    "people.looked": "looked",
    "people.exported_child": "took away a list with the child in it",
    "people.printed_child": "made a list with the child in it to print",
    "people.added_child": "made the record",
    "people.edited_child": "changed facts",
    "people.recorded_address": "recorded an address",
    "people.recorded_needs": "recorded needs",
    "people.recorded_diagnosis": "recorded a diagnosis",
    "people.removed_diagnosis": "removed a diagnosis",
    "people.wrote_profile": "wrote the one-page profile",
    "people.added_own_words": "kept something in the child’s own words",
    "people.took_back_own_words": "took back something in the child’s own words",
    "people.released_own_words": "let a file be shown that no scanner looked at",
    "people.set_photo": "put a photo on the one-page profile",
    "people.removed_photo": "removed the photo",
    "people.started_schooling": "recorded a setting",
    "people.ended_schooling": "recorded the last day at a setting",
    "people.recorded_attendance": "recorded attendance",
    "people.added_carer": "added a carer",
    "people.edited_carer": "changed a carer",
    "people.ended_caring": "ended a carer’s part",
    "people.recorded_agreement": "recorded what the young person agrees to",
    "people.recorded_year": "recorded the year group",
    "imports.removed_child": "removed the record, undoing an import",
    "imports.undid_row": "put back what an import had changed",
    "people.allocated": "put the record on a caseload",
    "people.ended_allocation": "took the record off a caseload",
    "people.passed_on_child": "passed the child on to another worker",
    "people.passed_on_task": "passed on what was asked",
    "people.added_contact_to_child": "added a contact",
    "people.ended_contact": "ended a contact’s part",
    "people.invited_carer": "invited a carer to sign in",
    "people.invited_young_person": "invited the young person to sign in",
    "people.started_team_work": "began a team’s work",
    "people.asked": "asked something of somebody",
    "people.finished_task": "did what was asked",
    "people.restricted": "restricted the record",
    "people.lifted_restriction": "lifted the restriction",
    "people.named_person": "named somebody who may see it",
    "people.opened_in_emergency": "opened the record in an emergency",
    "people.reviewed_emergency": "reviewed an emergency",
    "people.merged": "merged another record of the child into this one",
    "people.merged_into_another": "merged the record into another one of the child",
    "people.unmerged": "took a merge of two records apart",
    "people.said_not_same": "said that another record is of another child",
    "people.reviewed_looks": "reviewed looks at the record",
    "records.logged_request": "logged a request for the record",
    "records.laid_out": "laid the record out for a request",
    "records.made_time_longer": "made the time to answer a request longer",
    "records.took_longer_letter": "took away the letter that a request takes longer",
    "records.decided_passage": "decided about a passage for a request",
    "records.sent_answer": "sent the answer to a request",
    "records.took_answer": "took away the answer to a request",
    "records.made_inspection_file": "made the whole file for an inspector",
    "records.took_inspection_file": "took away the whole file for an inspector",
    "records.placed_hold": "held the record",
    "records.lifted_hold": "lifted the hold on the record",
    "records.proposed_disposal": "proposed that something of the record goes",
    "records.approved_disposal": "approved that something of the record goes",
    "records.kept_longer": "decided to keep something of the record longer",
    "records.disposed": "removed something of the record, as approved",
}
PAGES = {
    "people:child": "the overview",
    "people:child-people": "the people",
    "people:own-words": "the child’s own words",
    "people:own-words-file": "a picture or recording in the child’s own words",
    "people:photo": "the photo",
    "people:child-history": "the history",
    "people:child-looks": "who has looked",
    "people:compare": "the record beside another one",
    "people:not-same": "the record beside another one",
    "people:find-carer": "the carers, for another child of theirs",
    "imports:import": "what an import would change",
    "imports:decide-row": "whether a row of an import is about the child",
    "people:child-file": "the whole file, to take away",
    "records:request-list": "the list of requests for records",
    "records:request": "a request for the record, with its passages",
    "records:make-longer": "a request for the record that takes longer",
    "records:decide-passage": "a passage of the record, for a request",
    "records:passage-file": "a file of the record, for a request",
    "records:inspection-list": "the list of files for inspectors",
    "records:inspection": "a file for an inspector",
    "records:due-list": "what has reached the end of its time",
    "records:hold-list": "the holds on records",
    "records:lift-hold": "the hold on the record",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that somebody did with a record."""

    at: datetime.datetime
    who: str
    role: str
    what: str
    because: str


def looks_at(events: Iterable[Event]) -> list[Look]:
    """Return events in words. One query."""
    rows = list(events)
    people = {str(user.pk): user for user in User.objects.filter(pk__in=_actors(rows))}
    words = {kind.code: kind.words for kind in relationships()}
    found = []
    for event in rows:
        user = people.get(event.actor)
        what = ACTIONS.get(event.action, event.action)
        if event.action == "people.looked":
            page = str(event.facts.get("page", ""))
            what = f"looked at {PAGES.get(page, 'a question about the record')}"
        reasons = [words.get(code, code) for code in event.facts.get("because", ())]
        found.append(
            Look(
                at=event.happened_at,
                who=user.full_name if user else "The system",
                role=ROLES[user.role].name if user else "",
                what=what,
                because="; ".join(reasons) or ("by role" if user else ""),
            )
        )
    return found


def _actors(events: Iterable[Event]) -> set[str]:
    return {event.actor for event in events if event.actor}
