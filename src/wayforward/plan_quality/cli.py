"""The words of plans at the command line: `python -m wayforward.plan_quality check`.

One clause a line in, one JSON object a line out, each written before the next is read, so that
another program can ask as somebody types. Status 0, with findings or without; 2 for misuse.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import IO

from wayforward.plan_quality.checking import check
from wayforward.plan_quality.rules import RULES, SECTIONS, Placement


def _check(options: argparse.Namespace, lines: IO[bytes]) -> None:
    placement = Placement(options.placement)
    for line in iter(lines.readline, b""):
        clause = line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")
        findings = check(clause, options.section, placement=placement)
        held = {"findings": [finding.as_data() for finding in findings]}
        print(json.dumps(held, ensure_ascii=False), flush=True)


def _rules() -> None:
    for rule in RULES.values():
        where = ", ".join(rule.sections)
        print(f"{rule.id}  {rule.severity.value:<6}  {rule.title} [{where}]\n     {rule.source}")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m wayforward.plan_quality",
        description="Reads the words of plans and says what is vague or missing, with reasons.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    checked = commands.add_parser("check", help="one clause a line from standard input, as JSON")
    checked.add_argument("--section", required=True, choices=SECTIONS, help="where it stands")
    checked.add_argument(
        "--placement",
        choices=[placement.value for placement in Placement],
        default=Placement.MAINSTREAM.value,
        help="where the child learns; mainstream if left out",
    )
    commands.add_parser("rules", help="every rule with its source")
    return parser


def main(argv: Sequence[str]) -> int:
    """Answer on standard output.

    :returns: 0; misuse leaves through `SystemExit` with 2, as argparse does
    """
    options = _parser().parse_args(argv)
    try:
        if options.command == "rules":
            _rules()
        else:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream
            _check(options, sys.stdin.buffer)
    except BrokenPipeError:  # the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
