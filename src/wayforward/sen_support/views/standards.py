"""The standards, for anybody: find, read, print. They are guidance, and hold nothing of anybody."""

import csv
import io

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wayforward.arrangements.standards import AREAS, KINDS, PHASES, TIER_WORDS, TIERS
from wayforward.sen_support.finding import find
from wayforward.web.arranged import arrangements

COLUMNS = ["Area", "Part", "Phases", "Tier", "Kind", "Standard", "Why", "Example", "Evidence"]


@login_not_required
@require_safe
def standard_list(request: HttpRequest) -> HttpResponse:
    """Draw the standards that are asked for, by area and tier."""
    block = arrangements().standards
    context = {
        "block": block,
        "found": find(block.standard if block else (), request.GET),
        "tiers": TIERS,
        "tier_words": TIER_WORDS,
        "kinds": KINDS,
        "phases": PHASES,
    }
    return render(request, "sen_support/standard_list.jinja", context)


@login_not_required
@require_safe
def standards_csv(request: HttpRequest) -> HttpResponse:
    """Give out the same standards as CSV."""
    block = arrangements().standards
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for each in find(block.standard if block else (), request.GET).standards:
        phases = ", ".join(PHASES[phase] for phase in each.phases)
        about = [AREAS[each.area], each.part or "", phases, TIERS[each.tier], KINDS[each.kind]]
        table.writerow([*about, each.statement, each.why, each.example, each.evidence])
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="standards.csv"'
    return answer
