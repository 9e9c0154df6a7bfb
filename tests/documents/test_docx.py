"""Word files say what the PDF says, with Word's own styles."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.papers import EVERYTHING, HEADINGS, LETTER, REPORT, SAID, flat, in_order
from tests.documents.uploads import upload
from wayforward.documents.checking import kinds
from wayforward.documents.checking.content import check
from wayforward.documents.rendering import (
    ContentWrong,
    DocumentContent,
    Facts,
    Heading,
    Letterhead,
    Link,
    List,
    Paragraph,
    Picture,
    Strong,
    Table,
    render_docx,
)

BOTH = pytest.mark.parametrize("layout", [LETTER, REPORT], ids=["letter", "report"])


def opened(content=EVERYTHING, layout=LETTER, **more):
    return docx.Document(io.BytesIO(render_docx(content, layout, **more)))


def text_of(file) -> str:
    """Return everything in the body, tables and links included, in order."""
    parts = []
    for element in file.element.body.iter(qn("w:t"), qn("w:br"), qn("w:p"), qn("w:tab")):
        parts.append(element.text or "" if element.tag == qn("w:t") else " ")
    return flat("".join(parts))


@BOTH
@pytest.mark.parametrize("large", [False, True])
def test_it_says_all_that_the_content_says_in_order(layout, large):
    text = text_of(opened(layout=layout, large_print=large))
    assert in_order(SAID, text[text.index(SAID[0]) :])


def test_a_letter_says_who_writes_to_whom_and_when():
    assert in_order(
        [
            *("EXAMPLE", "Example Council", "Example Team", "1 Example Street", "01632 960 001"),
            *("Mrs Example", "2 Sample Road", "11 May 2026", "Our reference: EX/42"),
            *("Dear Mrs Example", "We will assess", "Goodbye"),
            *("Yours sincerely", "Sam Sample", "Plan coordinator"),
        ],
        text_of(opened()),
    )


def test_a_report_begins_with_its_facts_and_its_contents():
    text = text_of(opened(layout=REPORT))
    assert in_order(["Date: 11 May 2026", "Child: Ada Example", "Contents", "Thank you"], text)
    assert "Contents" not in text_of(opened(layout=replace(REPORT, with_contents=False)))


@BOTH
def test_headings_have_words_own_styles(layout):
    found = [
        (line.text, int(line.style.name[-1]))
        for line in opened(layout=layout).paragraphs
        if line.style.name.startswith("Heading")
    ]
    assert found == [*HEADINGS, ("The end", 1)]


def test_title_language_and_author_are_set():
    file = opened()
    said = file.core_properties
    assert (said.title, said.language, said.author) == (
        EVERYTHING.title,
        "en-GB",
        "Example Council",
    )
    assert {e.get(qn("w:val")) for e in file.styles.element.iter(qn("w:lang"))} == {"en-GB"}
    polish = opened(DocumentContent("T", (), language="pl"))
    assert {e.get(qn("w:val")) for e in polish.styles.element.iter(qn("w:lang"))} == {"pl"}
    (title,) = [line.text for line in file.paragraphs if line.style.name == "Title"]
    assert title == EVERYTHING.title


def test_a_tables_header_row_is_repeated_and_no_row_is_cut():
    (table,) = opened().tables
    header, *rows = table.rows
    assert header._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rows)
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert [cell.text for cell in header.cells] == ["For", "How much"]


def test_each_numbered_list_begins_at_one():
    numbers = [
        line._p.pPr.numPr.numId.val
        for line in opened().paragraphs
        if line.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_pictures_have_words_and_links_lead_somewhere():
    file = opened()
    words = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert words == ["A red and a blue half", "The same again"]
    (link,) = file.element.body.iter(qn("w:hyperlink"))
    assert file.part.rels[link.get(qn("r:id"))].target_ref == "https://example.org/a"


def test_pages_are_numbered():
    footer = opened().sections[0].footer
    codes = [code.text.strip() for code in footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_large_print_is_eighteen_points():
    assert opened().styles["Normal"].font.size.pt == 12
    assert opened(large_print=True).styles["Normal"].font.size.pt == 18


@pytest.mark.parametrize(
    "text",
    ["A" * 200, "محمد", "Zoe\u0308", "<w:t>&amp;</w:t> {{ x }}", "a\x00b\x07\ud800", "one\ntwo"],
)
def test_any_text_can_be_written(text):
    content = DocumentContent(
        text,
        (Paragraph(text), Heading(text), Table(text, (text,), ((text,),)), Facts(((text, text),))),
    )
    file = opened(content, replace(LETTER, to=(text,), reference=text))
    kept = flat(text.replace("\x00", "").replace("\x07", "").replace("\ud800", ""))
    assert text_of(file).count(kept) >= 6


def test_it_may_be_uploaded_again():
    assert check(upload(render_docx(EVERYTHING, REPORT))).kind is kinds.DOCX


def test_a_letter_may_be_short():
    short = replace(LETTER, reference="", greeting="", sign_off=(), to=("Ada",))
    plain = replace(short, letterhead=Letterhead("Example Council"))
    assert "reference" not in text_of(opened(DocumentContent("T", ()), plain))


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: DocumentContent(" ", ()), "needs a title"),
        (lambda: DocumentContent("T", (), language="English"), "is no language"),
        (lambda: DocumentContent("T", (Heading("a", 2),)), "level 2 follows level 0"),
        (lambda: DocumentContent("T", (Heading("a"), Heading("b", 3))), "level 3 follows level 1"),
        (lambda: Heading(" "), "needs words"),
        (lambda: Heading("a", 5), "1 to 4"),
        (lambda: Link("a", "javascript:x()"), "no address"),
        (lambda: Link(" ", "https://example.org"), "needs words"),
        (lambda: Table(" ", ("a",), ()), "needs a caption"),
        (lambda: Table("c", ("a", " "), ()), "a column needs a name"),
        (lambda: Table("c", ("a",), (("b", "c"),)), "another number of cells"),
        (lambda: Table("c", ("a",), (), (1, 2)), "a width for each"),
        (lambda: Picture(b"", " "), "who cannot see it"),
        (lambda: Picture(b"", "a", width=161), "1 to 160 mm"),
        (lambda: Letterhead(" "), "authority's name"),
        (lambda: Letterhead("A", brand="red"), "#rrggbb"),
    ],
)
def test_content_that_could_not_be_read_by_all_is_refused(make, said):
    with pytest.raises(ContentWrong, match=said):
        make()


def test_a_paragraph_is_its_runs():
    assert Paragraph("a", Strong("b")) == Paragraph("a", Strong("b"))
    assert List(("a",)) != List(("a",), numbered=True)
