"""Journeys with imports: a data officer sends a messy spreadsheet, decides, writes and undoes."""

import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.establishments import EstablishmentFactory
from tests.factories.people import ChildFactory, PostFactory, UserFactory
from tests.imports.files import csv_of, ctf, pupil, upn, xlsx
from tests.journeys.signing import sign_in
from wayforward.people.models import Child

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "Wolfeschlegelsteinhausenbergerdorff-" * 5


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Return a spreadsheet with a row of each kind."""
    rows = [
        [
            "UPN",
            "Family name",
            "Forename",
            "Date of birth",
            "Gender",
            "School",
            "SEN type",
            "Notes",
        ],
        [None, "Example", "Zoë", datetime.datetime(2017, 3, 4), "F", "Green School", "ASD", "x"],
        [],
        [upn(1), "Known", "Adam", "4 March 2017", "Male", None, "Autism", None],
        [None, "Nearley", "Siobhan", "04/03/2017", None, None, None, None],
        ["A801200005001", "Wrong", "Al", "04/03/2017", None, None, None, None],
        [None, "كوهين", "عائشة", "04/03/2017", None, "Nowhere", "Blue", None],
        [None, LONG, "X", "04/03/2017", None, None, None, None],
    ]
    path = tmp_path / "register of pupils.xlsx"
    path.write_bytes(xlsx(rows, titles=2))
    return path


def test_a_data_officer_imports_a_messy_spreadsheet_and_undoes_it(
    page: Page, open_page, looks_right, register: Path, tmp_path: Path
):
    school = EstablishmentFactory(name="Green School", la_gss_code="E06000042")
    ChildFactory(first_names="Adam", last_name="Known", upn=upn(1))
    near = ChildFactory(first_names="Siobhán", last_name="Nearly")
    sign_in(page, UserFactory(role="data_officer"))
    page.get_by_role("link", name="Imports").first.click()
    looks_right(page)
    page.get_by_role("button", name="Send a file").click()
    page.get_by_role("button", name="Look at what it would change").click()
    looks_right(page)
    picture = tmp_path / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x81\x8d")
    field = page.get_by_label("Spreadsheet or Common Transfer File")
    field.set_input_files(picture)
    page.get_by_role("button", name="Look at what it would change").click()
    expect(page.get_by_role("alert")).to_contain_text("no spreadsheet and no text")
    field.set_input_files(register)
    page.get_by_role("button", name="Look at what it would change").click()
    expect(page.get_by_role("heading", name="register of pupils.xlsx")).to_be_visible()
    for words in ("3 records would be made and 1 record changed", "1 row to decide"):
        expect(page.get_by_text(words)).to_be_visible()
    looks_right(page)
    page.get_by_text("What of the file is read").click()
    expect(page.get_by_text("The column “Notes” is not read")).to_be_visible()
    page.get_by_text("What the record would say").first.click()
    looks_right(page)

    page.get_by_role("link", name="To decide (1)").click()
    looks_right(page)
    page.get_by_role("link", name="Decide about row").click()
    looks_right(page)
    page.get_by_role("button", name="Save this decision").click()
    page.get_by_role("alert").get_by_role("link", name="Select who this is").click()
    looks_right(page)
    page.get_by_label(f"The same child: {near.full_name}").check()
    page.get_by_role("button", name="Save this decision").click()
    page.get_by_role("button", name="Write 5 rows").click()
    expect(page.get_by_text("It is written")).to_be_visible()
    looks_right(page)
    assert Child.objects.count() == 5

    senco = open_page()
    sign_in(senco, PostFactory(establishment=school).user)
    senco.get_by_role("link", name="1 child").click()
    expect(senco.get_by_role("link", name="Zoë Example")).to_be_visible()

    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("The import is undone")).to_be_visible()
    looks_right(page)
    assert Child.objects.count() == 2


def test_a_transfer_file_is_imported_on_a_phone_without_javascript(
    page_without_javascript: Page, tmp_path: Path
):
    EstablishmentFactory(name="Green School", la_code="826", establishment_number="4001")
    path = tmp_path / "8264001_CTF_826LLLL_001.xml"
    path.write_bytes(ctf(pupil()))
    phone = page_without_javascript
    phone.set_viewport_size({"width": 320, "height": 700})
    sign_in(phone, UserFactory(role="head_of_service"))
    phone.goto("/imports/send")
    phone.get_by_label("Spreadsheet or Common Transfer File").set_input_files(path)
    phone.get_by_role("button", name="Look at what it would change").click()
    phone.get_by_role("button", name="Write 1 row").click()
    phone.get_by_role("link", name="Open the record").click()
    expect(phone.get_by_role("heading", name="Zo Example", exact=True)).to_be_visible()


def test_another_child_is_decided_by_keyboard(page: Page, tmp_path: Path):
    ChildFactory(first_names="Siobhán", last_name="Nearly")
    path = tmp_path / "a.csv"
    path.write_bytes(csv_of([["Surname", "Forename", "DOB"], ["Nearley", "Siobhan", "04/03/2017"]]))
    sign_in(page, UserFactory(role="data_officer"))
    page.goto("/imports/send")
    page.get_by_label("Spreadsheet or Common Transfer File").set_input_files(path)
    page.get_by_role("button", name="Look at what it would change").press("Enter")
    page.get_by_role("link", name="Decide about row 2").press("Enter")
    page.get_by_label("Another child").press("Space")
    page.get_by_role("button", name="Save this decision").press("Enter")
    page.get_by_role("button", name="Write 1 row").press("Enter")
    expect(page.get_by_text("It is written")).to_be_visible()
    assert Child.objects.count() == 2
