"""The glossary: read by everyone, edited by those who look after the Local Offer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wayforward.local_offer.actions.glossary import TermTaken, remove_term, save_term
from wayforward.local_offer.forms import NewTermForm, TermForm
from wayforward.local_offer.models import GlossaryTerm
from wayforward.local_offer.views.public import draw
from wayforward.local_offer.views.upkeep import allow
from wayforward.web.components.pages import Pages, page_asked


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Draw the glossary, from A to Z."""
    shown = GlossaryTerm.objects.filter(is_removed=False)
    letters: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(shown, key=lambda term: term.term.lower()):
        letters.setdefault(term.term[0].upper(), []).append(term)
    return draw(request, "glossary", letters=letters)


@require_safe
def term_list(request: HttpRequest) -> HttpResponse:
    """Draw the terms to look after, a page at a time; `q` finds those that hold some text."""
    allow(request)
    q = request.GET.get("q", "")[:100].replace("\0", "").strip()
    found = GlossaryTerm.objects.filter(is_removed=False)
    if q:
        found = found.filter(
            Q(term__icontains=q)
            | Q(expansion__icontains=q)
            | Q(meaning__icontains=q)
            | Q(also__contains=[q])
        )
    pages = Pages(page_asked(request.GET.get("page")), found.count())
    context = {"terms": found.order_by("term")[pages.slice], "pages": pages, "q": q}
    return render(request, "local_offer/term_list.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_term(request: HttpRequest) -> HttpResponse:
    """Ask for a new term and what it means."""
    allow(request)
    form = NewTermForm(request.POST or None)
    return _ask(request, form, is_new=True)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_term(request: HttpRequest, term: str) -> HttpResponse:
    """Ask what a term of the glossary means."""
    allow(request)
    found = get_object_or_404(GlossaryTerm, pk=term, is_removed=False)
    initial = {
        "expansion": found.expansion,
        "also": "\n".join(found.also),
        "meaning": found.meaning,
        "source": found.source,
    }
    return _ask(request, TermForm(request.POST or None, initial=initial), term=found)


def _ask(
    request: HttpRequest, form: TermForm, *, term: GlossaryTerm | None = None, is_new: bool = False
) -> HttpResponse:
    """Draw the questions about one term, or save what was answered."""
    if request.method == "POST" and form.is_valid():
        answers = dict(form.cleaned_data)
        name = term.term if term else answers.pop("term")
        try:
            save_term(name, **answers, is_new=is_new, by=request.user)
        except TermTaken as refusal:
            form.add_error("term" if is_new else "also", str(refusal))
        else:
            messages.success(request, f"Saved. “{name}” is explained like this now.")
            return redirect("local_offer:term-list")
    return render(request, "local_offer/edit_term.jinja", {"form": form, "term": term})


@require_POST
def remove(request: HttpRequest, term: str) -> HttpResponse:
    """Take one term out of the glossary."""
    allow(request)
    try:
        remove_term(term, by=request.user)
    except GlossaryTerm.DoesNotExist as problem:
        raise Http404 from problem
    messages.success(request, f"Removed. “{term}” is no longer explained.")
    return redirect("local_offer:term-list")
