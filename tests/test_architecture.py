"""The house rules that a reader cannot be expected to check by eye."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import loosen

PACKAGE = Path(loosen.__file__).parent
ROOT = Path(__file__).parent.parent
MODULES = {
    str(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8")
    for path in sorted(PACKAGE.rglob("*.py"))
}
TESTED = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in sorted(Path(__file__).parent.rglob("*.py"))
}
TREES = {name: ast.parse(text) for name, text in MODULES.items()}
WAIVER = re.compile(
    r"# (?:noqa|type: ignore|pragma)\b(?:: [A-Z0-9, ]*[0-9])?(?:\[[\w, -]+\])?(?P<reason> +#? ?[\w’].+)?"
)
LONGEST_FUNCTION = 40
SAY_NOTHING = {"manager", "helper", "utils", "util", "info", "handler"}

Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def definitions(tree: ast.Module | ast.ClassDef) -> Iterator[Definition]:
    """The functions and classes of a module or class, without those inside functions."""
    for node in tree.body:
        if isinstance(node, Definition):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from definitions(node)


def lines_of(node: Definition) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_the_contracts_between_modules_hold() -> None:
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 10
    assert len(TESTED) > 10


def test_a_function_is_short_enough_to_see_at_once() -> None:
    assert [
        f"{name}: {node.name}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if lines_of(node) > LONGEST_FUNCTION
    ] == []


def test_what_is_public_says_what_it_is() -> None:
    assert [name for name, tree in TREES.items() if not ast.get_docstring(tree)] == []
    assert [
        f"{name}: {node.name}"
        for name, tree in TREES.items()
        for node in tree.body
        if isinstance(node, Definition) and node.name[0] != "_" and not ast.get_docstring(node)
    ] == []


def test_names_say_something() -> None:
    assert [name for name in MODULES if SAY_NOTHING & set(Path(name).stem.split("_"))] == []
    assert [
        f"{name}: {node.name}"
        for name, tree in TREES.items()
        for node in definitions(tree)
        if isinstance(node, ast.ClassDef) and node.name.lower().endswith(tuple(SAY_NOTHING))
    ] == []


def test_a_rule_is_left_aside_for_a_reason_that_stands_there() -> None:
    assert [
        f"{name}: {found[0]}"
        for name, text in {**MODULES, **TESTED}.items()
        for found in WAIVER.finditer(text)
        if not found["reason"]
    ] == []


FACE = [
    "loosen.tui." + ".".join(path.relative_to(PACKAGE / "tui").with_suffix("").parts)
    for path in sorted((PACKAGE / "tui").rglob("*.py"))
    if path.name != "__init__.py"
]


def test_a_class_of_the_face_is_composed_and_not_inherited_together() -> None:
    """At most one base is ours, and of a class and its base one alone has something to do at its mount."""
    assert FACE
    for name in FACE:
        for one in vars(importlib.import_module(name)).values():
            if isinstance(one, type) and one.__module__ == name:
                ours = [base for base in one.__mro__ if base.__module__.startswith("loosen.")]
                assert len(ours) <= 2, one
                assert sum("on_mount" in vars(base) for base in ours) <= 1, one


@pytest.mark.parametrize(
    "package", [f"loosen.{one}" for one in ("domain", "text", "storage", "services", "cli")]
)
def test_what_has_no_face_on_a_screen_never_loads_the_toolkit(package: str) -> None:
    """Every module of a package, imported in a process of its own."""
    load = f"""
import importlib, pkgutil, sys
import {package} as package
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted({{"textual", "rich"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", load], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
