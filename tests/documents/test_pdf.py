"""PDFs can be read aloud, say what the content says, and take no markup from it."""

import io
import unicodedata
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.documents.papers import (
    EVERYTHING,
    HEADINGS,
    LETTER,
    REPORT,
    SAID,
    as_shown,
    in_order,
    tags,
    text_of,
)
from tests.documents.uploads import pdf
from wayforward.documents.rendering import (
    DocumentContent,
    Facts,
    Heading,
    List,
    Paragraph,
    Picture,
    RenderingFailed,
    Table,
    letters_without_font,
    render_pdf,
)

BOTH = pytest.mark.parametrize("layout", [LETTER, REPORT], ids=["letter", "report"])
SIZES = pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])


def only(*blocks, title="A title", language="en-GB"):
    return DocumentContent(title=title, blocks=blocks, language=language)


@BOTH
@SIZES
def test_it_says_all_that_the_content_says_in_order(layout, large):
    text = text_of(render_pdf(EVERYTHING, layout, large_print=large))
    start = text.index(SAID[0])
    assert in_order(SAID, text[start:])


def test_a_letter_says_who_writes_to_whom_and_when():
    text = text_of(render_pdf(EVERYTHING, LETTER))
    assert in_order(
        [
            *("EXAMPLE", "Example Council", "Example Team", "1 Example Street", "01632 960 001"),
            *("Mrs Example", "2 Sample Road", "11 May 2026", "Our reference: EX/42"),
            *("Dear Mrs Example", "We will assess", "Goodbye"),
            *("Yours sincerely", "Sam Sample", "Plan coordinator"),
        ],
        text,
    )
    assert "Page 1 of 3" in text
    assert "Page 3 of 3" in text


def test_a_report_begins_with_its_facts_and_its_contents():
    text = text_of(render_pdf(EVERYTHING, REPORT))
    assert in_order(
        ["Date: 11 May 2026", "Child: Ada Example", "Contents", "What happens next", "Thank you"],
        text,
    )
    without = text_of(render_pdf(EVERYTHING, replace(REPORT, with_contents=False)))
    assert "Contents" not in without


@BOTH
def test_it_is_tagged_with_language_title_and_every_heading(layout):
    made = render_pdf(EVERYTHING, layout)
    root = PdfReader(io.BytesIO(made)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert PdfReader(io.BytesIO(made)).metadata.title == EVERYTHING.title
    assert b"pdfuaid:part" in made
    roles = [role for role, _ in tags(made)]
    for _, level in HEADINGS:
        assert f"H{level}" in roles
    assert roles.count("H1") == (3 if layout is REPORT else 2)  # the contents have a heading too
    assert {"L", "LI", "LBody", "Table", "TR", "TH", "TD", "Link", "Figure"} <= set(roles)


def test_its_outline_has_every_heading():
    outline = PdfReader(io.BytesIO(render_pdf(EVERYTHING, LETTER))).outline

    def titles(entries):
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            else:
                yield entry.title

    assert list(titles(outline)) == [*(words for words, _ in HEADINGS), "The end"]


def test_a_picture_has_its_words():
    figures = [
        element for role, element in tags(render_pdf(EVERYTHING, LETTER)) if role == "Figure"
    ]
    assert [figure["/Alt"] for figure in figures] == ["A red and a blue half", "The same again"]


def test_a_tables_header_names_its_columns_and_is_one_table_across_pages():
    table = Table("Long", ("First", "Second"), tuple((f"row {n}", "x") for n in range(120)))
    made = render_pdf(only(table), LETTER)
    roles = [role for role, _ in tags(made)]
    assert (roles.count("Table"), roles.count("TH"), roles.count("TD")) == (1, 2, 240)
    pages = PdfReader(io.BytesIO(made)).pages
    assert len(pages) > 2
    assert all("First" in page.extract_text() for page in pages)
    scopes = [
        attributes.get("/Scope")
        for role, element in tags(made)
        if role == "TH"
        for attributes in (element["/A"] if isinstance(element["/A"], list) else [element["/A"]])
    ]
    assert "/Column" in scopes


def faults(made, tmp_path):
    """Return what pdfua finds, and how many of its rules could be asked."""
    from pdfua import validate  # noqa: PLC0415 -- imports a C++ library, only here

    path = tmp_path / "made.pdf"
    path.write_bytes(made)
    outcomes = validate(path).outcomes
    found = [finding for outcome in outcomes for finding in outcome.findings]
    return found, sum(outcome.skipped_reason is None for outcome in outcomes)


@BOTH
@SIZES
def test_pdfua_finds_no_fault(layout, large, tmp_path):
    found, asked = faults(render_pdf(EVERYTHING, layout, large_print=large), tmp_path)
    assert found == []
    assert asked >= 11  # its rule of heading order cannot read every file; test_docx.py has ours


def test_pdfua_would_find_a_fault(tmp_path):
    found, _ = faults(pdf(), tmp_path)
    assert found


def test_large_print_is_eighteen_points():
    def sizes(made):
        found = set()

        def note(text, _, matrix, font, size):
            if text.strip() == "Goodbye":
                found.add(round(size * abs(matrix[0])))

        for page in PdfReader(io.BytesIO(made)).pages:
            page.extract_text(visitor_text=note)
        return found

    assert sizes(render_pdf(EVERYTHING, LETTER)) == {12}
    assert sizes(render_pdf(EVERYTHING, LETTER, large_print=True)) == {18}


MARKUP = '#import "x.typ" *bold* $x^2$ <script>alert(1)</script> `raw` _it_ = h \\ // @ref #{1+1} ~'


@BOTH
def test_markup_stays_text(layout):
    content = only(
        Paragraph(MARKUP),
        Heading(MARKUP),
        List((MARKUP,)),
        Facts(((MARKUP, MARKUP),)),
        Table(MARKUP, (MARKUP, "b"), ((MARKUP, "c"),)),
        title=MARKUP,
    )
    text = text_of(render_pdf(content, layout))
    squeezed = text.replace(" ", "")
    assert squeezed.count(MARKUP.replace(" ", "")) >= 6


@SIZES
@pytest.mark.parametrize(
    "name",
    [
        "A" * 200,
        "Wolfeschlegelsteinhausenbergerdorff " * 5,
        "محمد العربي",
        "שרה כהן",
        "Nguyễn Thị Ánh",
        "Zoe\u0308 Źrebię-Ółć",
        "q\u0308x\u0301y\u0323",
        "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
        "শ্রীমতী",
        "தமிழ்",
        "Δημήτρης Дмитро",
        "Year 5 → Year 6 ✓",
        "李小龙 😀",
        "x",
    ],
)
def test_no_name_breaks_it_or_leaves_the_page(name, large):
    layout = replace(LETTER, to=(name, "2 Sample Road"), reference=name[:80])
    content = only(
        Paragraph("About ", name, "."),
        Heading(name),
        Table("Help", (name, "b", "c"), ((name, name, "d"),)),
        title=name,
    )
    made = render_pdf(content, layout, large_print=large)
    for page in PdfReader(io.BytesIO(made)).pages:

        def inside(text, _, matrix, font, size):
            if text.strip():
                assert 0 <= matrix[4] <= 596, f"{text!r} begins outside the page"

        page.extract_text(visitor_text=inside)


@pytest.mark.parametrize(
    "name", ["A" * 200, "שרה", "Zoe\u0308", "Дмитро", "Year 5 → Year 6 ✓", "தமிழ்"]
)
def test_a_name_can_be_searched_for_and_copied(name):
    made = render_pdf(only(Paragraph(name)), LETTER)
    shown = unicodedata.normalize("NFC", as_shown(made))
    # A name longer than its line is broken into several.
    assert unicodedata.normalize("NFC", name).replace(" ", "") in shown.replace(" ", "")


def test_a_letter_that_no_font_has_is_shown_as_lost_and_can_be_asked_about():
    assert letters_without_font("Ada 李 → ✓ é محمد\u200d\n") == {"李"}
    assert "About �." in as_shown(render_pdf(only(Paragraph("About 李.")), LETTER))


def test_signs_that_hide_what_is_said_are_taken_out():
    made = render_pdf(only(Paragraph("a\u202etxt.exe\x00\x07b\ud800")), LETTER)
    assert "atxt.exeb" in as_shown(made)


def test_it_is_the_same_each_time():
    assert render_pdf(EVERYTHING, LETTER) == render_pdf(EVERYTHING, LETTER)


def test_another_language_is_said():
    made = render_pdf(only(Paragraph("Dziękujemy"), language="pl"), LETTER)
    assert PdfReader(io.BytesIO(made)).trailer["/Root"]["/Lang"] == "pl"


def test_what_typst_refuses_is_told():
    with pytest.raises(RenderingFailed, match="image"):
        render_pdf(only(Picture(b"no picture", "What it shows")), LETTER)


def test_a_plan_of_36_pages_is_one_document_with_all_its_parts():
    """Bound by structure: one compilation, every part once, each page numbered, a modest file."""
    sections = []
    for number in range(36):
        sections += [
            Heading(f"Outcome {number}"),
            Paragraph(
                f"By next year, outcome {number}. " + "Ada will do what matters to her. " * 40
            ),
            List(tuple(f"Step {number}.{step}" for step in range(6))),
            Table("Provision", ("What", "Who"), tuple((f"w{number}.{n}", "x") for n in range(5))),
        ]
    made = render_pdf(only(*sections), REPORT)
    reader = PdfReader(io.BytesIO(made))
    assert 30 <= len(reader.pages) <= 45
    roles = [role for role, _ in tags(made)]
    assert roles.count("H1") == 36 + 1  # and that of the contents
    assert (roles.count("Table"), roles.count("TD")) == (36, 360)
    total = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {total}" in page.extract_text()
    assert len(made) <= 20_000 * total
