"""Addresses of the Local Offer."""

from django.urls import path

from wayforward.local_offer.views import glossary, public, search, upkeep

app_name = "local_offer"
urlpatterns = [
    path("", public.home, name="home"),
    path("local-offer", public.front_door, name="front-door"),
    path("glossary", glossary.glossary, name="glossary"),
    path("local-offer/terms", glossary.term_list, name="term-list"),
    path("local-offer/terms/add", glossary.add_term, name="add-term"),
    path("local-offer/terms/change/<path:term>", glossary.edit_term, name="edit-term"),
    path("local-offer/terms/remove/<path:term>", glossary.remove, name="remove-term"),
    path("local-offer/search", search.results, name="search"),
    path("local-offer/search.csv", search.as_csv, name="search-csv"),
    path("local-offer/pack", search.pack, name="pack"),
    path("local-offer/shortlist", search.shortlist, name="shortlist"),
    path("local-offer/shortlist/change", search.change_shortlist, name="change-shortlist"),
    path("local-offer/problem", upkeep.report_problem, name="report-problem"),
    path("local-offer/words", upkeep.word_list, name="word-list"),
    path("local-offer/words/add", upkeep.edit_words, name="add-words"),
    path("local-offer/words/<uuid:pk>", upkeep.edit_words, name="edit-words"),
    path("local-offer/words/<uuid:pk>/remove", upkeep.remove_words, name="remove-words"),
    path("local-offer/quicklinks/<slug:code>", public.quicklink, name="quicklink"),
    path("local-offer/categories/<slug:code>", public.category, name="category"),
    path("local-offer/services/<uuid:pk>", public.service, name="service"),
    path("local-offer/organisations/<uuid:pk>", public.organisation, name="organisation"),
    path("local-offer/guidance", public.guidance_list, name="guidance-list"),
    path("local-offer/guidance/<slug:slug>", public.guidance, name="guidance"),
    path("local-offer/schools", public.school_list, name="school-list"),
    path("local-offer/schools/<uuid:pk>", public.school, name="school"),
]
