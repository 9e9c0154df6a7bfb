"""What may be kept, by its content; and what may not, in words that say what to do."""

import struct
import zipfile

import pytest
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from tests.documents import uploads
from tests.documents.uploads import archive, office, pdf, picture, upload
from wayforward.documents.checking import archives, content, kinds
from wayforward.documents.checking import pdf as pdf_checks
from wayforward.documents.checking.content import check
from wayforward.documents.refusals import UploadRefused

ODT = archive({"mimetype": kinds.ODT.content_type.encode(), "content.xml": b"<a/>"}, 0)
OFFICE = "application/vnd.openxmlformats-officedocument."


@pytest.mark.parametrize(
    ("sent", "name", "found"),
    [
        (pdf(), "a.pdf", "application/pdf"),
        (picture("JPEG"), "a.jpg", "image/jpeg"),
        (picture("PNG"), "a.png", "image/png"),
        (picture("WEBP"), "a.webp", "image/webp"),
        (picture("GIF"), "a.gif", "image/png"),
        (uploads.heic(), "a.heic", "image/jpeg"),
        (office(), "a.docx", f"{OFFICE}wordprocessingml.document"),
        (office("spreadsheetml.sheet.main+xml"), "a.xlsx", f"{OFFICE}spreadsheetml.sheet"),
        (
            office("presentationml.presentation.main+xml"),
            "a.pptx",
            f"{OFFICE}presentationml.presentation",
        ),
        (ODT, "a.odt", "application/vnd.oasis.opendocument.text"),
        ("Zoë likes trains.\n".encode(), "a.txt", "text/plain"),
        (b"\xef\xbb\xbfname,age\nAda,6\n", "a.csv", "text/csv"),
        (uploads.MP3, "a.mp3", "audio/mpeg"),
        (uploads.mp4(b"M4A "), "a.m4a", "audio/mp4"),
        (uploads.wav(), "a.wav", "audio/wav"),
        (uploads.OGG, "a.ogg", "audio/ogg"),
        (uploads.mp4(b"isom"), "a.mp4", "video/mp4"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)
def test_each_type_is_known_by_its_content_whatever_its_name(sent, name, found):
    named = check(upload(sent, name))
    assert named.kind.content_type == found
    assert named.file_name == f"a.{named.kind.extensions[0]}"
    if found != "text/csv":
        assert check(upload(sent, "invoice.exe")).kind.content_type == found


def javascript(writer):
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    named = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), action])})
    writer._root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/JavaScript"): writer._add_object(named)}
    )


def hidden_in_a_page(writer):
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    writer.pages[0][NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): ArrayObject([ArrayObject([action])])}
    )


def launching(writer):
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("a.exe")}
    )


def attaching(writer):
    writer.add_attachment("inner.txt", b"hidden")


def attached_to_a_page(writer):
    writer.pages[0][NameObject("/Annots")] = ArrayObject(
        [
            DictionaryObject(
                {NameObject("/FS"): DictionaryObject({NameObject("/EF"): ArrayObject()})}
            )
        ]
    )


def locking(writer):
    writer.encrypt("secret", algorithm="RC4-128")


def nesting(writer):
    inner = ArrayObject()
    for _ in range(60):
        inner = ArrayObject([inner])
    writer._root_object[NameObject("/Deep")] = inner


DOCM = office("x", **{"word/vbaProject.bin": b"macro"})
MACRO_TYPE = office("document.macroEnabled.main+xml")
FAR = office(
    **{
        "word/_rels/settings.xml.rels": b'<Relationships><Relationship Type="http://x/attachedTemplate"'
        b' Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>'
    }
)


def with_flag_of_a_password() -> bytes:
    """Return an Office file whose members say that they are encrypted."""
    whole = bytearray(office())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (found := whole.find(signature, start)) >= 0:
            whole[found + offset] |= 1
            start = found + 4
    return bytes(whole)


def with_a_lie_about_its_size() -> bytes:
    """Return an Office file one of whose members holds more than it says."""
    whole = bytearray(office(**{"big.xml": b"a" * 5_000}))
    found = whole.rfind(b"PK\x01\x02", 0)
    struct.pack_into("<L", whole, found + 24, 10)
    return bytes(whole)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "The file is empty"),
        (pdf(javascript), "The PDF can start a program"),
        (pdf(hidden_in_a_page), "The PDF can start a program"),
        (pdf(launching), "The PDF can start a program"),
        (pdf(attaching), "The PDF has other files inside it"),
        (pdf(attached_to_a_page), "The PDF has other files inside it"),
        (pdf(locking), "The PDF has a password or is locked"),
        (pdf(nesting), "The PDF is damaged"),
        (pdf(pages=0), "The PDF is damaged"),
        (pdf()[:200], "The PDF is damaged"),
        (b"%PDF-1.7\n" + b"\xff" * 3_000, "The PDF is damaged"),
        (DOCM, "The file holds macros"),
        (MACRO_TYPE, "The file holds macros"),
        (archive({"mimetype": b"x", "Basic/Standard/m.xml": b"x"}), "The file holds macros"),
        (FAR, "The file fetches a template from elsewhere"),
        (with_flag_of_a_password(), "The file has a password"),
        (with_a_lie_about_its_size(), "The file is damaged"),
        (office()[:-30], "The file is damaged"),
        (office(**{"../../evil": b"x"}), "The file is damaged"),
        (office(**{"/etc/evil": b"x"}), "The file is damaged"),
        (office(**{"zeros.xml": b"0" * 30_000_000}), "The file holds far more than its size"),
        (archive({"a.txt": b"hello"}), "This type of file cannot be kept"),
        (archive({"mimetype": b"application/epub+zip"}), "This type of file cannot be kept"),
        (b"MZ\x90\0" + b"\0" * 200, "This type of file cannot be kept"),
        (b"\x7fELF" + b"\0" * 200, "This type of file cannot be kept"),
        (b"GIF89a" + b"\0" * 20, "The picture is damaged"),
        (picture("PNG")[:60], "The picture is damaged"),
        (picture("BMP"), "This type of file cannot be kept"),
        (picture("TIFF"), "This type of file cannot be kept"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "This is an older Office file"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Web pages and drawings in SVG"),
        (b"\xef\xbb\xbf\n <!DOCTYPE html><p>hello", "Web pages and drawings in SVG"),
        (b"Dear all\n<script>x()</script>", "Web pages and drawings in SVG"),
        (b'<?xml version="1.0"?><svg/>', "Web pages and drawings in SVG"),
        (b"{\\rtf1 hello}", "Rich text cannot be kept"),
        ("Zoë".encode("cp1252"), "save it with the encoding UTF-8"),
        ("Zoë".encode()[:-1], "save it with the encoding UTF-8"),
        (b"hello\x00world", "This type of file cannot be kept"),
    ],
)
def test_what_is_refused_says_what_to_do(sent, said):
    with pytest.raises(UploadRefused) as refusal:
        check(upload(sent, "advice.pdf"))
    assert str(refusal.value).startswith(said) or said in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(settings):
    settings.DOCUMENTS_LARGEST = 2_000_000
    assert check(upload(b"a" * 2_000_000)).size == 2_000_000
    with pytest.raises(UploadRefused, match="larger than 2 MB"):
        check(upload(b"a" * 2_000_001))


def test_a_size_that_was_a_lie_is_found_when_it_is_read(settings):
    settings.DOCUMENTS_LARGEST = 1_000_000
    file = upload(b"a" * 1_000_001)
    file.size = 5
    with pytest.raises(UploadRefused, match="larger than 1 MB"):
        check(file)


@pytest.mark.parametrize("limit", ["MOST_MEMBERS", "MOST_EXPANDED", "LARGEST_LIST"])
def test_an_archive_beyond_a_limit_is_refused(monkeypatch, limit):
    monkeypatch.setattr(archives, limit, 1)
    with pytest.raises(UploadRefused, match="far more than its size shows"):
        check(upload(office()))


def test_a_pdf_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_checks, "MOST_OBJECTS", 1)
    with pytest.raises(UploadRefused, match="too many parts"):
        check(upload(pdf()))


def test_an_ordinary_large_spreadsheet_is_no_bomb():
    rows = b"".join(b'<row r="%d"><c><v>%d</v></c></row>' % (n, n * 7919) for n in range(600_000))
    assert len(rows) > archives.FREE_RATIO
    sheet = office("spreadsheetml.sheet.main+xml", **{"xl/worksheets/sheet1.xml": rows})
    assert check(upload(sheet)).kind is kinds.XLSX


def test_text_across_pieces_is_read_as_one(monkeypatch):
    monkeypatch.setattr(content, "HEAD", 5)
    long = "é" * 200_001  # a piece ends in the middle of a letter
    assert check(upload(b"a" + long.encode())).kind is kinds.TEXT


def test_stored_members_are_looked_into_too():
    macros = archive({"[Content_Types].xml": b"<vbaProject/>"}, zipfile.ZIP_STORED)
    with pytest.raises(UploadRefused, match="macros"):
        check(upload(macros))
