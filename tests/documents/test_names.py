"""File names as people, telephones and attackers give them."""

import pytest

from wayforward.documents.checking import kinds
from wayforward.documents.checking.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given", "kind", "kept"),
    [
        ("Advice.PDF", kinds.PDF, "Advice.pdf"),
        ("IMG_0042.HEIC", kinds.JPEG, "IMG_0042.jpg"),
        ("photo.jpeg", kinds.JPEG, "photo.jpeg"),
        ("advice", kinds.PDF, "advice.pdf"),
        ("invoice.exe", kinds.PDF, "invoice.exe.pdf"),
        ("invoice.docx", kinds.PDF, "invoice.pdf"),
        ("../../etc/passwd", kinds.TEXT, "passwd.txt"),
        ("C:\\Users\\Ada\\advice.pdf", kinds.PDF, "advice.pdf"),
        ("a\x00b\r\n.pdf", kinds.PDF, "ab.pdf"),
        ("fdp\u202efdp.exe", kinds.PDF, "fdpfdp.exe.pdf"),
        ('a<b>:"c|?*.pdf', kinds.PDF, "a-b---c---.pdf"),
        ("  two   spaces .pdf", kinds.PDF, "two spaces.pdf"),
        ("Zoe\u0308.pdf", kinds.PDF, "Zoë.pdf"),
        ("تقرير.pdf", kinds.PDF, "تقرير.pdf"),
        (".pdf", kinds.PDF, "document.pdf"),
        ("...", kinds.PDF, "document.pdf"),
        ("", kinds.PDF, "document.pdf"),
        ("folder/", kinds.PDF, "document.pdf"),
        ("version 1.2", kinds.PDF, "version 1.2.pdf"),
    ],
)
def test_a_name_is_made_safe_and_ends_as_its_content_asks(given, kind, kept):
    assert safe_name(given, kind) == kept


def test_a_long_name_keeps_its_ending():
    kept = safe_name("a" * 300 + ".docx", kinds.DOCX)
    assert (len(kept), kept[-6:]) == (LONGEST, "a.docx")
