"""Sentences as parents type them, and what must be among the first five services or the guidance."""

import pytest
from django.http import QueryDict

from wayforward.local_offer.search.crisis import is_crisis
from wayforward.local_offer.search.negatives import known_way, said_with_no
from wayforward.local_offer.search.page import search

SPEECH = "Speech and Language Therapy"
PHYSIO = "Children's Physiotherapy"
OT = "Children and Young People's Occupational Therapy"
AVOIDANCE = "MK EBSA project and pathway"
HEALTH_VISITING = "Health visiting"
SCHOOL_NURSING = "School nursing"
LEARNING = "What help your child should get in school"
PSYCHOLOGY = "Educational Psychology Service"
MENTAL_HEALTH = "Child and Adolescent Mental Health Service"
SENSORY = "Sensory Specialist Teaching Team"
SENDIAS = "MK SENDIAS"
BREAKS = "Children with Disabilities Short Breaks"
AUTISM = "Autism: assessment and support"
BEHAVIOUR = "Inclusion and Intervention Team"
MONEY = "Citizens Advice"
CARERS = "Carers Support Service"

SENTENCES = {
    SPEECH: [
        "he won't speak", "he wont speak", "my son wont speak", "she doesn't speak", "she wont talk",
        "not speaking", "non verbal", "mute", "he will not speak", "my daughter does not talk",
        "my 3 year old isn't talking yet", "can not talk", "he hasn't spoken", "never talks",
        "refuses to talk", "struggles to speak", "stopped speaking", "won't say anything",
        "doesn't say words", "cant communicate", "she's unable to speak", "won't speak at school",
        "doesn't want to talk to anyone", "won't listen", "is not listening", "can't swallow",
        "cant follow instructions", "doesnt babble",
    ],
    CARERS: [
        "my mum is poorly and i look after her", "my mum is ill", "i look after my dad",
        "i help look after my brother",
    ],
    HEALTH_VISITING: [
        "won't eat", "doesn't eat", "can't eat", "he will not eat", "refuses to eat",
        "not eating properly", "never eats anything", "won't sleep", "does not sleep", "cant sleep",
        "isn't sleeping", "won't go to bed", "not sleeping at night", "won't use the toilet",
        "isnt potty trained", "doesn't respond to his name", "not meeting milestones",
    ],
    OT: [
        "can't sit still", "wont sit still", "doesn't sit still", "not sitting still",
        "is unable to sit still", "won't concentrate", "doesnt concentrate", "not concentrating",
        "can't pay attention", "can't write", "does not write", "not writing", "cant hold a pencil",
        "won't get dressed", "can't tie laces", "won't wear clothes", "wont brush his teeth",
        "doesn't like noise",
    ],
    PHYSIO: [
        "can't walk", "doesn't walk", "isn't walking", "she will not walk", "not crawling",
        "can't sit up", "cant climb stairs",
    ],
    PSYCHOLOGY: [
        "can't read", "won't read", "doesn't read", "not reading", "cannot read", "can't spell",
        "struggling to read", "he is not able to read",
    ],
    LEARNING: [
        "can't learn", "won't do homework", "cant do maths", "can't count", "school won't help",
        "school does not listen", "can't keep up at school",
    ],
    AVOIDANCE: [
        "won't go to school", "doesn't go to school", "can't go to school", "not going to school",
        "he will not go to school", "does not want to go to school", "refuses to go to school",
        "scared to go to school", "isn't going to school", "won't attend school", "refuses school",
        "won't go to nursery", "won't come out of his bedroom", "can't leave her room",
    ],
    MENTAL_HEALTH: [
        "won't leave the house", "doesn't leave the house", "can't leave the house",
        "not leaving the house", "will not go outside", "never goes out", "won't leave me",
        "can't stop crying",
    ],
    AUTISM: [
        "can't make friends", "doesn't make friends", "not making friends", "hasn't got any friends",
        "won't play with other children", "doesnt make eye contact", "cant cope with change",
    ],
    BEHAVIOUR: [
        "won't calm down", "can't control his temper", "doesn't behave", "won't do as he is told",
    ],
    SENSORY: ["can't hear", "doesn't hear", "cannot hear me", "can't see", "doesn't see properly"],
    BREAKS: [
        "can't cope", "not coping", "we are not coping", "i cannot cope", "can't cope with him",
        "can't cope anymore", "i can not cope any more",
    ],
    SENDIAS: [
        "school keeps sending my son home early", "i disagree with the plan from the council",
        "not getting support", "school won't follow the plan", "council won't assess"],
}  # fmt: skip


def found_first(words: str) -> list[str]:
    """Return the names of the first five services, and the titles of the guidance shown."""
    page = search(QueryDict(f"q={words}"))
    return [result.service.name for result in page.results[:5]] + [
        each[1] for each in page.guidance
    ]


@pytest.mark.parametrize(
    ("words", "help_"),
    [(words, help_) for help_, every in SENTENCES.items() for words in every],
)
def test_a_sentence_of_a_parent_finds_the_help(directory, words, help_):
    assert any(help_ in name for name in found_first(words)), found_first(words)


def test_no_sentence_stands_twice_and_they_are_many():
    every = [words for sentences in SENTENCES.values() for words in sentences]
    assert len(set(every)) == len(every) >= 60


@pytest.mark.parametrize(
    ("typed", "way"),
    [
        ("wont speak", "wont speak"),
        ("does not speak", "wont speak"),
        ("cannot really speak", "wont speak"),
        ("refuses to speak", "wont speak"),
        ("school does not listen", "school doesnt listen"),
        ("does not want to live", "doesnt want to live"),
        ("wont", None),
        ("speak", None),
        ("refuses", None),
    ],
)
def test_one_way_of_saying_no_stands_for_the_others(typed, way):
    known = {"wont speak", "school doesnt listen", "doesnt want to live"}
    assert known_way(typed, known) == way
    assert said_with_no(typed)[0] == typed


@pytest.mark.parametrize(
    ("words", "tells"),
    [
        ("he doesn't want to live", True),
        ("she does not want to live", True),
        ("I do not want to be here", True),
        ("he is not safe", True),
        ("she never feels safe", False),
        ("he does not want to go to school", False),
    ],
)
def test_danger_is_heard_however_it_says_no(words, tells):
    assert is_crisis(words, {}) is tells
