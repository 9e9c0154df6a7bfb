"""A child's whole record to take away: as PDF, as a Word file, as data."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wayforward.documents import rendering
from wayforward.documents.checking.kinds import DOCX, PDF
from wayforward.people.models import Carer
from wayforward.people.views.case_page import CasePage
from wayforward.people.whole_record import as_data, as_document

DRAWN = {"pdf": ("render_pdf", PDF), "docx": ("render_docx", DOCX)}


class ChildFile(CasePage):
    """Everything of the record that whoever asks may see; `?large=1` in large print."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the file; a carer who needs large print gets it without asking."""
        form = kwargs["form"]
        if form == "json":
            data = as_data(self.child, request.user, self.on)
            made = json.dumps(data, ensure_ascii=False, indent=2).encode()
            answer = HttpResponse(made, content_type="application/json; charset=utf-8")
        elif form in DRAWN:
            render, kind = DRAWN[form]
            content, layout = as_document(self.child, request.user, self.on)
            large = request.GET.get("large") == "1" or self.needs_large_print()
            made = getattr(rendering, render)(content, layout, large_print=large)
            answer = HttpResponse(made, content_type=kind.content_type)
        else:
            raise Http404
        name = f"record-{self.child.reference}.{form}"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer

    def needs_large_print(self) -> bool:
        """Tell whether whoever asks is a carer who needs large print."""
        return Carer.objects.filter(user=self.request.user, large_print=True).exists()  # type: ignore[misc]  # signed in
