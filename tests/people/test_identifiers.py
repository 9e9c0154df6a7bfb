"""Numbers that a child may carry: worked examples, and what is refused in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wayforward.people import identifiers
from wayforward.people.identifiers import NumberRefused


@pytest.mark.parametrize(
    ("read", "typed", "kept"),
    [
        (identifiers.read_upn, "B801200005001", "B801200005001"),
        (identifiers.read_upn, " p207 000016049", "P207000016049"),  # 266 mod 23 = 13, which is P
        (identifiers.read_upn, "U826200126001", "U826200126001"),
        (identifiers.read_upn, "T82620012601A", "T82620012601A"),
        (identifiers.read_upn, "P82622002607B", "P82622002607B"),
        (identifiers.read_uln, "9276308686", "9276308686"),
        (identifiers.read_uln, "1234567899", "1234567899"),
        (identifiers.read_uln, "1000-000-043", "1000000043"),
        (identifiers.read_nhs_number, "943 476 5919", "9434765919"),
        (identifiers.read_nhs_number, "9876543210", "9876543210"),
        (identifiers.read_nhs_number, "401-023-2137", "4010232137"),
    ],
)
def test_a_right_number_is_kept_without_spaces(read, typed, kept):
    assert read(typed) == kept


@pytest.mark.parametrize(
    ("read", "typed", "said"),
    [
        (identifiers.read_upn, "A801200005001", "does not fit its first letter"),
        (identifiers.read_upn, "Q207000016049", "does not fit its first letter"),
        (identifiers.read_upn, "B207000016049", "does not fit its first letter"),
        (identifiers.read_upn, "I801200005001", "a letter and 12 figures"),
        (identifiers.read_upn, "C80120000500", "a letter and 12 figures"),
        (identifiers.read_upn, "", "a letter and 12 figures"),
        (identifiers.read_uln, "9276308687", "does not fit its last figure"),
        (identifiers.read_uln, "0000000000", "the first not 0"),
        (identifiers.read_uln, "9999999999", "stands for an unknown number"),
        (identifiers.read_nhs_number, "9434765918", "does not fit its last figure"),
        (identifiers.read_nhs_number, "9990000000", "does not fit its last figure"),
        (identifiers.read_nhs_number, "943476591", "ten figures"),
        (identifiers.read_nhs_number, "94347659l9", "ten figures"),
    ],
)
def test_a_wrong_number_is_refused_and_not_repeated(read, typed, said):
    with pytest.raises(NumberRefused) as refused:
        read(typed)
    assert said in str(refused.value)
    assert not typed or typed == "9999999999" or typed not in str(refused.value)


def test_a_temporary_upn_ends_in_a_letter():
    assert identifiers.is_temporary("T82620012601A")
    assert not identifiers.is_temporary("U826200126001")


@given(st.integers(0, 12), st.sampled_from("0123456789"))
def test_one_wrong_figure_of_a_upn_is_always_found(place, figure):
    right = "B801200005001"
    if place == 0 or right[place] == figure:
        return
    with pytest.raises(NumberRefused):
        identifiers.read_upn(right[:place] + figure + right[place + 1 :])


def test_a_reference_is_read_as_people_type_it():
    reference = identifiers.new_reference()
    assert len(reference) == 8
    assert identifiers.read_reference(f" {reference[:4].lower()}-{reference[4:]}") == reference


@given(st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_one_wrong_letter_of_a_reference_is_found(place, letter):
    reference = identifiers.new_reference()
    wrong = reference[:place] + letter + reference[place + 1 :]
    assert (identifiers.read_reference(wrong) is None) is (wrong != reference)


@pytest.mark.parametrize("typed", ["", "Robin", "B801200005001", "12345678", "ÄÖÜ45678"])
def test_what_is_no_reference_is_none(typed):
    assert identifiers.read_reference(typed) is None or typed == "12345678"
