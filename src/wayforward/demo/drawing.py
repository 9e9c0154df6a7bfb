"""A drawing such as a child makes, for the invented children: a sun, a hill, a house."""

import io

from PIL import Image, ImageDraw

SIZE = (480, 320)  # pixels


def drawing() -> bytes:
    """Return the drawing as a PNG."""
    picture = Image.new("RGB", SIZE, "#dff1ff")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((370, 20, 450, 100), fill="#ffd400", outline="#c79a00", width=4)
    pen.ellipse((-120, 200, 620, 560), fill="#5fa548", outline="#33722a", width=5)
    pen.rectangle((150, 140, 270, 240), fill="#d83a34", outline="#7c1713", width=5)
    pen.polygon([(135, 145), (210, 75), (285, 145)], fill="#8a5a2b", outline="#4d3013")
    pen.rectangle((170, 165, 205, 200), fill="#fff7c2", outline="#7c1713", width=4)
    pen.rectangle((222, 185, 252, 240), fill="#5b3a1c", outline="#33200f", width=3)
    written = io.BytesIO()
    picture.save(written, format="PNG")
    return written.getvalue()
