"""Pages of the standards and of settings' reviews."""

import datetime

import pytest
from django.urls import reverse

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import PostFactory, UserFactory
from tests.factories.sen_support import JudgementFactory, SelfReviewFactory
from wayforward.sen_support.models import SelfReview, StandardJudgement
from wayforward.sen_support.standing import standards_for
from wayforward.sen_support.views.reviews import all_standards
from wayforward.web.arranged import arrangements

PAGE = {"area": "communication", "tier": "universal"}


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def senco(db, client):
    user = PostFactory(user__role="senco").user
    client.force_login(user)
    return user


@pytest.fixture
def review(senco):
    place = senco.posts.get().establishment
    return SelfReviewFactory(establishment=place, started_by=senco)


def path(name, review, **more):
    return reverse(f"sen_support:{name}", kwargs={"pk": review.pk, **more})


def codes(review, page=PAGE):
    found = standards_for(review.establishment, all_standards())
    return [each.code for each in found if (each.area, each.tier) == (page["area"], page["tier"])]


# -- the standards -------------------------------------------------------------------------------


def test_anybody_reads_the_standards_and_narrows_them(client):
    whole = text_of(client.get(reverse("sen_support:standard-list")))
    assert f"{len(all_standards())} standards" in whole
    asked = {"q": "READ", "area": "learning", "tier": "universal", "phase": "primary"}
    html = text_of(client.get(reverse("sen_support:standard-list"), asked))
    assert "What is read in class is set in clear type" in html
    assert "dining hall" not in html
    assert 'value="READ"' in html


@pytest.mark.parametrize("asked", [{"q": "zzz"}, {"q": "\0' or 1=1 --"}, {"area": "weather"}])
def test_strange_searches_are_no_trouble(client, asked):
    answer = client.get(reverse("sen_support:standard-list"), asked)
    assert answer.status_code == 200
    assert ("No standard is like that" in text_of(answer)) is (asked != {"area": "weather"})


def test_the_standards_can_be_taken_as_csv(client):
    answer = client.get(reverse("sen_support:standards-csv"), {"area": "physical"})
    rows = text_of(answer).splitlines()
    assert rows[0].startswith("\ufeffArea,Part")
    assert all(row.startswith("Sensory and physical needs") for row in rows[1:])


@pytest.mark.django_db
def test_an_authority_without_standards_is_told_so(client, monkeypatch):
    from dataclasses import replace  # noqa: PLC0415 -- for this test alone

    bare = replace(arrangements(), standards=None)
    for module in ("standards", "reviews"):
        monkeypatch.setattr(f"wayforward.sen_support.views.{module}.arrangements", lambda: bare)
    html = text_of(client.get(reverse("sen_support:standard-list")))
    assert "The authority has no standards here yet" in html
    assert len(text_of(client.get(reverse("sen_support:standards-csv"))).splitlines()) == 1
    user = PostFactory(user__role="senco").user
    client.force_login(user)
    start = reverse("sen_support:start-review", args=[user.posts.get().establishment_id])
    assert "No standard is for a setting of this kind" in text_of(client.post(start, follow=True))


# -- a review ------------------------------------------------------------------------------------


def test_a_senco_starts_this_years_review_once(client, senco):
    place = senco.posts.get().establishment
    home = text_of(client.get(reverse("sen_support:review-list")))
    assert "Start the review of" in home
    start = reverse("sen_support:start-review", args=[place.pk])
    html = text_of(client.post(start, follow=True))
    assert "The review is started" in html
    assert "There is no finished review of an earlier year" in html
    assert "Start the review of" not in text_of(client.get(reverse("sen_support:review-list")))
    assert "started already" in text_of(client.post(start, follow=True))
    assert SelfReview.objects.count() == 1


def test_a_page_is_judged_and_leads_to_the_next(client, review):
    first, second, *_ = codes(review)
    sent = {
        f"{first}_judgement": "partly",
        f"{first}_note": "Two rooms of six",
        f"{first}_owner": "Ms Lee",
        f"{first}_due_on": "1 2 2099",
        f"{second}_judgement": "strength",
    }
    answer = client.post(path("judge", review, **PAGE), sent)
    assert answer.url == path("judge", review, area="communication", tier="targeted")
    html = text_of(client.get(path("review", review)))
    assert "2 of " in html
    assert "Ms Lee, by 1 February 2099" in html
    assert "Two rooms of six" in html
    again = text_of(client.get(path("judge", review, **PAGE)))
    assert "Two rooms of six" in again
    stop = client.post(path("judge", review, **PAGE), {"stop": "1"})
    assert stop.url == path("review", review)
    assert StandardJudgement.objects.count() == 2


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, review):
    first, second, *_ = codes(review)
    sent = {
        f"{first}_note": "A note without an answer",
        f"{second}_judgement": "strength",
    }
    html = text_of(client.post(path("judge", review, **PAGE), sent))
    assert "Select how it stands, or clear the notes beneath" in html
    assert "A note without an answer" in html
    assert f'href="#id_{first}_judgement"' in html
    assert not StandardJudgement.objects.exists()
    sent = {f"{first}_judgement": "partly", f"{first}_due_on": "31 2 2099"}
    html = text_of(client.post(path("judge", review, **PAGE), sent))
    assert "There is a problem" in html
    assert not StandardJudgement.objects.exists()


def test_a_clash_shows_both_and_the_second_save_is_knowing(client, review):
    first, *_ = codes(review)
    JudgementFactory(review=review, standard=first, judgement="partly", note="Theirs")
    sent = {f"{first}_judgement": "strength", f"{first}_note": "Mine", f"{first}_seen": "0"}
    html = text_of(client.post(path("judge", review, **PAGE), sent))
    assert "Somebody else has judged this meanwhile: Partly in place (Theirs)" in html
    assert "Mine" in html
    assert f'name="{first}_seen" value="1"' in html
    client.post(path("judge", review, **PAGE), sent | {f"{first}_seen": "1"})
    assert StandardJudgement.objects.get().note == "Mine"


def test_last_year_stands_beside_and_what_changed_is_told(client, review):
    first, second, *_ = codes(review)
    before = SelfReviewFactory(establishment=review.establishment, year=2025, finished=True)
    JudgementFactory(review=before, standard=first, judgement="in_place", note="All rooms")
    JudgementFactory(review=before, standard=second, judgement="partly")
    JudgementFactory(review=review, standard=first, judgement="not_in_place", statement="Timetable")
    JudgementFactory(review=review, standard="dropped", statement="A standard of old.")
    html = text_of(client.get(path("judge", review, **PAGE)))
    assert "In 2025 to 2026: in place. All rooms" in html
    html = text_of(client.get(path("review", review)))
    assert "In place before, now not in place" in html
    assert "Worse" in html
    assert "Nobody sees to it yet" in html
    assert "A standard of old." in html


def test_a_review_is_finished_and_taken_up_again(client, review):
    finish = path("finish-review", review)
    assert "not judged yet" in text_of(client.post(finish, follow=True))
    for each in standards_for(review.establishment, all_standards()):
        JudgementFactory(review=review, standard=each.code, judgement="in_place")
    page = text_of(client.get(path("review", review)))
    assert "Finish this review" in page
    assert "Nothing: every standard is in place" in page
    assert "The review is finished" in text_of(client.post(finish, follow=True))
    assert client.get(path("judge", review, **PAGE)).url == path("review", review)
    again = path("take-up-review", review)
    assert "The review is open again" in text_of(client.post(again, follow=True))
    assert "The review is not finished" in text_of(client.post(again, follow=True))


def test_the_last_page_leads_back_and_no_other_page_is_there(client, review):
    last = {"area": "physical", "tier": "personalised"}
    assert client.post(path("judge", review, **last), {}).url == path("review", review)
    assert client.get(path("judge", review, area="physical", tier="weather")).status_code == 404


@pytest.mark.parametrize(
    ("who", "read", "judged"),
    [
        ("senco elsewhere", 404, 404),
        ("teacher there", 200, 403),
        ("caseworker", 200, 403),
        ("parent", 404, 404),
        ("administrator", 404, 404),
    ],
)
def test_others_read_or_do_not_know_of_it(client, review, who, read, judged):
    role, _, where = who.partition(" ")
    user = UserFactory(role=role)
    if where:
        place = review.establishment if where == "there" else EstablishmentFactory()
        PostFactory(user=user, establishment=place, sees_all=role == "senco")
    client.force_login(user)
    assert client.get(path("review", review)).status_code == read
    assert client.get(path("judge", review, **PAGE)).status_code == judged
    assert client.post(path("judge", review, **PAGE), {}).status_code == judged
    assert client.post(path("finish-review", review)).status_code == judged
    assert client.post(path("take-up-review", review)).status_code == judged
    start = reverse("sen_support:start-review", args=[review.establishment_id])
    assert client.post(start).status_code == judged
    if read == 200:
        html = text_of(client.get(path("review", review)))
        assert "Judge the standards" not in html


# -- across settings -----------------------------------------------------------------------------


def test_the_authority_sees_gaps_of_finished_reviews_only(client, db):
    client.force_login(UserFactory(role="head_of_service"))
    done = SelfReviewFactory(finished=True, establishment__name="Done School")
    JudgementFactory(review=done, judgement="not_in_place", due_on=datetime.date(2027, 1, 1))
    JudgementFactory(review=SelfReviewFactory(), judgement="strength")
    html = text_of(client.get(reverse("sen_support:gaps"), {"year": "2026"}))
    assert "1 finished review" in html
    assert "Not or only partly in place at 1 of 1 setting" in html
    narrowed = text_of(
        client.get(reverse("sen_support:gaps"), {"year": "2026", "area": "physical"})
    )
    assert "No review of this year is finished yet" in narrowed
    one = reverse("sen_support:gap", kwargs={"year": 2026, "standard": "visual_timetable"})
    html = text_of(client.get(one))
    assert "Done School" in html
    assert "Not in place, to be put right by 1 January 2027" in html
    none = reverse("sen_support:gap", kwargs={"year": 2026, "standard": "small_steps"})
    assert "No finished review of this year judges it" in text_of(client.get(none))
    wrong = reverse("sen_support:gap", kwargs={"year": 2026, "standard": "no-such"})
    assert client.get(wrong).status_code == 404


def test_the_list_of_the_authority_is_by_year_and_name(client, db):
    client.force_login(UserFactory(role="caseworker"))
    SelfReviewFactory(establishment__name="Alpha School")
    SelfReviewFactory(establishment__name="Beta School", finished=True)
    SelfReviewFactory(establishment__name="Old School", year=2020)
    html = text_of(client.get(reverse("sen_support:review-list"), {"year": "2026", "q": "alph"}))
    assert "Alpha School" in html
    assert "Beta School" not in html
    html = text_of(client.get(reverse("sen_support:review-list"), {"year": "2020"}))
    assert "Old School" in html
    assert "Alpha School" not in html
    html = text_of(client.get(reverse("sen_support:review-list"), {"q": "zzz", "year": "x"}))
    assert "No setting has a review like that" in html


def test_somebody_without_a_post_is_told_whom_to_ask(client, db):
    client.force_login(UserFactory(role="teacher"))
    html = text_of(client.get(reverse("sen_support:review-list")))
    assert "Ask whoever manages the accounts" in html


@pytest.mark.parametrize(("name", "queries"), [("review-list", 8), ("gaps", 5)])
def test_lists_take_the_same_queries(client, db, django_assert_num_queries, name, queries):
    user = UserFactory(role="caseworker")
    PostFactory(user=user)
    client.force_login(user)
    for number in (1, 4):
        for _ in range(number):
            done = SelfReviewFactory(finished=True)
            JudgementFactory.create_batch(1, review=done)
        with django_assert_num_queries(queries):
            client.get(reverse(f"sen_support:{name}"), {"year": "2026"})


def test_a_review_takes_the_same_queries(client, review, django_assert_num_queries):
    before = SelfReviewFactory(establishment=review.establishment, year=2025, finished=True)
    every = [each.code for each in standards_for(review.establishment, all_standards())]
    for some in (every[:1], every[1:]):
        for code in some:
            JudgementFactory(review=review, standard=code)
            JudgementFactory(review=before, standard=code)
        with django_assert_num_queries(8):
            client.get(path("review", review))
