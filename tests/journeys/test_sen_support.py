"""Journeys of the graduated approach: a SENCO reviews a school, the authority sees the gaps."""

import pytest
from playwright.sync_api import Page, expect

from tests.factories.people import PostFactory, UserFactory
from tests.factories.sen_support import JudgementFactory, SelfReviewFactory
from tests.journeys.signing import sign_in
from wayforward.sen_support.models import SelfReview, StandardJudgement
from wayforward.sen_support.standing import standards_for
from wayforward.sen_support.views.reviews import all_standards

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_senco_reviews_the_school_and_the_authority_sees_the_gaps(
    page: Page, open_page, looks_right
):
    post = PostFactory(establishment__name="Brook Primary School", user__role="senco")
    before = SelfReviewFactory(establishment=post.establishment, year=2020, finished=True)
    JudgementFactory(review=before, judgement="in_place", note="Every room")
    sign_in(page, post.user)
    page.get_by_role("link", name="Self-reviews").first.click()
    looks_right(page)
    page.get_by_role("button", name="Start the review of").click()
    expect(page.get_by_text("The review is started")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Communication and interaction, universal").click()
    expect(page.get_by_text("In 2020 to 2021: in place. Every room")).to_be_visible()
    looks_right(page)
    first = page.get_by_role("group", name="What happens today is shown in pictures")
    # By keyboard alone: into the group, one answer down, on to the note.
    first.get_by_label("Not in place").focus()
    page.keyboard.press("ArrowRight")
    expect(first.get_by_label("Partly in place")).to_be_checked()
    notes = page.get_by_text("Note, who sees to it, by when")
    notes.nth(1).click()
    page.get_by_label("Note (optional)").nth(1).fill("Only the note, without an answer")
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("alert")).to_contain_text("Select how it stands")
    expect(page.get_by_text("Only the note, without an answer")).to_be_visible()
    looks_right(page)
    second = page.get_by_role("group", name="Adults give instructions in short steps")
    second.get_by_label("A strength").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Saved: Communication and interaction, universal")).to_be_visible()
    page.get_by_role("button", name="Save and go back to the review").click()
    expect(page.get_by_text("Worse")).to_be_visible()
    looks_right(page)
    review = SelfReview.objects.get(finished_on=None)
    for each in standards_for(post.establishment, all_standards()):
        if not StandardJudgement.objects.filter(review=review, standard=each.code).exists():
            JudgementFactory(
                review=review, standard=each.code, judgement="in_place", statement=each.statement
            )
    page.reload()
    page.get_by_role("button", name="Finish this review").click()
    expect(page.get_by_text("The review is finished")).to_be_visible()
    looks_right(page)
    other = open_page()
    sign_in(other, UserFactory(role="head_of_service"))
    other.goto("/self-reviews")
    looks_right(other)
    other.get_by_role("link", name="Gaps across settings").click()
    expect(other.get_by_text("at 1 of 1 setting")).to_be_visible()
    looks_right(other)
    other.get_by_role("link", name="What happens today is shown in pictures").click()
    expect(other.get_by_role("link", name="Brook Primary School")).to_be_visible()
    looks_right(other)


def test_anybody_finds_a_standard_without_javascript(page_without_javascript: Page):
    page = page_without_javascript
    page.goto("/standards")
    page.get_by_label("Words", exact=True).fill("hearing")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.get_by_role("checkbox", name="Personalised").check()
    page.get_by_role("button", name="Show these standards").click()
    expect(page.get_by_role("heading", name="Advice of teachers of deaf")).to_be_visible()


def test_the_standards_look_right(page: Page, looks_right):
    page.goto("/standards?area=physical")
    looks_right(page)
    page.goto("/standards?q=zzz")
    looks_right(page)
