"""Invents families: who they are, where they live and learn, what the children need.

Pure: a seed and the real schools and postcodes go in, rows come out. The same seed makes the same
people, to the last letter. Nothing is drawn from any real person; names are put together at random.
"""

import datetime
import random
import tomllib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wayforward.people.identifiers import (
    REFERENCE_LENGTH,
    REFERENCE_LETTERS,
    UPN_LETTERS,
    with_check,
)
from wayforward.statute.ages import age_on, compulsory_school_age_ends
from wayforward.statute.school_years import national_curriculum_year

CULTURES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("names.toml").read_text(encoding="utf-8")
)["culture"]
STREETS = (
    *("Invented Road", "Example Avenue", "Pretend Close", "Madeup Lane", "Notional Way"),
    *("Imaginary Drive", "Fictional Place", "Supposed Street", "Sample Crescent", "Nowhere Rise"),
)
NEEDS = (
    *(("SLCN", 24), ("SEMH", 20), ("ASD", 20), ("MLD", 10), ("SPLD", 10), ("PD", 4), ("SLD", 3)),
    *(("HI", 3), ("VI", 2), ("PMLD", 1), ("MSI", 1), ("DS", 1), ("OTH", 1)),
)
DIAGNOSES = {
    "ASD": ("Autism", "Autism spectrum condition"),
    "SEMH": ("ADHD", "Anxiety"),
    "SLCN": ("Developmental language disorder",),
    "SPLD": ("Dyslexia", "Dyscalculia"),
    "HI": ("Hearing loss",),
    "VI": ("Sight loss",),
    "PD": ("Cerebral palsy", "Muscular dystrophy"),
    "DS": ("Down syndrome",),
}
LIKES = (
    *(
        "Makes everyone laugh.",
        "Notices when somebody is sad.",
        "Never gives up.",
        "Kind to animals.",
    ),
    *("Remembers everything about trains.", "A great goalkeeper.", "Draws for hours."),
)
MATTERS = (
    *("Knowing what comes next.", "Time with grandparents.", "Football on Saturdays.", "My dog."),
    *("Having a quiet place to go.", "My best friend being near.", "Swimming.", "Choosing myself."),
)
HELPS = (
    *("Give me time to answer.", "Show me, do not only tell me.", "One thing at a time, please."),
    *("Let me move about.", "Warn me before a change.", "Sit me where I can see your face."),
)
RELATIONS = ("mother", "father", "grandmother", "stepfather", "aunt")
RELATION_SHARES = (52, 30, 5, 6, 4)
MOST_AGE = 25


@dataclass(frozen=True, slots=True)
class Place:
    """A real setting that invented children are put in: id, phase and the ages that it takes."""

    id: uuid.UUID
    phase: str
    age_min: int
    age_max: int


@dataclass(slots=True)
class Invented:
    """Rows by table, each a tuple in the order of COLUMNS."""

    rows: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def add(self, table: str, *values: Any) -> None:
        """Add one row."""
        self.rows.setdefault(table, []).append(values)


COLUMNS: dict[str, tuple[str, ...]] = {
    "people_child": (
        *("id", "reference", "first_names", "last_name", "known_as", "known_last_name", "born_on"),
        *("sex", "ethnicity", "language", "interpreter", "uses_bsl", "how_i_communicate", "upn"),
        *("upn_missing", "uln", "nhs_number", "gp_practice", "care", "care_authority"),
        *("rights_pass_on", "is_restricted", "restricted_because", "created_at", "changes"),
    ),
    "people_carer": (
        *("id", "title", "first_names", "last_name", "email", "phone", "reach_by", "language"),
        *("interpreter", "large_print", "easy_words", "other_needs", "street", "town", "postcode"),
        "is_hidden",
    ),
    "people_caring": (
        *("id", "child_id", "carer_id", "relation", "has_responsibility", "has_care"),
        *("starts_on", "ends_on", "told", "court_limit", "young_person_agrees"),
    ),
    "people_childaddress": (
        *("id", "child_id", "street", "town", "postcode", "lived_from", "lived_to"),
        *("is_protected", "protected_because"),
    ),
    "people_schooling": (
        *("id", "child_id", "establishment_id", "kind", "starts_on", "ends_on", "year_taught"),
        *("attendance", "attendance_as_of", "hours_a_week", "reduced_until", "suspended_days"),
        "note",
    ),
    "people_need": ("id", "child_id", "code", "rank", "note"),
    "people_diagnosis": ("id", "child_id", "what", "reported_by", "reported_on"),
    "people_profile": (
        *("id", "child_id", "written_on", "written_with", "people_like", "matters", "how_to_help"),
    ),
}


class Inventor:
    """Invents one area's families.

    :param seed: the same seed invents the same people
    :param on: the day seen from, from which ages and school years follow
    :param at: the moment that rows say they were made
    :param la_code: three figures that stand in pupil numbers for an authority
    :param town: what every address says
    """

    def __init__(
        self,
        *,
        seed: int,
        on: datetime.date,
        at: datetime.datetime,
        places: Sequence[Place],
        postcodes: Sequence[str],
        la_code: str,
        town: str,
    ) -> None:
        self.dice = random.Random(seed)  # noqa: S311 -- invents people, guards nothing
        self.on, self.at, self.la_code, self.town = on, at, la_code, town
        self.postcodes = list(postcodes)
        self.by_age: dict[int, list[Place]] = {
            age: [place for place in places if place.age_min <= age < place.age_max]
            for age in range(MOST_AGE + 1)
        }
        self.special = [place for place in places if place.phase == "special"]
        self.number = self.children = 0
        self.shares = [culture["share"] for culture in CULTURES]

    def families(self, children: int, *, batch: int = 5000) -> Iterator[Invented]:
        """Yield families in batches until there are `children` children."""
        made = Invented()
        count = 0
        while count < children:
            count += self._family(made, most=children - count)
            if len(made.rows["people_child"]) >= batch:
                yield made
                made = Invented()
        if made.rows:
            yield made

    def key(self) -> uuid.UUID:
        """Return the next id: a UUIDv7 in shape, in the order of making, the same each time."""
        self.number += 1
        moment = (self.on - datetime.date(1970, 1, 1)).days * 86_400_000  # milliseconds
        low = (self.number << 24 | self.dice.getrandbits(24)) & (2**62 - 1)
        return uuid.UUID(
            int=moment << 80 | 7 << 76 | self.dice.getrandbits(12) << 64 | 2 << 62 | low
        )

    def _family(self, made: Invented, *, most: int) -> int:
        """Invent one family: one to three children who share a home and carers."""
        dice = self.dice
        culture = dice.choices(CULTURES, self.shares)[0]
        name = dice.choice(culture["families"])
        street = f"{dice.randint(1, 180)} {dice.choice(STREETS)}"
        postcode = dice.choice(self.postcodes)
        carers = [self._carer(made, culture, name, street, postcode, first=True)]
        if dice.random() < 0.72:
            apart = dice.random() < 0.3
            carers.append(
                self._carer(
                    made,
                    culture,
                    name if dice.random() < 0.7 else dice.choice(culture["families"]),
                    f"{dice.randint(1, 180)} {dice.choice(STREETS)}" if apart else street,
                    dice.choice(self.postcodes) if apart else postcode,
                    first=False,
                )
            )
        number = min(most, dice.choices((1, 2, 3), (82, 15, 3))[0])
        twins = number > 1 and dice.random() < 0.08
        born = self._birthday()
        called: set[str] = set()  # no two children of a family have one name
        for place in range(number):
            if place and not twins:
                born = self._birthday()
            child = self._child(made, culture, name, born, called)
            self._home(made, child, street, postcode, born)
            for at, (carer, relation, has_care) in enumerate(carers):
                self._caring(made, child, carer, relation, has_care=has_care, first=at == 0)
        return number

    def _birthday(self) -> datetime.date:
        """Return a date of birth: most are of school age."""
        low, high = self.dice.choices(((0, 4), (5, 10), (11, 15), (16, 24)), (12, 40, 33, 15))[0]
        days = self.dice.randint(low * 365 + 20, (high + 1) * 365 - 20)
        return self.on - datetime.timedelta(days=days)

    def _child(
        self,
        made: Invented,
        culture: dict[str, Any],
        name: str,
        born: datetime.date,
        called: set[str],
    ) -> uuid.UUID:
        dice, child = self.dice, self.key()
        self.children += 1
        sex = "M" if dice.random() < 0.68 else "F"
        names = culture["boys" if sex == "M" else "girls"]
        first = dice.choice([each for each in names if each not in called])
        called.add(first)
        known = first[:3] if dice.random() < 0.04 and len(first) > 5 else ""
        year = national_curriculum_year(born, self.on)
        needs = self._needs(made, child, born)
        upn: str | None = self._upn(born)
        missing = ""
        if year < -1 or dice.random() < 0.01:
            upn, missing = None, "UN1" if year < 1 else "UN8"
        language = culture["language"]
        interpreter = language if language != "English" and dice.random() < 0.12 else ""
        care = dice.choices(("", "looked_after", "child_in_need", "protection_plan"), (94, 2, 3, 1))
        made.add(
            "people_child",
            *(child, self._reference(), first, name, known, "", born, sex),
            *(
                culture["ethnicity"],
                language,
                interpreter,
                needs[0] == "HI" and dice.random() < 0.2,
            ),
            *("", upn, missing, self._uln() if year >= 9 else None, self._nhs()),
            *("Invented Surgery", care[0], ""),
            compulsory_school_age_ends(born) + datetime.timedelta(days=1),
            *(False, "", self.at, 0),
        )
        self._schooling(made, child, born, special=needs[0] in {"SLD", "PMLD"})
        if dice.random() < 0.4:
            made.add(
                "people_profile",
                *(self.key(), child, self._past(400), f"{known or first}, with a parent"),
                *(dice.choice(LIKES), dice.choice(MATTERS), dice.choice(HELPS)),
            )
        return child

    def _needs(self, made: Invented, child: uuid.UUID, born: datetime.date) -> list[str]:
        dice = self.dice
        codes, weights = zip(*NEEDS, strict=True)
        chosen = list(dict.fromkeys(dice.choices(codes, weights, k=dice.choice((1, 1, 2)))))
        for rank, code in enumerate(chosen, start=1):
            made.add("people_need", self.key(), child, code, rank, "")
            if code in DIAGNOSES and dice.random() < 0.5:
                told = max(self._past(1500), born + datetime.timedelta(days=1))
                what = dice.choice(DIAGNOSES[code])
                made.add("people_diagnosis", self.key(), child, what, "A parent", told)
        return chosen

    def _schooling(
        self, made: Invented, child: uuid.UUID, born: datetime.date, *, special: bool
    ) -> None:
        """Invent where a child learns and learnt: each setting from the September it takes them."""
        dice, age = self.dice, age_on(born, self.on)
        autumn = self.on.year if self.on.month >= 9 else self.on.year - 1
        starts: list[tuple[datetime.date, Place]] = []
        for start_age in (2, 4, 7, 11, 16):
            first = datetime.date(born.year + start_age + (born.month >= 9), 9, 1)
            fitting = self.by_age[start_age]
            if special and start_age >= 4:
                fitting = self.special or fitting
            if first > self.on or not fitting or (starts and start_age < starts[-1][1].age_max - 1):
                continue
            if start_age == 16 and dice.random() < 0.3:
                continue
            starts.append((first, dice.choice(fitting)))
        starts = starts if age < 19 else []
        for at, (first, place) in enumerate(starts):
            last = starts[at + 1][0] - datetime.timedelta(days=1) if at + 1 < len(starts) else None
            is_now = last is None
            low = is_now and dice.random() < 0.2
            reduced = is_now and dice.random() < 0.03
            made.add(
                "people_schooling",
                *(self.key(), child, place.id, "main", first, last, None),
                *(dice.randint(45, 89) if low else dice.randint(90, 100) if is_now else None,),
                min(datetime.date(autumn, 11, 1), self.on) if is_now else None,
                dice.randint(8, 18) if reduced else None,
                self.on + datetime.timedelta(days=30) if reduced else None,
                dice.randint(1, 9) if low and dice.random() < 0.3 else None,
                "",
            )

    def _carer(
        self,
        made: Invented,
        culture: dict[str, Any],
        name: str,
        street: str,
        postcode: str,
        *,
        first: bool,
    ) -> tuple[uuid.UUID, str, bool]:
        dice, carer = self.dice, self.key()
        relation = dice.choices(RELATIONS, RELATION_SHARES)[0]
        if first and dice.random() < 0.8:
            relation = "mother"
        is_woman = relation in {"mother", "grandmother", "aunt"}
        given = dice.choice(culture["girls" if is_woman else "boys"])
        language = culture["language"]
        foreign = language if language != "English" and dice.random() < 0.25 else ""
        made.add(
            "people_carer",
            *(carer, "Ms" if is_woman else "Mr", given, name),
            f"carer{self.number}@example.org",
            f"01632 96{self.number % 10_000:04d}",
            dice.choices(("letter", "email", "phone", "text"), (20, 50, 5, 25))[0],
            *(foreign, foreign if dice.random() < 0.5 else "", dice.random() < 0.03),
            *(dice.random() < 0.06, "", street, self.town, postcode),
            not first and dice.random() < 0.03,
        )
        return carer, relation, first or dice.random() < 0.7

    def _caring(
        self,
        made: Invented,
        child: uuid.UUID,
        carer: uuid.UUID,
        relation: str,
        *,
        has_care: bool,
        first: bool,
    ) -> None:
        limited = not first and self.dice.random() < 0.02
        made.add(
            "people_caring",
            *(self.key(), child, carer, relation),
            relation in {"mother", "father"},
            has_care or relation not in {"mother", "father"},
            *(None, None, "limited" if limited else "all"),
            *("Prohibited steps order: school reports only" if limited else "", None),
        )

    def _home(
        self, made: Invented, child: uuid.UUID, street: str, postcode: str, born: datetime.date
    ) -> None:
        dice = self.dice
        moved = max(self._past(2000), born + datetime.timedelta(days=1))
        protected = dice.random() < 0.004
        if dice.random() < 0.25:
            made.add(
                "people_childaddress",
                *(self.key(), child, f"{dice.randint(1, 180)} {dice.choice(STREETS)}"),
                *(self.town, dice.choice(self.postcodes), born),
                *(moved - datetime.timedelta(days=1), False, ""),
            )
        else:
            moved = born
        made.add(
            "people_childaddress",
            *(self.key(), child, street, self.town, postcode, moved, None, protected),
            "A court order" if protected else "",
        )

    def _past(self, days: int) -> datetime.date:
        return self.on - datetime.timedelta(days=self.dice.randint(1, days))

    def _reference(self) -> str:
        """Return a reference that no other child of this seed has."""
        for attempt in range(40):
            number, letters = (self.children * 40 + attempt) * 733 + 1_000_003, []
            for _ in range(REFERENCE_LENGTH):
                number, digit = divmod(number, len(REFERENCE_LETTERS))
                letters.append(REFERENCE_LETTERS[digit])
            if (checked := with_check("".join(letters))) is not None:
                return checked
        raise AssertionError("one of forty in a row always has a check character that fits")

    def _upn(self, born: datetime.date) -> str:
        """Return a UPN with a right check letter and a serial that no other child has."""
        serial = f"{self.children:07d}"
        body = f"{self.la_code}{serial[:4]}{(born.year + 5) % 100:02d}{serial[4:]}"
        total = sum(place * int(figure) for place, figure in enumerate(body, start=2))
        return UPN_LETTERS[total % 23] + body

    def _uln(self) -> str | None:
        """Return a ULN, or nothing where none has these first figures."""
        body = f"9{self.children:08d}"
        rest = _weighed(body) % 11
        return None if rest == 0 else f"{body}{10 - rest}"

    def _nhs(self) -> str | None:
        """Return a number of the range kept for tests, 999 000 0000 on; None where none fits."""
        body = f"999{self.children % 1_000_000:06d}"
        rest = 11 - _weighed(body) % 11
        return None if rest == 10 else f"{body}{rest % 11}"


def _weighed(figures: str) -> int:
    """Return the sum of nine figures times 10, 9 ... 2."""
    return sum(
        int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=True)
    )
