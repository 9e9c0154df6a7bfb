"""What is wrong with the corrections of a case's facts."""

from collections.abc import Iterator

from wayforward.statute.case.facts import Fact, FactKind
from wayforward.statute.case.grouped import correction_loops
from wayforward.statute.case.named import Problem, ProblemKind


def correction_problems(facts: tuple[Fact, ...]) -> Iterator[Problem]:
    """Yield corrections that cannot be followed. The facts of such a correction all stand."""
    by_id: dict[str, list[Fact]] = {}
    corrected: dict[str, int] = {}
    for fact in facts:
        if fact.id:
            by_id.setdefault(fact.id, []).append(fact)
        if fact.corrects:
            corrected[fact.corrects] = corrected.get(fact.corrects, 0) + 1
        elif fact.kind is FactKind.TAKEN_BACK:
            words = f"{fact.words}, but it does not say which one it corrects"
            yield Problem(ProblemKind.TAKES_BACK_NOTHING, words, fact.cycle)
    for name, same in by_id.items():
        if len(same) > 1:
            yield Problem(ProblemKind.SAME_ID, f"{len(same)} facts have the id {name!r}")
    for name, times in corrected.items():
        if name not in by_id:
            yield Problem(ProblemKind.CORRECTS_NOTHING, f"no fact has the id {name!r}")
        elif times > 1:
            words = f"{times} facts each correct {name!r}; correct the last correction instead"
            yield Problem(ProblemKind.CORRECTED_TWICE, words)
    for name in correction_loops(facts):
        words = f"the correction {name!r} corrects itself, at once or through others"
        yield Problem(ProblemKind.CORRECTS_ITSELF, words)
    for fact in facts:
        if fact.kind is not FactKind.TAKEN_BACK:
            for other in by_id.get(fact.corrects, ()):
                if other.kind is not fact.kind:
                    words = (
                        f"{fact.words} cannot correct {other.words}: take that one back, and give "
                        "the right fact by itself"
                    )
                    yield Problem(ProblemKind.CORRECTS_ANOTHER_KIND, words, fact.cycle)
