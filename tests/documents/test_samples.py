"""The sample letter and report on /design."""

import io

import docx
import pytest
from pypdf import PdfReader


@pytest.mark.django_db  # another section reads the Local Offer
def test_the_design_page_leads_to_them(client):
    html = client.get("/design").content.decode()
    assert '<h2 class="govuk-heading-m" id="documents">Documents</h2>' in html
    assert 'href="/design/documents/letter.pdf"' in html
    assert 'href="/design/documents/report.docx"' in html


@pytest.mark.parametrize("name", ["letter", "report"])
@pytest.mark.parametrize("large", ["", "?large=1"])
def test_each_is_drawn_when_asked_for(client, name, large):
    answer = client.get(f"/design/documents/{name}.pdf{large}")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'inline; filename="sample-{name}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Ada" in PdfReader(io.BytesIO(answer.content)).metadata.title
    answer = client.get(f"/design/documents/{name}.docx{large}")
    assert answer["Content-Disposition"] == f'attachment; filename="sample-{name}.docx"'
    assert "Ada" in docx.Document(io.BytesIO(answer.content)).core_properties.title


@pytest.mark.parametrize("path", ["plan.pdf", "letter.html", "letter.exe"])
def test_there_are_no_others(client, path):
    assert client.get(f"/design/documents/{path}").status_code == 404
