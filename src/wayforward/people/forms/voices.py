"""Questions about what a child says of themselves."""

from django import forms

from wayforward.web import fields

PICTURES = ("image/*",)
MEDIA = ("image/*", "audio/*", "video/mp4", ".pdf")


class OwnWordsForm(forms.Form):
    """What a child said, drew or recorded."""

    about = fields.TextField(
        label="What it is about",
        hint="Such as: what helps me in class, or the question that was asked",
        missing="Enter what it is about",
        width=30,
    )
    said_on = fields.DateField(
        label="When it was said", called="The day", missing="Enter the day on which it was said"
    )
    words = fields.LongTextField(
        label="The words, just as they were said",
        hint="Leave empty if it is a picture or a recording alone.",
        required=False,
        max_length=4000,
    )
    file = fields.FileField(
        label="A picture, a recording or a video",
        hint="A drawing, a photo of a sign or symbol, a voice, a video of signing. Up to 50 MB.",
        accepts=MEDIA,
        required=False,
    )
    shows = fields.LongTextField(
        label="What the picture shows, or what is said in the recording",
        hint="For people who cannot see or hear it.",
        required=False,
        max_length=2000,
        rows=3,
    )
    helped_by = fields.TextField(
        label="Who was with them",
        hint="Such as: his key worker, using Makaton. Leave empty if nobody was.",
        required=False,
    )


class PhotoForm(forms.Form):
    """A photo for the one-page profile."""

    file = fields.FileField(
        label="A photo",
        hint="What the camera wrote about place and time is taken out of it.",
        accepts=PICTURES,
        missing="Choose a photo",
    )
    agreed_by = fields.TextField(
        label="Who agreed that it may be shown",
        hint="The child or young person, or a parent. Everybody who sees this record will see it.",
        missing="Enter who agreed",
    )
