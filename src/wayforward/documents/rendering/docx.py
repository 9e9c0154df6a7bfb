"""DOCX by python-docx: Word's own heading, list and title styles, so that it can be read aloud."""

import datetime
import io
from typing import Any

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as DocxParagraph
from PIL import Image

from wayforward.documents.rendering.data import Data, document_data
from wayforward.documents.rendering.structure import DEEPEST, DocumentContent, Layout

FONT = "Arial"  # on every machine; a DOCX takes no font along
USUAL, LARGE = 12, 18  # points
SCALES = {1: 1.2, 2: 1.08, 3: 1.0, 4: 1.0}  # a heading's size, to the text's
TAKEN = {"JPEG", "PNG"}  # what python-docx takes


def render_docx(content: DocumentContent, layout: Layout, *, large_print: bool = False) -> bytes:
    """Return the document as a Word file."""
    data, pictures = document_data(content, layout)
    return _Writer(data, pictures, LARGE if large_print else USUAL).bytes()


class _Writer:
    """Writes one document from its data."""

    def __init__(self, data: Data, pictures: dict[str, bytes], size: int) -> None:
        self.data, self.pictures, self.size = data, pictures, size
        self.head: Data = data["letterhead"]
        self.brand = RGBColor.from_string(self.head["brand"][1:].upper())
        self.file: Docx = docx.Document()

    def bytes(self) -> bytes:
        self.describe()
        self.style()
        self.footer()
        if self.data["layout"] == "letter":
            self.letter()
        else:
            self.report()
        written = io.BytesIO()
        self.file.save(written)
        return written.getvalue()

    # -- what the whole file says of itself ------------------------------------------------

    def describe(self) -> None:
        day = self.data["day"]
        moment = datetime.datetime(day["year"], day["month"], day["day"], tzinfo=datetime.UTC)
        said = self.file.core_properties
        said.title, said.author = self.data["title"][:255], self.head["authority"][:255]
        said.language, said.comments = self.language(), ""
        said.created = said.modified = moment

    def language(self) -> str:
        region = self.data["region"]
        return f"{self.data['language']}-{region}" if region else str(self.data["language"])

    def style(self) -> None:
        section = self.file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.bottom_margin = Mm(25)
        section.top_margin = Mm(22)
        defaults = self.file.styles.element.find(qn("w:docDefaults"))
        for language in defaults.iter(qn("w:lang")):
            language.set(qn("w:val"), self.language())
        normal = self.file.styles["Normal"]
        self.letters(normal, self.size)
        normal.paragraph_format.space_after = Pt(self.size * 0.8)
        normal.paragraph_format.line_spacing = 1.25
        self.letters(self.file.styles["Title"], self.size * 1.35, bold=True, brand=True)
        borders = self.file.styles["Title"].element.find(f".//{qn('w:pBdr')}")
        if borders is not None:
            borders.getparent().remove(borders)
        self.letters(self.file.styles["Caption"], self.size, bold=True)
        self.file.styles["Caption"].paragraph_format.keep_with_next = True
        for level in range(1, DEEPEST + 1):
            style = self.file.styles[f"Heading {level}"]
            self.letters(style, self.size * SCALES[level], bold=level < DEEPEST, brand=True)
            style.paragraph_format.space_before = Pt(self.size * 1.4)
            style.paragraph_format.space_after = Pt(self.size * 0.5)

    def letters(self, style: Any, size: float, *, bold: bool = False, brand: bool = False) -> None:
        style.font.name, style.font.size, style.font.bold = FONT, Pt(round(size, 1)), bold
        style.font.color.rgb = self.brand if brand else RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)

    def footer(self) -> None:
        reference = self.data.get("reference")
        who = f"{self.head['authority']}, reference {reference}" if reference else None
        line = self.file.sections[0].footer.paragraphs[0]
        if told := self.data.get("every_page"):
            line.insert_paragraph_before(told)
        line.add_run(f"{who or self.head['authority']}\t\tPage ")
        field(line, "PAGE", "1")
        line.add_run(" of ")
        field(line, "NUMPAGES", "1")

    # -- layouts ---------------------------------------------------------------------------

    def letter(self) -> None:
        self.masthead()
        self.lines(self.head["address"] + self.head["contact"])
        self.lines(self.data["to"])
        self.lines([self.data["day"]["words"]])
        if self.data["reference"]:
            self.lines([f"Our reference: {self.data['reference']}"])
        if self.data["greeting"]:
            self.lines([self.data["greeting"]])
        self.file.add_paragraph(self.data["title"], style="Title")
        self.blocks()
        if self.data["sign_off"]:
            first, *others = self.data["sign_off"]
            closing = self.lines([first])
            closing.paragraph_format.space_after = Pt(self.size * 3)
            closing.paragraph_format.keep_with_next = True
            self.lines(others)

    def report(self) -> None:
        self.masthead()
        self.file.add_paragraph(self.data["title"], style="Title")
        self.add_facts([["Date", self.data["day"]["words"]], *self.data["facts"]])
        self.lines(self.head["address"] + self.head["contact"])
        if self.data["with_contents"]:
            self.contents()
        self.add_page_break()
        self.blocks()

    def masthead(self) -> None:
        line = self.file.add_paragraph()
        logo = line.add_run(self.head["logo"])
        logo.bold, logo.font.size, logo.font.color.rgb = True, Pt(self.size * 1.5), self.brand
        more = [self.head["authority"]] if self.head["authority"] != self.head["logo"] else []
        for text in [*more, *filter(None, [self.head["team"]])]:
            line.add_run().add_break()
            line.add_run(text)

    def lines(self, texts: list[str]) -> DocxParagraph:
        """Add one paragraph of several lines; nothing is added for none."""
        if not texts:
            return DocxParagraph(OxmlElement("w:p"), self.file._body)
        return self.file.add_paragraph("\n".join(texts))

    def contents(self) -> None:
        """Add the headings inside a field that Word fills with page numbers when asked."""
        self.add_page_break()
        self.file.add_paragraph("Contents", style="TOC Heading")
        shown = [b for b in self.data["blocks"] if b["kind"] == "heading" and b["level"] <= 2]
        line = self.file.add_paragraph()
        field(line, r'TOC \o "1-2" \h \z \u', "\n".join(block["text"] for block in shown))

    # -- blocks ----------------------------------------------------------------------------

    def blocks(self) -> None:
        for block in self.data["blocks"]:
            getattr(self, f"add_{block['kind']}")(block)

    def add_heading(self, block: Data) -> None:
        self.file.add_paragraph(block["text"], style=f"Heading {block['level']}")

    def add_paragraph(self, block: Data) -> None:
        self.runs(self.file.add_paragraph(), block["runs"])

    def add_list(self, block: Data) -> None:
        style = "List Number" if block["numbered"] else "List Bullet"
        numbering = self.new_numbering(style) if block["numbered"] else None
        for item in block["items"]:
            line = self.file.add_paragraph(style=style)
            line.paragraph_format.space_after = Pt(self.size * 0.4)
            if numbering is not None:
                number = line._p.get_or_add_pPr().get_or_add_numPr()
                number.get_or_add_ilvl().val, number.get_or_add_numId().val = 0, numbering
            self.runs(line, item)

    def new_numbering(self, style: str) -> int:
        """Return the id of a numbering that begins at 1; else each list goes on from the last."""
        linked = self.file.styles[style].element.pPr.numPr.numId.val
        numberings = self.file.part.numbering_part.element
        abstract = numberings.num_having_numId(linked).abstractNumId.val
        new = numberings.add_num(abstract)
        new.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(new.numId)

    def add_table(self, block: Data) -> None:
        self.file.add_paragraph(block["caption"], style="Caption")
        table = self.file.add_table(rows=1, cols=len(block["header"]), style="Table Grid")
        header = table.rows[0]._tr.get_or_add_trPr()
        header.append(OxmlElement("w:cantSplit"))
        header.append(OxmlElement("w:tblHeader"))
        for cell, text in zip(table.rows[0].cells, block["header"], strict=True):
            cell.paragraphs[0].add_run(text).bold = True
        for row in block["rows"]:
            added = table.add_row()
            added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text in zip(added.cells, row, strict=True):
                cell.text = text
        total = sum(block["widths"])
        for column, share in zip(table.columns, block["widths"], strict=True):
            for cell in column.cells:
                cell.width = Mm(160 * share / total)
        for line in (line for row in table.rows for cell in row.cells for line in cell.paragraphs):
            line.paragraph_format.space_after = Pt(self.size * 0.3)
        self.file.add_paragraph().paragraph_format.space_after = Pt(0)

    def add_facts(self, block: Any) -> None:
        for name, value in block["rows"] if isinstance(block, dict) else block:
            line = self.file.add_paragraph()
            line.paragraph_format.space_after = Pt(self.size * 0.4)
            line.add_run(f"{name}: ").bold = True
            line.add_run(value)

    def add_picture(self, block: Data) -> None:
        content = io.BytesIO(self.pictures[block["file"]])
        shown = self.file.add_picture(for_word(content), width=Mm(block["width"]))
        shown._inline.docPr.set("descr", block["text"])

    def add_page_break(self, block: Data | None = None) -> None:
        self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def runs(self, line: DocxParagraph, runs: list[Data]) -> None:
        for run in runs:
            if "address" in run:
                self.link(line, run["text"], run["address"])
            else:
                line.add_run(run["text"]).bold = run.get("strong")

    def link(self, line: DocxParagraph, words: str, address: str) -> None:
        target = line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), target)
        run = line.add_run(words)
        run.font.underline, run.font.color.rgb = True, self.brand
        link.append(run._r)
        line._p.append(link)


def field(line: DocxParagraph, code: str, shown: str) -> None:
    """Add a field that Word works out, and what it shows until then."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = line.add_run(shown if kind == "shown" else "")
        if kind == "instruction":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {code} "
            run._r.append(instruction)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def for_word(content: io.BytesIO) -> io.BytesIO:
    """Return the picture as JPEG or PNG."""
    with Image.open(content) as opened:
        if opened.format in TAKEN:
            content.seek(0)
            return content
        turned = io.BytesIO()
        opened.save(turned, format="PNG")
    turned.seek(0)
    return turned
