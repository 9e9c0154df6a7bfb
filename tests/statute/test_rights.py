"""Who holds the right on a day, and who uses it."""

from datetime import date

import pytest

from wayforward.statute.errors import StatuteError, WrongDate
from wayforward.statute.rights import AREAS, Person, Reading, right_on

BORN = date(2011, 1, 10)  # compulsory school age ends on Friday 25 June 2027
LAST, NEXT = date(2027, 6, 25), date(2027, 6, 26)


@pytest.mark.parametrize(("day", "holder"), [(LAST, Person.PARENT), (NEXT, Person.YOUNG_PERSON)])
def test_the_right_passes_at_the_end_of_compulsory_school_age(day, holder):
    right = right_on(BORN, day)
    assert right.holder is holder
    assert right.used_by == (holder,)
    assert right.passes_after == LAST
    assert right.grade == "S"
    assert "s83(2)" in right.citation.provision
    assert right.words == (
        "The right is the parent's until the end of compulsory school age."
        if holder is Person.PARENT
        else "The right is the young person's. Parents can go on helping, if the young person "
        "agrees."
    )


def test_the_right_does_not_wait_for_the_16th_birthday_nor_pass_on_it():
    assert right_on(BORN, date(2027, 1, 10)).holder is Person.PARENT
    assert right_on(date(2011, 8, 31), NEXT).holder is Person.YOUNG_PERSON


def test_a_parent_without_capacity_is_represented():
    right = right_on(BORN, LAST, parent_lacks_capacity=True)
    assert right.holder is Person.PARENT
    assert right.used_by == (Person.PARENT_REPRESENTATIVE,)
    assert "reg 63" in right.citation.provision
    assert right.citation.url.endswith("/regulation/63")
    assert right.grade == "P"
    assert right.words.endswith("The parent's representative acts.")


@pytest.mark.parametrize(
    ("represented", "parent_lacks", "other"),
    [
        (True, False, Person.YOUNG_PERSON_REPRESENTATIVE),
        (True, True, Person.YOUNG_PERSON_REPRESENTATIVE),
        (False, False, Person.PARENT),
        (False, True, Person.PARENT_REPRESENTATIVE),
    ],
)
def test_for_a_young_person_without_capacity_somebody_acts_instead(
    represented, parent_lacks, other
):
    right = right_on(
        BORN,
        NEXT,
        area="appeal",
        young_person_lacks_capacity=True,
        young_person_has_representative=represented,
        parent_lacks_capacity=parent_lacks,
    )
    assert right.holder is Person.YOUNG_PERSON
    assert right.used_by == (other,)
    assert right.words == f"For this decision {other.value} acts instead of the young person."
    assert "reg 64; Sch 3" in right.citation.provision
    assert right.citation.url.endswith("/regulation/64")
    assert right.passes_after == LAST
    assert right.grade == "P"


def test_some_provisions_are_read_as_both():
    right = right_on(BORN, NEXT, area="assessment", young_person_lacks_capacity=True)
    assert right.used_by == (Person.YOUNG_PERSON, Person.PARENT)
    assert right.words == ("The young person is included, and the child's parent acts as well.")


def test_a_representative_is_not_used_while_there_is_capacity():
    right = right_on(BORN, NEXT, young_person_has_representative=True)
    assert right.used_by == (Person.YOUNG_PERSON,)


def test_the_areas_that_are_read_as_both():
    both = {name for name, area in AREAS.items() if area.reading is Reading.BOTH}
    assert both == {
        "assessment",
        "views in the plan",
        "principles",
        "Local Offer comments",
        "information and advice",
        "exceptions",
    }
    assert all(area.provisions for area in AREAS.values())


def test_a_birth_after_the_day_is_refused():
    with pytest.raises(WrongDate) as refused:
        right_on(date(2027, 1, 1), date(2026, 12, 31))
    assert str(refused.value) == "born_on: 2027-01-01 is after 2026-12-31, the day asked about"
    assert right_on(date(2026, 12, 31), date(2026, 12, 31)).holder is Person.PARENT


def test_an_unknown_area_is_refused():
    with pytest.raises(StatuteError, match=r"^no area is called 'x'; use request, "):
        right_on(BORN, NEXT, area="x")


@pytest.mark.parametrize("area", ["parent in the armed forces", "groups of parents"])
def test_what_is_about_the_parents_themselves_is_not_read_as_their_representative(area):
    lacking = {"parent_lacks_capacity": True, "young_person_lacks_capacity": True}
    for day, holder in ((LAST, Person.PARENT), (NEXT, Person.YOUNG_PERSON)):
        right = right_on(BORN, day, area=area, **lacking)
        assert (right.holder, right.used_by) == (holder, (Person.PARENT,))
        assert "nobody stands in" in right.words
        assert right.citation.provision.endswith("reg 63")
