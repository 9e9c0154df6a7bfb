"""Stages: one table for each process, its diagram, and the duties that its changes start."""

import re
from pathlib import Path

import pytest

from wayforward.statute.errors import StageNotAllowed
from wayforward.statute.rule import Kind
from wayforward.statute.rule_sets import CURRENT
from wayforward.statute.stages import PROCESSES, check_stage_change, process_named
from wayforward.statute.stages.diagrams import mermaid, out_of_step, page
from wayforward.statute.stages.to_a_plan import NOTICE_PACK, POWER

ROOT = Path(__file__).resolve().parents[2]
STAGES_PAGE = ROOT / "docs" / "reference" / "stages.md"
EVERY = pytest.mark.parametrize("process", PROCESSES.values(), ids=list(PROCESSES))


def changes(process):
    yield from process.openings.values()
    for following in process.allowed.values():
        yield from following.values()


def test_every_process_of_the_work_is_there():
    assert list(PROCESSES) == [
        "request",
        "assessment",
        "advice",
        "plan",
        "consultation",
        "review",
        "amendment",
        "phase-transfer",
        "reassessment",
        "move",
        "ceasing",
        "mediation",
        "appeal",
        "order",
    ]


@EVERY
def test_every_stage_is_a_key_of_allowed(process):
    assert list(process.allowed) == [s for s in process.allowed if s in process.stages]
    assert set(process.allowed) == set(process.stages)


@EVERY
def test_changes_lead_to_stages_of_the_same_process_and_never_to_themselves(process):
    for stage, following in process.allowed.items():
        assert set(following) <= set(process.stages)
        assert stage not in following


@EVERY
def test_every_stage_can_be_reached_and_some_are_the_last(process):
    reached, waiting = set(), [process.first]
    while waiting:
        stage = waiting.pop()
        if stage not in reached:
            reached.add(stage)
            waiting.extend(process.allowed[stage])
    assert reached == set(process.stages)
    assert any(not following for following in process.allowed.values())


@EVERY
def test_changes_start_and_end_rules_that_there_are(process):
    for change in changes(process):
        assert set(change.starts) <= set(CURRENT.rules)
        assert set(change.ends) <= set(CURRENT.rules)


def test_every_clock_of_casework_is_started_by_some_change():
    started = {rule for p in PROCESSES.values() for change in changes(p) for rule in change.starts}
    not_of_a_process = {
        "TERMLY_LIST",
        "S41_WITHDRAWN",
        "LO_COMMENTS",
        "SENCO_QUALIFICATION",
        "SEN_REPORT",
        "SUBJECT_ACCESS",
        "SUBJECT_ACCESS_LONGER",
        "COMPULSORY_SCHOOL_AGE_ENDS",
        "DIRECT_PAYMENT_FIRST_CHECK",
        "PLAN_25_COLLEGE",
        "PLAN_25_APPRENTICE",
        "PLAN_25_OTHER",
        "HE_COPY",
        "ASSESSED_RECENTLY",
        "ICB_CHANGE",
        "ICB_CANNOT",
        "REVIEW_UNDER_FIVE",
    }
    assert started | not_of_a_process == set(CURRENT.rules)
    assert not started & not_of_a_process


# What no change ends, and why.
ENDS_BY_ITSELF = {
    "PROVISION_START": "the day from which there is provision, as long as there is a plan",
    "ADMIT": "the day from which the child is admitted, as long as the plan names the school",
    "APPEAL_AGAIN": "a time to act that runs out",
}


def test_every_duty_that_a_change_starts_is_ended_by_some_change_or_ends_by_itself():
    every = [change for process in PROCESSES.values() for change in changes(process)]
    started = {rule for change in every for rule in change.starts}
    ended = {rule for change in every for rule in change.ends}
    assert started - ended == set(ENDS_BY_ITSELF)
    assert {CURRENT.rules[rule].kind for rule in ENDS_BY_ITSELF} == {Kind.DAY, Kind.WINDOW}


def test_nothing_is_ended_that_nothing_starts():
    every = [change for process in PROCESSES.values() for change in changes(process)]
    assert {rule for c in every for rule in c.ends} <= {rule for c in every for rule in c.starts}


# What may still run when a process has come to its end, and why.
OPEN_AT_THE_END = {
    # an agreed request goes on as an assessment and a plan
    "request": {
        "EHC_NO_PLAN",
        "DETAINED_NO_PLAN",
        "DRAFT_LATEST",
        "EHC_FINAL",
        "DETAINED_FINAL",
    },
    # an amendment goes on; the next review is due; a report may come after the decision
    "review": {"AMEND_NOTICE", "AMEND_LONGSTOP", "REVIEW_MEETING_LATEST", "REVIEW_REPORT"},
    # an order starts only what was ordered, and each kind has its own way
    "order": set(PROCESSES["order"].opens.starts),
}


@EVERY
def test_what_a_process_starts_and_ends_is_ended_on_every_way_through_it(process):
    ends_here = {rule for change in changes(process) for rule in change.ends}

    def still_open(stage, running, seen):
        following = process.allowed[stage]
        if not following:
            return running
        left = set()
        for to, change in following.items():
            if (stage, to) not in seen:
                after = (running - set(change.ends)) | (set(change.starts) - set(change.ends))
                left |= still_open(to, after & ends_here, seen | {(stage, to)})
        return left

    left = set()
    for stage, opening in process.openings.items():
        left |= still_open(stage, set(opening.starts) & ends_here, frozenset())
    assert left == OPEN_AT_THE_END.get(process.name, set())


def test_a_reassessment_may_start_without_a_request():
    openings = PROCESSES["reassessment"].openings
    assert [stage.value for stage in openings] == ["asked", "agreed"]
    assert list(openings.values())[1].starts == ("REASSESS_FINAL",)


def test_an_allowed_change_says_what_it_needs_starts_and_ends():
    change = check_stage_change("request", "considering", "refused")
    assert "both limbs of the legal test" in change.needs
    assert change.starts == ("MED_CONTACT", "APPEAL")
    assert "EHC_FINAL" in change.ends


@pytest.mark.parametrize(
    ("process", "now", "to", "message"),
    [
        ("request", "refused", "agreed", "A request that is refused cannot become agreed."),
        ("request", "received", "agreed", "A request that is received cannot become agreed."),
        ("plan", "drafting", "final", "A plan that is drafting cannot become final."),
        ("review", "due", "held", "A review that is due cannot become held."),
        (
            "ceasing",
            "proposed",
            "ceased",
            "The end of a plan that is proposed cannot become ceased.",
        ),
        ("request", "nowhere", "agreed", "A request has no stage 'nowhere'."),
        ("request", "received", "nowhere", "A request has no stage 'nowhere'."),
    ],
)
def test_a_change_that_is_not_allowed_is_refused(process, now, to, message):
    with pytest.raises(StageNotAllowed) as refused:
        check_stage_change(process, now, to)
    assert str(refused.value) == message


def test_an_unknown_process_is_refused():
    with pytest.raises(StageNotAllowed, match=r"^There is no process 'x'; use request, "):
        process_named("x")


def test_the_page_in_the_docs_is_in_step():
    assert out_of_step(STAGES_PAGE.read_text(encoding="utf-8")) == []


def test_a_page_that_is_out_of_step_says_where():
    text = page()
    assert out_of_step(text.replace("considering --> agreed", "", 1)) == ["A request"]
    assert out_of_step(text.replace("# Stages", "# Stage", 1)) == ["the page"]
    assert out_of_step("") == [process.title for process in PROCESSES.values()]


@EVERY
def test_the_name_of_a_stage_in_a_diagram_keeps_every_letter(process):
    for stage in process.stages:
        key = re.search(rf"^ +(\w+): {re.escape(stage.value)}$", mermaid(process), re.MULTILINE)[1]
        assert key == re.sub(r"\W+", "_", stage.value.lower())


def test_every_notice_but_a_refusal_to_assess_tells_of_the_power_to_recommend():
    without = {
        (process.name, stage.value, to.value)
        for process in PROCESSES.values()
        for stage, following in process.allowed.items()
        for to, change in following.items()
        if NOTICE_PACK in change.needs and POWER not in change.needs
    }
    assert without == {("request", "considering", "refused")}


def test_a_stage_is_named_by_all_of_its_words():
    assert "    done_as_we_told_the_tribunal: done as we told the Tribunal" in page()


def test_a_reassessment_may_leave_the_plan_as_it_is():
    for now in ("agreed", "draft served"):
        change = check_stage_change("reassessment", now, "not amended")
        assert "REASSESS_FINAL" in change.ends
        assert change.starts == ("MED_CONTACT", "APPEAL")


def test_a_diagram_draws_every_change():
    assert mermaid(PROCESSES["consultation"]).splitlines() == [
        "stateDiagram-v2",
        "    to_send: to send",
        "    sent: sent",
        "    the_school_agrees: the school agrees",
        "    the_school_objects: the school objects",
        "    no_reply: no reply",
        "    [*] --> to_send",
        "    to_send --> sent",
        "    sent --> the_school_agrees",
        "    sent --> the_school_objects",
        "    sent --> no_reply",
        "    no_reply --> the_school_agrees",
        "    no_reply --> the_school_objects",
        "    the_school_agrees --> [*]",
        "    the_school_objects --> [*]",
    ]


def test_the_page_tells_what_a_change_starts():
    assert (
        "| considering | refused | both limbs of the legal test; reasons that are about this "
        "child; the notice pack: appeal, time limits, mediation, advice and support | "
        "`MED_CONTACT`, `APPEAL` | `EHCNA_DECISION`, `EHCNA_NOT_NEEDED`, `DETAINED_DECISION`, `EHC_NO_PLAN`, "
        "`DETAINED_NO_PLAN`, `DRAFT_LATEST`, `EHC_FINAL`, `DETAINED_FINAL` |"
    ) in page()
