"""What is asked about establishments, and how wrong answers are refused."""

import datetime
import re
from urllib.parse import urlsplit

from django import forms

from wayforward.establishments.gias_columns import NEEDS, OLDEST
from wayforward.establishments.models import Establishment, SpecialistProvision
from wayforward.web import fields

EARLIEST = datetime.date(1900, 1, 1)
LATEST = datetime.date(2099, 12, 31)
SECTION_41_BEGAN = datetime.date(2014, 9, 1)  # Children and Families Act 2014, section 41
KINDS = [
    fields.Choice(Establishment.NURSERY, "Nursery or pre-school"),
    fields.Choice(Establishment.CHILDMINDER, "Childminder"),
    fields.Choice(Establishment.POST_16, "Post-16 place", "Such as a training provider"),
    fields.Choice(Establishment.INDEPENDENT, "Independent place", "Not on the register of schools"),
    fields.Choice(Establishment.OTHER, "Something else"),
]
PROVISIONS = [
    (SpecialistProvision.UNIT, "SEN unit"),
    (SpecialistProvision.RESOURCED, "Resourced provision"),
    (SpecialistProvision.SPECIAL_SCHOOL, "Special school"),
]


class AddPlaceForm(forms.Form):
    """A place that the register of schools lacks."""

    kind = fields.ChoiceField(
        label="What kind of place is it?",
        missing="Select what kind of place it is",
        options=KINDS,
    )
    name = fields.TextField(label="Name", missing="Enter the name of the place")
    ofsted_urn = fields.TextField(
        label="Ofsted number",
        hint="For a nursery or childminder: EY and six figures, or six or seven figures",
        required=False,
        max_length=10,
        width=10,
    )
    ukprn = fields.TextField(
        label="UK provider reference number (UKPRN)",
        called="UKPRN",
        hint="Eight figures, the first a 1",
        required=False,
        max_length=8,
        width=10,
    )
    town = fields.TextField(label="Town or village", required=False, max_length=120, width=20)
    postcode = fields.PostcodeField(
        label="Postcode",
        hint="Of a childminder, the public sees only the first half",
        required=False,
    )
    age_min = fields.WholeNumberField(
        label="Youngest age", hint="In years", required=False, least=0, most=OLDEST, width=3
    )
    age_max = fields.WholeNumberField(
        label="Oldest age", hint="In years", required=False, least=0, most=OLDEST, width=3
    )
    phone = fields.PhoneField(label="Telephone number", required=False, autocomplete="off")
    email = fields.EmailField(label="Email address", required=False, autocomplete="off")
    contact_role = fields.TextField(
        label="Whose address it is",
        hint="A role, such as SENCO or office; not a person’s name",
        required=False,
        max_length=80,
        width=20,
    )
    website = fields.TextField(label="Website", required=False, max_length=300)

    def clean_ofsted_urn(self) -> str:
        """Return the number in capitals, without spaces."""
        typed = re.sub(r"\s", "", self.cleaned_data["ofsted_urn"]).upper()
        if typed and not re.fullmatch(r"(EY|VC)?[0-9]{6,7}", typed):
            raise forms.ValidationError("Enter an Ofsted number, like EY123456 or 2512345")
        return typed

    def clean_ukprn(self) -> str:
        """Return the number."""
        typed: str = self.cleaned_data["ukprn"]
        if typed and not re.fullmatch(r"1[0-9]{7}", typed):
            raise forms.ValidationError("Enter a UKPRN, like 10012345")
        return typed

    def clean_website(self) -> str:
        """Return the address with its scheme."""
        typed: str = self.cleaned_data["website"]
        if not typed:
            return ""
        whole = typed if "://" in typed else f"https://{typed}"
        try:
            found = urlsplit(whole)
        except ValueError:
            found = urlsplit("")
        wrong = found.scheme not in {"http", "https"} or "." not in found.netloc
        if wrong or re.search(r"[\s<>\"']", whole):
            raise forms.ValidationError("Enter a web address, like www.example.org")
        return whole


class ProvisionForm(forms.Form):
    """Places that an establishment keeps for one kind of need."""

    kind = fields.ChoiceField(
        label="What kind of provision is it?",
        missing="Select what kind of provision it is",
        options=PROVISIONS,
    )
    need = fields.TextField(
        label="Who is it for?",
        hint="For example: autism, in key stage 2",
        missing="Enter who the provision is for",
    )
    primary_needs = fields.MultipleChoiceField(
        label="Which needs is that?",
        hint="Choose all that apply",
        options=[(code, f"{name[0].upper()}{name[1:]} ({code})") for code, name in NEEDS.items()],
        required=False,
        small=True,
    )
    places = fields.WholeNumberField(
        label="How many places are commissioned?",
        called="Places",
        required=False,
        least=0,
        most=2000,
    )
    starts_on = fields.DateField(
        label="First day", required=False, earliest=EARLIEST, latest=LATEST, example="1 9 2026"
    )
    ends_on = fields.DateField(
        label="Last day",
        hint="Leave it empty while there is none",
        required=False,
        earliest=EARLIEST,
        latest=LATEST,
        example="31 8 2027",
    )
    source = fields.TextField(
        label="Where do you know it from?",
        hint="For example: commissioning agreement 2026 to 2027",
        missing="Enter where you know it from",
        max_length=300,
    )
    note = fields.LongTextField(
        label="Note", hint="The public sees it", required=False, max_length=500, rows=3
    )


class Section41Form(forms.Form):
    """A time of approval under section 41."""

    approved_from = fields.DateField(
        label="First day of approval",
        missing="Enter the first day of approval",
        earliest=SECTION_41_BEGAN,
        latest=LATEST,
        example="1 9 2026",
    )
    approved_to = fields.DateField(
        label="Last day of approval",
        hint="Leave it empty while it is approved",
        required=False,
        earliest=SECTION_41_BEGAN,
        latest=LATEST,
        example="31 8 2027",
    )
    source = fields.TextField(
        label="Where do you know it from?",
        hint="For example: list of approved institutions, September 2026",
        missing="Enter where you know it from",
        max_length=140,
    )


class EndSection41Form(forms.Form):
    """The end of an approval that was withdrawn."""

    approved_to = fields.DateField(
        label="Last day of approval",
        missing="Enter the last day of approval",
        earliest=SECTION_41_BEGAN,
        latest=LATEST,
        example="31 8 2027",
    )
    source = fields.TextField(
        label="Where do you know it from?",
        missing="Enter where you know it from",
        max_length=140,
    )


class EndProvisionForm(forms.Form):
    """The last day of specialist provision."""

    ends_on = fields.DateField(
        label="Last day",
        missing="Enter the last day",
        earliest=EARLIEST,
        latest=LATEST,
        example="31 8 2027",
    )


class ClosedForm(forms.Form):
    """The day on which a place closed."""

    closed_on = fields.DateField(
        label="First day without it",
        missing="Enter the first day without it",
        earliest=EARLIEST,
        latest=LATEST,
        example="1 9 2026",
    )
