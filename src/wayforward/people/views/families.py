"""Pages about a child's family."""

from typing import Any

from django.http import Http404

from wayforward.people.actions import families, invitations
from wayforward.people.forms import families as forms
from wayforward.people.forms.posts import AddressForm
from wayforward.people.forms.schooling import LastDayForm
from wayforward.people.identifiers import read_reference
from wayforward.people.models import Carer, Caring, Child
from wayforward.people.permissions import can_edit_family
from wayforward.people.relationships import holds
from wayforward.people.views.asking import site_of
from wayforward.people.views.case_page import CasePage, CaseQuestion


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


class FindCarer(CasePage):
    """Find a carer of another child, a brother or sister say, by the reference of that record."""

    rule = staticmethod(can_edit_family)
    template_name = "people/find_carer.jinja"

    def context(self) -> dict[str, Any]:
        """Return the carers of the other child, if that record may be seen."""
        typed = self.request.GET.get("q", "").replace("\0", "")[:40].strip()
        reference = read_reference(typed.upper()) if typed else None
        visible = Child.objects.visible_to(self.request.user, on=self.on).exclude(pk=self.child.pk)
        other = visible.filter(reference=reference).first() if reference else None
        here = self.child.carings.filter(holds(self.on)).values("carer_id")
        if other is not None:
            self.note_look(other)
        return {
            "q": typed,
            "other": other,
            "carings": other.carings.filter(holds(self.on))
            .exclude(carer_id__in=here)
            .select_related("carer")
            .order_by("pk")
            if other
            else (),
        }


class JoinFamily(CaseQuestion):
    """Ask what a carer whom we know already is to this child too."""

    rule = staticmethod(can_edit_family)
    form_class = forms.CaringForm
    back_to = "people:child-people"
    title, button = "Add a carer whom we know", "Add this carer"
    done = "The carer is added. They have one record for all their children."
    carer: Carer

    def find(self, pk: Any) -> None:
        """Find the child, and a carer of a child whom the user may see; 404 otherwise."""
        super().find(pk)
        visible = Child.objects.visible_to(self.request.user, on=self.on).values("pk")
        carer = Carer.objects.filter(
            pk=self.kwargs["carer"],
            pk__in=Caring.objects.filter(child_id__in=visible).values("carer_id"),
        ).first()
        if carer is None:
            raise Http404
        self.carer = carer

    def about(self) -> str:
        """Return who it is."""
        return str(self.carer)

    def initial(self) -> dict[str, Any]:
        """Take what is usual."""
        return {"told": Caring.ALL}

    def change(self, answers: dict[str, Any]) -> None:
        """Add the carer to this child's family."""
        families.join_family(
            self.child.pk,
            self.carer.pk,
            families.CaringFacts(**answers),
            by=self.request.user,
            on=self.on,
        )


class OfCaring(CaseQuestion):
    """A question about one carer of the child."""

    model = Caring
    rule = staticmethod(can_edit_family)
    back_to = "people:child-people"

    def about(self) -> str:
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


class InviteCarer(OfCaring):
    """Give a parent or carer a way to sign in."""

    form_class = AddressForm
    title, button = "Invite a carer to sign in", "Send the invitation"
    done = "The invitation is sent within a minute. They see what they may see of their children."

    def initial(self) -> dict[str, Any]:
        """Return the address that we know."""
        return {"email": self.subject.carer.email}

    def change(self, answers: dict[str, Any]) -> None:
        """Invite the carer."""
        invitations.invite_carer(
            self.subject.pk, **answers, site=site_of(self.request), by=self.request.user, on=self.on
        )


class InviteYoungPerson(CaseQuestion):
    """Give a young person a way to sign in, once the rights are theirs."""

    rule = staticmethod(can_edit_family)
    form_class = AddressForm
    back_to = "people:child-people"
    title, button = "Invite the young person to sign in", "Send the invitation"
    done = "The invitation is sent within a minute."

    def change(self, answers: dict[str, Any]) -> None:
        """Invite the young person."""
        invitations.invite_young_person(
            self.child.pk, **answers, site=site_of(self.request), by=self.request.user, on=self.on
        )
