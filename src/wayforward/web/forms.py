"""One form with every type of question, for the question page at /design/question."""

from django import forms

from wayforward.web import fields


class EveryFieldForm(forms.Form):
    """Asks one question of each type. Nothing that is sent is kept."""

    full_name = fields.TextField(
        label="What is your full name?", missing="Enter your full name", autocomplete="name"
    )
    born_on = fields.DateField(
        label="When was your child born?",
        called="Date of birth",
        missing="Enter your child’s date of birth",
    )
    has_plan = fields.YesNoField(
        label="Does your child have an EHC plan?",
        missing="Select yes if your child has an EHC plan",
    )
    needs = fields.MultipleChoiceField(
        label="What does your child need help with?",
        hint="Choose all that apply",
        missing="Select at least one thing that your child needs help with",
        options=[
            fields.Choice("talking", "Talking and understanding", "Also called communication"),
            ("learning", "Learning"),
            ("feelings", "Feelings and friendships"),
            ("senses", "Seeing, hearing or moving"),
        ],
    )
    stage = fields.ChoiceField(
        label="Where does your child go?",
        missing="Select where your child goes",
        options=[("early", "Nursery"), ("school", "School"), ("college", "College")],
    )
    year = fields.SelectField(
        label="Which year group?",
        missing="Select a year group",
        options=[(str(year), f"Year {year}") for year in range(1, 14)],
        required=False,
    )
    age = fields.WholeNumberField(
        label="How old is your child?", called="Age", missing="Enter an age", least=0, most=25
    )
    postcode = fields.PostcodeField(label="What is your postcode?", missing="Enter your postcode")
    email = fields.EmailField(label="E-mail address", missing="Enter your e-mail address")
    phone = fields.PhoneField(
        label="Telephone number", hint="So that we can ring you back", required=False
    )
    more = fields.LongTextField(
        label="What else should we know?",
        called="What else we should know",
        missing="Tell us what else we should know",
        max_length=500,
    )
