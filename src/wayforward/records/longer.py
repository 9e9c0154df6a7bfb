"""What whoever asked for a record is told when its time is made longer: by e-mail or by letter."""

from wayforward.documents.letterhead import our_letterhead
from wayforward.documents.rendering.structure import DocumentContent, Letter, Paragraph
from wayforward.people.models import Carer
from wayforward.records.clock import LONGER, limit_of
from wayforward.records.models import AccessRequest
from wayforward.web.authority import current
from wayforward.web.formats import short_day

COMPLAIN = (
    "If you do not agree, ask us to look again. You can also complain to the Information "
    "Commissioner’s Office (ico.org.uk, 0303 123 1113), or ask a court to make us answer."
)


def email_of(asked: AccessRequest) -> str:
    """Return the e-mail address at which whoever asks wants to hear from us; "" for a letter.

    Only one that the record or their account has: nothing goes to an address that somebody types.
    """
    if asked.carer is not None and asked.carer.reach_by == Carer.EMAIL:
        return asked.carer.email
    if asked.asked_as == AccessRequest.SUBJECT and asked.child.user is not None:
        return asked.child.user.email
    return ""


def paragraphs_of(asked: AccessRequest) -> list[str]:
    """Return what they are told; of the child only the reference is named."""
    day = short_day(limit_of(asked, LONGER).due_on)
    received = short_day(asked.received_on)
    return [
        f"You asked us for a record on {received}. Its reference is {asked.child.reference}.",
        "We need more time than the usual month. The law allows two more months. "
        + f"We will answer by {day}.",
        f"This is why: {asked.extended_because}",
        COMPLAIN,
    ]


def as_email(asked: AccessRequest) -> tuple[str, str]:
    """Return the subject and the words of the e-mail."""
    words = [*paragraphs_of(asked), current().name]
    return "We need more time to answer your request", "\n\n".join(words) + "\n"


def as_letter(asked: AccessRequest) -> tuple[DocumentContent, Letter]:
    """Return the letter, to be drawn as PDF."""
    assert asked.extended_on is not None
    assert asked.extended_by is not None
    content = DocumentContent(
        title="We need more time to answer your request",
        blocks=tuple(Paragraph(words) for words in paragraphs_of(asked)),
    )
    ours = current()
    layout = Letter(
        letterhead=our_letterhead(),
        to=(asked.asked_by,),
        sent_on=asked.extended_on,
        reference=asked.child.reference,
        greeting=f"Dear {asked.asked_by}",
        sign_off=("Yours sincerely", asked.extended_by.full_name, ours.name),
    )
    return content, layout
