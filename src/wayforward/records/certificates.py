"""The certificate of disposal: what was destroyed, when, by whose word and under which rule.

It speaks of nobody by name but of those who decided: a reference and a year of birth are left.
"""

from django.utils.timezone import localtime

from wayforward.arrangements.retention import CATEGORIES
from wayforward.documents.letterhead import our_letterhead
from wayforward.documents.rendering.structure import (
    Block,
    DocumentContent,
    Facts,
    Heading,
    Paragraph,
    Report,
    Table,
)
from wayforward.records.models import Certificate
from wayforward.web.formats import moment, short_day


def as_document(certificate: Certificate) -> tuple[DocumentContent, Report]:
    """Return the certificate as a report, to be drawn as PDF."""
    disposals = certificate.disposals.select_related("proposed_by", "decided_by").order_by("pk")
    blocks: list[Block] = [
        Paragraph(
            "What is listed here was removed from the database, with the histories of its rows, and "
            "its files from the file store. Copies in backups go when those backups do."
        )
    ]
    for number, each in enumerate(disposals, 1):
        decided = (
            f"{each.decided_by.full_name}, {moment(each.decided_at)}"
            if each.decided_by and each.decided_at
            else ""
        )
        blocks += [
            Heading(f"{number}. Record {each.reference}"),
            Facts(
                (
                    ("Born in", str(each.born_in)),
                    ("What", CATEGORIES[each.category]),
                    ("Rule", each.rule),
                    ("Could go from", short_day(each.due_on)),
                    ("Proposed by", f"{each.proposed_by.full_name}, {moment(each.proposed_at)}"),
                    ("Approved by", decided),
                )
            ),
            Table(
                f"What was destroyed of record {each.reference}",
                ("What", "Number"),
                tuple((kind, str(figure)) for kind, figure in each.counts.items() if figure),
                (4, 1),
            ),
        ]
    layout = Report(
        letterhead=our_letterhead(),
        issued_on=localtime(certificate.made_at).date(),
        facts=(
            ("Certificate", str(certificate.pk)),
            ("Destroyed", moment(certificate.made_at)),
            ("Disposals", str(len(disposals))),
        ),
    )
    return DocumentContent(title="Certificate of disposal", blocks=tuple(blocks)), layout
