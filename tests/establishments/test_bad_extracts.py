"""Extracts that are wrong: each is refused with file, row, column and reason, and leaves nothing."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from tests.factories.establishments import EstablishmentFactory
from tests.factories.gias import HEADINGS, LINK_HEADINGS, write_csv, write_extract, write_links
from wayforward.audit.models import Event
from wayforward.establishments.actions.gias import import_gias
from wayforward.establishments.gias_columns import phase, phone, postcode, website
from wayforward.establishments.gias_files import ImportRefused, day_in_name
from wayforward.establishments.models import Establishment

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)
NAME = "edubasealldata20261123.csv"
GOOD = {"URN": "900000", "UKPRN": ""}

# what the cells are, and what is said of the row's column
CELLS = {
    "no URN": ({"URN": ""}, "URN: '' is no URN, which has six figures"),
    "URN of words": ({"URN": "12A456"}, "URN: '12A456' is no URN, which has six figures"),
    "no name": ({"EstablishmentName": " "}, "EstablishmentName: is empty"),
    "long name": (
        {"EstablishmentName": "x" * 201},
        "EstablishmentName: has 201 characters, and 200 fit",
    ),
    "UKPRN": (
        {"UKPRN": "20000000"},
        "UKPRN: '20000000' is no UKPRN, which has eight figures and begins with 1",
    ),
    "status": (
        {"EstablishmentStatus (code)": "9"},
        "EstablishmentStatus (code): '9' is no status; they are 1, 2, 3, 4",
    ),
    "day of words": (
        {"OpenDate": "last week"},
        "OpenDate: 'last week' is no day; days are written 31-08-2026",
    ),
    "no such day": (
        {"CloseDate": "31-02-2026"},
        "CloseDate: '31-02-2026' is no day; days are written 31-08-2026",
    ),
    "closed before it opened": (
        {"OpenDate": "01-09-2012", "CloseDate": "31-08-2012"},
        "CloseDate: is 31-08-2012, before it opened, 01-09-2012",
    ),
    "age of words": ({"StatutoryLowAge": "four"}, "StatutoryLowAge: 'four' is no whole number"),
    "age of a tree": ({"StatutoryHighAge": "121"}, "StatutoryHighAge: is 121, and cannot be above 120"),
    "ages the wrong way round": (
        {"StatutoryLowAge": "11", "StatutoryHighAge": "4"},
        "StatutoryHighAge: is 4, below the lowest age, 11",
    ),
    "off the grid": ({"Easting": "700000"}, "Easting: '700000' is not on the National Grid"),
    "half a position": ({"Northing": ""}, "Northing: '' is not on the National Grid"),
    "places": (
        {"SenUnitCapacity": "-3"},
        "SenUnitCapacity: '-3' is no whole number",
    ),
    "need": (
        {"SEN7 (name)": "XYZ - Something New"},
        "SEN7 (name): 'XYZ - Something New' is no need that we know",
    ),
}  # fmt: skip


def refused(path, **options):
    """Return what is said of a file that is refused; nothing may be left of it."""
    with pytest.raises(ImportRefused) as refusal:
        import_gias(path, **{"by": None, "on": ON, **options})
    assert not Establishment.objects.exclude(origin="staff").exists()
    assert not Event.objects.exists()
    return [str(problem) for problem in refusal.value.problems]


@pytest.mark.parametrize(("cells", "said"), CELLS.values(), ids=CELLS)
def test_a_wrong_cell_is_named(tmp_path, cells, said):
    path = write_extract(tmp_path / NAME, GOOD, cells)
    assert refused(path) == [f"{NAME}: row 3: {said}"]


def test_every_wrong_row_is_named_and_can_be_left_out(tmp_path):
    path = write_extract(
        tmp_path / NAME, GOOD, {"URN": "1", "OpenDate": "x"}, GOOD, {"StatutoryLowAge": "-"}
    )
    said = refused(path)
    assert said == [
        f"{NAME}: row 3: URN: '1' is no URN, which has six figures",
        f"{NAME}: row 3: OpenDate: 'x' is no day; days are written 31-08-2026",
        f"{NAME}: row 4: URN: 900000 is in row 2 already",
        f"{NAME}: row 5: StatutoryLowAge: '-' is no whole number",
    ]
    changes = import_gias(path, leave_out_wrong=True, by=None, on=ON)
    assert list(map(str, changes.left_out)) == said
    assert Establishment.objects.get().urn == "900000"


def test_a_file_of_wrong_rows_alone_is_refused_whatever_is_asked(tmp_path):
    path = write_extract(tmp_path / NAME, {"URN": "1"})
    assert len(refused(path, leave_out_wrong=True)) == 1


def test_two_open_schools_cannot_have_one_ukprn(tmp_path):
    one, two = {"URN": "900001"}, {"URN": "900002"}
    path = write_extract(tmp_path / NAME, one, two)
    assert refused(path) == [
        f"{NAME}: row 3: UKPRN: 10900001 is in row 2 already, and both are open"
    ]
    write_extract(path, one, two | {"EstablishmentStatus (code)": "2"})
    assert len(import_gias(path, by=None, on=ON).added) == 2


def test_missing_columns_are_named_and_unknown_ones_are_not_read(tmp_path):
    headings = [name for name in HEADINGS if name not in {"URN", "OpenDate", "UPRN"}]
    path = write_extract(tmp_path / NAME, GOOD, headings=[*headings, "Brand new column"])
    assert refused(path) == [
        f"{NAME}: row 1: URN: there is no such column",
        f"{NAME}: row 1: OpenDate: there is no such column",
    ]


def test_a_fact_whose_column_an_extract_lacks_is_left_as_it_is(tmp_path):
    school = EstablishmentFactory(urn="900000", uprn="77", website="https://example.org")
    headings = [name for name in HEADINGS if name not in {"UPRN", "SchoolWebsite"}]
    import_gias(write_extract(tmp_path / NAME, GOOD, headings=headings), by=None, on=ON)
    school.refresh_from_db()
    assert (school.uprn, school.website, school.gias_as_of) == (
        "77",
        "https://example.org",
        datetime.date(2026, 11, 23),
    )


def test_columns_are_found_by_name_in_any_order(tmp_path):
    import_gias(write_extract(tmp_path / NAME, {}, headings=reversed(HEADINGS)), by=None, on=ON)
    assert Establishment.objects.get().name == "École Café Primary – Élan"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_accents_are_read_in_windows_1252_and_in_utf_8(tmp_path, encoding):
    import_gias(write_extract(tmp_path / NAME, {}, encoding=encoding), by=None, on=ON)
    assert Establishment.objects.get().name == "École Café Primary – Élan"


def test_another_encoding_is_refused(tmp_path):
    path = write_extract(tmp_path / NAME, {}, encoding="utf-16")
    assert refused(path) == [f"{NAME}: is UTF-16; save it as CSV, which is Windows-1252"]
    path.write_bytes(
        write_extract(path, GOOD).read_bytes().replace(b"1 Example Lane", b"caf\xe9 \x81")
    )
    assert refused(path) == [f"{NAME}: is not Windows-1252 text (byte 0x81) near row 1"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b'"URN"\n"\x00"', "is UTF-16"),
    ],
)
def test_a_file_of_nothing_is_refused(tmp_path, content, said):
    path = tmp_path / NAME
    path.write_bytes(content)
    assert said in refused(path)[0] or "there is no such column" in refused(path)[0]


def test_headings_alone_are_refused(tmp_path):
    assert refused(write_extract(tmp_path / NAME)) == [f"{NAME}: holds no establishments"]
    path = write_extract(tmp_path / NAME, GOOD)
    assert refused(path, authorities=["111"]) == [f"{NAME}: no row is of authority 111"]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "none.csv") == [
        "none.csv: cannot be opened: No such file or directory"
    ]


def test_a_row_that_was_cut_off_is_refused_and_an_empty_line_is_nothing(tmp_path):
    path = write_extract(tmp_path / NAME, GOOD)
    with path.open("a") as file:
        file.write("\n900001,998\n")
    assert refused(path) == [f"{NAME}: row 4: has 2 cells, and there are {len(HEADINGS)} headings"]


def test_a_cell_beyond_all_measure_is_refused(tmp_path):
    path = write_extract(tmp_path / NAME, GOOD, {"Street": "x" * 200_000})
    assert refused(path) == [f"{NAME}: row 3: is not CSV: field larger than field limit (131072)"]


def test_an_older_extract_and_one_to_come_are_refused(tmp_path):
    to_come = write_extract(tmp_path / "edubasealldata20261125.csv", GOOD)
    assert refused(to_come) == [
        "edubasealldata20261125.csv: is named for 25-11-2026, which is still to come"
    ]
    import_gias(write_extract(tmp_path / NAME, GOOD), by=None, on=ON)
    older = write_extract(tmp_path / "edubasealldata20261001.csv", GOOD)
    with pytest.raises(ImportRefused, match="is of 01-10-2026, older than the one imported last"):
        import_gias(older, by=None, on=ON)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        (NAME, datetime.date(2026, 11, 23)),
        ("extract.csv", None),
        ("edubasealldata20261332.csv", None),
    ],
)
def test_the_day_of_an_extract_is_in_its_name(tmp_path, name, day):
    assert day_in_name(tmp_path / name) == day


# -- the links file --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "said"),
    [
        (("1", "900002", "Predecessor", ""), "URN: '1' is no URN, which has six figures"),
        (("900001", "", "Successor", ""), "LinkURN: '' is no URN, which has six figures"),
        (("900001", "900001", "Successor", ""), "LinkURN: 900001 is linked to itself"),
        (
            ("900001", "900002", "Successor", "2026"),
            "LinkEstablishedDate: '2026' is no day; days are written 31-08-2026",
        ),
    ],
)
def test_a_wrong_link_is_named(tmp_path, link, said):
    links = write_links(tmp_path / "links.csv", link)
    path = write_extract(tmp_path / NAME, GOOD)
    assert refused(path, links=links) == [f"links.csv: row 2: {said}"]


def test_a_links_file_without_its_columns_is_refused(tmp_path):
    links = write_csv(tmp_path / "links.csv", [*LINK_HEADINGS[:3], "Kind"], [])
    path = write_extract(tmp_path / NAME, GOOD)
    assert refused(path, links=links) == [
        "links.csv: row 1: LinkType: there is no such column",
        "links.csv: row 1: LinkEstablishedDate: there is no such column",
    ]


# -- single cells ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (phase("34", "Primary", "7"), "infant"),
        (phase("34", "Primary", ""), "primary"),
        (phase("5", "Middle deemed secondary", "13"), "middle"),
        (phase("44", "Not applicable", "19"), "special"),
        (phase("11", "Not applicable", "19"), "not stated"),
        (phase("14", "Not applicable", "16"), "alternative provision"),
        (phone("1632960001"), "01632960001"),
        (phone("01632 960001"), "01632 960001"),
        (website("http://example.org/a"), "http://example.org/a"),
        (website("example.org"), "https://example.org"),
        (website("javascript:alert(1)"), ""),
        (website("none"), ""),
        (postcode("zz11aa"), "ZZ1 1AA"),
        (postcode("Abroad"), "Abroad"),
    ],
)
def test_cells_are_read_as_they_are_meant(read, kept):
    assert read == kept


# -- the command -----------------------------------------------------------------------------------


def test_the_command_says_what_changed(tmp_path, capsys):
    path = write_extract(tmp_path / NAME, *({"URN": f"9{n:05}", "UKPRN": ""} for n in range(52)))
    call_command("import_gias", path, dry_run=True)
    told = capsys.readouterr().out
    assert "52 rows read; the extract is of 23-11-2026" in told
    assert "52 added" in told
    assert "and 2 more" in told
    assert told.endswith("A dry run: nothing was changed.\n")
    assert not Establishment.objects.exists()
    call_command("import_gias", path, authority=["998"])
    assert Establishment.objects.count() == 52


def test_the_command_names_what_is_wrong(tmp_path):
    path = write_extract(tmp_path / NAME, *({"URN": "1"} for _ in range(51)))
    with pytest.raises(CommandError, match="(?s)Nothing was imported.*row 2: URN.*and 1 more"):
        call_command("import_gias", path)
    with pytest.raises(CommandError, match="--authority Leeds"):
        call_command("import_gias", path, authority=["Leeds"])
    with pytest.raises(CommandError, match="--same 900001=x: give a URN"):
        call_command("import_gias", path, same=["900001=x"])
