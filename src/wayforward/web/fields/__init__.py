"""One class per type of question. Each names its component, its words and what to say when wrong.

    class NotifyDecisionForm(forms.Form):
        assess = fields.YesNoField(
            label="Will you carry out an EHC needs assessment?",
            missing="Select yes if you will carry out an assessment",
        )

`web/question.jinja` draws every field of such a form; `web/components/field.jinja` draws one.
"""

from wayforward.web.fields.base import Question
from wayforward.web.fields.choices import (
    Choice,
    ChoiceField,
    MultipleChoiceField,
    SelectField,
    YesNoField,
)
from wayforward.web.fields.dates import DateField
from wayforward.web.fields.files import FileField
from wayforward.web.fields.text import (
    EmailField,
    LongTextField,
    PasswordField,
    PhoneField,
    PostcodeField,
    TextField,
    WholeNumberField,
)

__all__ = [
    "Choice",
    "ChoiceField",
    "DateField",
    "EmailField",
    "FileField",
    "LongTextField",
    "MultipleChoiceField",
    "PasswordField",
    "PhoneField",
    "PostcodeField",
    "Question",
    "SelectField",
    "TextField",
    "WholeNumberField",
    "YesNoField",
]
