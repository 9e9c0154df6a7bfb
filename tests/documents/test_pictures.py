"""Pictures are made anew: upright, and nothing kept that the camera wrote beside the dots."""

import io

import pytest
from PIL import Image, ImageCms

from tests.documents.uploads import heic, photograph, picture, upload
from wayforward.documents.checking import pictures
from wayforward.documents.checking.content import check
from wayforward.documents.refusals import UploadRefused


def kept(sent: bytes) -> tuple[Image.Image, bytes]:
    """Return the picture that is kept of `sent`, and its bytes."""
    checked = check(upload(sent, "photo.jpg"))
    checked.content.seek(0)
    whole = checked.content.read()
    assert len(whole) == checked.size
    return Image.open(io.BytesIO(whole)), whole


def is_red(dot) -> bool:
    return dot[0] > 180 and dot[2] < 80


def test_where_and_by_whom_it_was_taken_is_gone():
    sent = photograph()
    assert b"INVENTED-MAKER" in sent
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825)
    picture_kept, whole = kept(sent)
    assert dict(picture_kept.getexif()) == {}
    assert b"Exif" not in whole
    assert b"INVENTED" not in whole


def test_it_stands_upright():
    upright, _ = kept(photograph(orientation=6))  # turn it a quarter clockwise to look at it
    assert upright.size == (20, 40)
    assert is_red(upright.getpixel((10, 2)))
    assert not is_red(upright.getpixel((10, 37)))


def test_a_picture_of_a_telephone_becomes_a_jpeg():
    turned, _ = kept(heic())
    assert (turned.format, turned.size) == ("JPEG", (64, 48))
    assert is_red(turned.convert("RGB").getpixel((30, 20)))


@pytest.mark.parametrize(
    ("sent", "form", "mode"),
    [
        (picture("PNG", mode="RGBA"), "PNG", "RGBA"),
        (picture("PNG", mode="L"), "PNG", "L"),
        (picture("GIF", mode="RGB"), "PNG", "RGB"),
        (picture("JPEG", mode="CMYK"), "JPEG", "RGB"),
        (picture("WEBP", mode="RGBA"), "WEBP", "RGB"),
    ],
)
def test_its_colours_are_those_that_every_screen_shows(sent, form, mode):
    again, _ = kept(sent)
    assert (again.format, again.mode) == (form, mode)


def test_a_see_through_corner_stays_see_through():
    drawn = Image.new("P", (10, 10), 0)
    drawn.putpalette([255, 0, 0, 0, 0, 255])
    written = io.BytesIO()
    drawn.save(written, format="PNG", transparency=0)
    again, _ = kept(written.getvalue())
    assert again.convert("RGBA").getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("profile", ["whole", "broken"])
def test_a_colour_profile_is_applied_then_dropped(profile):
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    sent = picture("PNG", icc_profile=srgb if profile == "whole" else b"INVENTED" * 40)
    again, whole = kept(sent)
    assert "icc_profile" not in again.info
    assert is_red(again.getpixel((2, 2)))
    assert b"INVENTED" not in whole


def test_words_hidden_in_a_png_are_gone():
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 -- only here

    notes = PngInfo()
    notes.add_text("Comment", "INVENTED-NOTE")
    _, whole = kept(picture("PNG", pnginfo=notes))
    assert b"INVENTED" not in whole


def test_what_is_glued_to_its_end_is_gone():
    _, whole = kept(picture("PNG") + b"INVENTED<script>")
    assert b"INVENTED" not in whole


def test_a_moving_picture_is_refused():
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, format="GIF", save_all=True, append_images=frames[1:])
    with pytest.raises(UploadRefused, match="Moving pictures"):
        check(upload(written.getvalue()))


@pytest.mark.parametrize("most", [100, 500, 700])
def test_a_picture_of_too_many_dots_is_refused_before_it_is_unpacked(monkeypatch, most):
    monkeypatch.setattr(pictures, "MOST_DOTS", most)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", most)
    with pytest.raises(UploadRefused, match="million dots"):
        check(upload(picture(size=(40, 20))))


def test_the_limit_is_our_own_and_not_only_pillows(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_DOTS", 100)
    with pytest.raises(UploadRefused, match="million dots"):
        check(upload(picture()))
    assert Image.MAX_IMAGE_PIXELS == 64_000_000
