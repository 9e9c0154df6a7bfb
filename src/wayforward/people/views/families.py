"""Pages about a child's family."""

from typing import Any

from wayforward.people.actions import families
from wayforward.people.forms import families as forms
from wayforward.people.forms.schooling import LastDayForm
from wayforward.people.models import Caring
from wayforward.people.permissions import can_edit_family
from wayforward.people.views.case_page import CaseQuestion


class AddCarer(CaseQuestion):
    """Ask about a parent or carer whom we do not know yet."""

    rule = staticmethod(can_edit_family)
    form_class = forms.CarerForm
    back_to = "people:child-people"
    title, button, done = "Add a parent or carer", "Add this carer", "The carer is added."

    def initial(self) -> dict[str, Any]:
        """Take what is usual, so that the rest is asked for."""
        return {"told": Caring.ALL, "is_hidden": False}

    def change(self, answers: dict[str, Any]) -> None:
        """Add the carer."""
        form = self.form(self.request.POST)
        form.is_valid()
        families.add_carer(
            self.child.pk,
            form.carer(),  # type: ignore[attr-defined]  # a CarerForm
            form.caring(),  # type: ignore[attr-defined]  # a CarerForm
            by=self.request.user,
            on=self.on,
        )


class OfCaring(CaseQuestion):
    """A question about one carer of the child."""

    model = Caring
    rule = staticmethod(can_edit_family)
    back_to = "people:child-people"

    @property
    def about(self) -> str:  # type: ignore[override]  # of this carer
        """Return who it is."""
        return f"{self.subject.carer}, {self.subject.relation}"


class EditCarer(OfCaring):
    """Correct what is known of a carer, and what they may be told."""

    form_class = forms.CarerForm
    title, button, done = "Change a carer", "Save these facts", "The facts are saved."

    def initial(self) -> dict[str, Any]:
        """Return the facts as they stand."""
        carer, caring = self.subject.carer, self.subject
        known = {name: getattr(carer, name) for name in families.CarerFacts.__dataclass_fields__}
        known |= {name: getattr(caring, name) for name in families.CaringFacts.__dataclass_fields__}
        return known

    def change(self, answers: dict[str, Any]) -> None:
        """Save the facts."""
        form = self.form(self.request.POST)
        form.is_valid()
        families.edit_carer(
            self.subject.pk,
            form.carer(),  # type: ignore[attr-defined]  # a CarerForm
            form.caring(),  # type: ignore[attr-defined]  # a CarerForm
            by=self.request.user,
            on=self.on,
        )


class EndCaring(OfCaring):
    """Ask for the last day on which somebody was a carer of the child."""

    form_class = LastDayForm
    title, button = "No longer a carer of this child", "Save the last day"
    done = "The last day is saved. From the next day on they do not see the record."

    def change(self, answers: dict[str, Any]) -> None:
        """Save the last day."""
        families.end_caring(self.subject.pk, **answers, by=self.request.user, on=self.on)


class Agreement(OfCaring):
    """Ask whether the young person agrees that a parent goes on being told."""

    form_class = forms.AgreementForm
    title, button, done = "What the young person agrees to", "Save the answer", "It is saved."

    @staticmethod
    def rule(user: Any, child: Any) -> bool:
        """The young person, or the casework team for them."""
        return bool(child.user_id == user.pk or can_edit_family(user, child))

    def initial(self) -> dict[str, Any]:
        """Return the answer as it stands."""
        return {"agrees": self.subject.young_person_agrees}

    def change(self, answers: dict[str, Any]) -> None:
        """Save the answer."""
        families.record_agreement(self.subject.pk, **answers, by=self.request.user, on=self.on)
