"""Journeys with children's records: a caseworker, a SENCO, a parent, an emergency; keyboard and phone."""

import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.documents.uploads import picture, upload, wav
from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import (
    AllocationFactory,
    CaringFactory,
    ChildFactory,
    PostFactory,
    SchoolingFactory,
    TaskFactory,
    UserFactory,
)
from tests.journeys.signing import sign_in
from wayforward.people.actions.voices import add_own_words

pytestmark = pytest.mark.django_db(transaction=True)


def enter_day(page: Page, legend: str, day: datetime.date) -> None:
    group = page.get_by_role("group", name=legend)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(part).fill(str(value))


def test_a_caseworker_makes_a_record_and_fills_it(page: Page, looks_right):
    EstablishmentFactory(name="Example Green School")
    sign_in(page, UserFactory(role="caseworker"))
    looks_right(page)  # nothing is asked, nobody is seen
    page.get_by_role("link", name="Find a child").click()
    looks_right(page)
    page.get_by_role("link", name="Add a child or young person").click()
    page.get_by_role("button", name="Make this record").click()
    looks_right(page)
    page.get_by_role("alert").get_by_role("link", name="Enter the child’s first names").click()
    page.keyboard.type("Zoë")
    page.get_by_label("Legal last name").fill("Adéyemí-O’Brien")
    enter_day(page, "Date of birth", datetime.date(2015, 2, 28))
    page.get_by_label("Unique pupil number (UPN)").fill("A801200005001")
    page.get_by_role("button", name="Make this record").click()
    expect(page.get_by_role("alert")).to_contain_text("does not fit its first letter")
    expect(page.get_by_label("Legal last name")).to_have_value("Adéyemí-O’Brien")
    page.get_by_label("Unique pupil number (UPN)").fill("B801200005001")
    page.get_by_role("button", name="Make this record").click()
    expect(page.get_by_role("heading", name="Zoë Adéyemí-O’Brien")).to_be_visible()
    looks_right(page)

    page.get_by_role("link", name="Record needs").click()
    page.get_by_label("Primary need").select_option("SLCN")
    page.get_by_role("button", name="Save these needs").click()
    expect(page.get_by_text("Speech, language and communication needs")).to_be_visible()
    page.get_by_role("link", name="Record a school or other setting").click()
    looks_right(page)
    page.get_by_label("Name or number").fill("green")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("link", name="Example Green School").click()
    looks_right(page)
    enter_day(page, "First day", datetime.date(2019, 9, 1))
    page.get_by_role("button", name="Save this setting").click()
    expect(page.get_by_role("heading", name="Example Green School")).to_be_visible()
    page.get_by_role("link", name="Write it", exact=True).click()
    page.get_by_label("What is important to me").fill("Trains\nand my grandmother")
    page.get_by_label("Who wrote it together").fill("Zoë and her mother")
    page.get_by_role("button", name="Save this profile").click()
    looks_right(page)

    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Add a parent or carer").click()
    page.get_by_role("button", name="Add this carer").click()
    looks_right(page)
    page.get_by_label("What they are to the child").fill("mother")
    page.get_by_label("First names").fill("Folasade")
    for question in ("Do they have parental responsibility?", "Does the child live with them"):
        page.get_by_role("group", name=question).get_by_label("Yes").check()
    page.get_by_label("By letter").check()
    page.get_by_label("House and street").fill("1 Invented Road")
    page.get_by_role("button", name="Add this carer").click()
    expect(page.get_by_role("heading", name="If we wrote about the child today")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="History").click()
    looks_right(page)


def test_a_senco_finds_a_pupil_by_a_name_nearly_right(page: Page, looks_right, console):
    console.allow("404")  # a page that one may not see
    post = PostFactory()
    child = ChildFactory(first_names="Siobhán", last_name="Kelly")
    SchoolingFactory(child=child, establishment=post.establishment)
    hidden = ChildFactory(first_names="Siobhán", last_name="Kelley")
    sign_in(page, post.user)
    page.get_by_role("searchbox", name="Find a child").fill("siobahn kelly")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 record found")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Siobhán Kelly").click()
    expect(page.get_by_role("heading", name="Siobhán Kelly")).to_be_visible()
    page.goto(f"/children/{hidden.pk}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("not")
    page.goto("/children?q=nobody+at+all")
    looks_right(page)


def test_a_parent_reads_the_record_on_a_phone_without_javascript(
    page_without_javascript: Page, looks_right, page: Page
):
    link = CaringFactory(child__first_names="Robin", child__known_as="Rob")
    link.carer.user = UserFactory(role="parent")
    link.carer.save()
    phone = page_without_javascript
    phone.set_viewport_size({"width": 320, "height": 700})
    sign_in(phone, link.carer.user)
    expect(phone.get_by_role("heading", name="Who works with Rob")).to_be_visible()
    phone.get_by_role("link", name="Rob Example").click()
    expect(phone.get_by_role("heading", name="One-page profile")).to_be_visible()
    expect(phone.get_by_role("link", name="Change facts")).to_have_count(0)
    phone.get_by_role("link", name="People", exact=True).click()
    expect(phone.get_by_text(link.carer.full_name)).to_be_visible()
    sign_in(page, link.carer.user)
    page.goto(phone.url)
    looks_right(page)


def test_an_officer_opens_a_record_in_an_emergency_and_a_manager_reviews_it(
    page: Page, open_page, looks_right
):
    child = ChildFactory()
    sign_in(page, UserFactory(role="duty_officer", full_name="Dina Haddad"))
    page.goto("/emergency")
    page.get_by_role("button", name="Open the record").click()
    looks_right(page)
    page.get_by_label("Reference of the record").fill(child.reference)
    page.get_by_label("Why do you need it now?").fill("The police ask where the child may be")
    page.get_by_role("button", name="Open the record").click()
    expect(page.get_by_role("heading", name=child.full_name)).to_be_visible()
    manager = open_page()
    sign_in(manager, UserFactory(role="head_of_service"))
    manager.get_by_role("link", name="1 record opened in an emergency to review").click()
    looks_right(manager)
    manager.get_by_role("link", name="Review what Dina Haddad opened").click()
    manager.get_by_label("Yes").check()
    looks_right(manager)
    manager.get_by_role("button", name="Save this review").click()
    expect(manager.get_by_text("Rightly opened")).to_be_visible()
    manager.goto(f"/children/{child.pk}/looks")
    expect(manager.get_by_text("a record opened in an emergency")).to_be_visible()
    looks_right(manager)


def test_what_is_asked_of_somebody_is_done_from_home_by_keyboard(page: Page, looks_right):
    task = TaskFactory(due_on=datetime.date(2026, 1, 5))
    sign_in(page, task.asked_of)
    expect(page.get_by_text("Late", exact=True)).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Say that it is done").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="It is done").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nothing is asked of you today")).to_be_visible()


def test_two_who_save_at_once_see_both_versions(page: Page, open_page, looks_right):
    link = AllocationFactory(child__first_names="Robin")
    other = AllocationFactory(child=link.child).user
    second = open_page()
    for window, user in ((page, link.user), (second, other)):
        sign_in(window, user)
        window.goto(f"/children/{link.child.pk}/facts")
    page.get_by_label("First name in use").fill("Bobbie")
    page.get_by_role("button", name="Save these facts").click()
    expect(page.get_by_role("heading", name="Bobbie Example")).to_be_visible()
    second.get_by_label("First name in use").fill("Rob")
    second.get_by_role("button", name="Save these facts").click()
    expect(second.get_by_role("table")).to_contain_text("Bobbie")
    expect(second.get_by_label("First name in use")).to_have_value("Rob")
    looks_right(second)
    second.get_by_role("button", name="Save these facts").click()
    expect(second.get_by_role("heading", name="Rob Example")).to_be_visible()


def test_a_young_person_says_what_helps_in_words_and_in_a_picture(page: Page, looks_right, folder):
    young = UserFactory(role="young_person")
    child = ChildFactory(first_names="Robin", born_on=datetime.date(2009, 3, 4), user=young)
    sign_in(page, young, to=f"/children/{child.pk}")
    page.get_by_role("link", name="Own words").click()
    looks_right(page)  # nothing yet
    page.get_by_role("button", name="Add words, a picture or a recording").click()
    looks_right(page)
    page.get_by_role("button", name="Keep this").click()
    looks_right(page)
    page.get_by_label("What it is about").fill("My safe place")
    page.get_by_label("The words, just as they were said").fill("A quiet corner.")
    file = {"name": "place.png", "mimeType": "image/png", "buffer": picture()}
    page.get_by_label("A picture, a recording or a video").set_input_files(file)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("alert")).to_contain_text("Say what the picture shows")
    page.get_by_label("A picture, a recording or a video").set_input_files(file)
    page.get_by_label("What the picture shows").fill("Red and blue")
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("img", name="Red and blue")).to_be_visible()
    assert page.get_by_role("img", name="Red and blue").evaluate("(each) => each.naturalWidth") > 0
    looks_right(page)

    page.get_by_role("link", name="Overview").click()
    page.get_by_role("link", name="Add a photo").click()
    looks_right(page)
    page.get_by_label("A photo").set_input_files(file)
    page.get_by_label("Who agreed that it may be shown").fill("Me")
    page.get_by_role("button", name="Use this photo").click()
    expect(page.get_by_role("img", name="Photo of Robin Example")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Own words").click()
    page.get_by_role("link", name="Take it back").click()
    looks_right(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nobody is shown it any more")).to_be_visible()


def test_a_recording_is_played_in_the_page(page: Page, looks_right, folder, settings):
    settings.DOCUMENTS_WITHOUT_SCANNER = "release"
    caseworker = UserFactory(role="caseworker")
    child = AllocationFactory(user=caseworker).child
    add_own_words(
        child.pk,
        said_on=datetime.date(2026, 6, 1),
        about="My morning",
        words="",
        file=upload(wav(), "me.wav"),
        shows="I like the bus",
        helped_by="",
        by=caseworker,
        on=datetime.date(2026, 6, 1),
        at=datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC),
    )
    sign_in(page, caseworker, to=f"/children/{child.pk}/own-words")
    looks_right(page)
    length = page.locator("audio").evaluate(
        """(sound) => new Promise((done) => {
            sound.addEventListener("loadedmetadata", () => done(sound.duration));
            sound.addEventListener("error", () => done(-1));
            sound.load();
            sound.play().catch(() => {});
        })"""
    )
    assert length > 0
