"""The case clock's rate: `./wayforward bench statute`.

Prints, for 20,000 and 700,000 made-up cases, the duties worked out a second, the seconds and
the peak memory; how the time grows; and what one case costs after one new fact. Making the
facts is not counted, and explanations are written only when asked for. Reach: 700,000 cases
within 120 s on one core, one case within 1 ms.

Only the standard library and the package are used. Every case is invented; the seed is fixed.
"""

import argparse
import gc
import json
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta

from wayforward.statute.case import Case, Fact, FactKind, case_clock

SIZES = (20_000, 700_000)
BATCH = 5_000
REACH_SECONDS, REACH_ONE_CASE_MS = 120.0, 1.0
ADVISERS = ("school", "psychology", "health", "social care")
KIBI_PER_MEBI = 1024


@dataclass(frozen=True, slots=True)
class Measured:
    """What one size cost.

    :param seconds: of one core in the case clock alone; `by_the_clock` is the time that passed,
        which is more on a busy machine
    :param peak_mib: of the whole process
    """

    cases: int
    facts: int
    duties: int
    seconds: float
    by_the_clock: float
    peak_mib: float

    @property
    def duties_a_second(self) -> float:
        """Return the rate."""
        return self.duties / self.seconds


def made_up_case(luck: random.Random) -> Case:
    """Return one invented case: most have a plan, some are new, refused or under appeal."""
    day = date(2021, 1, 4) + timedelta(days=luck.randrange(1800))

    def after(fewest: int, most: int) -> date:
        return day + timedelta(days=luck.randint(fewest, most))

    facts = [
        Fact(FactKind.BORN, day - timedelta(days=365 * luck.randint(3, 16))),
        Fact(FactKind.REQUEST_RECEIVED, day),
    ]
    if luck.random() < 0.25:
        told = after(30, 50)
        facts.append(Fact(FactKind.ASSESSMENT_REFUSED, told))
        if luck.random() < 0.2:
            facts.append(Fact(FactKind.MEDIATION_CERTIFICATE, told + timedelta(days=20)))
            facts.append(Fact(FactKind.APPEAL_LODGED, told + timedelta(days=45)))
            facts.append(Fact(FactKind.APPEAL_SENT_TO_US, told + timedelta(days=52)))
        return Case.of(facts)
    facts.append(Fact(FactKind.ASSESSMENT_AGREED, after(25, 45)))
    for adviser in ADVISERS:
        asked = after(43, 50)
        facts.append(Fact(FactKind.ADVICE_REQUEST_RECEIVED, asked, about=adviser))
        supplied = asked + timedelta(days=luck.randint(20, 60))
        facts.append(Fact(FactKind.ADVICE_SUPPLIED, supplied, about=adviser))
    draft = after(105, 130)
    facts.append(Fact(FactKind.DRAFT_SERVED, draft))
    facts.append(Fact(FactKind.SCHOOL_CONSULTED, draft, about="first choice"))
    final = draft + timedelta(days=luck.randint(16, 60))
    facts.append(Fact(FactKind.FINAL_SENT, final))
    meeting = final
    for number in range(luck.randint(0, 3)):
        cycle = f"review {number}"
        meeting += timedelta(days=luck.randint(320, 380))
        facts.append(Fact(FactKind.REVIEW_INVITED, meeting - timedelta(days=20), cycle))
        facts.append(Fact(FactKind.REVIEW_MEETING, meeting, cycle))
        decided = meeting + timedelta(days=luck.randint(15, 45))
        if luck.random() < 0.5:
            facts.append(Fact(FactKind.REVIEW_CONTINUED, decided, cycle))
        else:
            facts.append(Fact(FactKind.REVIEW_TO_AMEND, decided, cycle))
            facts.append(Fact(FactKind.AMENDMENT_NOTICE, decided, cycle))
            sent = decided + timedelta(days=luck.randint(20, 80))
            facts.append(Fact(FactKind.AMENDED_FINAL_SENT, sent, cycle))
    luck.shuffle(facts)
    return Case.of(facts)


def batches(cases: int, seed: int) -> Iterator[list[Case]]:
    """Yield made-up cases a batch at a time, so that memory does not grow with them."""
    luck = random.Random(seed)
    left = cases
    while left:
        size = min(BATCH, left)
        yield [made_up_case(luck) for _ in range(size)]
        left -= size


def measure(cases: int, seed: int = 1) -> Measured:
    """Return what it costs to work out every duty of many cases, once each."""
    seconds, by_the_clock, facts, duties = 0.0, 0.0, 0, 0
    for batch in batches(cases, seed):
        facts += sum(len(case.facts) for case in batch)
        gc.collect()
        began, started = time.perf_counter(), time.process_time()
        for case in batch:
            duties += len(case_clock(case).duties)
        seconds += time.process_time() - started
        by_the_clock += time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBI_PER_MEBI
    return Measured(cases, facts, duties, seconds, by_the_clock, peak)


def one_case_after_a_new_fact(rounds: int) -> float:
    """Return the milliseconds to answer a long case again after one new fact.

    Nine rounds of ten are quicker.
    """
    luck = random.Random(7)
    case = max((made_up_case(luck) for _ in range(500)), key=lambda made: len(made.facts))
    taken = []
    for number in range(rounds):
        new = Fact(
            FactKind.REVIEW_REPORT_SENT, date(2026, 1, 1) + timedelta(days=number), "review 0"
        )
        started = time.perf_counter()
        case_clock(replace(case, facts=(*case.facts, new)))
        taken.append(time.perf_counter() - started)
    return sorted(taken)[int(rounds * 0.9)] * 1000


NEEDS_DATABASE = False  # read by config/benching.py


def main(argv: Sequence[str]) -> int:
    """Print the figures.

    :returns: 0, or 1 if a reach was missed
    """
    parser = argparse.ArgumentParser(prog="bench statute", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=2_000, help="of the one case")
    parser.add_argument("--json", action="store_true", help="as data")
    options = parser.parse_args(argv)
    measured = [measure(cases) for cases in options.cases]
    one = one_case_after_a_new_fact(options.rounds)
    first, last = measured[0], measured[-1]
    growth = (last.seconds / last.cases) / (first.seconds / first.cases)
    was_tried = last.cases >= SIZES[-1]
    reached = last.seconds <= REACH_SECONDS and one <= REACH_ONE_CASE_MS
    if options.json:
        print(
            json.dumps(
                {
                    "sizes": [
                        {**asdict(size), "duties_a_second": round(size.duties_a_second)}
                        for size in measured
                    ],
                    "growth_a_case": round(growth, 3),
                    "one_case_after_a_new_fact_ms": round(one, 3),
                    "reached": reached,
                },
                indent=2,
            )
        )
        return 0 if reached else 1
    for size in measured:
        print(
            f"{size.cases:>9,} cases  {size.facts:>11,} facts  {size.duties:>11,} duties  "
            f"{size.seconds:7.1f} s ({size.by_the_clock:.1f} s by the clock)  "
            f"{size.duties_a_second:>9,.0f} duties/s  "
            f"peak {size.peak_mib:,.0f} MiB"
        )
    print(f"growth: a case costs {growth:.2f} times as much at the largest size as at the smallest")
    print(f"one case after one new fact: {one:.3f} ms (9 of 10 are quicker)")
    said = "met" if reached else "missed"
    said = said if was_tried else f"not tried, which takes {SIZES[-1]:,} cases"
    print(f"reach ({REACH_SECONDS:.0f} s, {REACH_ONE_CASE_MS:.0f} ms): {said}")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
