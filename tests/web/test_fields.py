"""Every type of question: what it takes, what it refuses, and that what was typed is kept."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from wayforward.web import fields
from wayforward.web.components.errors import error_list


def make(field: forms.Field, typed: str | None = None) -> forms.Form:
    """Return a form with one question, `x`; `typed` is the query string that was sent."""
    form_class = type("OneQuestion", (forms.Form,), {"x": field})
    return form_class() if typed is None else form_class(QueryDict(typed))


def answer(field: forms.Field, typed: str) -> object:
    form = make(field, typed)
    assert form.is_valid(), form.errors
    return form.cleaned_data["x"]


def refusal(field: forms.Field, typed: str) -> str:
    form = make(field, typed)
    assert not form.is_valid()
    return str(form.errors["x"][0])


ONE_OF_EACH = [
    fields.TextField(label="Full name", missing="Say it"),
    fields.LongTextField(label="Reasons", missing="Say it"),
    fields.EmailField(label="E-mail", missing="Say it"),
    fields.PhoneField(label="Telephone", missing="Say it"),
    fields.PostcodeField(label="Postcode", missing="Say it"),
    fields.WholeNumberField(label="Age", missing="Say it"),
    fields.PasswordField(label="Password", missing="Say it"),
    fields.YesNoField(label="Will you?", missing="Say it"),
    fields.ChoiceField(label="Which?", missing="Say it", options=[("a", "A")]),
    fields.MultipleChoiceField(label="Which?", missing="Say it", options=[("a", "A")]),
    fields.SelectField(label="Which?", missing="Say it", options=[("a", "A")]),
    fields.DateField(label="When?", missing="Say it"),
]


@pytest.mark.parametrize("field", ONE_OF_EACH, ids=lambda field: type(field).__name__)
@pytest.mark.parametrize("typed", ["", "x=", "x-day=+&x-month="])
def test_nothing_typed_says_what_is_missing(field, typed):
    assert refusal(field, typed) == "Say it"


@pytest.mark.parametrize("field", ONE_OF_EACH[:6], ids=lambda field: type(field).__name__)
def test_spaces_alone_are_nothing(field):
    assert refusal(field, "x=%20%20") == "Say it"


@pytest.mark.parametrize("field", ONE_OF_EACH, ids=lambda field: type(field).__name__)
def test_a_nul_is_taken_out_and_said(field):
    name = "x-day" if isinstance(field, fields.DateField) else "x"
    assert "character that cannot be kept" in refusal(field, f"{name}=a%00b")
    form = make(field, f"{name}=a%00b")
    assert "\x00" not in str(form["x"].field.parameters(form["x"]))


@pytest.mark.parametrize(
    ("field", "typed", "cleaned"),
    [
        (fields.TextField(label="Name"), "x=+Ada++Example+", "Ada  Example"),
        (fields.TextField(label="Name", required=False), "", ""),
        (fields.LongTextField(label="Why", max_length=3), "x=a%0D%0Ab", "a\nb"),
        (fields.EmailField(label="E-mail"), "x=+ada@example.org+", "ada@example.org"),
        (fields.PhoneField(label="Phone"), "x=(01632)+960++001", "(01632) 960 001"),
        (fields.PhoneField(label="Phone"), "x=%2B441632960001+ext+12", "+441632960001 ext 12"),
        (fields.PostcodeField(label="Postcode"), "x=mk93ej", "MK9 3EJ"),
        (fields.PostcodeField(label="Postcode"), "x=+Mk9+++3eJ.", "MK9 3EJ"),
        (fields.PostcodeField(label="Postcode"), "x=SW1A1AA", "SW1A 1AA"),
        (fields.PostcodeField(label="Postcode", required=False), "x=", ""),
        (fields.WholeNumberField(label="Number"), "x=1,200", 1200),
        (fields.WholeNumberField(label="Number", required=False), "x=", None),
        (fields.PasswordField(label="Password"), "x=+two+spaces+", " two spaces "),
        (fields.YesNoField(label="Will you?"), "x=yes", True),
        (fields.YesNoField(label="Will you?"), "x=no", False),
        (fields.YesNoField(label="Will you?", required=False), "", None),
        (fields.ChoiceField(label="Which?", options=[("a", "A"), ("b", "B")]), "x=b", "b"),
        (fields.SelectField(label="Which?", options=[("a", "A")]), "x=a", "a"),
        (
            fields.MultipleChoiceField(label="Which?", options=[("a", "A"), ("b", "B")]),
            "x=b&x=a&x=b",
            ["a", "b"],
        ),
        (fields.MultipleChoiceField(label="Which?", required=False), "", []),
    ],
)
def test_what_people_type_is_understood(field, typed, cleaned):
    assert answer(field, typed) == cleaned


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (
            fields.TextField(label="Full name", max_length=5),
            "x=123456",
            "Full name must be 5 characters or fewer",
        ),
        (fields.TextField(label="EHC plan number"), "", "Enter EHC plan number"),
        (
            fields.EmailField(label="E-mail"),
            "x=ada",
            "Enter an e-mail address in full, like name@example.com",
        ),
        (
            fields.PhoneField(label="Phone"),
            "x=12",
            "Enter a telephone number, like 01632 960 001 or 07700 900 982",
        ),
        (fields.PostcodeField(label="P"), "x=MK9", "Enter a full UK postcode, like MK9 3EJ"),
        (fields.WholeNumberField(label="Age"), "x=ten", "Age must be a whole number, like 12"),
        (fields.WholeNumberField(label="Age"), "x=7.5", "Age must be a whole number, like 12"),
        (
            fields.WholeNumberField(label="Age", least=0, most=25),
            "x=-3",
            "Age must be between 0 and 25",
        ),
        (fields.WholeNumberField(label="Age", least=5), "x=4", "Age must be 5 or more"),
        (fields.WholeNumberField(label="Age", most=5), "x=6", "Age must be 5 or less"),
        (fields.YesNoField(label="Will you?"), "x=perhaps", "Select one of the answers shown"),
        (
            fields.MultipleChoiceField(label="Which?", options=[("a", "A")]),
            "x=a&x=z",
            "Select one of the answers shown",
        ),
    ],
)
def test_a_refusal_says_what_to_do(field, typed, said):
    assert refusal(field, typed) == said


@pytest.mark.parametrize(
    "typed",
    [
        "x-day=27&x-month=3&x-year=2026",
        "x-day=27&x-month=03&x-year=26",
        "x-day=27th&x-month=MARCH&x-year=2026",
        "x-day=+27+&x-month=mar&x-year=2026",
        "x-day=27/3/2026",
        "x-day=27+March+2026",
        "x=2026-03-27",
    ],
)
def test_a_date_may_be_typed_in_many_ways(typed):
    assert answer(fields.DateField(label="When?"), typed) == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("typed", "said", "wrong"),
    [
        ("x-day=27&x-year=2026", "Start must include a month", "x-month"),
        ("x-month=3", "Start must include a day and a year", "x-day"),
        (
            "x-day=31&x-month=2&x-year=2026",
            "Start must be a real date, for example 27 3 2026",
            "x-day",
        ),
        (
            "x-day=1&x-month=13&x-year=2026",
            "Start must be a real date, for example 27 3 2026",
            "x-month",
        ),
        (
            "x-day=1&x-month=1&x-year=202",
            "Start must be a real date, for example 27 3 2026",
            "x-year",
        ),
        (
            "x-day=one&x-month=1&x-year=0",
            "Start must be a real date, for example 27 3 2026",
            "x-day",
        ),
        ("x-day=1&x-month=1&x-year=2019", "Start must be 1 January 2020 or later", "x-day"),
        ("x-day=1&x-month=1&x-year=2031", "Start must be 31 December 2030 or earlier", "x-day"),
    ],
)
def test_a_date_that_is_refused_says_which_box(typed, said, wrong):
    field = fields.DateField(
        label="When does it start?",
        called="Start",
        earliest=date(2020, 1, 1),
        latest=date(2030, 12, 31),
    )
    form = make(field, typed)
    assert error_list(form) == [{"text": said, "href": f"#id_{wrong}"}]


@pytest.mark.parametrize(
    ("year", "latest", "meant"),
    [
        ("98", None, 1998),
        ("26", None, 2026),
        ("65", date(2026, 1, 1), 1965),
        ("09", date(2026, 1, 1), 2009),
    ],
)
def test_a_year_of_two_figures_is_the_likely_one(year, latest, meant):
    field = fields.DateField(label="When?", latest=latest)
    assert answer(field, f"x-day=1&x-month=1&x-year={year}") == date(meant, 1, 1)


def test_what_was_typed_is_drawn_again():
    form = make(fields.DateField(label="When?"), "x-day=31&x-month=feb&x-year=2026")
    drawn = form["x"].field.parameters(form["x"])
    assert [box["value"] for box in drawn["items"]] == ["31", "feb", "2026"]
    form = make(fields.MultipleChoiceField(label="W", options=[("a", "A"), ("b", "B")]), "x=b&x=z")
    drawn = form["x"].field.parameters(form["x"])
    assert [box["checked"] for box in drawn["items"]] == [False, True]


@pytest.mark.parametrize(
    ("field", "initial", "shown"),
    [
        (fields.DateField(label="When?"), date(2026, 3, 5), ["5", "3", "2026"]),
        (fields.YesNoField(label="Will you?"), False, [False, True]),
    ],
)
def test_an_initial_answer_is_drawn(field, initial, shown):
    form = type("OneQuestion", (forms.Form,), {"x": field})(initial={"x": initial})
    items = form["x"].field.parameters(form["x"])["items"]
    assert [item.get("value") if "name" in item else item["checked"] for item in items] == shown


def test_an_optional_question_says_so():
    form = make(fields.PhoneField(label="Telephone", required=False))
    assert form["x"].field.parameters(form["x"])["label"]["text"] == "Telephone (optional)"


def test_a_password_is_never_drawn():
    form = make(fields.PasswordField(label="Password"), "x=invented")
    assert form["x"].field.parameters(form["x"])["value"] == ""


def test_answers_learnt_late_may_be_chosen():
    form = make(fields.ChoiceField(label="Which?"), "x=late")
    form.fields["x"].options = [("late", "Late")]
    assert form.is_valid()
