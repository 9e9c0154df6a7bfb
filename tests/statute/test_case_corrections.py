"""Corrections that cannot be followed: each is a named problem, and no fact is lost."""

import json
from datetime import date

import pytest

from wayforward.statute.case import Case, Fact, case_clock
from wayforward.statute.case import FactKind as K
from wayforward.statute.case import ProblemKind as P
from wayforward.statute.case.file import read_case
from wayforward.statute.case.grouped import correction_loops, standing_facts
from wayforward.statute.errors import WrongFact

FIRST, LATER = date(2026, 1, 5), date(2026, 1, 12)


def fact(name="", corrects="", kind=K.REQUEST_RECEIVED, on=FIRST):
    return Fact(kind, on, id=name, corrects=corrects)


def problems(*facts):
    return [(p.kind, p.words) for p in case_clock(Case.of(facts)).problems]


@pytest.mark.parametrize(
    ("facts", "names"),
    [
        ([fact("a", "a")], {"a"}),
        ([fact("a", "b"), fact("b", "a")], {"a", "b"}),
        ([fact("a", "b"), fact("b", "c"), fact("c", "b")], {"b", "c"}),
        ([fact("c", "b"), fact("b", "c"), fact("a", "b"), fact("d", "a")], {"b", "c"}),
        ([fact("a"), fact("b", "a"), fact("c", "b")], set()),
    ],
)
def test_loops_are_found(facts, names):
    assert correction_loops(facts) == names
    assert correction_loops(reversed(facts)) == names


def test_a_correction_of_itself_or_in_a_loop_loses_no_fact():
    own = fact("a", "a")
    assert standing_facts((own,)) == (own,)
    assert problems(own) == [
        (P.CORRECTS_ITSELF, "the correction 'a' corrects itself, at once or through others")
    ]
    loop = (fact("a", "b"), fact("b", "a"))
    assert standing_facts(loop) == loop
    assert [kind for kind, _ in problems(*loop)] == [P.CORRECTS_ITSELF] * 2
    assert "EHC_FINAL" in [d.rule_id for d in case_clock(Case(loop)).duties]


def test_a_correction_of_another_kind_replaces_nothing():
    request = fact("a")
    agreed = fact(corrects="a", kind=K.ASSESSMENT_AGREED, on=LATER)
    assert standing_facts((request, agreed)) == (request, agreed)
    assert problems(request, agreed) == [
        (
            P.CORRECTS_ANOTHER_KIND,
            (
                "the family was told that we will assess (12 January 2026) cannot correct the request "
                "arrived (5 January 2026): take that one back, and give the right fact by itself"
            ),
        )
    ]


def test_taking_back_must_say_what():
    assert problems(fact(kind=K.TAKEN_BACK)) == [
        (
            P.TAKES_BACK_NOTHING,
            (
                "an earlier fact was found never to have happened (5 January 2026), but it does not "
                "say which one it corrects"
            ),
        )
    ]
    taken = fact(corrects="a", kind=K.TAKEN_BACK)
    assert problems(fact("a"), taken) == []
    assert standing_facts((fact("a"), taken)) == (taken,)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"facts": [], "facts": []}', "'facts' stands twice in one object"),
        (
            '{"facts": [{"kind": "born", "on": "2017-05-14", "on": "2018-05-14"}]}',
            "'on' stands twice in one object",
        ),
    ],
)
def test_a_name_that_stands_twice_is_refused(text, words):
    with pytest.raises(WrongFact) as refused:
        read_case(text)
    assert str(refused.value) == words


@pytest.mark.parametrize("who", ["teacher", ""])
def test_circumstances_of_somebody_else_are_refused(who):
    text = json.dumps(
        {"facts": [], "exceptions": [{"code": "E3", "from_on": "2026-01-05", "who": who}]}
    )
    with pytest.raises(WrongFact) as refused:
        read_case(text)
    assert str(refused.value) == (f"exception 1: 'who' is {who!r}; use child, parent, young person")


def test_a_byte_order_mark_is_read():
    assert read_case('\ufeff{"facts": []}') == Case(())
