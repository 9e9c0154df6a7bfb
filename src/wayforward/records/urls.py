"""Addresses of requests for records, holds and disposal."""

from django.urls import path

from wayforward.records.views import inspections, keeping, longer, requests

app_name = "records"
urlpatterns = [
    path("records/requests", requests.request_list, name="request-list"),
    path("records/requests/log", requests.log_request, name="log-request"),
    path("records/requests/<uuid:pk>", requests.show_request, name="request"),
    path("records/requests/<uuid:pk>/lay-out", requests.lay_out, name="lay-out"),
    path("records/requests/<uuid:pk>/send", requests.send, name="send-answer"),
    path("records/requests/<uuid:pk>/answer.<str:form>", requests.answer, name="answer"),
    path("records/requests/<uuid:pk>/longer", longer.make_longer, name="make-longer"),
    path("records/requests/<uuid:pk>/longer.pdf", longer.letter, name="longer-letter"),
    path("records/passages/<uuid:pk>", requests.decide, name="decide-passage"),
    path("records/passages/<uuid:pk>/file", requests.passage_file, name="passage-file"),
    path("records/inspections", inspections.inspection_list, name="inspection-list"),
    path("records/inspections/make", inspections.make, name="make-inspection-file"),
    path("records/inspections/<uuid:pk>", inspections.show, name="inspection"),
    path("records/inspections/<uuid:pk>/file.<str:form>", inspections.take, name="inspection-file"),
    path("records/due", keeping.due_list, name="due-list"),
    path("records/due/propose", keeping.propose, name="propose"),
    path("records/disposals", keeping.disposal_list, name="disposal-list"),
    path("records/disposals/<uuid:pk>", keeping.decide_disposal, name="decide-disposal"),
    path("records/holds", keeping.hold_list, name="hold-list"),
    path("records/holds/place", keeping.place_hold, name="place-hold"),
    path("records/holds/<uuid:pk>/lift", keeping.lift_hold, name="lift-hold"),
    path("records/certificates/<uuid:pk>.pdf", keeping.certificate, name="certificate"),
]
