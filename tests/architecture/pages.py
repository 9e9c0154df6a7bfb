"""Every page, and what each role gets when it opens it. A page that is not here fails the build.

302 is "sign in first"; 404 is also what somebody gets who may not know that the thing exists.
"""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.architecture.child_pages import CHILD_PAGES
from tests.factories.establishments import ApprovalFactory, EstablishmentFactory, ProvisionFactory
from tests.factories.imports import ImportFactory, RowFactory
from tests.factories.local_offer import (
    GlossaryTermFactory,
    GuidanceFactory,
    OrganisationFactory,
    ServiceFactory,
    SynonymFactory,
    TermFactory,
)
from tests.factories.people import (
    AbsenceFactory,
    EmergencyFactory,
    MembershipFactory,
    PostFactory,
    TeamFactory,
    UserFactory,
)
from tests.factories.records import (
    AccessRequestFactory,
    CertificateFactory,
    DisposalFactory,
    HoldFactory,
    InspectionFileFactory,
    PassageFactory,
)
from tests.factories.sen_support import SelfReviewFactory


@dataclass(frozen=True, slots=True)
class Page:
    """The status each role gets.

    :param kwargs: an example of the address's parts, or a function that makes the thing it names
    :param method: "get" unless the address only takes a form
    """

    anonymous: int
    staff: int
    administrator: int
    kwargs: Mapping[str, Any] | Callable[[], Mapping[str, Any]] = field(default_factory=dict)
    method: str = "get"


def wholly(answer: Any) -> Any:
    """Return an answer, read to its end if it gives out a file, which closes the file."""
    if answer.streaming:
        assert answer.getvalue()
    return answer


def public(status: int = 200, **more: Any) -> Page:
    """Return a page that everybody gets alike."""
    return Page(status, status, status, **more)


def another() -> dict[str, Any]:
    """Return the key of somebody else who works here."""
    return {"pk": UserFactory(role="caseworker").pk}


PAGES: dict[str, Page] = {
    # config
    "healthz": public(503),  # no job worker runs beside the tests
    # web
    "web:authority-css": public(),
    "web:accessibility": public(),
    "web:design": public(),
    "web:design-fields": public(),
    "web:design-patterns": public(),
    "web:design-question": public(),
    "web:design-error": public(kwargs={"status": 404}),
    # demo
    "demo:sign-in-as": public(404),  # the people here are not invented
    # documents
    "documents:sample": public(kwargs={"sample_name": "letter", "form": "pdf"}),
    # signing_in: what needs a step before it goes back to that step; what is done goes home
    "account_login": Page(200, 302, 302),
    "account_logout": public(302, method="post"),
    "account_inactive": public(),
    "account_signup": Page(200, 302, 302),  # says that nobody signs up
    "account_reauthenticate": Page(302, 200, 200),
    "account_request_login_code": Page(200, 302, 302),
    "account_confirm_login_code": public(302),
    "mfa_authenticate": public(302),
    "mfa_reauthenticate": Page(302, 302, 302),  # to the password: these have no second factor
    "mfa_login_webauthn": public(302),
    "mfa_reauthenticate_webauthn": Page(302, 302, 302),
    "openid_connect_login": public(404, kwargs={"provider_id": "none"}),  # no service is set here
    "openid_connect_callback": public(404, kwargs={"provider_id": "none"}),
    "socialaccount_login_cancelled": public(),
    "socialaccount_login_error": public(401),
    "account_change_password": Page(302, 200, 200),
    "account_set_password": Page(302, 302, 302),
    "account_reset_password": public(),
    "account_reset_password_done": public(),
    "account_reset_password_from_key": public(kwargs={"uidb36": "1", "key": "x"}),
    "account_reset_password_from_key_done": public(),
    "mfa_index": Page(302, 200, 200),
    "mfa_activate_totp": Page(302, 200, 200),
    "mfa_deactivate_totp": Page(302, 404, 404),
    "mfa_list_webauthn": Page(302, 200, 200),
    "mfa_add_webauthn": Page(302, 200, 200),
    "mfa_edit_webauthn": Page(302, 404, 404, kwargs={"pk": 1}),
    "mfa_remove_webauthn": Page(302, 404, 404, kwargs={"pk": 1}),
    "mfa_view_recovery_codes": Page(302, 404, 404),
    "mfa_generate_recovery_codes": Page(302, 200, 200),
    "mfa_download_recovery_codes": Page(302, 404, 404),
    "usersessions_list": Page(302, 200, 200),
    # people
    "people:home": Page(302, 200, 200),
    "people:child-list": Page(302, 403, 403),
    "people:take-list": Page(302, 403, 403, kwargs={"form": "csv"}),
    "people:add-child": Page(302, 403, 403),
    "people:duplicate-list": Page(302, 403, 403),
    "people:open-in-emergency": Page(302, 403, 403),
    "people:emergency-list": Page(302, 403, 403),
    "people:review-emergency": Page(302, 403, 403, kwargs=lambda: {"pk": EmergencyFactory().pk}),
    "people:odd-look-list": Page(302, 403, 403),
    "people:review-odd-look": Page(302, 403, 403, kwargs={"pk": uuid.UUID(int=1)}),
    "people:team-list": Page(302, 200, 200),
    "people:team": Page(302, 200, 200, kwargs=lambda: {"code": TeamFactory().pk}),
    "people:add-team": Page(302, 403, 200),
    "people:leave-team": Page(302, 404, 200, kwargs=lambda: {"pk": MembershipFactory().pk}),
    "people:join-team": Page(302, 404, 200, kwargs=lambda: {"code": TeamFactory().pk}),
    "people:invite-to-team": Page(302, 404, 200, kwargs=lambda: {"code": TeamFactory().pk}),
    "people:add-team-contact": Page(302, 404, 200, kwargs=lambda: {"code": TeamFactory().pk}),
    "people:staff-list": Page(302, 403, 200),
    "people:invite": Page(302, 403, 200),
    "people:without-owner": Page(302, 403, 200),
    "people:staff-member": Page(302, 404, 200, kwargs=another),
    "people:invite-again": Page(302, 404, 302, kwargs=another, method="post"),
    "people:close-account": Page(302, 404, 200, kwargs=another),
    "people:caseload": Page(302, 404, 403, kwargs=another),
    "people:take-caseload": Page(302, 404, 403, kwargs=lambda: another() | {"form": "csv"}),
    "people:hand-over": Page(302, 404, 200, kwargs=another),
    "people:absence-list": Page(302, 200, 200),
    "people:record-absence": Page(302, 404, 200, kwargs=another),
    "people:handover": Page(302, 404, 403, kwargs=lambda: {"pk": AbsenceFactory().pk}),
    "people:change-cover": Page(302, 404, 200, kwargs=lambda: {"pk": AbsenceFactory().pk}),
    "people:end-absence": Page(302, 404, 200, kwargs=lambda: {"pk": AbsenceFactory().pk}),
    "people:setting-staff": Page(302, 404, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}),
    "people:invite-to-setting": Page(
        302, 404, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}
    ),
    "people:end-post": Page(302, 404, 200, kwargs=lambda: {"pk": PostFactory().pk}),
    "people:pass-on-post": Page(302, 404, 200, kwargs=lambda: {"pk": PostFactory().pk}),
    # About a child: neither role here has to do with one. Who has is in test_child_pages.py.
    **{name: Page(302, 404, 404, kwargs=page.kwargs) for name, page in CHILD_PAGES.items()},
    # imports: for data officers and the head of service, see tests/imports/test_pages.py
    "imports:import-list": Page(302, 403, 403),
    "imports:send-file": Page(302, 403, 403),
    **{
        f"imports:{name}": Page(302, 403, 403, kwargs=lambda: {"pk": ImportFactory().pk})
        for name in ("import", "rows-csv")
    },
    **{
        f"imports:{name}": Page(
            302, 403, 403, kwargs=lambda: {"pk": ImportFactory().pk}, method="post"
        )
        for name in ("write", "undo", "look-again", "discard")
    },
    "imports:decide-row": Page(302, 403, 403, kwargs=lambda: {"pk": RowFactory().pk}),
    # records: for records officers and the head of service, see tests/records/test_pages.py
    **{
        f"records:{name}": Page(302, 403, 403)
        for name in (
            *("request-list", "log-request", "due-list", "disposal-list", "hold-list"),
            "place-hold",
        )
    },
    "records:request": Page(302, 403, 403, kwargs=lambda: {"pk": AccessRequestFactory().pk}),
    **{
        f"records:{name}": Page(302, 403, 403, kwargs=lambda: {"pk": AccessRequestFactory().pk})
        for name in ("make-longer", "longer-letter")
    },
    "records:answer": Page(
        302, 403, 403, kwargs=lambda: {"pk": AccessRequestFactory().pk, "form": "pdf"}
    ),
    **{
        f"records:{name}": Page(
            302, 403, 403, kwargs=lambda: {"pk": AccessRequestFactory().pk}, method="post"
        )
        for name in ("lay-out", "send-answer")
    },
    **{
        f"records:{name}": Page(302, 403, 403, kwargs=lambda: {"pk": PassageFactory().pk})
        for name in ("decide-passage", "passage-file")
    },
    # sen_support: the standards are for anybody; reviews see tests/sen_support/test_pages.py
    "sen_support:standard-list": public(),
    "sen_support:standards-csv": public(),
    "sen_support:review-list": Page(302, 200, 403),
    "sen_support:gaps": Page(302, 200, 403),
    "sen_support:gap": Page(302, 200, 403, kwargs={"year": 2026, "standard": "small_steps"}),
    "sen_support:start-review": Page(
        302, 403, 404, kwargs=lambda: {"pk": EstablishmentFactory().pk}, method="post"
    ),
    "sen_support:review": Page(302, 200, 404, kwargs=lambda: {"pk": SelfReviewFactory().pk}),
    "sen_support:judge": Page(
        302,
        403,
        404,
        kwargs=lambda: {
            "pk": SelfReviewFactory().pk,
            "area": "communication",
            "tier": "universal",
        },
    ),
    **{
        f"sen_support:{name}": Page(
            302, 403, 404, kwargs=lambda: {"pk": SelfReviewFactory().pk}, method="post"
        )
        for name in ("finish-review", "take-up-review")
    },
    "records:propose": Page(302, 403, 403, method="post"),
    "records:decide-disposal": Page(302, 403, 403, kwargs=lambda: {"pk": DisposalFactory().pk}),
    "records:lift-hold": Page(302, 403, 403, kwargs=lambda: {"pk": HoldFactory().pk}),
    "records:certificate": Page(302, 403, 403, kwargs=lambda: {"pk": CertificateFactory().pk}),
    **{
        f"records:{name}": Page(302, 404, 404)
        for name in ("inspection-list", "make-inspection-file")
    },
    "records:inspection": Page(302, 404, 404, kwargs=lambda: {"pk": InspectionFileFactory().pk}),
    "records:inspection-file": Page(
        302, 404, 404, kwargs=lambda: {"pk": InspectionFileFactory().pk, "form": "pdf"}
    ),
    # establishments
    "establishments:place-list": Page(302, 403, 200),
    "establishments:place": Page(302, 403, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}),
    "establishments:add-place": Page(302, 403, 200),
    "establishments:close-place": Page(
        302, 403, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}
    ),
    "establishments:add-provision": Page(
        302, 403, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}
    ),
    "establishments:end-provision": Page(
        302, 403, 200, kwargs=lambda: {"pk": ProvisionFactory().pk}
    ),
    "establishments:add-section-41": Page(
        302, 403, 200, kwargs=lambda: {"pk": EstablishmentFactory().pk}
    ),
    "establishments:end-section-41": Page(
        302, 403, 200, kwargs=lambda: {"pk": ApprovalFactory().pk}
    ),
    # law
    "law:rule-list": public(),
    "law:rule": public(kwargs={"rule_id": "EHC_FINAL"}),
    "law:calculator": public(),
    "law:calculator-file": public(302),  # no day was given: back to the question
    # local_offer
    "local_offer:home": public(),
    "local_offer:front-door": public(301),
    "local_offer:glossary": public(),
    "local_offer:search": public(),
    "local_offer:search-csv": public(),
    "local_offer:pack": public(),
    "local_offer:shortlist": public(),
    "local_offer:change-shortlist": public(302, method="post"),  # back to the shortlist
    "local_offer:report-problem": public(404),  # about no page
    "local_offer:quicklink": public(kwargs={"code": "early_years"}),
    "local_offer:category": public(kwargs=lambda: {"code": TermFactory().code}),
    "local_offer:service": public(kwargs=lambda: {"pk": ServiceFactory().pk}),
    "local_offer:organisation": public(kwargs=lambda: {"pk": OrganisationFactory().pk}),
    "local_offer:guidance-list": public(),
    "local_offer:guidance": public(kwargs=lambda: {"slug": GuidanceFactory().slug}),
    "local_offer:school-list": public(),
    "local_offer:school": public(kwargs=lambda: {"pk": EstablishmentFactory().pk}),
    "local_offer:term-list": Page(302, 200, 200),
    "local_offer:add-term": Page(302, 200, 200),
    "local_offer:edit-term": Page(302, 200, 200, kwargs=lambda: {"term": GlossaryTermFactory().pk}),
    "local_offer:remove-term": Page(
        302, 302, 302, kwargs=lambda: {"term": GlossaryTermFactory().pk}, method="post"
    ),
    "local_offer:word-list": Page(302, 200, 200),
    "local_offer:add-words": Page(302, 200, 200),
    "local_offer:edit-words": Page(302, 200, 200, kwargs=lambda: {"pk": SynonymFactory().pk}),
    "local_offer:remove-words": Page(
        302, 302, 302, kwargs=lambda: {"pk": SynonymFactory().pk}, method="post"
    ),
}
