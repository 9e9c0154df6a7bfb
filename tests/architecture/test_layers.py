"""Foreign keys point downwards, which no import tool can see when one is written as a string."""

import re
import tomllib

from django.apps import apps

from wayforward.config.environment import ROOT


def app_depths() -> dict[str, int]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(
        contract["layers"]
        for contract in contracts["contracts"]
        if contract["name"] == "Apps depend downwards only"
    )
    return {app: depth for depth, line in enumerate(layers) for app in re.findall(r"\w+", line)}


def test_foreign_keys_point_downwards():
    depth = app_depths()
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in depth
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.app_label in depth
        if depth[model._meta.app_label] > depth[field.related_model._meta.app_label]
    ]
    assert upward == []


def test_every_app_of_ours_is_on_the_ladder():
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("wayforward.")}
    assert ours - app_depths().keys() == set()
