"""Settings are read from the environment; a missing or wrong one is named."""

import pytest

from wayforward.config.environment import Environment, SettingMissing, SettingWrong


def test_text_is_read_or_its_default():
    env = Environment({"NAME": "value", "EMPTY": ""})
    assert env.text("NAME") == "value"
    assert env.text("EMPTY", "default") == env.text("OTHER", "default") == "default"


@pytest.mark.parametrize("variables", [{}, {"NAME": ""}])
def test_a_missing_one_is_named(variables):
    with pytest.raises(SettingMissing, match="NAME is not set"):
        Environment(variables).text("NAME")


@pytest.mark.parametrize(
    ("text", "read"),
    [("true", True), ("Yes", True), ("on", True), ("1", True), ("FALSE ", False), ("0", False)],
)
def test_flags(text, read):
    assert Environment({"FLAG": text}).flag("FLAG", default=not read) is read


def test_a_flag_has_its_default():
    assert Environment({}).flag("FLAG", default=True) is True


def test_a_wrong_flag_is_named():
    with pytest.raises(SettingWrong, match="FLAG must be true or false, not 'maybe'"):
        Environment({"FLAG": "maybe"}).flag("FLAG", default=True)


def test_lists_have_commas():
    assert Environment({"NAMES": " a, b ,,c"}).words("NAMES") == ["a", "b", "c"]
    assert Environment({}).words("NAMES") == []


def test_whole_numbers():
    assert Environment({"COUNT": "12"}).whole_number("COUNT", default=1) == 12
    assert Environment({}).whole_number("COUNT", default=1) == 1


@pytest.mark.parametrize("text", ["1.5", "-1", "twelve", "1e3"])
def test_a_wrong_number_is_named(text):
    with pytest.raises(SettingWrong, match="COUNT must be a whole number"):
        Environment({"COUNT": text}).whole_number("COUNT", default=1)


def test_a_choice_is_one_of_its_words():
    assert Environment({"WAY": " Hold "}).choice("WAY", {"hold", "let"}, default="let") == "hold"
    assert Environment({}).choice("WAY", {"hold", "let"}, default="let") == "let"
    with pytest.raises(SettingWrong, match="WAY must be hold or let, not 'perhaps'"):
        Environment({"WAY": "perhaps"}).choice("WAY", {"hold", "let"}, default="let")


def test_a_database_address_is_taken_apart():
    address = "postgresql://me:password@db.example.org:5433/send?sslmode=require"
    read = Environment({"DATABASE_URL": address}).database("DATABASE_URL")
    assert (read["HOST"], read["PORT"], read["NAME"]) == ("db.example.org", "5433", "send")
    assert (read["USER"], read["PASSWORD"]) == ("me", "password")
    assert read["OPTIONS"] == {"sslmode": "require"}


def test_a_wrong_database_address_is_named():
    with pytest.raises(SettingWrong, match="DATABASE_URL is no PostgreSQL address"):
        Environment({"DATABASE_URL": "mysql://here/there"}).database("DATABASE_URL")
