"""The examples on the pages of the design system. Every name and number in them is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from markupsafe import Markup

from wayforward.web import fields
from wayforward.web.authority import Contact
from wayforward.web.components.charts import Bars
from wayforward.web.components.pages import Pages
from wayforward.web.components.parts import (
    Card,
    Column,
    FilterGroup,
    Happening,
    Option,
    Table,
    Task,
)
from wayforward.web.components.urgency import Urgency, due, tag, waiting_with
from wayforward.web.design import Example

EMPTY, FILLED, ERROR = "empty", "filled", "error"
STATES = {EMPTY: "Empty", FILLED: "Filled in", ERROR: "With errors"}
TODAY = date(2026, 5, 11)


def urgency_tags() -> dict[str, Any]:
    return {
        "every_word": [tag(word) for word in Urgency if word is not Urgency.WITH],
        "due": tag(due(date(2026, 5, 14), on=TODAY)),
        "waiting": waiting_with("health", since=date(2026, 5, 3), on=TODAY),
    }


def cards_for_families() -> dict[str, Any]:
    return {
        "cards": [
            Card(
                "Talking and listening",
                href="#cards",
                text="Help for children who find it hard to talk or to understand others.",
                facts=[("Who it is for", "Children from birth to 5"), ("Cost", "Free")],
            ),
            Card(
                "Short breaks", href="#cards", text="Time for your child to have fun with others."
            ),
            Card("Riverside swimming club", text="Ask at the pool.", tag=tag(Urgency.DONE)),
        ]
    }


def standing_bars() -> dict[str, Any]:
    return {
        "chart": Bars(
            caption="Where the school stands",
            names=["Not in place", "Partly in place", "In place", "A strength"],
            numbers=[("Communication", (2, 4, 6, 1)), ("Learning", (0, 3, 9, 3))],
        )
    }


def reviews_table() -> dict[str, Any]:
    return {
        "reviews": Table(
            caption="Annual reviews by school",
            columns=[Column("School"), Column("Due", numeric=True), Column("Late", numeric=True)],
            rows=[
                [Markup('<a class="govuk-link" href="#table">Example Primary</a>'), 12, 1],
                ["Sample Academy", "1,204", 0],
            ],
            csv_href="#table",
        )
    }


def what_happened() -> dict[str, Any]:
    return {
        "happenings": [
            Happening(
                "Draft plan sent to the family",
                datetime(2026, 5, 6, 10, 42, tzinfo=UTC),
                by="Officer Example",
                text="They have 15 days to tell us what they think.",
            ),
            Happening("Advice arrived from health", date(2026, 4, 20)),
            Happening("Request received", date(2026, 1, 5), by="Example Primary"),
        ]
    }


def request_tasks() -> dict[str, Any]:
    return {
        "tasks": [
            Task("About the child", href="#task_list", done=True),
            Task("What the child finds hard", href="#task_list", hint="About 20 minutes"),
            Task("Check and send", done=None),
        ]
    }


def second_page_of_136() -> dict[str, Any]:
    return {"pages": Pages(number=2, total=136), "query": QueryDict("need=deaf&page=2")}


def duty_line() -> dict[str, Any]:
    return {
        "contact": Contact(
            "SEND duty line",
            phone="01632 960 001",
            email="send@example.org",
            hours="Monday to Friday, 9am to 5pm",
        )
    }


def service_filters() -> dict[str, Any]:
    return {
        "query": QueryDict("q=swimming&need=deaf&need=autism&cost=free"),
        "groups": [
            FilterGroup(
                "need",
                "Need",
                [
                    Option("autism", "Autism", count=12, chosen=True),
                    Option("deaf", "Deafness or hearing loss", count=3, chosen=True),
                    Option("learning", "Learning", count=1000, more_than=True),
                ],
            ),
            FilterGroup("cost", "Cost", [Option("free", "Free", count=9, chosen=True)]),
        ],
        "kept": [("q", "swimming")],
        "pages": Pages(number=1, total=45),
        "found": ["Saturday swimming", "Splash and play", "Deaf children’s water polo"],
    }


class EmptyForm(forms.Form):
    full_name = fields.TextField(label="Full name", missing="Enter your full name")
    born_on = fields.DateField(label="Date of birth", missing="Enter a date of birth")


def form_with_errors() -> dict[str, Any]:
    return {"form": EmptyForm({})}


COMPONENTS = [
    Example("colours", "Colours", "An authority’s own; set by /authority.css."),
    Example("buttons", "Buttons", "A button says what will happen. One main button a page."),
    Example("tags", "Tags", "How urgent something is, from one table.", urgency_tags),
    Example("cards", "Cards", "Plain words that a child can read.", cards_for_families),
    Example("contact", "Help box", "A telephone number always in sight.", duty_line),
    Example("search", "Search box", "One box; its page keeps what was typed."),
    Example("table", "Table", "Wide ones scroll in their own region.", reviews_table),
    Example("bars", "Bars", "A chart that is read: figures in bars, and a table.", standing_bars),
    Example("timeline", "Timeline", "What happened, with its day.", what_happened),
    Example("task_list", "Task list", "A long form in sections, in any order.", request_tasks),
    Example("pagination", "Pages of a list", "20 a page.", second_page_of_136),
    Example("notices", "Notification banner", "Drawn by the layout from Django’s messages."),
    Example("error_summary", "Error summary", "It takes the focus.", form_with_errors),
    Example("empty", "Empty state", "Says why, and what to do next."),
    Example("summary_list", "Summary list", "Facts and answers, to read or to change."),
    Example("details", "Details", "Help that only some people need."),
    Example("inset", "Inset and warning text", "For what must not be missed."),
    Example("way_here", "Breadcrumbs and back link", "Set `breadcrumbs` or `back` on the page."),
    Example("panel", "Panel", "It is done, and this is its number."),
    Example("print", "Printing", 'Large print: `{% set htmlClasses = "wf-large-print" %}`.'),
]

PATTERNS = [
    Example("filtered", "A filtered list", "State stands in the address.", service_filters),
]


class FullNameForm(forms.Form):
    full_name = fields.TextField(
        label="What is your full name?", missing="Enter your full name", autocomplete="name"
    )


class ReasonsForm(forms.Form):
    reasons = fields.LongTextField(
        label="Reasons for the decision",
        missing="Enter the reasons for the decision",
        max_length=60,
    )


class ArrivedForm(forms.Form):
    arrived_on = fields.DateField(
        label="When did the request arrive?",
        called="The day that the request arrived",
        missing="Enter the day that the request arrived, for example 27 3 2026",
        latest=date(2026, 5, 11),
    )


class AssessForm(forms.Form):
    assess = fields.YesNoField(
        label="Will you carry out an EHC needs assessment?",
        missing="Select yes if you will carry out an assessment",
    )


class StageForm(forms.Form):
    stage = fields.ChoiceField(
        label="Where does your child go?",
        missing="Select where your child goes",
        options=[
            ("early", "Nursery"),
            fields.Choice("school", "School", hint="Also a special school"),
        ],
    )


class NeedsForm(forms.Form):
    needs = fields.MultipleChoiceField(
        label="What does your child need help with?",
        hint="Choose all that apply",
        missing="Select at least one thing",
        options=[("talking", "Talking"), ("learning", "Learning"), ("senses", "Seeing or hearing")],
    )


class YearForm(forms.Form):
    year = fields.SelectField(
        label="Which year group?",
        missing="Select a year group",
        options=[("1", "Year 1"), ("2", "Year 2")],
    )


class AgeForm(forms.Form):
    age = fields.WholeNumberField(label="Age", missing="Enter an age", least=0, most=25)


class EmailForm(forms.Form):
    email = fields.EmailField(label="E-mail address", missing="Enter your e-mail address")


class PhoneForm(forms.Form):
    phone = fields.PhoneField(label="Telephone number", missing="Enter a telephone number")


class PostcodeForm(forms.Form):
    postcode = fields.PostcodeField(label="Postcode", missing="Enter your postcode")


class PasswordForm(forms.Form):
    word = fields.PasswordField(label="Password", missing="Enter your password")


class AdviceForm(forms.Form):
    advice = fields.FileField(
        label="Upload the advice",
        called="The advice",
        hint="A PDF, a Word file or a picture, up to 50 MB",
        missing="Choose the file that holds the advice",
        accepts=[".pdf", ".docx", "image/*"],
    )


@dataclass(frozen=True, slots=True)
class FieldExample:
    """One type of question, what fills it in, and what it refuses."""

    form_class: type[forms.Form]
    filled: Mapping[str, Any]
    refused: Mapping[str, Any]
    files: "MultiValueDict[str, UploadedFile[Any]]" = field(default_factory=MultiValueDict)

    def form(self, state: str) -> forms.Form:
        """Return the form, empty, filled in or with an error."""
        if state == EMPTY:
            return self.form_class()
        typed = QueryDict(mutable=True)
        for name, value in (self.filled if state == FILLED else self.refused).items():
            typed.setlist(name, value if isinstance(value, list) else [value])
        form = self.form_class(typed, self.files if state == FILLED else None)
        form.is_valid()
        return form

    @property
    def title(self) -> str:
        """Return the name of the field's class."""
        return type(next(iter(self.form_class.base_fields.values()))).__name__


FIELDS = [
    FieldExample(FullNameForm, {"full_name": "Ada Example"}, {"full_name": " "}),
    FieldExample(
        ReasonsForm, {"reasons": "The school has shown ..."}, {"reasons": "Too long " * 9}
    ),
    FieldExample(
        ArrivedForm,
        {"arrived_on-day": "27", "arrived_on-month": "March", "arrived_on-year": "26"},
        {"arrived_on-day": "27", "arrived_on-month": "13", "arrived_on-year": "2026"},
    ),
    FieldExample(AssessForm, {"assess": "yes"}, {}),
    FieldExample(StageForm, {"stage": "school"}, {"stage": "moon"}),
    FieldExample(NeedsForm, {"needs": ["talking", "senses"]}, {}),
    FieldExample(YearForm, {"year": "2"}, {}),
    FieldExample(AgeForm, {"age": "7"}, {"age": "-3"}),
    FieldExample(EmailForm, {"email": "ada@example.org"}, {"email": "ada at example"}),
    FieldExample(PhoneForm, {"phone": "07700 900 982"}, {"phone": "call me"}),
    FieldExample(PostcodeForm, {"postcode": "mk93ej"}, {"postcode": "MK"}),
    FieldExample(PasswordForm, {"word": "not shown again"}, {}),
    FieldExample(
        AdviceForm, {}, {}, MultiValueDict({"advice": [SimpleUploadedFile("advice.pdf", b"%PDF-")]})
    ),
]
