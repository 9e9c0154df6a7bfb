"""Addresses of the standards and of settings' reviews."""

from django.urls import path

from wayforward.sen_support.views import reviews, standards

app_name = "sen_support"
urlpatterns = [
    path("standards", standards.standard_list, name="standard-list"),
    path("standards.csv", standards.standards_csv, name="standards-csv"),
    path("self-reviews", reviews.review_list, name="review-list"),
    path("self-reviews/gaps", reviews.gaps, name="gaps"),
    path("self-reviews/gaps/<int:year>/<slug:standard>", reviews.gap, name="gap"),
    path("self-reviews/settings/<uuid:pk>/start", reviews.start_review, name="start-review"),
    path("self-reviews/<uuid:pk>", reviews.show_review, name="review"),
    path("self-reviews/<uuid:pk>/finish", reviews.finish_review, name="finish-review"),
    path("self-reviews/<uuid:pk>/take-up-again", reviews.take_up_again, name="take-up-review"),
    path("self-reviews/<uuid:pk>/<slug:area>/<slug:tier>", reviews.judge, name="judge"),
]
