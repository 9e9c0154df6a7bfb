"""A question for a file: what it takes, what it says, and that no file fills the disk."""

import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from wayforward.web import fields
from wayforward.web.examples import AdviceForm
from wayforward.web.uploads import BoundedUpload


def send(content: bytes | None, **more) -> forms.Form:
    """Return a form that was sent with a file of `content`, as a browser sends it."""
    field = fields.FileField(label="Upload the advice", called="The advice", **more)
    form_class = type("OneQuestion", (forms.Form,), {"x": field})
    sent = {}
    if content is not None:
        file = io.BytesIO(content)
        file.name = "advice.pdf"
        sent["x"] = file
    request = RequestFactory().post("/", sent)
    form = form_class(request.POST, request.FILES)
    form.is_valid()
    return form


def test_a_file_is_taken():
    form = send(b"%PDF-")
    assert form.errors == {}
    assert form.cleaned_data["x"].read() == b"%PDF-"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Choose the advice"),
        (b"", "The file is empty. Check that it opens on your device, then choose it again"),
        (b"a" * 1_000_001, "The advice must be smaller than 1 MB"),
    ],
)
def test_a_refusal_says_what_to_do(settings, content, said):
    settings.LARGEST_UPLOAD = 1_000_000
    assert send(content).errors["x"] == [said]


def test_it_may_be_left_out():
    form = send(None, required=False)
    assert form.is_valid()
    assert form.cleaned_data["x"] is None


def test_words_in_place_of_a_file_are_none():
    form = AdviceForm({"advice": "not a file"}, {})
    assert form.errors["advice"] == ["Choose the file that holds the advice"]


def test_the_form_sends_files_and_the_device_is_told_what_to_offer():
    form = AdviceForm()
    assert form.is_multipart()
    drawn = form["advice"].field.parameters(form["advice"])
    assert drawn["attributes"] == {"accept": ".pdf, .docx, image/*"}
    assert "value" not in drawn
    assert fields.FileField(label="A").parameters(form["advice"])["attributes"] == {}


@pytest.mark.parametrize("most", [10_000_000, 3_000_000])
def test_no_more_is_written_to_disk_than_a_file_may_have(settings, most):
    settings.LARGEST_UPLOAD = most
    content = b"a" * 4_000_000
    sent = RequestFactory().post("/", {"x": SimpleUploadedFile("a.bin", content)})
    file = sent.FILES["x"]
    assert file.size == len(content)
    assert len(file.read()) == min(most, len(content))
    file.close()


def test_it_is_what_the_site_uses(settings):
    name = f"{BoundedUpload.__module__}.{BoundedUpload.__qualname__}"
    assert settings.FILE_UPLOAD_HANDLERS[-1] == name
    assert settings.LARGEST_UPLOAD == settings.DOCUMENTS_LARGEST == 50_000_000
