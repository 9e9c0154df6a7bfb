"""Addresses about people: home, children and who may see what."""

from django.urls import path

from wayforward.people.views import (
    absences,
    access,
    children,
    families,
    files,
    history,
    lists,
    looking,
    merging,
    posts,
    schooling,
    staff,
    teams,
    voices,
)

app_name = "people"
urlpatterns = [
    path("home", access.home, name="home"),
    # children
    path("children", children.child_list, name="child-list"),
    path("children/list.<slug:form>", lists.child_list, name="take-list"),
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
    # two records of one child
    path("children/duplicates", merging.duplicate_list, name="duplicate-list"),
    path("children/<uuid:pk>/compare/<uuid:other>", merging.Compare.as_view(), name="compare"),
    path("children/<uuid:pk>/not-same/<uuid:other>", merging.SayNotSame.as_view(), name="not-same"),
    path("children/merge/<uuid:pk>/undo", merging.Unmerge.as_view(), name="unmerge"),
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
    path("children/<uuid:pk>/carer/known", families.FindCarer.as_view(), name="find-carer"),
    path(
        "children/<uuid:pk>/carer/known/<uuid:carer>",
        families.JoinFamily.as_view(),
        name="join-family",
    ),
    path("children/carer/<uuid:pk>/invite", families.InviteCarer.as_view(), name="invite-carer"),
    path(
        "children/<uuid:pk>/invite",
        families.InviteYoungPerson.as_view(),
        name="invite-young-person",
    ),
    path("children/carer/<uuid:pk>/end", families.EndCaring.as_view(), name="end-caring"),
    path("children/carer/<uuid:pk>/agreement", families.Agreement.as_view(), name="agreement"),
    # who may see the record
    path("children/<uuid:pk>/caseload", access.Allocate.as_view(), name="allocate"),
    path("children/caseload/<uuid:pk>/end", access.EndAllocation.as_view(), name="end-allocation"),
    path("children/caseload/<uuid:pk>/pass-on", access.PassOnChild.as_view(), name="pass-on-child"),
    path("children/<uuid:pk>/contact", access.AddContact.as_view(), name="add-contact"),
    path("children/contact/<uuid:pk>/end", access.EndContact.as_view(), name="end-contact"),
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
    path("looks", looking.odd_look_list, name="odd-look-list"),
    path("looks/<uuid:pk>", looking.review_odd_look, name="review-odd-look"),
    # teams
    path("teams", teams.team_list, name="team-list"),
    path("teams/add", teams.add_team, name="add-team"),
    path("teams/leave/<uuid:pk>", teams.leave_team, name="leave-team"),
    path("teams/<slug:code>", teams.team, name="team"),
    path("teams/<slug:code>/join", teams.join_team, name="join-team"),
    path("teams/<slug:code>/invite", staff.invite, name="invite-to-team"),
    path("teams/<slug:code>/contact", teams.add_team_contact, name="add-team-contact"),
    # those who work here
    path("staff", staff.staff_list, name="staff-list"),
    path("staff/invite", staff.invite, name="invite"),
    path("staff/without-owner", staff.without_owner, name="without-owner"),
    path("staff/<uuid:pk>", staff.staff_member, name="staff-member"),
    path("staff/<uuid:pk>/invite-again", staff.invite_again, name="invite-again"),
    path("staff/<uuid:pk>/end", staff.close_account, name="close-account"),
    path("staff/<uuid:pk>/caseload", staff.caseload, name="caseload"),
    path("staff/<uuid:pk>/caseload.<slug:form>", lists.caseload, name="take-caseload"),
    path("staff/<uuid:pk>/pass-on", staff.hand_over, name="hand-over"),
    # who is away
    path("absences", absences.absence_list, name="absence-list"),
    path("staff/<uuid:pk>/absence", absences.record_absence, name="record-absence"),
    path("absences/<uuid:pk>", absences.handover, name="handover"),
    path("absences/<uuid:pk>/cover", absences.change_cover, name="change-cover"),
    path("absences/<uuid:pk>/end", absences.end_absence, name="end-absence"),
    # a setting's own users
    path("settings/<uuid:pk>/staff", posts.setting_staff, name="setting-staff"),
    path("settings/<uuid:pk>/staff/invite", posts.invite_to_setting, name="invite-to-setting"),
    path("settings/posts/<uuid:pk>/end", posts.end_post, name="end-post"),
    path("settings/posts/<uuid:pk>/pass-on", posts.pass_on_post, name="pass-on-post"),
]
