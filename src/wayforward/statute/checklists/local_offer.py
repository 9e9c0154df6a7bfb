"""Schedule 2 and regulations 54 and 55: what the Local Offer holds, and who is consulted."""

from wayforward.statute.checklists.base import Checklist, Item
from wayforward.statute.rules.sources import SR

_URL = "https://www.legislation.gov.uk/uksi/2014/1530/"


def _para(number: str, words: str, *, note: str = "") -> Item:
    """Return an item that is a paragraph of Schedule 2, named by its number."""
    return Item(number, words, f"Sch 2 para {number}", note=note)


_PROVIDERS = (
    "early years providers",
    "maintained schools and their units",
    "academies and their units",
    "non-maintained special schools",
    "post-16 institutions",
    "section 41 institutions",
    "pupil referral units",
    "others whom the authority commissions",
)

LOCAL_OFFER = Checklist(
    "local-offer",
    "What the Local Offer must hold",
    SR,
    f"{_URL}schedule/2",
    (
        *(
            _para(f"{number}({letter})", f"provision and training {where} by {who}")
            for number, where, providers in (
                ("1", "in the area", _PROVIDERS),
                ("2", "outside the area", _PROVIDERS[:-1]),
            )
            for letter, who in zip("abcdefgh", providers, strict=False)
        ),
        _para("3(a)", "what mainstream schools and colleges provide"),
        _para("3(b)", "what special schools, special post-16 and section 41 institutions provide"),
        _para(
            "3(c)",
            "what the authority secures in mainstream schools and colleges, pupil referral units "
            "and alternative provision academies",
        ),
        _para("3(d)", "how the authority funds special educational needs"),
        _para("4(a)", "how providers find out about special educational needs"),
        _para("4(b)", "how providers consult families"),
        _para("4(c)", "how providers secure services, provision and equipment"),
        _para("4(d)", "how moves between phases, and to adulthood, are supported"),
        _para("5(a)", "how children and young people are taught"),
        _para("5(b)", "how the curriculum and the place are adapted"),
        _para("5(c)", "what additional learning support there is"),
        _para("5(d)", "how progress to outcomes is reviewed, and how families take part"),
        _para("5(e)", "how it is seen whether provision works, and who takes part"),
        _para("5(f)", "how facilities can be used"),
        _para("5(g)", "what activities there are beyond the curriculum"),
        _para("5(h)", "what support there is"),
        _para("5(i)", "what expertise the staff have, and how it is secured"),
        _para("5(j)", "support for emotional, mental and social development"),
        _para("6", "where to find out more about these bodies"),
        _para("7", "where to get the authority's accessibility strategy"),
        _para("8", "provision and training for apprentices"),
        _para("9", "provision by training providers, in and out of the area"),
        _para("10", "what prepares for adulthood and independent living"),
        _para("11", "support for students in higher education"),
        _para("12", "health provision beyond what all children have"),
        _para("13(a)", "social care services for children in need, such as short breaks"),
        _para("13(b)", "moving from children's to adults' services"),
        _para("13(c)", "help with planning and getting support for independent living"),
        _para("13(d)", "information and advice under the Care Act 2014"),
        _para("14", "transport: specialist, free or cheaper, and help with the cost"),
        _para("15(a)", "information, advice and support services"),
        _para("15(b)", "parent carer forums"),
        _para("15(c)", "support groups"),
        _para("15(d)", "childcare"),
        _para("15(e)", "leisure"),
        _para("15(f)", "others who give support, information and advice"),
        _para("16", "how to complain about the provision"),
        _para("17", "how to complain about anything set out in the offer"),
        _para("18", "the criteria for each provision or service"),
        _para("19", "how to ask for an assessment, and for a personal budget"),
        _para("20", "where the list of section 41 institutions is published"),
        _para("21", "how families are told of the right to appeal"),
        _para("22", "mediation"),
        _para("23", "disagreement resolution"),
        Item(
            "other",
            "other educational provision, such as sports and the arts",
            "CFA s30(2)(b)",
            note="Asked for by the Act, not by Schedule 2.",
        ),
    ),
)

CONSULTATION_GROUPS = Checklist(
    "consultation-groups",
    "Who is consulted about the Local Offer",
    SR,
    f"{_URL}regulation/54",
    (
        Item(
            "a",
            "children and young people with special educational needs, and parents",
            "reg 54(1)(a)",
        ),
        Item("b", "disabled children and young people, and parents", "reg 54(1)(b)"),
        Item("c", "governing bodies of schools", "reg 54(1)(c)"),
        Item("d", "proprietors of academies", "reg 54(1)(d)"),
        Item("e", "post-16 institutions", "reg 54(1)(e)"),
        Item("f", "non-maintained special schools", "reg 54(1)(f)"),
        Item("g", "management committees of pupil referral units", "reg 54(1)(g)"),
        Item("h", "advisory boards of children's centres", "reg 54(1)(h)"),
        Item("i", "early years providers", "reg 54(1)(i)"),
        Item("j", "youth offending teams", "reg 54(1)(j)"),
        Item("k", "others who make provision or advise on it", "reg 54(1)(k)"),
        Item("l", "those who help people prepare for adulthood", "reg 54(1)(l)"),
        Item(
            "m", "the authority's own education, social care and adulthood officers", "reg 54(1)(m)"
        ),
        Item("n", "anyone else who seems right", "reg 54(1)(n)"),
        Item(
            "health",
            "NHS England, integrated care boards, NHS trusts and foundation trusts, Local Health "
            "Boards and the health and wellbeing board",
            "reg 54(2)",
        ),
        Item("outside", "such bodies outside the area that serve its children", "reg 54(3)"),
    ),
)

CONSULTATION_HEADINGS = Checklist(
    "consultation-headings",
    "What families are asked about the Local Offer",
    SR,
    f"{_URL}regulation/55",
    (
        Item("a", "the services that they need", "reg 55(a)"),
        Item("b", "how the information is set out", "reg 55(b)"),
        Item("c", "how people without the internet get it", "reg 55(c)"),
        Item("d", "how it is made accessible", "reg 55(d)"),
        Item("e", "how they can comment", "reg 55(e)"),
    ),
)
