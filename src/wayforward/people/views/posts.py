"""Pages with which a setting manages its own users: posts, invitations, leavers, successors."""

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from wayforward.establishments.models import Establishment
from wayforward.people.actions import invitations, teams
from wayforward.people.forms import posts as forms
from wayforward.people.models import Post
from wayforward.people.permissions import can_close_account, can_manage_posts
from wayforward.people.roles import SENCO, TEACHER
from wayforward.people.views.asking import asked, hide_unless, sent, site_of
from wayforward.people.workload import colleagues_of, open_work_of, posts_at
from wayforward.web.formats import count_of

ASKS = ["GET", "HEAD", "POST"]
FORMER = 50


def managed_setting(request: HttpRequest, pk: uuid.UUID) -> Establishment:
    """Return a setting whose users are the user's to manage; 404 otherwise."""
    place = get_object_or_404(Establishment, pk=pk)
    hide_unless(can_manage_posts(localdate()), request.user, place)
    return place


def managed_post(request: HttpRequest, pk: uuid.UUID) -> Post:
    """Return a post at such a setting; 404 otherwise."""
    post = get_object_or_404(Post.objects.select_related("establishment", "user"), pk=pk)
    hide_unless(can_manage_posts(localdate()), request.user, post.establishment)
    return post


def staff_of(post: Post) -> str:
    """Return the address of the page of the post's setting."""
    return reverse("people:setting-staff", kwargs={"pk": post.establishment_id})


@require_safe
@cache_control(private=True, no_store=True)
def setting_staff(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show who has a post at a setting, with their work, and who had one."""
    on, place = localdate(), managed_setting(request, pk)
    former = place.posts.filter(ends_on__lt=on).select_related("user")
    context = {
        "place": place,
        "posts": posts_at(place, on=on),
        "former": former.order_by("-ends_on", "pk")[:FORMER],
        "on": on,
    }
    return render(request, "people/setting_staff.jinja", context)


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def invite_to_setting(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Invite somebody to a post at a setting."""
    place = managed_setting(request, pk)

    def change(answers: dict[str, Any]) -> None:
        invitations.invite_to_setting(
            place.pk, **answers, site=site_of(request), by=request.user, on=localdate()
        )

    return asked(
        request,
        forms.InviteToSettingForm(sent(request), initial={"manages_users": False}),
        change,
        done="They have the post. Whoever has no account yet is sent the way in within a minute.",
        to=reverse("people:setting-staff", kwargs={"pk": pk}),
        title=f"Invite somebody to {place}",
        button="Send the invitation",
    )


def left_by(post: Post) -> str:
    """Return in words what a post leaves behind."""
    work = open_work_of(post.user, after=localdate(), place=post.establishment)
    return (
        f"{count_of(work.children, 'pupil')} on their own list and {count_of(work.tasks, 'open task')} "
        "about pupils here pass on."
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def end_post(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask for the last day in a post, and who takes on what was asked."""
    on, post = localdate(), managed_post(request, pk)
    people = colleagues_of(post.user, on=on, place=post.establishment)
    form = forms.EndForm(sent(request), people=people, initial={"last_day": on})

    def change(answers: dict[str, Any]) -> None:
        teams.end_post(
            pk, last_day=answers["last_day"], to_id=answers["to"], by=request.user, on=on
        )

    about = [f"{post.user.full_name}, {post.title} at {post.establishment}.", left_by(post)]
    if can_close_account(on)(request.user, post.user):
        about.append("The account stays. End it on the page of the person, if they leave.")
    return asked(
        request,
        form,
        change,
        done="The last day is saved.",
        to=staff_of(post),
        title="End a post",
        button="Save the last day",
        about=about,
    )


@require_http_methods(ASKS)
@cache_control(private=True, no_store=True)
def pass_on_post(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask who holds a post next: a colleague, or somebody new who is invited."""
    on, post = localdate(), managed_post(request, pk)
    people = colleagues_of(post.user, on=on, place=post.establishment)
    form = forms.PassOnPostForm(sent(request), people=people, initial={"last_day": on})

    @transaction.atomic
    def change(answers: dict[str, Any]) -> None:
        to_id = answers["to"] or invitations.invite_to_school_work(
            post.establishment_id,
            email=answers["email"],
            full_name=answers["full_name"],
            role=SENCO.code if post.sees_all else TEACHER.code,
            site=site_of(request),
            by=request.user,
            on=on,
        )
        teams.pass_on_post(pk, to_id, last_day=answers["last_day"], by=request.user, on=on)

    return asked(
        request,
        form,
        change,
        done="The post passes on, with its pupils and open tasks.",
        to=staff_of(post),
        title=f"Pass on the post of {post.title}",
        button="Pass the post on",
        about=[
            f"{post.user.full_name} at {post.establishment}.",
            "From the day after the last day the successor sees the pupils, and "
            f"{post.user.full_name} sees them no more by this post. " + left_by(post),
        ],
    )
