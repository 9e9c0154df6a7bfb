"""What a document says, whatever it is drawn as. Text is text: no markup in it has any effect."""

import re
from dataclasses import dataclass, field
from datetime import date

SAFE_ADDRESS = re.compile(r"(https?://|mailto:|tel:)\S+")
# Control characters, half characters, and marks that turn the direction of what follows.
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
DEEPEST = 4


class ContentWrong(ValueError):
    """The content could not be read by everybody, or not be drawn; the message says why."""


def require(truth: object, otherwise: str) -> None:
    """Raise ContentWrong with `otherwise` unless `truth`."""
    if not truth:
        raise ContentWrong(otherwise)


def plain(text: str) -> str:
    """Return `text` without the signs that neither PDF nor DOCX can hold, or that hide what is said."""
    return CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: http, https, mailto or tel.

    :raises ContentWrong: for any other address, or without words
    """

    words: str
    address: str

    def __post_init__(self) -> None:
        require(self.words.strip(), "a link needs words")
        require(SAFE_ADDRESS.fullmatch(self.address), f"{self.address!r} is no address for a link")


@dataclass(frozen=True, slots=True)
class Strong:
    """Words in bold."""

    words: str


Run = str | Link | Strong


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 (under the title) to 4."""

    words: str
    level: int = 1

    def __post_init__(self) -> None:
        require(self.words.strip(), "a heading needs words")
        require(1 <= self.level <= DEEPEST, f"a heading's level is 1 to {DEEPEST}")


@dataclass(frozen=True, slots=True, init=False)
class Paragraph:
    """Words, links and bold words, one after the other: `Paragraph("See ", Link(...), ".")`."""

    runs: tuple[Run, ...]

    def __init__(self, *runs: Run) -> None:
        object.__setattr__(self, "runs", runs)


@dataclass(frozen=True, slots=True)
class List:
    """A list with bullets, or numbered; each item is text or a paragraph."""

    items: tuple[str | Paragraph, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its header, repeated on each page.

    :param caption: what it shows; read first, and drawn above it
    :param widths: shares of the width, one a column; equal if none are given
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        require(self.caption.strip(), "a table needs a caption")
        require(self.header and all(cell.strip() for cell in self.header), "a column needs a name")
        wrong = [row for row in self.rows if len(row) != len(self.header)]
        require(not wrong, f"a row of {self.caption!r} has another number of cells than its header")
        require(
            not self.widths or len(self.widths) == len(self.header), "give a width for each column"
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values: "Date of birth", "5 March 2019"."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, PNG or WebP.

    :param text: what it shows, for who cannot see it
    :param width: in millimetres, at most 160
    """

    content: bytes
    text: str
    width: int = 100

    def __post_init__(self) -> None:
        require(self.text.strip(), "a picture needs words for who cannot see it")
        require(0 < self.width <= 160, "a picture is 1 to 160 mm wide")


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | List | Table | Facts | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A title and what follows it.

    :param language: as in HTML: "en-GB", "cy", "pl"
    :raises ContentWrong: without a title, or where a heading skips a level
    """

    title: str
    blocks: tuple[Block, ...]
    language: str = "en-GB"

    def __post_init__(self) -> None:
        require(self.title.strip(), "a document needs a title")
        require(
            re.fullmatch(r"[a-z]{2,3}(-[A-Z]{2})?", self.language),
            f"{self.language!r} is no language: write it as en-GB",
        )
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                require(
                    block.level <= level + 1,
                    f"the heading {block.words!r} of level {block.level} follows level {level}",
                )
                level = block.level


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes.

    :param authority: "Example City Council"
    :param team: "SEND Casework Team"
    :param address: of the sender, line by line
    :param contact: telephone, e-mail and the like, line by line
    :param logo: words that stand for a logo, where they differ from the authority's name
    :param brand: the authority's colour, #rrggbb
    """

    authority: str
    team: str = ""
    address: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    logo: str = ""
    brand: str = "#0b5563"

    def __post_init__(self) -> None:
        require(self.authority.strip(), "a letterhead needs the authority's name")
        require(re.fullmatch(r"#[0-9a-f]{6}", self.brand), "write the colour as #rrggbb")


@dataclass(frozen=True, slots=True)
class Letter:
    """The layout of a letter: the content's title is its subject.

    :param to: name and address, line by line
    :param sign_off: "Yours sincerely", the name, the role
    """

    letterhead: Letterhead
    to: tuple[str, ...]
    sent_on: date
    reference: str = ""
    greeting: str = ""
    sign_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The layout of a report: a first page with its facts, then the content.

    :param facts: names and values on the first page
    :param with_contents: also list the headings, with their pages
    :param every_page: stands at the foot of each page: for whom it is, and why
    """

    letterhead: Letterhead
    issued_on: date
    facts: tuple[tuple[str, str], ...] = field(default=())
    with_contents: bool = False
    every_page: str = ""


Layout = Letter | Report
