"""A document as plain data (JSON), for the templates: they get nothing else."""

from typing import Any

from wayforward.documents.rendering.structure import (
    Block,
    DocumentContent,
    Facts,
    Heading,
    Layout,
    Letter,
    Letterhead,
    Link,
    List,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Strong,
    Table,
    plain,
)
from wayforward.web.formats import short_day

Data = dict[str, Any]


def document_data(content: DocumentContent, layout: Layout) -> tuple[Data, dict[str, bytes]]:
    """Return the data, and the pictures by the file names that it calls them."""
    pictures: dict[str, bytes] = {}
    language, _, region = content.language.partition("-")
    data = {
        "title": plain(content.title),
        "language": language,
        "region": region or None,
        "blocks": [block_data(block, pictures) for block in content.blocks],
        "letterhead": letterhead_data(layout.letterhead),
    }
    return data | layout_data(layout), pictures


def letterhead_data(letterhead: Letterhead) -> Data:
    """Return who writes."""
    return {
        "authority": plain(letterhead.authority),
        "logo": plain(letterhead.logo or letterhead.authority),
        "team": plain(letterhead.team),
        "address": lines(letterhead.address),
        "contact": lines(letterhead.contact),
        "brand": letterhead.brand,
    }


def layout_data(layout: Layout) -> Data:
    """Return what the layout adds to the content."""
    if isinstance(layout, Letter):
        return {
            "layout": "letter",
            "day": day_data(layout.sent_on),
            "to": lines(layout.to),
            "reference": plain(layout.reference),
            "greeting": plain(layout.greeting),
            "sign_off": lines(layout.sign_off),
        }
    return {
        "layout": "report",
        "day": day_data(layout.issued_on),
        "facts": pairs(layout.facts),
        "with_contents": layout.with_contents,
        "every_page": plain(layout.every_page),
    }


def day_data(day: Any) -> Data:
    """Return a day in words and in figures."""
    return {"words": short_day(day), "year": day.year, "month": day.month, "day": day.day}


def lines(texts: tuple[str, ...]) -> list[str]:
    """Return the lines that are not empty."""
    return [text for text in map(plain, texts) if text.strip()]


def pairs(rows: tuple[tuple[str, str], ...]) -> list[list[str]]:
    """Return rows of a name and a value."""
    return [[plain(name), plain(value)] for name, value in rows]


def run_data(run: Run) -> Data:
    """Return words, and what they are beside words."""
    if isinstance(run, Link):
        return {"text": plain(run.words), "address": run.address}
    if isinstance(run, Strong):
        return {"text": plain(run.words), "strong": True}
    return {"text": plain(run)}


def runs_data(words: str | Paragraph) -> list[Data]:
    """Return a paragraph, or text alone, as runs."""
    return [run_data(run) for run in (words.runs if isinstance(words, Paragraph) else (words,))]


def block_data(block: Block, pictures: dict[str, bytes]) -> Data:
    """Return one block; a picture's bytes go to `pictures`."""
    match block:
        case Heading():
            return {"kind": "heading", "text": plain(block.words), "level": block.level}
        case Paragraph():
            return {"kind": "paragraph", "runs": runs_data(block)}
        case List():
            items = [runs_data(item) for item in block.items]
            return {"kind": "list", "numbered": block.numbered, "items": items}
        case Table():
            return {
                "kind": "table",
                "caption": plain(block.caption),
                "header": [plain(cell) for cell in block.header],
                "rows": [[plain(cell) for cell in row] for row in block.rows],
                "widths": list(block.widths or (1,) * len(block.header)),
            }
        case Facts():
            return {"kind": "facts", "rows": pairs(block.rows)}
        case Picture():
            name = f"picture-{len(pictures)}"
            pictures[name] = block.content
            return {
                "kind": "picture",
                "file": name,
                "text": plain(block.text),
                "width": block.width,
            }
        case PageBreak():
            return {"kind": "page_break"}
