"""Addresses about people: home, children and who may see what."""

from django.urls import path

from wayforward.people.views import (
    access,
    children,
    families,
    files,
    history,
    schooling,
    voices,
)

app_name = "people"
urlpatterns = [
    path("home", access.home, name="home"),
    # children
    path("children", children.child_list, name="child-list"),
    path("children/add", children.add_child, name="add-child"),
    path("children/<uuid:pk>", children.ChildRecord.as_view(), name="child"),
    path("children/<uuid:pk>/people", children.ChildPeople.as_view(), name="child-people"),
    path("children/<uuid:pk>/history", history.ChildHistory.as_view(), name="child-history"),
    path("children/<uuid:pk>/looks", history.ChildLooks.as_view(), name="child-looks"),
    path("children/<uuid:pk>/facts", children.EditChild.as_view(), name="edit-child"),
    path("children/<uuid:pk>/address", children.AddAddress.as_view(), name="add-address"),
    path("children/<uuid:pk>/needs", children.Needs.as_view(), name="record-needs"),
    path("children/<uuid:pk>/diagnosis", children.AddDiagnosis.as_view(), name="add-diagnosis"),
    path(
        "children/diagnosis/<uuid:pk>/remove",
        children.RemoveDiagnosis.as_view(),
        name="remove-diagnosis",
    ),
    path("children/<uuid:pk>/profile", children.WriteProfile.as_view(), name="write-profile"),
    path("children/<uuid:pk>/file.<slug:form>", files.ChildFile.as_view(), name="child-file"),
    # what they say
    path("children/<uuid:pk>/own-words", voices.OwnWordsList.as_view(), name="own-words"),
    path("children/<uuid:pk>/own-words/add", voices.AddOwnWords.as_view(), name="add-own-words"),
    path("children/own-words/<uuid:pk>/file", voices.OwnWordsFile.as_view(), name="own-words-file"),
    path(
        "children/own-words/<uuid:pk>/take-back",
        voices.TakeBack.as_view(),
        name="take-back-own-words",
    ),
    path(
        "children/own-words/<uuid:pk>/release", voices.Release.as_view(), name="release-own-words"
    ),
    path("children/<uuid:pk>/photo", voices.Photo.as_view(), name="photo"),
    path("children/<uuid:pk>/photo/change", voices.ChangePhoto.as_view(), name="change-photo"),
    path("children/<uuid:pk>/photo/remove", voices.RemovePhoto.as_view(), name="remove-photo"),
    # where they learn
    path("children/<uuid:pk>/setting", schooling.ChoosePlace.as_view(), name="choose-place"),
    path(
        "children/<uuid:pk>/setting/<uuid:place>",
        schooling.StartAtPlace.as_view(),
        name="start-schooling",
    ),
    path(
        "children/<uuid:pk>/no-setting",
        schooling.StartWithoutPlace.as_view(),
        name="start-without-place",
    ),
    path(
        "children/setting/<uuid:pk>/attendance",
        schooling.Attendance.as_view(),
        name="record-attendance",
    ),
    path("children/setting/<uuid:pk>/end", schooling.EndSchooling.as_view(), name="end-schooling"),
    # families
    path("children/<uuid:pk>/carer", families.AddCarer.as_view(), name="add-carer"),
    path("children/carer/<uuid:pk>", families.EditCarer.as_view(), name="edit-carer"),
    path("children/carer/<uuid:pk>/end", families.EndCaring.as_view(), name="end-caring"),
    path("children/carer/<uuid:pk>/agreement", families.Agreement.as_view(), name="agreement"),
    # who may see the record
    path("children/<uuid:pk>/caseload", access.Allocate.as_view(), name="allocate"),
    path("children/caseload/<uuid:pk>/end", access.EndAllocation.as_view(), name="end-allocation"),
    path("children/<uuid:pk>/team", access.StartTeamWork.as_view(), name="start-team-work"),
    path("children/<uuid:pk>/ask", access.Ask.as_view(), name="ask"),
    path("children/task/<uuid:pk>/done", access.FinishTask.as_view(), name="finish-task"),
    path("children/<uuid:pk>/restrict", access.Restrict.as_view(), name="restrict"),
    path(
        "children/<uuid:pk>/lift-restriction",
        access.LiftRestriction.as_view(),
        name="lift-restriction",
    ),
    path("children/<uuid:pk>/name", access.NamePerson.as_view(), name="name-person"),
    path("emergency", access.open_in_emergency, name="open-in-emergency"),
    path("emergencies", access.emergency_list, name="emergency-list"),
    path("emergencies/<uuid:pk>", access.review_emergency, name="review-emergency"),
]
