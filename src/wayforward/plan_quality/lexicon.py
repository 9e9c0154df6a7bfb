"""The rules about phrases, L01 to L15, Q24, Q26, Q30 and Q36: when a phrase is no fault."""

import re
from collections.abc import Callable

from wayforward.plan_quality import reading
from wayforward.plan_quality.reading import Clause

Found = re.Match[str]

_MODAL = re.compile(
    r"benefit|recommended|consideration|should|could|may|available|encourage|aim|useful|helpful",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\bwill\s+(?:also\s+)?(?:receive|have|be|teach|deliver|provide|give|lead|run|work|spend|see)\b",
    re.IGNORECASE,
)
_TRIGGER = re.compile(r"\b(?:if|when|whenever|where|once|unless)\b", re.IGNORECASE)
_DECIDES = re.compile(
    r"\b(?:decid\w+|agreed by|judged by|determined by|on the advice of|agrees)\b", re.IGNORECASE
)
# How much help, and not how many steps of a task or words on a page.
_COUNTED = re.compile(
    rf"\s+(?:around\s+|about\s+)?{reading.N}[\s-]*(?:\w+\s+)?"
    r"(?:minutes?|mins?|hours?|hrs?|sessions?|times|days?|weeks?|terms?|visits?|lessons?)\b",
    re.IGNORECASE,
)
_WHO_IS_TRAINED = re.compile(r"\btrain\w*\s+(?:(?:the|a|an|all|his|her|their)\s+)?$", re.IGNORECASE)
_DEFINED = re.compile(r"\b(?:defined as|meaning|which means|that is,|i\.e\.)", re.IGNORECASE)
_GROUP_BEFORE = re.compile(r"\b(?:groups?|class(?:es)?|pairs?)\b[^.;]{0,20}$", re.IGNORECASE)
_VARIES = re.compile(r"\b(?:vary|varied|amend\w*|change it)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:no others?|only these|nothing else|all of these|each of these)\b", re.IGNORECASE
)
_DIFFERENT = re.compile(
    r"\b(?:unlike|in addition to|additional|different from|over and above|instead of|as well as)\b",
    re.IGNORECASE,
)
_SO_THAT = re.compile(r"\bso that\b", re.IGNORECASE)
_BASELINE = re.compile(
    r"\bfrom\b[^.;]{1,60}\bto\b|\b(?:currently|at present|now|baseline|up from|compared with)\b",
    re.IGNORECASE,
)
_ROLE_AFTER = re.compile(
    r"\s+(?:\w+\s+)?(?:teacher|nurse|psychologist|teaching assistant|ta\b|hlta|therapist|mentor|"
    r"tutor|counsellor|seating|chair|equipment|school|provision|unit|resource|health visitor)",
    re.IGNORECASE,
)
_TRAINED_IN = re.compile(
    r"\s+(?:in|to|by|on|at|as)\s+\w+|\s+(?:elsa|thrive|makaton|teacher)", re.IGNORECASE
)
_MAKE_OR_TYPE = re.compile(
    r"\b(?:model|make|type|size|with|running|weigh\w+|degrees?|inch|cm)\b", re.IGNORECASE
)
_BUYS = re.compile(
    r"\b(?:buys?|bought|purchas\w+|provided by|supplied by|funded by|loan\w*)\b", re.IGNORECASE
)
_KEEPS = re.compile(
    r"\b(?:maintain\w*|service[sd]|repair\w*|looks? after|looked after|insur\w+)\b", re.IGNORECASE
)
_TEACHES = re.compile(r"\b(?:train\w*|teach\w*|shows?|instruct\w*|taught)\b", re.IGNORECASE)


def _chance(clause: Clause, found: Found) -> bool:
    """Pass what is given by somebody, so long and so often; and words that are part of a role."""
    if found[0] == "May" and found.start():
        return True  # the month
    if any(
        role.start() <= found.start() and found.end() <= role.end()
        for role in reading.WHO.finditer(clause.bare)
    ):
        return True
    if _MODAL.search(found[0]):
        return clause.is_delivered and clause.has(_WILL)
    return clause.is_delivered


def _how_often(clause: Clause, _: Found) -> bool:
    return clause.has(reading.AMOUNT) and clause.has(reading.FREQUENCY)


def _if_somebody_thinks_so(clause: Clause, found: Found) -> bool:
    rest = clause.bare[: found.start()] + " " * len(found[0]) + clause.bare[found.end() :]
    has_floor = reading.FLOOR.search(rest) is not None
    return has_floor and bool(_TRIGGER.search(rest)) and bool(_DECIDES.search(rest))


def _ceiling(clause: Clause, found: Found) -> bool:
    """Pass a ceiling beside its floor, and the most children in a group, which is no ceiling."""
    if clause.has(reading.FLOOR) or not _COUNTED.match(clause.bare, found.end()):
        return True
    if _GROUP_BEFORE.search(clause.bare[: found.start()]):
        return True
    return any(
        size.start() <= found.start() < size.end()
        for size in reading.GROUP_SIZE.finditer(clause.bare)
    )


def _how_much(clause: Clause, found: Found) -> bool:
    return clause.has_number or clause.has(_DEFINED) or found[0].lower() == "good morning"


def _group_or_one_to_one(clause: Clause, found: Found) -> bool:
    if not clause.has(reading.AMOUNT):
        return False
    return bool(reading.ONE_TO_ONE.match(found[0])) or has_group_size(clause)


def has_group_size(clause: Clause) -> bool:
    """Tell whether the clause says how many children, other than one with one adult."""
    return any(
        not reading.ONE_TO_ONE.match(size[0]) and size[0].lower() != "individually"
        for size in reading.GROUP_SIZE.finditer(clause.bare)
    )


def _nobody(clause: Clause, found: Found) -> bool:
    """Pass a role whose training or qualification is named, or which somebody named fills."""
    said = found[0].lower()
    if clause.is_training or _WHO_IS_TRAINED.search(clause.bare[: found.start()]):
        return True  # they are those who are trained
    if said.startswith("specialist") and _ROLE_AFTER.match(clause.bare, found.end()):
        return True
    if said == "trained":
        return bool(_TRAINED_IN.match(clause.bare, found.end()))
    if said.endswith("will") and clause.names_somebody:
        return True
    return clause.has(reading.QUALIFIED)


def _written_elsewhere(clause: Clause, _: Found) -> bool:
    return clause.is_delivered and bool(clause.what) and clause.has(_VARIES)


def _nobody_does_it(clause: Clause, _: Found) -> bool:
    return clause.has(reading.WHO) and (clause.has(reading.AT_EACH) or clause.has(reading.AMOUNT))


def _measured(clause: Clause, _: Found) -> bool:
    return clause.has(reading.NUMBER) and clause.has(_BASELINE) and clause.has(reading.BY_WHEN)


def _therapy(clause: Clause, found: Found) -> bool:
    """Pass therapy whose direct part is named; and the name of a therapist, who is a person."""
    if re.match(r"\s*(?:service|team|department|programme|targets?)\b", clause.bare[found.end() :]):
        return True
    if found[0].lower() in ("salt", "ot") and not found[0].isupper():
        return True
    return clause.has(reading.DIRECT)


def _equipment(clause: Clause, _: Found) -> bool:
    return all(clause.has(each) for each in (_MAKE_OR_TYPE, _BUYS, _KEEPS, _TEACHES))


def _training(clause: Clause, _: Found) -> bool:
    has_giver = re.search(r"\b(?:by|from|given|led|with)\b", clause.bare) is not None
    again = re.search(r"\b(?:refresh\w*|renew\w*|updat\w*|repeat\w*|again)\b", clause.bare)
    return (
        has_giver
        and clause.has(reading.WHO)
        and clause.has(reading.AMOUNT)
        and (again is not None or clause.has(reading.FREQUENCY))
    )


# When a phrase that was found is no fault, by rule; a rule without an entry is always a fault.
PASSES: dict[str, Callable[[Clause, Found], bool]] = {
    "L01": _chance,
    "L02": _how_often,
    "L03": _if_somebody_thinks_so,
    "L04": _ceiling,
    "L05": _how_much,
    "L06": _group_or_one_to_one,
    "L07": _nobody,
    "L08": lambda clause, _: clause.has(_CLOSED),
    "L09": _written_elsewhere,
    "L10": _nobody_does_it,
    "L11": lambda clause, _: clause.has(_DIFFERENT),
    "L12": lambda clause, _: clause.has(_SO_THAT) and clause.has(reading.BY_WHEN),
    "L13": _measured,
    "Q24": lambda clause, _: has_group_size(clause),
    "Q25": _training,
    "Q26": _therapy,
    "Q30": _equipment,
}
