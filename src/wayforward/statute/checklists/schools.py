"""Schedule 1: what a school's SEN information report says."""

from wayforward.statute.checklists.base import Checklist, Item
from wayforward.statute.rules.sources import SR

INFORMATION_REPORT = Checklist(
    "sen-information-report",
    "The SEN information report of a school",
    SR,
    "https://www.legislation.gov.uk/uksi/2014/1530/schedule/1",
    (
        Item("1", "the kinds of special educational needs provided for", "Sch 1 para 1"),
        Item("2", "how needs are found and assessed", "Sch 1 para 2"),
        Item("3a", "how it is seen whether the provision works", "Sch 1 para 3(a)"),
        Item("3b", "how progress is assessed and reviewed", "Sch 1 para 3(b)"),
        Item("3c", "how pupils with special educational needs are taught", "Sch 1 para 3(c)"),
        Item("3d", "how the curriculum and the place are adapted", "Sch 1 para 3(d)"),
        Item("3e", "what additional support for learning there is", "Sch 1 para 3(e)"),
        Item("3f", "how pupils take part in activities with the others", "Sch 1 para 3(f)"),
        Item("3g", "support for emotional, mental and social development", "Sch 1 para 3(g)"),
        Item("4", "the SENCO's name and how to reach them", "Sch 1 para 4"),
        Item(
            "5", "the staff's expertise and training, and how specialists are had", "Sch 1 para 5"
        ),
        Item("6", "how equipment and facilities are had", "Sch 1 para 6"),
        Item("7", "how parents are consulted and involved", "Sch 1 para 7"),
        Item("8", "how young people are consulted and involved", "Sch 1 para 8"),
        Item("9", "how parents' complaints about the provision are handled", "Sch 1 para 9"),
        Item(
            "10",
            "how health, social care, support services and voluntary bodies are involved",
            "Sch 1 para 10",
        ),
        Item("11", "how to reach the support services for parents", "Sch 1 para 11"),
        Item("12", "how moves between phases, or to adulthood, are supported", "Sch 1 para 12"),
        Item("13", "where the authority's Local Offer is published", "Sch 1 para 13"),
        Item("admission", "how disabled pupils are admitted", "CFA s69(3)(b)(i)"),
        Item(
            "equal_treatment",
            "what is done so that disabled pupils are not treated less favourably",
            "CFA s69(3)(b)(ii)",
        ),
        Item("access", "the facilities that help disabled pupils", "CFA s69(3)(b)(iii)"),
        Item("accessibility_plan", "the accessibility plan", "CFA s69(3)(b)(iv)"),
    ),
)
