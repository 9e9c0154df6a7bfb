"""The texts that the rules cite, and the people that they name.

Addresses are those at which the text was read; the provision is what counts.
"""

from datetime import date

from wayforward.statute.rule import Citation

# The day on which the rules were compiled from their texts: later changes of the law are not here.
COMPILED_ON = date(2026, 11, 23)

CFA = "Children and Families Act 2014"
SR = "SEND Regulations 2014 (SI 2014/1530)"
DETAINED = "SEND (Detained Persons) Regulations 2015 (SI 2015/62)"
PERSONAL_BUDGETS = "SEN (Personal Budgets) Regulations 2014 (SI 2014/1652)"
TRIBUNAL_RULES = "Tribunal Procedure (First-tier Tribunal) (HESC Chamber) Rules 2008 (SI 2008/2699)"
RECOMMENDATIONS = "SEND (First-tier Tribunal Recommendations Power) Regulations 2017 (SI 2017/1306)"
CORONAVIRUS = "SEND (Coronavirus) (Amendment) Regulations 2020 (SI 2020/471)"
CODE = "SEND code of practice 0 to 25 (January 2015)"

_LAW = "https://www.legislation.gov.uk"
CORONAVIRUS_URL = f"{_LAW}/uksi/2020/471"
SCHOOL_AGE_URL = f"{_LAW}/ukpga/1996/56/section/8"
CODE_URL = "https://www.gov.uk/government/publications/send-code-of-practice-0-to-25"
DEVON_URL = "https://caselaw.nationalarchives.gov.uk/ewhc/admin/2022/493"

FAMILY = "the child's parent or the young person"
HEALTH = "the health commissioner (integrated care board)"
SOCIAL_CARE = "the authority's social care officers"
SETTING = "the head teacher, principal or early years provider"
NAMED_SETTING = "the school or institution named in the plan"
ACCOMMODATION = "the person in charge of the youth accommodation"
HEALTH_IN_CUSTODY = "the detained person's health commissioner"
YOUTH_OFFENDING_TEAM = "the youth offending team"
LAST_SCHOOL = "the school or institution attended last"
TRIBUNAL = "the First-tier Tribunal (SEND)"
OLD_AUTHORITY, NEW_AUTHORITY = "the old authority", "the new authority"

AUTHORITY = "the authority"
ADVISER = "whoever is asked for advice"
SCHOOL = "the school"
MEDIATION_ADVISER = "the mediation adviser"
FAMILY_MAY = "the family"


def act(provision: str, section: str) -> Citation:
    """Return a citation of the Children and Families Act 2014."""
    return Citation(f"{CFA}, {provision}", f"{_LAW}/ukpga/2014/6/section/{section}")


def regs(provision: str, regulation: str) -> Citation:
    """Return a citation of the SEND Regulations 2014."""
    return Citation(f"{SR}, reg {provision}", f"{_LAW}/uksi/2014/1530/regulation/{regulation}")


def detained(provision: str, regulation: str) -> Citation:
    """Return a citation of the Detained Persons Regulations 2015."""
    return Citation(f"{DETAINED}, reg {provision}", f"{_LAW}/uksi/2015/62/regulation/{regulation}")


def budgets(provision: str, regulation: str) -> Citation:
    """Return a citation of the Personal Budgets Regulations 2014."""
    return Citation(
        f"{PERSONAL_BUDGETS}, reg {provision}", f"{_LAW}/uksi/2014/1652/regulation/{regulation}"
    )


def tribunal(provision: str, rule: str) -> Citation:
    """Return a citation of the Tribunal's procedure rules."""
    return Citation(f"{TRIBUNAL_RULES}, {provision}", f"{_LAW}/uksi/2008/2699/article/{rule}")


def recommendations(provision: str, regulation: str) -> Citation:
    """Return a citation of the recommendations power regulations."""
    return Citation(
        f"{RECOMMENDATIONS}, reg {provision}", f"{_LAW}/uksi/2017/1306/regulation/{regulation}"
    )


def code(paragraph: str) -> Citation:
    """Return a citation of the SEND code of practice, which is guidance."""
    return Citation(f"{CODE}, paragraph {paragraph}", CODE_URL)
