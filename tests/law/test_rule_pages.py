"""The rules on their pages: every one, in groups, found by words, and explained."""

import re
from dataclasses import replace
from datetime import date
from html import escape, unescape

import pytest
from django.urls import reverse

from wayforward.law.forms import ExampleForm
from wayforward.law.listing import every_rule, grouped, linked, processes
from wayforward.law.search import every_word, mended, words_of
from wayforward.statute import CURRENT
from wayforward.statute.rule import Grade
from wayforward.statute.rules import VERSIONS

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """Return a page's text; it must have been found."""
    assert response.status_code == 200
    return unescape(response.content.decode())


def ids_on(page: str) -> list[str]:
    """Return the ids of the rules that a page lists."""
    return [
        rule_id for rule_id in CURRENT.rules if f'<article class="wf-rule" id="{rule_id}"' in page
    ]


def test_every_rule_is_listed_once_with_all_that_is_known(client):
    page = text_of(client.get("/law"))
    assert f"{len(CURRENT.rules)} rules" in page
    for rule in CURRENT.rules.values():
        assert page.count(f'id="{rule.id}"') == 1
        for words in (rule.duty, rule.plain, rule.citation.provision, *rule.told):
            assert words.lower() in page.lower(), (rule.id, words)
        assert f'href="{rule.citation.url}"' in page


def test_every_rule_of_the_statute_book_links_to_it():
    official = [
        rule for rule in CURRENT.rules.values() if "legislation.gov.uk" in rule.citation.url
    ]
    assert len(official) > 80


def test_rules_are_grouped_by_what_they_are_about_in_the_order_of_the_law(client):
    page = text_of(client.get("/law"))
    places = [page.index(f'id="{process.code}"') for process in processes()]
    assert places == sorted(places)
    assert sum(len(group.rules) for group in grouped(every_rule().values())) == len(CURRENT.rules)


def test_every_process_has_a_familys_words():
    assert [each.section for each in processes() if not each.words] == []


def test_the_page_says_what_it_is_not_how_old_it_is_and_whom_to_ring(client):
    for path in ("/law", "/law/rules/EHC_FINAL", "/law/calculator"):
        page = text_of(client.get(path))
        assert "This is not legal advice." in page
        assert "23 November 2026" in page
        assert "01908 657825" in page
        assert "01908 254518" in page


def test_what_is_not_verified_and_what_is_not_law_say_so_wherever_they_stand(client):
    for path in ("/law?grade=M", "/law/rules/SUBJECT_ACCESS"):
        page = text_of(client.get(path))
        assert "Not verified" in page.split("main-content", 1)[1]
    assert "This rule is not verified." in text_of(client.get("/law/rules/SUBJECT_ACCESS"))
    assert "Not law" in text_of(client.get("/law/rules/DRAFT_LATEST"))
    assert "govuk-tag" not in text_of(client.get("/law/rules/EHC_FINAL"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=send+the+final+plan+20+weeks", "EHC_FINAL"),
        ("q=twenty+weeks", "EHC_FINAL"),
        ("q=mediation+certificates", "MED_CERT"),
        ("q=how+long+does+the+council+have+to+decide+about+an+EHCP+assessment", "EHCNA_DECISION"),
        ("q=SENCO+qualification", "SENCO_QUALIFICATION"),
        ("q=EHC_FINAL", "EHC_FINAL"),
        ("q=EHCP", "EHC_FINAL"),
        ("q=what+is+an+EHCP", "REVIEW_12M"),
        ("q=not+verified", "SUBJECT_ACCESS"),
        ("q=unverified", "SUBJECT_ACCESS"),
        ("process=phase-transfer", "PHASE_GENERAL"),
        ("grade=M", "SUBJECT_ACCESS"),
        ("process=review&process=appeal", "APPEAL"),
    ],
)
def test_rules_are_found(client, query, expected):
    found = ids_on(text_of(client.get(f"/law?{query}")))
    assert expected in found
    assert len(found) < len(CURRENT.rules) / 2


def test_what_is_not_verified_is_found_and_nothing_else(client):
    assert ids_on(text_of(client.get("/law?q=not+verified"))) == [
        "SUBJECT_ACCESS",
        "SUBJECT_ACCESS_LONGER",
    ]


def test_an_ehcp_is_the_plan_and_not_all_that_mentions_one(client):
    found = ids_on(text_of(client.get("/law?q=EHCP")))
    assert {CURRENT.rules[rule_id].section for rule_id in found} >= {"Plan", "Review", "Ceasing"}
    assert not {"MED_CONTACT", "SUBJECT_ACCESS", "ORDER_AMEND"} & set(found)


def test_filters_narrow_what_the_words_found(client):
    page = text_of(client.get("/law?q=plan&process=request&grade=P"))
    found = ids_on(page)
    assert found
    assert {CURRENT.rules[rule_id].section for rule_id in found} == {"Request"}
    assert {CURRENT.rules[rule_id].grade for rule_id in found} == {Grade.PRIMARY}
    assert 'value="request" checked' in page
    assert "?q=plan&grade=P" in page  # the link that takes the filter off


def test_a_slip_of_the_pen_is_mended_and_said(client):
    page = text_of(client.get("/law?q=medation"))
    assert "We searched for <strong>mediation</strong> (you typed “medation”)." in page
    assert "MED_CERT" in ids_on(page)


def test_words_that_no_rule_has_together_give_the_nearest(client):
    page = text_of(client.get("/law?q=tribunal+certificate+payments"))
    assert "No rule has all of your words." in page
    assert ids_on(page)


def test_nothing_found_says_what_to_do(client):
    page = text_of(client.get("/law?q=zzqqxy"))
    assert "No rule is like that" in page
    assert ids_on(page) == []
    assert 'value="zzqqxy"' in page


def test_words_are_alike_whatever_their_case_accents_and_numbers():
    assert words_of("Twenty Wéeks’ notice") == ["20", "weeks", "notice"]
    assert mended("zzqqxy") == "zzqqxy"
    assert "assessment" in every_word()


# -- one rule ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rule_id", sorted(CURRENT.rules))
def test_every_rule_has_a_page_with_an_example_for_today(client, rule_id):
    page = text_of(client.get(reverse("law:rule", kwargs={"rule_id": rule_id})))
    rule = CURRENT.rules[rule_id]
    assert rule.plain in page
    assert rule.grade.words in page.lower() or rule.grade.words in page
    assert "day is " in page
    assert "None" not in page.split("<main", 1)[1].split("None of these moves")[0]


@pytest.mark.parametrize("on", [date(2024, 2, 29), date(2026, 12, 31), date(2028, 1, 1)])
def test_every_rule_can_be_asked_on_any_today(on):
    for shown in every_rule().values():
        form = ExampleForm(shown, today=on)
        form.ask(form.usual())
        assert form.due is not None


@pytest.mark.parametrize("rule_id", ["NO_SUCH_RULE", "ehc_finals", "%00", "EHC_FINAL'", "x" * 300])
def test_an_unknown_rule_is_not_found_and_helps(client, rule_id):
    response = client.get(f"/law/rules/{rule_id}")
    assert response.status_code == 404
    assert "01908 657825" in response.content.decode()


def test_a_proposal_is_no_rule(client):
    from wayforward.statute.rules import DRAFT_RULES  # noqa: PLC0415 -- only this test knows them

    for rule in DRAFT_RULES:
        if rule.id not in CURRENT.rules:
            assert client.get(f"/law/rules/{rule.id}").status_code == 404
        assert rule.plain not in text_of(client.get("/law"))


def test_an_example_answers_by_the_law_of_its_day(client):
    page = text_of(client.get("/law/rules/EHCNA_DECISION?day=1&month=6&year=2020"))
    assert "Monday 13 July 2020" in page
    assert "by the law as it was from 1 May 2020 to 25 September 2020" in page
    assert "How the rule has changed" in page
    versions = [rule for rule in VERSIONS if rule.id == "EHCNA_DECISION"]
    assert page.count("<dt><strong>") == len(versions) == 3


def test_an_example_with_two_days_and_one_with_a_year(client):
    page = text_of(
        client.get(
            "/law/rules/APPEAL?day=15&month=1&year=2026"
            "&certificate_on-day=1&certificate_on-month=4&certificate_on-year=2026"
        )
    )
    assert "The last day is Friday 1 May 2026." in page
    page = text_of(client.get("/law/rules/PHASE_GENERAL?transfer_year=2027"))
    assert "The last day is Sunday 14 February 2027." in page


@pytest.mark.parametrize(
    ("rule_id", "query", "message"),
    [
        ("EHC_FINAL", "day=31&month=2&year=2026", "must be a real date"),
        (
            "EHC_FINAL",
            "day=1&month=1&year=0026",
            "must be 1 September 2014 or later, when this rule, EHC_FINAL, began",
        ),
        (
            "REC_RESPONSE",
            "day=1&month=4&year=2018",
            "must be 3 April 2018 or later, when this rule, REC_RESPONSE, began",
        ),
        (
            "MOVE_REVIEW",
            "day=1&month=1&year=2014&transferred_on=2015-01-05",
            "must be 1 September 2014 or later, when this rule, MOVE_REVIEW, began",
        ),
        ("PHASE_GENERAL", "transfer_year=2014", "The year must be"),
        ("EHC_FINAL", "day=1&month=1", "must include a year"),
        ("PHASE_GENERAL", "transfer_year=soon", "The year must be"),
        ("COMPULSORY_SCHOOL_AGE_ENDS", "day=1&month=1&year=2199", "or earlier"),
        ("MOVE_REVIEW", "day=1&month=1&year=2026", "Enter a day, for example 27 3 2026"),
    ],
)
def test_a_wrong_day_is_said_at_its_box_and_at_the_top(client, rule_id, query, message):
    page = text_of(client.get(f"/law/rules/{rule_id}?{query}"))
    assert "<title>Error: " in page
    assert page.count(message) == 2
    assert "day is " not in page.split("<h2", 1)[0]


@pytest.mark.parametrize(
    "path", ["/law/rules/REC_RESPONSE?", "/law/calculator?what=decision-letter&"]
)
def test_a_day_before_the_rule_began_is_kept_as_it_was_typed(client, path):
    page = text_of(client.get(f"{path}day=02&month=aug&year=2014"))
    assert " or later, when th" in page
    for typed in ("02", "aug", "2014"):
        assert f'value="{typed}"' in page


@pytest.mark.parametrize("path", ["/law", "/law/rules/EHC_FINAL", "/law/calculator"])
def test_the_law_is_marked_in_the_menu_on_each_of_its_pages(client, path):
    page = text_of(client.get(path))
    menu = page[page.index("govuk-service-navigation__list") :].split("</ul>")[0]
    marked = [item for item in menu.split("<li") if "aria-current" in item]
    assert len(marked) == 1
    assert "The law" in marked[0]
    assert ('aria-current="page"' in marked[0]) == (path == "/law")


def test_notes_speak_in_words_and_link_to_the_rules_that_they_name(client):
    rule = replace(CURRENT.rules["EHC_FINAL"], note="It is ours (grade M).")
    assert rule.plain_note == "It is ours (not verified)."
    page = text_of(client.get("/law/rules/EHCNA_NOT_NEEDED"))
    assert 'href="/law/rules/EHCNA_DECISION">“Tell the family whether we will assess”</a>' in page
    assert linked("<b> NO_RULE </b>") == escape("<b> NO_RULE </b>")


def test_no_page_of_the_law_asks_the_database(client, django_assert_num_queries):
    paths = [
        "/law?q=plan",
        "/law/rules/APPEAL",
        "/law/calculator?what=request&day=5&month=1&year=2026",
    ]
    with django_assert_num_queries(0):
        for path in paths:
            assert client.get(path).status_code == 200


def test_an_address_in_small_letters_leads_to_the_rule(client):
    response = client.get("/law/rules/appeal")
    assert (response.status_code, response["Location"]) == (302, "/law/rules/APPEAL")
    assert client.get("/law/rules/nothing").status_code == 404


def test_a_fault_is_named_once_in_the_title_of_a_rule(client):
    page = client.get("/law/rules/APPEAL?notice_sent_on-day=31&notice_sent_on-month=2")
    title = page.content.decode().split("<title>")[1].split("</title>")[0]
    assert title.count("Error:") <= 1


def found(client, q: str) -> list[str]:
    """Return the ids of the rules that a search finds, in their order."""
    page = client.get("/law", {"q": q}).content.decode()
    return re.findall(r'<article class="wf-rule" id="(\w+)"', page)


def test_the_ordinary_rule_is_the_first_for_its_own_words(client):
    ids = found(client, "final plan")
    assert ids[0] == "EHC_FINAL"
    assert ids.index("DETAINED_FINAL") > ids.index("ORDER_MAKE_FINAL")


def test_how_many_weeks_finds_the_rules_with_that_limit(client):
    assert set(found(client, "20 weeks")) == {"EHC_FINAL", "DRAFT_LATEST", "DETAINED_FINAL"}
    assert found(client, "twenty weeks") == found(client, "20 weeks")
    assert "EHCNA_DECISION" in found(client, "six weeks")
    assert found(client, "77 weeks") == found(client, "77")


def test_sen_is_neither_send_nor_sent(client):
    ids = found(client, "SEN support")
    assert 0 < len(ids) <= 6
    assert set(ids) >= {"SEN_REPORT"}


@pytest.mark.parametrize("typed", ["EHC_FINAL", "ehc_final", " EHC FINAL "])
def test_a_rule_is_found_by_its_own_name_alone(client, typed):
    assert ids_on(text_of(client.get("/law", {"q": typed}))) == ["EHC_FINAL"]


def test_a_word_that_is_also_the_name_of_a_rule_is_a_word(client):
    assert len(ids_on(text_of(client.get("/law?q=appeal")))) > 5


@pytest.mark.parametrize(
    ("typed", "rule_id"),
    [
        ("annual review is late", "REVIEW_12M"),
        ("annual review is late", "REVIEW_DECISION"),
        ("my sons plan is late", "EHC_FINAL"),
        ("echp", "EHC_FINAL"),
    ],
)
def test_late_is_no_word_of_the_rules(client, typed, rule_id):
    assert rule_id in ids_on(text_of(client.get("/law", {"q": typed})))
