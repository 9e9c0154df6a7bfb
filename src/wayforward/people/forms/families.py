"""Questions about parents and carers."""

from django import forms

from wayforward.people.actions.families import TOLD, WAYS, CarerFacts, CaringFacts
from wayforward.people.names import LONGEST
from wayforward.web import fields


class CarerForm(forms.Form):
    """Who a carer is, what they are to the child, how to reach them, what they may be told."""

    relation = fields.TextField(
        label="What they are to the child",
        hint="Such as mother, stepfather, foster carer or grandmother",
        missing="Enter what they are to the child",
        max_length=60,
        width=20,
    )
    title = fields.TextField(label="Title", required=False, max_length=40, width=10)
    first_names = fields.TextField(
        label="First names", missing="Enter the carer’s first names", max_length=LONGEST
    )
    last_name = fields.TextField(label="Last name", required=False, max_length=LONGEST)
    has_responsibility = fields.YesNoField(
        label="Do they have parental responsibility?",
        missing="Select yes if they have parental responsibility",
    )
    has_care = fields.YesNoField(
        label="Does the child live with them, or do they look after the child?",
        hint="Education law counts anyone who has care of a child as a parent",
        missing="Select yes if they have care of the child",
    )
    reach_by = fields.ChoiceField(
        label="How do they want to hear from us?",
        missing="Select how they want to hear from us",
        options=list(WAYS.items()),
    )
    email = fields.EmailField(label="E-mail address", required=False)
    phone = fields.PhoneField(label="Telephone number", required=False)
    street = fields.TextField(label="House and street", required=False)
    town = fields.TextField(label="Town or village", required=False, max_length=120, width=20)
    postcode = fields.PostcodeField(label="Postcode", required=False)
    is_hidden = fields.YesNoField(
        label="Must the other carers not know where they live or how to reach them?",
        missing="Select yes if their address is to be kept from the other carers",
    )
    language = fields.TextField(
        label="Language to write and speak in, if not English",
        required=False,
        max_length=60,
        width=20,
    )
    interpreter = fields.TextField(
        label="Interpreter needed for", required=False, max_length=60, width=20
    )
    large_print = fields.YesNoField(label="Do they need large print?", required=False)
    easy_words = fields.YesNoField(label="Do they need easy words?", required=False)
    other_needs = fields.TextField(label="What else do they need of us?", required=False)
    told = fields.ChoiceField(
        label="What may they be told about the child?",
        missing="Select what they may be told",
        options=list(TOLD.items()),
    )
    court_limit = fields.LongTextField(
        label="What the court has ordered",
        called="What the court has ordered",
        hint="Only if not everything may be told",
        required=False,
        max_length=300,
    )

    def carer(self) -> CarerFacts:
        """Return the answers about the carer."""
        answers = self.cleaned_data
        facts = {name: answers[name] for name in CarerFacts.__dataclass_fields__}
        for name in ("is_hidden", "large_print", "easy_words"):
            facts[name] = bool(facts[name])
        return CarerFacts(**facts)

    def caring(self) -> CaringFacts:
        """Return the answers about what the carer is to the child."""
        answers = self.cleaned_data
        return CaringFacts(**{name: answers[name] for name in CaringFacts.__dataclass_fields__})


class CaringForm(forms.Form):
    """What a carer whom we know already is to one more child."""

    relation = fields.TextField(
        label="What they are to the child",
        hint="Such as mother, stepfather, foster carer or grandmother",
        missing="Enter what they are to the child",
        max_length=60,
        width=20,
    )
    has_responsibility = fields.YesNoField(
        label="Do they have parental responsibility?",
        missing="Select yes if they have parental responsibility",
    )
    has_care = fields.YesNoField(
        label="Does the child live with them, or do they look after the child?",
        hint="Education law counts anyone who has care of a child as a parent",
        missing="Select yes if they have care of the child",
    )
    told = fields.ChoiceField(
        label="What may they be told about the child?",
        missing="Select what they may be told",
        options=list(TOLD.items()),
    )
    court_limit = fields.LongTextField(
        label="What the court has ordered",
        called="What the court has ordered",
        hint="Only if not everything may be told",
        required=False,
        max_length=300,
    )


class AgreementForm(forms.Form):
    """Whether a young person lets a parent go on being told."""

    agrees = fields.YesNoField(
        label="Does the young person agree that they may see the record and be told?",
        missing="Select yes if the young person agrees",
    )
