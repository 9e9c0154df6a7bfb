"""A setting's yearly review: who may, what is kept, what is refused, and what follows from it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import PostFactory, UserFactory
from tests.factories.sen_support import ON, JudgementFactory, SelfReviewFactory
from wayforward.arrangements.loading import load_profile
from wayforward.audit.models import Event
from wayforward.people.actions.opening import RecordRefused
from wayforward.sen_support import standing
from wayforward.sen_support.actions.reviews import (
    Judged,
    JudgedMeanwhile,
    finish_review,
    judge_standards,
    start_review,
    take_up_again,
)
from wayforward.sen_support.models import SelfReview, StandardJudgement
from wayforward.sen_support.permissions import (
    can_compare_reviews,
    can_judge,
    can_list_reviews,
    can_read_review,
)

STANDARDS = load_profile("milton_keynes").standards.standard
PRIMARY = [each for each in STANDARDS if "primary" in each.phases]
TWO = PRIMARY[:2]
A, B = (each.code for each in TWO)


@pytest.fixture
def senco(db):
    return PostFactory(user__role="senco").user


@pytest.fixture
def place(senco):
    return senco.posts.get().establishment


@pytest.fixture
def review(place, senco):
    return start_review(place.pk, standards=TWO, by=senco, on=ON)


def judge(review, by, on=ON, **judged):
    return judge_standards(review.pk, judged, standards=TWO, by=by, on=on)


def acts():
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


# -- who may -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "post", "judges", "reads", "compares", "lists"),
    [
        ("senco", {}, True, True, False, True),
        ("senco", {"title": "Head teacher"}, True, True, False, True),
        ("senco", {"ends_on": datetime.date(2026, 7, 31)}, False, False, False, True),
        ("senco", None, False, False, False, True),
        ("teacher", {"sees_all": False}, False, True, False, True),
        ("parent", None, False, False, False, False),
        ("young_person", None, False, False, False, False),
        ("editor", None, False, False, False, False),
        ("administrator", None, False, False, False, False),
        ("data_officer", None, False, False, False, False),
        ("records_officer", None, False, False, False, False),
        ("staff", None, False, True, True, True),
        ("duty_officer", None, False, True, True, True),
        ("specialist_teacher", None, False, True, True, True),
        ("psychologist", None, False, True, True, True),
        ("caseworker", None, False, True, True, True),
        ("forum_clerk", None, False, True, True, True),
        ("head_of_service", None, False, True, True, True),
    ],
)
def test_who_may(role, post, judges, reads, compares, lists):
    place, user = EstablishmentFactory(), UserFactory(role=role)
    if post is not None:
        PostFactory(user=user, establishment=place, **post)
    assert can_judge(ON)(user, place) is judges
    assert can_read_review(ON)(user, place) is reads
    assert can_compare_reviews(user, None) is compares
    assert can_list_reviews(user, None) is lists
    elsewhere = EstablishmentFactory()
    assert can_judge(ON)(user, elsewhere) is False
    assert can_read_review(ON)(user, elsewhere) is compares


def test_nobody_with_a_closed_account_may(senco, place):
    senco.is_active = False
    assert not can_judge(ON)(senco, place)
    assert not can_read_review(ON)(senco, place)
    assert not can_list_reviews(senco, None)


# -- starting ------------------------------------------------------------------------------------


def test_a_review_is_of_the_school_year(place, senco):
    last = start_review(place.pk, standards=TWO, by=senco, on=datetime.date(2026, 8, 31))
    this = start_review(place.pk, standards=TWO, by=senco, on=datetime.date(2026, 9, 1))
    assert (last.years, this.years) == ("2025 to 2026", "2026 to 2027")
    assert acts() == ["sen_support.started_review"] * 2
    assert Event.objects.first().facts == {"setting": str(place.pk), "year": 2025}


def test_there_is_one_review_a_year(review, place, senco):
    with pytest.raises(RecordRefused, match="started already"):
        start_review(place.pk, standards=TWO, by=senco, on=ON)
    assert SelfReview.objects.count() == 1


def test_a_setting_for_which_there_is_no_standard_has_no_review(senco, place):
    place.phase = "wherever"
    place.save()
    with pytest.raises(RecordRefused, match="No standard is for a setting of this kind"):
        start_review(place.pk, standards=TWO, by=senco, on=ON)
    assert not SelfReview.objects.exists()


@pytest.mark.parametrize("role", ["senco", "teacher", "head_of_service", "parent"])
def test_only_who_works_there_as_senco_or_head_starts_judges_and_finishes(review, place, role):
    other = UserFactory(role=role)
    PostFactory(user=other, establishment=place, sees_all=False)
    Event.objects.count()
    before = acts()
    for change in (
        lambda: start_review(place.pk, standards=TWO, by=other, on=ON),
        lambda: judge(review, other, **{A: Judged("in_place")}),
        lambda: finish_review(review.pk, standards=TWO, by=other, on=ON),
        lambda: take_up_again(review.pk, by=other, on=ON),
    ):
        with pytest.raises(PermissionDenied):
            change()
    assert not StandardJudgement.objects.exists()
    assert acts() == before


# -- judging -------------------------------------------------------------------------------------


def test_judgements_are_kept_with_the_words_that_were_judged(review, senco):
    due = datetime.date(2027, 2, 1)
    changed = judge(
        review, senco, **{A: Judged("partly", "Two rooms", "Ms Lee", due), B: Judged("strength")}
    )
    assert changed == [A, B]
    kept = StandardJudgement.objects.get(standard=A)
    assert (kept.judgement, kept.note, kept.owner, kept.due_on) == (
        *("partly", "Two rooms", "Ms Lee"),
        due,
    )
    assert (kept.statement, kept.judged_by, kept.judged_on) == (TWO[0].statement, senco, ON)
    event = Event.objects.get(action="sen_support.judged_standards")
    assert event.facts == {"judged": {A: "partly", B: "strength"}}


def test_the_same_again_is_no_change(review, senco):
    judge(review, senco, **{A: Judged("partly")})
    assert judge(review, senco, **{A: Judged("partly", seen=1)}) == []
    assert acts().count("sen_support.judged_standards") == 1
    assert judge(review, senco, **{A: Judged("in_place", seen=1)}) == [A]
    assert StandardJudgement.objects.get().changes == 2


def test_two_people_who_judge_at_once_are_told_and_nothing_is_half_saved(review, senco):
    judge(review, senco, **{A: Judged("partly", "Mine")})
    with pytest.raises(JudgedMeanwhile) as told:
        judge(review, senco, **{A: Judged("strength"), B: Judged("in_place")})
    assert told.value.now[A].note == "Mine"
    assert StandardJudgement.objects.get().judgement == "partly"
    judge(review, senco, **{A: Judged("strength", seen=1), B: Judged("in_place")})
    assert StandardJudgement.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "said", "field", "words"),
    [
        (A, Judged("", "A note"), f"{A}_judgement", "Select how it stands"),
        (A, Judged("splendid"), f"{A}_judgement", "Select how it stands"),
        ("no_such", Judged("partly"), "no_such_judgement", "not among the setting’s any more"),
        (
            A,
            Judged("partly", due_on=datetime.date(2026, 11, 23)),
            f"{A}_due_on",
            "on or after 24 November 2026",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(review, senco, code, said, field, words):
    with pytest.raises(RecordRefused, match=words) as refused:
        judge(review, senco, **{B: Judged("in_place"), code: said})
    assert refused.value.field == field
    assert not StandardJudgement.objects.exists()


def test_a_day_that_has_passed_may_stay(review, senco):
    JudgementFactory(review=review, standard=A, due_on=datetime.date(2020, 1, 1))
    judge(review, senco, **{A: Judged("in_place", due_on=datetime.date(2020, 1, 1), seen=1)})
    assert StandardJudgement.objects.get().judgement == "in_place"


# -- finishing -----------------------------------------------------------------------------------


def test_a_review_is_finished_when_every_standard_is_judged(review, senco):
    judge(review, senco, **{A: Judged("partly")})
    with pytest.raises(RecordRefused, match="1 standard not judged yet"):
        finish_review(review.pk, standards=TWO, by=senco, on=ON)
    with pytest.raises(RecordRefused, match="is not finished"):
        take_up_again(review.pk, by=senco, on=ON)
    judge(review, senco, **{B: Judged("strength")})
    finish_review(review.pk, standards=TWO, by=senco, on=ON)
    review.refresh_from_db()
    assert (review.finished_on, review.finished_by) == (ON, senco)
    for change in (
        lambda: judge(review, senco, **{A: Judged("in_place", seen=1)}),
        lambda: finish_review(review.pk, standards=TWO, by=senco, on=ON),
    ):
        with pytest.raises(RecordRefused, match="finished"):
            change()
    take_up_again(review.pk, by=senco, on=ON)
    assert judge(review, senco, **{A: Judged("in_place", seen=1)}) == [A]
    assert acts()[-3:] == [
        "sen_support.finished_review",
        "sen_support.took_up_review",
        "sen_support.judged_standards",
    ]


# -- what follows --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "phases"),
    [
        ({"phase": "nursery"}, {"early_years"}),
        ({"phase": "primary", "age_min": 3, "age_max": 11}, {"early_years", "primary"}),
        ({"phase": "junior", "age_min": 7, "age_max": 11}, {"primary"}),
        ({"phase": "secondary", "age_min": 11, "age_max": 16}, {"secondary"}),
        ({"phase": "secondary", "has_sixth_form": True}, {"secondary", "post_16"}),
        ({"phase": "post-16", "age_min": 16, "age_max": 99}, {"post_16"}),
        (
            {"phase": "special", "age_min": 2, "age_max": 19},
            {"early_years", "primary", "secondary", "post_16"},
        ),
        ({"phase": "wherever", "kind": "nursery"}, {"early_years"}),
        ({"phase": "wherever"}, set()),
    ],
)
def test_the_standards_follow_the_phases_of_the_setting(facts, phases):
    assert standing.phases_of(EstablishmentFactory.build(**facts)) == phases


def test_pages_are_by_area_and_tier_and_count_what_is_judged():
    pages = standing.pages_of(PRIMARY, [A])
    assert [(each.area, each.tier) for each in pages[:2]] == [
        ("communication", "universal"),
        ("communication", "targeted"),
    ]
    assert sum(len(each.standards) for each in pages) == len(PRIMARY)
    assert (pages[0].judged, pages[0].is_done) == (1, False)
    assert pages[0].title == "Communication and interaction, universal"


def test_the_picture_counts_by_area_and_what_is_not_judged():
    judged = {A: StandardJudgement(judgement="strength")}
    chart = standing.picture(TWO, judged)
    assert chart.numbers == [("Communication and interaction", (0, 0, 0, 1, 1))]
    (bar,) = chart.bars
    assert bar.words == "Communication and interaction: 1 a strength, 1 not judged yet"
    assert [(part.start, part.width) for part in bar.parts] == [(0, 50), (50, 50)]


def test_changes_since_last_year_are_worse_first_and_without_what_is_new():
    def judged(**codes):
        return {
            code: StandardJudgement(standard=code, judgement=found, statement=code)
            for code, found in codes.items()
        }

    found = standing.changes(
        judged(a="partly", b="strength", c="in_place"),
        judged(a="in_place", b="partly", c="in_place", d="partly"),
    )
    assert [(each.statement, each.before, each.now, each.is_better) for each in found] == [
        ("b", "A strength", "Partly in place", False),
        ("a", "Partly in place", "In place", True),
    ]


def test_gaps_are_widest_first_and_by_area():
    chart, gaps = standing.gaps_across(
        TWO, [(A, "partly", 1), (A, "in_place", 3), (B, "not_in_place", 2), ("gone", "partly", 9)]
    )
    assert [(gap.standard.code, gap.missing, gap.judged) for gap in gaps] == [(B, 2, 2), (A, 1, 4)]
    assert chart.numbers[0] == ("Communication and interaction", (2, 1, 3, 0))


def test_the_database_refuses_what_cannot_be(db):
    from django.db import IntegrityError, transaction  # noqa: PLC0415 -- for this test alone

    review = SelfReviewFactory()
    JudgementFactory(review=review)
    for wrong in (
        lambda: SelfReviewFactory(establishment=review.establishment),
        lambda: SelfReviewFactory(finished_on=ON),
        lambda: JudgementFactory(review=review),
        lambda: JudgementFactory(judgement="splendid"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()
