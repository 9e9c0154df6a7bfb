"""Nothing about one authority is in the code: an invented one's Local Offer loads and works."""

import copy
import re

import pytest
from django.core.management import call_command

from tests.local_offer.profiles import POSTCODES, TINY
from wayforward.config import navigation
from wayforward.config.environment import ROOT
from wayforward.establishments.models import Establishment, Place, Postcode
from wayforward.local_offer import models
from wayforward.web import arranged, authority

SOURCE = ROOT / "src" / "wayforward"
ONE_AREA = re.compile(r"milton.?keynes|bletchley|01908", re.IGNORECASE)
# The profile that is used when no other is named.
NAMES_IT = {SOURCE / "config" / "settings.py": "milton_keynes"}


def forget_the_other_authority():
    """Remove what other tests of this process have loaded, until this test ends."""
    for model in (
        *(models.SearchEntry, models.KnownWord, models.Synonym, models.GlossaryTerm),
        *(models.Service, models.Organisation, models.GuidancePage, models.TaxonomyTerm),
        *(models.Location, models.LoadedData, Establishment, Place, Postcode),
    ):
        model.objects.all().delete()


@pytest.fixture
def example_shire(db, settings, monkeypatch):
    """Load the invented profile and let this installation be its authority's."""
    monkeypatch.setattr(
        "wayforward.establishments.actions.load.rows_in", lambda districts: POSTCODES
    )
    settings.ARRANGEMENTS = str(TINY)
    arranged.arrangements.cache_clear()
    authority.register(navigation.authority)
    forget_the_other_authority()
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)  # so the environment is made again
    call_command("load_local_offer")
    yield
    arranged.arrangements.cache_clear()
    authority.register(navigation.authority)


@pytest.mark.usefixtures("example_shire")
@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/", ["Example Shire Local Offer", "Example Shire Council", "Start here", "01632 960001"]),
        ("/local-offer/search?q=deaf", ["Example Club"]),
        ("/local-offer/search?postcode=Extown&within=5", ["Example Club"]),
        ("/local-offer/services/22222222-2222-4222-8222-222222222222", ["Example Club", "£2"]),
        ("/local-offer/quicklinks/start_here", ["Begin with the school.", "Help Line"]),
        ("/local-offer/guidance/first-steps", ["First steps"]),
        ("/local-offer/schools", ["Example Hill Primary School"]),
        ("/glossary", ["EHC plan"]),
    ],
)
def test_another_authoritys_pages_work(client, path, shows):
    page = client.get(path)
    text = page.content.decode()
    assert page.status_code == 200
    assert [words for words in shows if words not in text] == []
    assert ONE_AREA.search(text) is None


def sources():
    """Return every file of code and every template; the profiles are data."""
    kinds = {".py", ".jinja", ".scss", ".js", ".css"}
    return [
        path
        for path in sorted(SOURCE.rglob("*"))
        if path.suffix in kinds and "profiles" not in path.parts
    ]


def test_no_code_or_template_names_one_authority():
    found = []
    for path in sources():
        text = path.read_text(encoding="utf-8").replace(NAMES_IT.get(path, "\0"), "")
        found += [f"{path.relative_to(SOURCE)}: {match[0]}" for match in ONE_AREA.finditer(text)]
    assert found == []
    assert len(sources()) > 100
