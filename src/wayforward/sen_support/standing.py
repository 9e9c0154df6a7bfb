"""Where a setting stands against the standards, and what changed: worked out from its judgements.

Nothing here asks the database.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wayforward.arrangements.standards import AREAS, TIERS, Standard
from wayforward.establishments.models import Establishment
from wayforward.sen_support.models import StandardJudgement
from wayforward.web.components.charts import Bars

# From the weakest to the strongest.
JUDGEMENTS = {
    StandardJudgement.NOT_IN_PLACE: "Not in place",
    StandardJudgement.PARTLY: "Partly in place",
    StandardJudgement.IN_PLACE: "In place",
    StandardJudgement.STRENGTH: "A strength",
}
ORDER = {code: rank for rank, code in enumerate(JUDGEMENTS)}
GAPS = (StandardJudgement.NOT_IN_PLACE, StandardJudgement.PARTLY)
NOT_JUDGED = "Not judged yet"

PHASES_OF = {
    "nursery": {"early_years"},
    "childminder": {"early_years"},
    "infant": {"primary"},
    "junior": {"primary"},
    "first": {"primary"},
    "primary": {"primary"},
    "middle": {"primary", "secondary"},
    "secondary": {"secondary"},
    "all-through": {"primary", "secondary"},
    "special": {"primary", "secondary"},
    "alternative provision": {"secondary"},
    "post-16": {"post_16"},
}


def phases_of(place: Establishment) -> frozenset[str]:
    """Return the phases whose standards are for a setting: by its phase, ages and sixth form."""
    known = set(PHASES_OF.get(place.phase, ()))
    if known - {"post_16"} and place.age_min is not None and place.age_min <= 4:
        known.add("early_years")
    if place.has_sixth_form or (place.age_max or 0) >= 18:
        known.add("post_16")
    if place.kind in {Establishment.NURSERY, Establishment.CHILDMINDER}:
        known.add("early_years")
    return frozenset(known)


def standards_for(place: Establishment, standards: Sequence[Standard]) -> list[Standard]:
    """Return which of the standards are for a setting, in their order."""
    phases = phases_of(place)
    return [each for each in standards if phases.intersection(each.phases)]


@dataclass(frozen=True, slots=True)
class PageOfStandards:
    """The standards that are judged together: one area, one tier.

    :param judged: how many of them are judged
    """

    area: str
    tier: str
    standards: tuple[Standard, ...]
    judged: int = 0

    @property
    def title(self) -> str:
        """Return what the page is called: "Communication and interaction, universal"."""
        return f"{AREAS[self.area]}, {TIERS[self.tier].lower()}"

    @property
    def is_done(self) -> bool:
        """Tell whether all are judged."""
        return self.judged == len(self.standards)


def pages_of(standards: Iterable[Standard], judged: Iterable[str] = ()) -> list[PageOfStandards]:
    """Return the pages of a review, in the order of areas and tiers; empty ones are left out.

    :param judged: the codes of the standards that are judged
    """
    known = set(judged)
    by_page: dict[tuple[str, str], list[Standard]] = {}
    for each in standards:
        by_page.setdefault((each.area, each.tier), []).append(each)
    return [
        PageOfStandards(
            area,
            tier,
            tuple(by_page[area, tier]),
            sum(each.code in known for each in by_page[area, tier]),
        )
        for area in AREAS
        for tier in TIERS
        if (area, tier) in by_page
    ]


def picture(standards: Sequence[Standard], judged: Mapping[str, StandardJudgement]) -> Bars:
    """Return where a setting stands: for each area how many standards are how far."""
    counts = {area: Counter[str]() for area in AREAS}
    for each in standards:
        found = judged.get(each.code)
        counts[each.area][found.judgement if found else ""] += 1
    return Bars(
        caption="Where it stands",
        names=(*JUDGEMENTS.values(), NOT_JUDGED),
        numbers=[
            (AREAS[area], tuple(counts[area][code] for code in (*JUDGEMENTS, "")))
            for area in AREAS
            if counts[area]
        ],
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One standard that stands otherwise than last year."""

    statement: str
    before: str
    now: str
    is_better: bool


def changes(
    before: Mapping[str, StandardJudgement], now: Mapping[str, StandardJudgement]
) -> list[Change]:
    """Return what is judged otherwise than last year: first what is worse, then what is better."""
    found = [
        Change(
            judged.statement,
            JUDGEMENTS[before[code].judgement],
            JUDGEMENTS[judged.judgement],
            ORDER[judged.judgement] > ORDER[before[code].judgement],
        )
        for code, judged in now.items()
        if code in before and before[code].judgement != judged.judgement
    ]
    return sorted(found, key=lambda each: (each.is_better, each.statement))


@dataclass(frozen=True, slots=True)
class Gap:
    """One standard across settings: how many judged it how far."""

    standard: Standard
    numbers: tuple[int, ...]  # in the order of JUDGEMENTS

    @property
    def judged(self) -> int:
        """Return how many settings judged it."""
        return sum(self.numbers)

    @property
    def missing(self) -> int:
        """Return at how many it is not, or only partly, in place."""
        return sum(self.numbers[ORDER[code]] for code in GAPS)


def gaps_across(
    standards: Sequence[Standard], counted: Iterable[tuple[str, str, int]]
) -> tuple[Bars, list[Gap]]:
    """Return the judgements of many settings by area, and each standard, widest gap first.

    :param counted: code of a standard, judgement, number of settings; of unknown standards none count
    """
    numbers: dict[str, Counter[str]] = {each.code: Counter() for each in standards}
    for code, judgement, number in counted:
        if code in numbers:
            numbers[code][judgement] += number
    gaps = [Gap(each, tuple(numbers[each.code][code] for code in JUDGEMENTS)) for each in standards]
    by_area = [
        (
            AREAS[area],
            tuple(
                sum(gap.numbers[ORDER[code]] for gap in gaps if gap.standard.area == area)
                for code in JUDGEMENTS
            ),
        )
        for area in AREAS
    ]
    bars = Bars("Judgements by area", tuple(JUDGEMENTS.values()), by_area)
    shown = [gap for gap in gaps if gap.judged]
    return bars, sorted(shown, key=lambda gap: (-gap.missing / gap.judged, -gap.missing))


def judged_by_code(review: Any) -> dict[str, StandardJudgement]:
    """Return the judgements of a review that were fetched with it, by the code of the standard."""
    return {each.standard: each for each in review.judgements.all()}
