"""What can be wrong with a question put to the law, each with one clear line."""


class StatuteError(ValueError):
    """A question that cannot be answered; its text is one line that says what is wrong."""


class UnknownRule(StatuteError):
    """No rule has this name in the law asked about."""


class WrongAnchor(StatuteError):
    """A rule was asked with a day that is missing, or that it does not know."""


class WrongDate(StatuteError):
    """A value is not a day, a year or a number of the kind that was expected."""


class WrongFact(StatuteError):
    """A fact in a case file cannot be read."""


class NotInForce(StatuteError):
    """No law that this package holds was in force on that day."""


class DraftNotLaw(StatuteError):
    """A draft set of rules was asked for without saying that it is a draft."""


class CorrectionRefused(StatuteError):
    """An authority's correction is looser than the law, or cannot be read."""


class StageNotAllowed(StatuteError):
    """A process cannot go from this stage to that one, or does not have that stage."""
