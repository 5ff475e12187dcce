"""What holds for the whole tree and neither ruff nor mypy can say."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "muster"
MAY_CALL_FLOAT = frozenset[str]()  # modules that paint, such as "ui/widgets/bars.py": pixels, never money


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the program by its path within the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    assert paths
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def calls(tree: ast.Module, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def is_float(node: ast.AST) -> bool:
    return (isinstance(node, ast.Constant) and isinstance(node.value, float)) or (
        isinstance(node, ast.Name) and node.id == "float"
    )


def test_imports_follow_the_layers() -> None:
    # In a process of its own: import-linter sets up logging anew and silences every logger there is.
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_says_what_it_is() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


def test_nothing_rounds_half_even_or_turns_a_number_into_a_float() -> None:
    offences = [
        f"{name}:{call.lineno}"
        for name, tree in modules().items()
        for call in calls(tree, "round", *(() if name in MAY_CALL_FLOAT else ("float",)))
    ]
    assert offences == []


def test_the_rules_know_no_float() -> None:
    offences = [
        f"{name}:{getattr(node, 'lineno', 0)}"
        for name, tree in modules().items()
        if name.startswith("domain/")
        for node in ast.walk(tree)
        if is_float(node)
    ]
    assert offences == []


def test_what_pip_installs_is_what_uv_locked() -> None:
    with (ROOT / "uv.lock").open("rb") as file:
        locked = {package["name"]: package["version"] for package in tomllib.load(file)["package"]}
    del locked["muster"]
    pinned = re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    assert dict(pinned) == locked


def test_the_wheel_carries_code_migrations_and_resources(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    resources = (path for path in (ROOT / "resources").rglob("*") if path.is_file())
    wanted = {f"muster/resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in resources}
    migrations = (path for path in (PACKAGE / "storage" / "migrations").rglob("*") if "__pycache__" not in path.parts)
    wanted |= {f"muster/{path.relative_to(PACKAGE).as_posix()}" for path in migrations if path.is_file()}
    wanted |= {f"muster/{name}" for name in modules()}
    assert wanted - held == set()
