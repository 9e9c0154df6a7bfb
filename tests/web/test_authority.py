"""The authority's colours: readable, served once, and kept for ever by their version."""

import pytest

from wayforward.web import authority
from wayforward.web.authority import Authority, Colours, Contact, contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48)]
)
def test_contrast(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    "colours", [{"brand": "#cccccc"}, {"accent": "#222222"}, {"brand": "#fff"}, {"brand": "teal"}]
)
def test_colours_that_could_not_be_read_are_refused(colours):
    with pytest.raises(ValueError, match="#|teal"):
        Colours(**colours)


def test_a_telephone_link_holds_only_figures():
    assert Contact("Duty line", phone="+44 (0)1632 960-001").phone_link == "tel:+4401632960001"


def test_the_stylesheet_is_kept_for_ever_by_its_version(client):
    ours = authority.current()
    answer = client.get(f"/authority.css?v={ours.stylesheet_version()}")
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f"--wf-brand:{ours.colours.brand}" in answer.content.decode()
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get("/authority.css", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("version", ["", "?v=old"])
def test_another_version_is_not_kept(client, version):
    assert client.get(f"/authority.css{version}")["Cache-Control"] == "public, max-age=300"


def test_another_colour_is_another_version():
    line = Contact("Duty line")
    red = Authority("A", line, colours=Colours(brand="#990000"))
    assert red.stylesheet_version() != Authority("A", line).stylesheet_version()
