"""Tiny made-up files in the shapes of other people's exercise sets; none of their text is in them."""

from typing import Any


def fed(key: str = "Made_Up_Stretch", **changes: Any) -> dict[str, Any]:
    """An entry in the shape of free-exercise-db."""
    entry: dict[str, Any] = {
        "id": key,
        "name": key.replace("_", " "),
        "force": "static",
        "level": "beginner",
        "mechanic": None,
        "equipment": "body only",
        "primaryMuscles": ["hamstrings"],
        "secondaryMuscles": ["calves", "glutes"],
        "instructions": ["Lie down.", "Stay a while."],
        "category": "stretching",
        "images": [f"{key}/0.jpg"],
    }
    return entry | changes


def uuid(number: int) -> str:
    """A uuid that begins with a number."""
    return f"{number:08x}-0000-4000-8000-000000000000"


def said(**changes: Any) -> dict[str, Any]:
    """An English text in the shape of wger's API."""
    text: dict[str, Any] = {
        "name": "Made up stretch",
        "description": "<p>Start:</p><p>Lie down.</p><ol><li>Pull &amp; wait.</li></ol>",
        "language": 2,
        "license": 2,
        "license_author": "Ada",
        "license_object_url": "https://example.org/stretch",
        "author_history": ["Ada", "Bo"],
        "aliases": [{"alias": "Nothing real"}],
    }
    return text | changes


def wger(number: int = 7, **changes: Any) -> dict[str, Any]:
    """An entry in the shape of wger's ``exerciseinfo``."""
    entry: dict[str, Any] = {
        "id": number,
        "uuid": uuid(number),
        "category": {"id": 9, "name": "Legs"},
        "muscles": [{"id": 8, "name": "Gluteus maximus"}],
        "muscles_secondary": [{"id": 16, "name": "Erector spinae"}],
        "equipment": [{"id": 4, "name": "Gym mat"}],
        "license_author": "Cy",
        "variation_group": None,
        "translations": [said(language=1, name="Ausgedacht"), said()],
        "images": [{"image": "https://example.org/picture.png"}],
    }
    return entry | changes


def fixture(number: int = 7) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The same entry as wger's two fixture files have it: exercises, and translations with aliases."""
    exercise = {
        "uuid": uuid(number),
        "category": 9,
        "muscles": [8],
        "muscles_secondary": [16],
        "equipment": [4],
        "license_author": "Cy",
        "variation_group": None,
    }
    text = said(exercise=number, author_history=["Ada", "Bo"])
    del text["aliases"]
    return (
        [{"model": "exercises.exercise", "pk": number, "fields": exercise}],
        [
            {"model": "exercises.translation", "pk": 70, "fields": text},
            {
                "model": "exercises.alias",
                "pk": 1,
                "fields": {"translation": 70, "alias": "Nothing real"},
            },
            {"model": "exercises.exercisecomment", "pk": 1, "fields": {"comment": "x"}},
        ],
    )
