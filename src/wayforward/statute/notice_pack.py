"""What goes with every decision that can be appealed: the notice pack."""

from dataclasses import dataclass
from datetime import date

from wayforward.statute.rule import Citation, Grade
from wayforward.statute.rules.sources import regs

RECOMMENDATIONS_FROM = date(2018, 4, 3)


@dataclass(frozen=True, slots=True)
class Content:
    """One thing that a letter must contain.

    :param id: the name by which a template says that it has it
    :param since: the first day on which the law asks for it
    """

    id: str
    words: str
    citation: Citation
    grade: Grade = Grade.PRIMARY
    since: date = date(2014, 9, 1)


# Item 3, in the parts of regulation 32, so that a check names the one that is missing.
MEDIATION: tuple[Content, ...] = (
    Content(
        "mediation_right",
        "the right to mediation, under section 53 or 54 of the Act",
        regs("32", "32"),
    ),
    Content(
        "mediation_certificate", "that an appeal needs a mediation certificate", regs("32", "32")
    ),
    Content("mediation_adviser", "how to reach the mediation adviser", regs("32", "32")),
    Content(
        "mediation_timescales", "the time in which the adviser must be contacted", regs("32", "32")
    ),
    Content(
        "mediation_tell_us",
        "that a family which wants mediation must tell us so, what the issues are and, where health provision is missing, what it wants",
        regs("32", "32"),
    ),
    Content("mediation_contact", "whom to tell at the authority, and how", regs("32", "32")),
)

NOTICE_PACK: tuple[Content, ...] = (
    Content(
        "right_of_appeal",
        "the right to appeal to the First-tier Tribunal (SEND) against this decision",
        regs("5(3)(a), 10(3)(a)", "5"),
    ),
    Content(
        "appeal_time_limits",
        "the time limits: two months from the notice or one month from the certificate, "
        "whichever is later",
        regs("5(3)(b), 10(3)(b); FTR 2008 r 20(1)(c)", "5"),
    ),
    *MEDIATION,
    Content(
        "disagreement_resolution",
        "that disagreement resolution services are there",
        regs("5(3)(d)(i), 10(3)(d)(i)", "5"),
    ),
    Content(
        "information_and_advice",
        "that information and advice about special educational needs is there (SENDIASS)",
        regs("5(3)(d)(ii), 10(3)(d)(ii)", "5"),
    ),
    Content(
        "recommendations_power",
        "the Tribunal's power to make recommendations about health and social care",
        regs("10(3)(e), 14(2)(e), 20(11)(e), 21(10)(e), 22(5)(e), 25(2)(e), 31(3)(e)", "10"),
        since=RECOMMENDATIONS_FROM,
    ),
)
NO_CERTIFICATE_WORDS = (
    "mediation is possible, and no certificate is needed to appeal only about the school or type "
    "of school"
)
