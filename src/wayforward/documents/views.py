"""The samples on /design: an invented letter and report, drawn when asked for."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from wayforward.documents import rendering
from wayforward.documents.checking.kinds import DOCX, PDF
from wayforward.documents.samples import SAMPLES

FORMS = {"pdf": ("render_pdf", PDF), "docx": ("render_docx", DOCX)}


@login_not_required
@require_safe
def sample(request: HttpRequest, sample_name: str, form: str) -> HttpResponse:
    """Return a sample as PDF or DOCX; `?large=1` in large print."""
    if sample_name not in SAMPLES or form not in FORMS:
        raise Http404
    render, kind = FORMS[form]
    content, layout = SAMPLES[sample_name]()
    made = getattr(rendering, render)(content, layout, large_print=request.GET.get("large") == "1")
    answer = HttpResponse(made, content_type=kind.content_type)
    shown = "inline" if kind.shows_inline else "attachment"
    answer["Content-Disposition"] = f'{shown}; filename="sample-{sample_name}.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "public, max-age=300"
    return answer
