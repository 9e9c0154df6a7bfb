"""The law in plain words, for anyone. Nothing here is kept, and the database is not asked."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from wayforward.law.calculator import Answer, code_of
from wayforward.law.calendar_file import calendar_file
from wayforward.law.forms import CalculatorForm, ExampleForm
from wayforward.law.listing import every_rule, grouped, in_statute_book, processes
from wayforward.law.search import search
from wayforward.statute.calculator import QUESTIONS
from wayforward.statute.rules.sources import COMPILED_ON
from wayforward.web.fields.dates import PARTS

DONE = "done"  # in an address: the rules whose step has happened


def draw(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Draw a page with what all of them say."""
    shared = {"compiled_on": COMPILED_ON, "in_statute_book": in_statute_book, "today": localdate()}
    return render(request, f"law/{template}.jinja", shared | context)


@login_not_required
@require_safe
def rule_list(request: HttpRequest) -> HttpResponse:
    """Draw every rule in plain words; `q`, `process` and `grade` narrow the list."""
    return draw(
        request,
        "rule_list",
        found=search(request.GET),
        processes=processes(),
        total=len(every_rule()),
    )


@login_not_required
@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Explain one rule, with an example for today or for the day in the address."""
    shown = every_rule().get(rule_id)
    if shown is None:
        if rule_id.upper() in every_rule():
            return redirect("law:rule", rule_id=rule_id.upper())
        raise Http404
    form = ExampleForm(shown, today=localdate())
    names = {key.partition("-")[0] for key in request.GET}
    if names & {*PARTS, *form.fields}:
        form = ExampleForm(shown, request.GET, today=localdate())
        form.is_valid()
    else:
        form.initial = form.usual()
        form.ask(form.initial)
    return draw(
        request,
        "rule",
        shown=shown,
        form=form,
        neighbours=[
            each
            for group in grouped(every_rule().values())
            for each in group.rules
            if group.process == shown.process and each is not shown
        ],
        starts=[
            (code_of(start), question.words)
            for start, question in QUESTIONS.items()
            if rule_id in {asked for asked, _ in question.rules}
        ],
    )


def asked(query: QueryDict) -> CalculatorForm:
    """Return the calculator's form: with what the address says, or no day yet."""
    today = localdate()
    if not set(PARTS) & set(query):
        return CalculatorForm(today=today, initial={"what": query.get("what", "")})
    form = CalculatorForm(query, today=today, done=query.getlist(DONE))
    form.is_valid()
    return form


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def calculator(request: HttpRequest) -> HttpResponse:
    """Ask what happened and when, and show every date that follows, each with its reason."""
    form = asked(request.GET)
    return draw(
        request,
        "calculator",
        form=form,
        answer=form.answer,
        changed=changes(request.GET, form.answer),
        shown_rules=every_rule(),
    )


def changes(query: QueryDict, answer: Answer | None) -> dict[str, str]:
    """Return for each rule of an answer the address that says it has happened, or has not."""
    if answer is None:
        return {}
    known = [step.due.rule.id for step in answer.steps]
    done = [rule_id for rule_id in known if rule_id in query.getlist(DONE)]
    found = {}
    for rule_id in known:
        changed = query.copy()
        changed.setlist(
            DONE,
            [each for each in done if each != rule_id] + ([rule_id] if rule_id not in done else []),
        )
        found[rule_id] = f"?{changed.urlencode()}#{rule_id}"
    return found


@login_not_required
@require_safe
@cache_control(private=True, no_store=True)
def calculator_file(request: HttpRequest) -> HttpResponse:
    """Return the dates that follow as a calendar file; a question it cannot take goes back."""
    form = asked(request.GET)
    if form.answer is None:
        return redirect(f"{reverse('law:calculator')}?{request.GET.urlencode()}")

    def page_of(rule_id: str) -> str:
        return request.build_absolute_uri(reverse("law:rule", kwargs={"rule_id": rule_id}))

    response = HttpResponse(
        calendar_file(form.answer, at=now(), page_of=page_of),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="dates-{form.answer.day}.ics"'
    return response
