"""Reading one clause: who, what, how long, how often, over what time, with how many.

Nothing is understood; words and figures of each kind are looked for, so the same clause always
reads the same.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from wayforward.plan_quality.phrases import pattern
from wayforward.plan_quality.rules import RULES


def _any(*ways: str) -> re.Pattern[str]:
    """Return one pattern of several ways to say a thing, whatever the case."""
    return re.compile("|".join(ways), re.IGNORECASE)


def _one_of(words: str) -> str:
    """Return a group of the words of a line, in which a hyphen may be a space."""
    return "(?:" + "|".join(word.replace("-", "[- ]") for word in words.split()) + ")"


_NUMBER_WORDS = _one_of(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty twenty-five "
    "thirty forty forty-five fifty sixty ninety"
)
N = rf"(?:\d+(?:[.,]\d+)?|{_NUMBER_WORDS}(?:[- ](?:and[- ])?a[- ]half)?|an?|half an?|half)"
_TIME = _one_of("minutes? mins? hours? hrs? h")
_UNIT = _one_of(
    "school-day day school-week week fortnight month half-term term school-year academic-year year "
    "lesson session morning afternoon evening weekday lunchtime playtimes? break transition visit"
)
_MOMENT = _one_of(
    "lessons? sessions? transitions? instructions? tasks? activity activities tests? exams? "
    "assessments? meals? mealtimes? breaks? playtimes? lunchtimes? journeys? changes? classes "
    "classrooms? texts? worksheets? subjects?"
)
_WEEKDAY = _one_of("mondays? tuesdays? wednesdays? thursdays? fridays? saturdays? sundays?")
_MONTH = _one_of(
    "january february march april may june july august september october november december"
)
_SEASON = _one_of("easter christmas summer autumn spring")
_LEARNERS = _one_of("children pupils students learners peers others young-people")
_AT_MOST = _one_of("no-more-than not-more-than at-most up-to a-maximum-of maximum-of maximum max")
_A_YEAR = r"(?:school\s+|academic\s+|calendar\s+)?year\b"

AMOUNT = _any(
    rf"\b{N}[\s-]*{_TIME}\b",
    r"\bhalf[- ]hour(?:ly)?\b",
    r"\bhour[- ]long\b",
    r"\b(?:full|half)[- ]days?\b",
    rf"\b{N}\s+(?:full |half )?days?\b(?= (?:a|per|each|every))",
    r"\bfull[- ]time\b",
    rf"\b{N}\s+lessons?\b",
)
FREQUENCY = _any(
    r"\b(?:daily|(?:fort)?nightly|weekly|monthly|(?:half[- ])?termly|yearly|annually|hourly)\b",
    rf"\b(?:a|per|each|every|in all)\s+(?:other\s+)?(?:\w+\s+)?{_UNIT}s?\b",
    rf"\bevery\s+{N}\s+(?:\w+\s+)?{_UNIT}s?\b",
    r"/\s*(?:day|week|term|year|wk)\b",
    rf"\b(?:on|every|each)\s+(?:school\s+)?{_WEEKDAY}\b",
    r"\b(?:all|both)\s+(?:\w+\s+)?(?:lessons|sessions|transitions|breaks|playtimes|days)\b",
    r"\bmonday to (?:friday|thursday)\b",
    rf"\b{N}\s*(?:x|times)\s+(?:a|per|each|every|in)\b",
    r"\bp\.?w\.?\b",
    r"\b(?:once|twice)\b",
)
# So often that minutes say nothing: a strategy used at each such moment.
AT_EACH = _any(
    r"\b(?:at|in|before|after|during|for|throughout|with|to)\s+"
    r"(?:the\s+(?:start|end|beginning)\s+of\s+)?(?:each|every|all)\s+(?:\w+\s+){0,2}?"
    rf"{_MOMENT}\b",
    rf"\b(?:each|every)\s+{_MOMENT}\b",
)
PERIOD = _any(
    r"\b(?:for|over|across|during|within|of)\s+(?:at least\s+)?"
    rf"(?:the\s+|a\s+)?(?:(?:whole|next|first|full)\s+)?(?:{N}\s+)?"
    r"(?:(?:full|school|academic|calendar|consecutive)\s+)?"
    r"(?:weeks?|terms?|half[- ]terms?|months?|years?)\b",
    rf"\b{N}\s*[- ]?weeks?\s+(?:a|per|each|of the|every|in the|in each|/)\s*{_A_YEAR}",
    r"\b\d+\s*-?\s*week\b",
    r"\bterm[- ]time\b",
    r"\ball year\b",
    rf"\b(?:a|per|each|every)\s+{_A_YEAR}",
    r"\b(?:annually|yearly)\b",
    r"\bthroughout\s+(?:(?:the|each|every)\s+)?(?:(?:school|academic)\s+)?"
    r"(?:year|term|key stage)\b",
    rf"\b(?:until|from|between)\s+(?:the\s+)?(?:end of\s+)?(?:{_MONTH}|{_SEASON}|\d|year\b"
    r"|key stage|(?:he|she|they|\w+ can)\b)",
    r"\bby\s+the\s+end\s+of\b",
    r"\b(?:during|throughout|whole of|all of|in)\s+key stage\b",
    r"\bin year \d+\b",
)
GROUP_SIZE = _any(
    r"\b(?:groups?|class(?:es)?|classroom|pairs?)\s+(?:\w+\s+){0,2}?(?:of|with)\s+"
    rf"(?:{_AT_MOST}|about)?\s*{N}\b",
    r"\b(?:pairs?|trio)\b",
    rf"\b{_AT_MOST}\s+{N}\s+(?:other\s+)?{_LEARNERS}\b",
    rf"\b{N}\s+(?:other\s+)?{_LEARNERS}\b",
    r"\b\d+\s*:\s*\d+\b",
    rf"\b{N}[\s-]to[\s-]{N}\b",
    r"\bwhole[- ]class\b",
    r"\bindividual(?:ly)?\b",
    r"\bgroup\s*\(?(?:max(?:imum)?\.?\s*)?\d+\b",
)
ONE_TO_ONE = _any(r"^(?:1\s*[:-]\s*1|1[- ]to[- ]1|one[- ]to[- ]one)$")
REVIEW = _any(
    r"\b(?:review\w*|evaluat\w*|measur\w*|assess(?:ed|es)|assessment of progress|monitored|"
    r"audit\w*|checked|progress is|outcome measure|baseline|tracked|retest\w*)\b"
)
RANGE = _any(
    rf"\bbetween\s+{N}\s+(?:\w+\s+)?and\s+{N}\b",
    rf"\b\d+\s*(?:-|\u2013|to|or)\s*\d+[\s-]*(?:{_TIME}|times|sessions|days|weeks)\b",
)
FLOOR = _any(r"\bat least\b", r"\bminimum\b", r"\b(?:no|not) (?:less|fewer) than\b")
MONEY = _any(r"£\s?\d[\d,]*(?:\.\d\d)?", r"\b\d[\d,]*\s+pounds\b")
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^'\n]*'(?!\w)")
BY_WHEN = _any(
    r"\b(?:19|20)\d\d\b",
    rf"\b(?:by|at|before)\s+(?:the\s+)?(?:age|end of|time|start of|his|her|their|{_SEASON}|next"
    r"|\w+ birthday)\b",
    r"\byear\s+(?:r|\d+)\b",
    r"\bkey stage\s*\d?\b",
    r"\bks\s?\d\b",
    r"\breception\b",
    rf"\b(?:within|in|after)\s+{N}\s+(?:\w+\s+)?(?:weeks?|months?|terms?|years?)\b",
    r"\baged?\s+\d+\b",
    rf"\b(?:by|in|before)\s+{_MONTH}\b",
    r"\bend of (?:the|this|each)?\s*(?:\w+\s)?(?:term|year|phase|course)\b",
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
)
NUMBER = _any(
    rf"\b(?:\d+|{_NUMBER_WORDS}|half|all|every|each|independent of|level [a-z]?\d)\b", "%"
)
QUALIFIED = _any(
    r"\b(?:qualified|registered|chartered|hcpc|qts|accredited|certified|level [2-7])\b",
    r"\btrained (?:(?:in|to|by|on|at)\s+\w+|elsa)\b",
    r"\bwith (?:a|the|an)\s+\w+(?:\s+\w+)?\s+(?:qualification|diploma|certificate|degree)\b",
    r"\bwho (?:has|have) (?:been trained|trained|training|completed)\b",
    r"\b(?:with training in|experienced in|specialist teacher|specialising in)\b",
    r"\b(?:senco|hlta|elsas?)\b",
)
DIRECT = re.compile(
    r"\b(?:[Dd]irect|[Dd]irectly|1\s*[:-]\s*1|[Oo]ne[- ]to[- ]one|face[- ]to[- ]face|individual|"
    r"with (?:him|her|them|the child|[A-Z]\w+)|teach(?:es|ing)?|gives|deliver\w*|works? with|"
    r"group|programme|report\w*|meeting\w*|assess\w*)\b"
)
_DO = _one_of(
    "teach deliver provide give lead run work spend see practise train read help meet use show "
    "support"
)
RECEIVES = _any(
    r"\b(?:will|to|is|are|be|shall|must)\s+(?:\w+\s+)?(?:receive|have|attend|"
    rf"be (?:taught|delivered|provided|given|seen)|{_DO})\b",
    r"\b(?:receives|teaches|delivers|gives|leads|runs|provides|trains|works|reads|helps|meets|"
    r"sees|spends|practises|shows|attends|supports|checks)\b",
)
_TRAINING = _any(r"\btraining\b(?! assistant)", r"\bwill be trained\b")
with files("wayforward.plan_quality").joinpath("words.toml").open("rb") as _file:
    _WORDS = tomllib.load(_file)
_THERAPIST = r"\b\w+therapists?\b"
_SOMEBODY = _any(pattern(_WORDS["roles"]).pattern, _THERAPIST)
WHO = _any(pattern([*_WORDS["roles"], *_WORDS["vague"]]).pattern, _THERAPIST)
_WHERE = pattern(_WORDS["places"])
_EMPTY = frozenset(_WORDS["empty"].split())
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_VERB_AFTER = re.compile(
    r"(?:'s|\u2019s)?\s+(?:\w+\s+)?(?:will|is|has|had|needs|should|would|could|may|can|to|receives|"
    r"finds|does)\b"
)
# Ends of common words that no name has: strategies, adaptations, adjustments, phonics.
_COMMON_END = re.compile(r"(?:ies|tions|ments|ches|ics|ing|apy)$")


@dataclass(frozen=True)
class Clause:
    """One clause and what it says, looked for when asked.

    :param text: as written; every span is of this text, in code points
    """

    text: str

    @cached_property
    def bare(self) -> str:
        """Return the text with what is quoted blanked out, at the same length."""
        return _blanked(QUOTED, self.text)

    def has(self, what: re.Pattern[str]) -> bool:
        """Tell whether the clause, outside its quotations, says something of this kind."""
        return what.search(self.bare) is not None

    @cached_property
    def has_number(self) -> bool:
        """Tell whether it gives an amount of time, a group's size or a ratio."""
        return self.has(AMOUNT) or self.has(GROUP_SIZE)

    @cached_property
    def is_timed(self) -> bool:
        """Tell whether it gives minutes or hours, and how often; or the moments it happens at."""
        return (self.has(AMOUNT) and self.has(FREQUENCY)) or self.has(AT_EACH)

    @cached_property
    def is_delivered(self) -> bool:
        """Tell whether it says that something is given, by whom, how much and how often."""
        return self.has(RECEIVES) and self.has(WHO) and self.is_timed

    @cached_property
    def names_somebody(self) -> bool:
        """Tell whether a role is named that says who, such as a teacher and not an adult."""
        return self.has(_SOMEBODY)

    @cached_property
    def is_equipment(self) -> bool:
        """Tell whether the clause is about a thing, and gives nobody's time."""
        return self.has(RULES["Q30"].phrases) and not self.has(FREQUENCY)

    @cached_property
    def is_training(self) -> bool:
        """Tell whether the clause is about training those who work with the child."""
        return self.has(_TRAINING)

    @cached_property
    def what(self) -> tuple[str, ...]:
        """Return the words that say what will be done; none if only its frame is there."""
        left = self.bare
        for known in (AMOUNT, AT_EACH, PERIOD, FREQUENCY, GROUP_SIZE, WHO, _WHERE):
            left = _blanked(known, left)
        return tuple(
            found[0]
            for found in _WORD.finditer(left)
            if found[0].lower() not in _EMPTY and not _is_name(found, left)
        )


def _blanked(what: re.Pattern[str], text: str) -> str:
    return what.sub(lambda found: " " * len(found[0]), text)


def _is_name(found: re.Match[str], text: str) -> bool:
    """Tell whether a word looks like the child's name, and not like an abbreviation.

    It has a capital within a sentence; or begins one, and somebody of that name does something.
    """
    word = found[0]
    if not word[:1].isupper() or not word[1:2].islower() or _COMMON_END.search(word):
        return False
    is_first = text[: found.start()].rstrip()[-1:] in ("", ".", ":", ";")
    return not is_first or _VERB_AFTER.match(text, found.end()) is not None
