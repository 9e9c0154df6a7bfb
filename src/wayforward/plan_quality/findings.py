"""What the checker says about a span of text."""

from dataclasses import dataclass

from wayforward.plan_quality.rules import Rule, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    :param start: the first code point of the span, from 0; `end` is the one after its last
    :param severity: the rule's own, or as the kind of placement makes it
    :param reason: why, with the words found
    """

    rule: Rule
    severity: Severity
    start: int
    end: int
    reason: str

    def as_data(self) -> dict[str, object]:
        """Return the finding as plain values for JSON."""
        return {
            "rule": self.rule.id,
            "severity": self.severity.value,
            "start": self.start,
            "end": self.end,
            "reason": self.reason,
            "source": self.rule.source,
            "question": self.rule.question,
        }
