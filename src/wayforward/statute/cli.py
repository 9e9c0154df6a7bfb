"""The law at the command line, with no database: `python -m wayforward.statute`.

Wrong input ends with status 2 and one line that says what is wrong.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from wayforward.statute.case import case_clock
from wayforward.statute.case.file import example, read_case, schema
from wayforward.statute.case.shown import answer_as_data, answer_as_table
from wayforward.statute.days import read_day
from wayforward.statute.due import due_from, read_anchors
from wayforward.statute.errors import StatuteError, WrongAnchor, WrongDate, WrongFact
from wayforward.statute.listing import (
    rule_as_data,
    rule_in_full,
    rules_as_data,
    rules_as_table,
)
from wayforward.statute.rule_sets import CURRENT, RuleSet, rule_set, rule_set_on
from wayforward.statute.stages.diagrams import out_of_step, page


class _OneLineParser(argparse.ArgumentParser):
    """A parser whose refusal is one line, like every other refusal here."""

    def error(self, message: str) -> NoReturn:
        raise StatuteError(message)


def _data(values: object) -> str:
    return json.dumps(values, indent=2, ensure_ascii=False)


def _law(options: argparse.Namespace, today: date) -> RuleSet:
    """Return the law asked for: of a day, the draft, or today's."""
    if options.draft:
        return rule_set("draft-reform-2026", accept_draft=True)
    return rule_set_on(read_day(options.on, "--on") if options.on else today)


def _due(options: argparse.Namespace, today: date) -> str:
    CURRENT.rule(options.rule_id)
    pairs: dict[str, str] = {}
    for given in options.anchors:
        name, equals, text = given.partition("=")
        if not equals:
            raise WrongAnchor(f"{given!r} is not written as anchor=YYYY-MM-DD")
        if name in pairs:
            raise WrongAnchor(f"{name} is given twice")
        pairs[name] = text
    anchors = read_anchors(pairs)
    born_on = anchors.get("born_on")
    if isinstance(born_on, date) and born_on > today:
        raise WrongDate(f"born_on: {born_on.isoformat()} is in the future")
    law = rule_set_on(read_day(options.on, "--on")) if options.on else None
    return _data(due_from(options.rule_id, anchors, law=law).as_data())


def _rules(options: argparse.Namespace, today: date) -> str:
    law = _law(options, today)
    if options.json:
        return _data(rules_as_data(law))
    return f"{law.title} ({law.id})\n\n{rules_as_table(law)}"


def _explain(options: argparse.Namespace, today: date) -> str:
    rule = _law(options, today).rule(options.rule_id)
    return _data(rule_as_data(rule)) if options.json else rule_in_full(rule)


def _case(options: argparse.Namespace, today: date) -> str:
    if options.schema:
        return _data(schema())
    if options.example:
        return _data(example())
    if options.file is None:
        raise WrongFact("name a case file, or ask for --schema or --example")
    on = read_day(options.on, "--on") if options.on else today
    answer = case_clock(read_case(_text_of(options.file), today=today), on=on)
    return _data(answer_as_data(answer, on)) if options.json else answer_as_table(answer, on)


def _stages(options: argparse.Namespace, today: date) -> str:
    if options.check is None:
        return page().rstrip("\n")
    wrong = out_of_step(_text_of(options.check))
    if wrong:
        raise StatuteError(f"{options.check} is out of step: {', '.join(wrong)}")
    return f"{options.check} is in step"


def _text_of(name: str) -> str:
    if "\0" in name:
        raise WrongFact(f"{name!r} cannot be a file name")
    try:
        if name == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as wrong:
        raise WrongFact(f"{name}: {wrong.strerror or 'cannot be read'}") from None
    except ValueError:
        raise WrongFact(f"{name}: this is not text in UTF-8") from None


def _parser() -> _OneLineParser:
    parser = _OneLineParser(
        prog="python -m wayforward.statute",
        description="The law of SEND in England: what is due by when, and why.",
    )
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_OneLineParser)

    one = commands.add_parser("due", help="by when one thing is due, as JSON")
    one.add_argument("rule_id", metavar="RULE_ID")
    one.add_argument("anchors", metavar="anchor=YYYY-MM-DD", nargs="*")
    one.add_argument("--on", help="answer by the law of this day (YYYY-MM-DD)")
    one.set_defaults(answer=_due)

    listed = commands.add_parser("rules", help="every rule, one a line")
    told = commands.add_parser("explain", help="one rule in plain words, with its source")
    told.add_argument("rule_id", metavar="RULE_ID")
    for command, answer in ((listed, _rules), (told, _explain)):
        command.add_argument("--on", help="the law of this day (YYYY-MM-DD); today's if left out")
        command.add_argument("--draft", action="store_true", help="the proposals, not the law")
        command.add_argument("--json", action="store_true", help="as data")
        command.set_defaults(answer=answer)

    whole = commands.add_parser("case", help="everything due in one case, from its facts")
    whole.add_argument("file", metavar="FILE.json", nargs="?", help="- for standard input")
    whole.add_argument("--on", help="how it stands on this day (YYYY-MM-DD); today if left out")
    whole.add_argument("--json", action="store_true", help="as data")
    whole.add_argument("--schema", action="store_true", help="the shape of a case file")
    whole.add_argument("--example", action="store_true", help="a whole case file")
    whole.set_defaults(answer=_case)

    drawn = commands.add_parser("stages", help="the stages of each process, as diagrams")
    drawn.add_argument("--check", metavar="FILE", help="say whether this page is in step")
    drawn.set_defaults(answer=_stages)
    return parser


def main(argv: Sequence[str], *, today: date) -> int:
    """Answer one question on standard output.

    :param today: the day on which it is asked; this package has no clock of its own
    :returns: 0, or 2 after one line on standard error
    """
    try:
        options = _parser().parse_args(argv)
        answer: Callable[[argparse.Namespace, date], str] = options.answer
        print(answer(options, today), flush=True)
    except StatuteError as wrong:
        print(str(wrong).replace("\n", " "), file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
