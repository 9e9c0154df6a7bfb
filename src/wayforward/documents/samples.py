"""An invented letter and an invented report, to look at on /design. Nobody in them is real."""

import io
from collections.abc import Callable
from datetime import date

from wayforward.documents.rendering.structure import (
    DocumentContent,
    Facts,
    Heading,
    Layout,
    Letter,
    Letterhead,
    Link,
    List,
    Paragraph,
    Picture,
    Report,
    Strong,
    Table,
)
from wayforward.web.authority import current

DAY = date(2026, 5, 11)
HOURS = (
    ("Talking and understanding", "Speech and language therapist", "45 minutes a week"),
    ("Learning to read", "Teaching assistant, with the SENCO", "20 minutes a day"),
    ("Feeling calm at change", "Key adult", "At each change of room"),
)


def letterhead() -> Letterhead:
    """Return the letterhead of this site's authority, with an invented team and address."""
    ours = current()
    return Letterhead(
        authority=ours.name,
        team="Example Team",
        address=("1 Example Street", "Example Town", "EX1 1EX"),
        contact=("01632 960 001", "team@example.org"),
        brand=ours.colours.brand,
    )


def letter() -> tuple[DocumentContent, Layout]:
    """Return a letter to invented parents."""
    content = DocumentContent(
        title="We will assess Ada’s needs",
        blocks=(
            Paragraph(
                "Thank you for asking us to assess Ada’s education, health and care needs. ",
                Strong("We have decided to carry out the assessment."),
                " This letter says what happens now.",
            ),
            Heading("What happens next"),
            List(
                (
                    "We ask Ada what she likes, what matters to her and how she wants to be helped.",
                    "We ask you, her school and the people who help her for their advice.",
                    "We meet you to talk about what we have been told.",
                ),
                numbered=True,
            ),
            Heading("Dates to keep"),
            Facts((("We tell you whether there will be a plan by", "13 July 2026"),)),
            Heading("If you need help"),
            Paragraph(
                "You can ring us, or ask somebody who does not work for us. ",
                Link("Find independent advice", "https://www.example.org/advice"),
                ". Tell us if you would like this letter in large print, in easy words or in "
                "another language.",
            ),
        ),
    )
    layout = Letter(
        letterhead=letterhead(),
        to=("Mr and Mrs Example", "2 Sample Road", "Example Town", "EX2 2EX"),
        sent_on=DAY,
        reference="EX/2026/0042",
        greeting="Dear Mr and Mrs Example",
        sign_off=("Yours sincerely", "Sam Sample", "Plan coordinator"),
    )
    return content, layout


def report() -> tuple[DocumentContent, Layout]:
    """Return a report about an invented child."""
    content = DocumentContent(
        title="Advice about Ada Example",
        blocks=(
            Heading("Ada in a few words"),
            Paragraph(
                "Ada is six. She likes trains, numbers and her friend Kofi. She finds it hard when "
                "a room is loud, and when a plan changes without warning."
            ),
            Picture(picture(), text="Ada’s drawing of a train with three carriages", width=90),
            Heading("What helps"),
            Heading("At school", level=2),
            List(
                (
                    "A picture of the day, where she can see it.",
                    Paragraph(Strong("Time to answer:"), " count to ten before asking again."),
                    "A quiet corner that is hers.",
                )
            ),
            Heading("At home", level=2),
            Paragraph("The same pictures, in the same order."),
            Heading("Help that I advise"),
            Table(
                caption="Help each week",
                header=("For", "From", "How much"),
                rows=HOURS,
                widths=(3, 4, 3),
            ),
            Paragraph(
                "The advice rests on two visits, and on ",
                Link("the graduated approach", "https://www.example.org/graduated-approach"),
                ".",
            ),
        ),
    )
    layout = Report(
        letterhead=letterhead(),
        issued_on=DAY,
        facts=(
            ("Child", "Ada Example"),
            ("Written by", "Robin Sample, specialist teacher"),
            ("Seen on", "20 April 2026 and 4 May 2026"),
        ),
        with_contents=True,
    )
    return content, layout


def picture() -> bytes:
    """Return a drawing of a train."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 -- only whoever asks for the sample waits for it

    drawing = Image.new("RGB", (900, 260), "#ffffff")
    pen = ImageDraw.Draw(drawing)
    for left, colour in ((20, "#0b5563"), (310, "#f2a33a"), (600, "#7a9e3f")):
        pen.rounded_rectangle((left, 60, left + 260, 190), radius=24, fill=colour)
        for wheel in (left + 40, left + 170):
            pen.ellipse((wheel, 170, wheel + 56, 226), fill="#333333")
        for window in (left + 30, left + 105, left + 180):
            pen.rectangle((window, 85, window + 50, 130), fill="#ffffff")
    pen.line((0, 230, 900, 230), fill="#333333", width=6)
    written = io.BytesIO()
    drawing.save(written, format="PNG")
    return written.getvalue()


SAMPLES: dict[str, Callable[[], tuple[DocumentContent, Layout]]] = {
    "letter": letter,
    "report": report,
}
