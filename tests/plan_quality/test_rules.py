"""Every rule of the checker: found where it should be, and nowhere else."""

import pytest

from wayforward.plan_quality import RULES, SECTIONS, Placement, Severity, check
from wayforward.plan_quality.lexicon import PASSES
from wayforward.plan_quality.missing import MISSING
from wayforward.plan_quality.rules import NOTHING

FAILS = [(rule.id, clause) for rule in RULES.values() for clause in rule.fails]
PASSED = [(rule.id, clause) for rule in RULES.values() for clause in rule.passes]

GOOD = [
    (
        "Maya will receive 30 minutes of direct 1:1 speech and language therapy from an "
        "HCPC-registered speech and language therapist once a week for 38 weeks a year, in a quiet "
        "room at school; her targets are reviewed each term."
    ),
    (
        "A qualified teacher of the deaf will teach Sam listening skills for 1 hour a week, 39 weeks "
        "a year, and review progress each half term."
    ),
    (
        "A teaching assistant trained in precision teaching by the educational psychologist will run "
        "precision teaching of spelling with Leo for 10 minutes every school day, 1:1, for two "
        "terms; the SENCO supervises weekly and measures words spelt at the start and end."
    ),
    (
        "Jaspreet will be taught touch-typing by an HLTA trained by the occupational therapist for "
        "15 minutes, 4 times a week, over 12 weeks, reviewed at week 6 and week 12."
    ),
    (
        "At the start of every lesson the class teacher gives Omar a written task list of no more "
        "than 5 steps and checks his understanding by asking him to repeat it; reviewed each term, "
        "for the whole of Key Stage 2."
    ),
    (
        "An ELSA, supervised each half term by the educational psychologist, will teach Ella to name "
        "and rate her feelings in a group of 4 pupils for 40 minutes a week for 12 weeks, measured "
        "by the Strengths and Difficulties Questionnaire."
    ),
    (
        "The physiotherapist will deliver 6 direct sessions of 45 minutes each year on stretching "
        "and balance, and trains the teaching assistant for 2 hours every September; reviewed yearly."
    ),
    (
        "Tom has 25 hours a week, 39 weeks a year, of 1:1 teaching and supervision by a teaching "
        "assistant who has completed Team Teach training, line-managed by the SENCO, reviewed each "
        "term."
    ),
    (
        "A clinical psychologist gives Ben 12 sessions of cognitive behavioural therapy for anxiety, "
        "50 minutes each, one every week, between September and December; measured with the RCADS at "
        "the first and last session."
    ),
]
VAGUE = [
    ("Regular speech and language therapy input.", {"L01", "L02", "Q21", "Q22", "Q26"}),
    ("Support from familiar adults throughout the day.", {"L01", "L02", "L07", "Q20", "Q22"}),
    ("Up to 15 hours of TA support per week.", {"L01", "L04", "L07", "Q20"}),
    ("Opportunities for sensory breaks when needed.", {"L01", "L03", "Q21", "Q22"}),
    ("SALT to be provided in line with recommendations of the report.", {"L09", "Q22"}),
    (
        "One hour a week at home with a trusted and familiar psychologist.",
        {"L07", "Q20"},
    ),
    ("Tom should have movement breaks.", {"L01", "Q21", "Q22"}),
    ("20 minutes daily phonics.", {"Q21"}),
    ("1:1 support", {"L01", "L06", "Q20", "Q21", "Q22"}),
    (
        "The school will provide appropriate strategies such as visual timetables.",
        {"L05", "L07", "L08", "Q22"},
    ),
    ("A trained adult for 2 hours a week.", {"L07", "Q20"}),
    (
        "It is recommended that Tom receives 20 minutes of phonics a day from a teacher.",
        {"L01"},
    ),
    ("In May a teacher may visit.", {"L01", "Q22"}),
    ("Strategies will be used by staff.", {"L07", "L10", "Q22"}),
    ("£4,500 of help.", {"Q20", "Q21", "Q22", "Q36"}),
]
OUTCOMES = [
    ("By the end of Year 6 Maya will ask a friend to play at 3 of 5 playtimes, from 0 now.", set()),
    ("By age 11 Ella will read a 100-word passage with 95% accuracy (now 60%).", set()),
    ("By July 2027 Omar will travel to school by bus on his own on 4 days of 5.", set()),
    ("Tom will improve his confidence.", {"L13", "L14"}),
    ("Sam will attend speech therapy by July 2026.", {"L12"}),
    ("By the end of Key Stage 2 Leo will make progress in maths.", {"L13"}),
    ("By July 2027 Tom will be kind.", {"Q40"}),
    ("By July 2027 Tom will have a buddy so that he is not alone.", {"Q40"}),
    (
        "By July 2027 Tom will receive a bus pass so that he travels alone on 3 days of 5.",
        set(),
    ),
]


def found(clause, section="F", **more):
    return {finding.rule.id for finding in check(clause, section, **more)}


@pytest.mark.parametrize(("rule_id", "clause"), FAILS)
def test_a_clause_that_fails_a_rule_is_found_in_each_of_its_sections(rule_id, clause):
    for section in RULES[rule_id].sections:
        assert rule_id in found(clause, section), section


@pytest.mark.parametrize(("rule_id", "clause"), PASSED)
def test_a_clause_that_passes_a_rule_is_not(rule_id, clause):
    for section in RULES[rule_id].sections:
        assert rule_id not in found(clause, section), section


@pytest.mark.parametrize("clause", GOOD)
def test_good_clauses_have_no_findings(clause):
    assert found(clause) == set()


@pytest.mark.parametrize(("clause", "ids"), VAGUE)
def test_vague_clauses_have_just_these(clause, ids):
    assert found(clause) - {"Q23", "Q27"} == ids


@pytest.mark.parametrize(("clause", "ids"), OUTCOMES)
@pytest.mark.parametrize("section", ["E", "outcome"])
def test_outcomes_have_just_these(clause, ids, section):
    assert found(clause, section) == ids


def test_a_rule_looks_for_a_phrase_or_for_what_is_missing():
    for rule in RULES.values():
        assert (rule.phrases == NOTHING) == (rule.id in MISSING), rule.id
        assert rule.reason, rule.id
        assert rule.source, rule.id
        assert rule.question.endswith(("?", ".", "”")), rule.id
        assert set(rule.sections) <= set(SECTIONS), rule.id
        assert rule.fails, rule.id
        assert rule.passes, rule.id
    assert set(PASSES) <= set(RULES)


@pytest.mark.parametrize(
    "clause", ["", "   ", "Speech and language therapy:", "# Section F", "SALT"]
)
def test_nothing_and_titles_have_no_findings(clause):
    assert check(clause, "F") == ()


@pytest.mark.parametrize("clause", ["Support.", "Tom suffers from anxiety."])
def test_the_familys_own_section_is_left_alone(clause):
    assert check(clause, "A") == ()


def test_what_is_quoted_is_not_the_plans_own_word():
    clause = (
        "A teacher reads “regular support as needed” to Tom for 5 minutes a day, 39 weeks a year; "
        "reviewed each term."
    )
    assert found(clause) == set()


@pytest.mark.parametrize(
    ("clause", "rule_id"),
    [
        ("Training for staff on autism.", "L07"),
        ("A specialist nurse sees Tom.", "L07"),
        ("An adult trained in Makaton signs with Tom.", "L07"),
        ("The school will employ a teacher to read with Tom.", "L07"),
        ("A group with a maximum of 20 minutes of play.", "L04"),
        ("A teacher works with groups for no more than 20 minutes.", "L04"),
        ("Occupational therapy targets.", "Q26"),
        ("A little salt in the water.", "Q26"),
        ("Work in a small group with up to 3 days of visits.", "L04"),
    ],
)
def test_what_looks_vague_is_not(clause, rule_id):
    assert rule_id not in found(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "A teacher reads with Max for 10 minutes every day, 39 weeks a year; reviewed each term.",
        "A teacher sees Tom in May for 10 minutes a day, for 4 weeks; she reviews his spelling.",
        "A communication support worker, qualified in BSL, signs each lesson for Tom all year; reviewed yearly.",
    ],
)
def test_names_months_and_roles_are_no_vague_words(clause):
    assert found(clause) & {"L01", "L04"} == set()


def test_spans_are_half_open_and_in_code_points():
    clause = "😀 Café: regular help from a teacher"
    (one,) = [each for each in check(clause, "F") if each.rule.id == "L02"]
    assert clause[one.start : one.end] == "regular"
    assert one.reason.startswith("“regular” ")
    (missing,) = [each for each in check(" Phonics with Tom. ", "F") if each.rule.id == "Q21"]
    assert (missing.start, missing.end) == (1, 18)


def test_the_placement_makes_what_warns_weigh_more_or_less():
    clause = "Enhanced phonics from a teacher."

    def weight(rule_id, placement):
        (one,) = [
            each for each in check(clause, "F", placement=placement) if each.rule.id == rule_id
        ]
        return one.severity

    assert weight("L05", Placement.MAINSTREAM) is Severity.MEDIUM
    assert weight("L05", Placement.SPECIAL) is Severity.LOW
    assert weight("L05", Placement.ELSEWHERE) is Severity.HIGH
    assert weight("Q22", Placement.SPECIAL) is Severity.HIGH


def test_a_range_warns_and_is_a_hint_in_a_special_school():
    clause = "A teacher reads with Tom for 10 to 20 minutes every day."

    def weight(placement):
        return {e.severity for e in check(clause, "F", placement=placement) if e.rule.id == "L04"}

    assert weight(Placement.MAINSTREAM) == {Severity.MEDIUM}
    assert weight(Placement.SPECIAL) == {Severity.LOW}


def test_an_unknown_section_is_refused():
    with pytest.raises(KeyError):
        check("Support.", "Z")


def test_findings_stand_in_order_and_are_the_same_every_time():
    clause = "Regular small group support from staff as needed."
    first = check(clause, "F")
    assert [each.start for each in first] == sorted(each.start for each in first)
    assert all(check(clause, "F") == first for _ in range(5))
