"""Addresses of imports."""

from django.urls import path

from wayforward.imports import views

app_name = "imports"
urlpatterns = [
    path("imports", views.import_list, name="import-list"),
    path("imports/send", views.send_file, name="send-file"),
    path("imports/<uuid:pk>", views.show_import, name="import"),
    path("imports/<uuid:pk>/rows.csv", views.rows_csv, name="rows-csv"),
    path("imports/<uuid:pk>/write", views.write, name="write"),
    path("imports/<uuid:pk>/undo", views.undo, name="undo"),
    path("imports/<uuid:pk>/look-again", views.look_again, name="look-again"),
    path("imports/<uuid:pk>/discard", views.discard, name="discard"),
    path("imports/row/<uuid:pk>", views.decide_row, name="decide-row"),
]
