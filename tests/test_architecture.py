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
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMED = [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in MODULES]
TESTED = [
    pytest.param(path, id=str(path.relative_to(ROOT)))
    for path in sorted(Path(__file__).parent.rglob("*.py"))
]
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


@pytest.mark.parametrize("path", NAMED)
def test_a_function_is_short_enough_to_see_at_once(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [f.name for f in functions if lines_of(f) > LONGEST_FUNCTION] == []


@pytest.mark.parametrize("path", NAMED)
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [node for node in tree.body if isinstance(node, Definition) and node.name[0] != "_"]
    assert ast.get_docstring(tree)
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", NAMED)
def test_names_say_something(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not SAY_NOTHING & set(path.stem.split("_"))
    classes = [node.name for node in definitions(tree) if isinstance(node, ast.ClassDef)]
    assert [name for name in classes if name.lower().endswith(tuple(SAY_NOTHING))] == []


@pytest.mark.parametrize("path", [*NAMED, *TESTED])
def test_a_rule_is_left_aside_for_a_reason_that_stands_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [found[0] for found in WAIVER.finditer(text) if not found["reason"]] == []


FACE = [
    "loosen.tui." + ".".join(path.relative_to(PACKAGE / "tui").with_suffix("").parts)
    for path in sorted((PACKAGE / "tui").rglob("*.py"))
    if path.name != "__init__.py"
]


@pytest.mark.parametrize("name", FACE)
def test_a_class_of_the_face_is_composed_and_not_inherited_together(name: str) -> None:
    """At most one base is ours, and of a class and its base one alone has something to do at its mount."""
    module = importlib.import_module(name)
    for one in vars(module).values():
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
