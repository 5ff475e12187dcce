"""Foreign files imported into a real book."""

from collections.abc import Callable
from pathlib import Path

import pytest

from muster.domain.importing.fields import IMPORTED
from muster.domain.importing.file_mapping import FileMapping
from muster.services.bundle import Services
from muster.services.importing.dry_run import DryRun
from muster.services.importing.file_imports import FileImports
from muster.services.importing.people import decide

OFFICERS = "officer_id,last_name,first_name,middle_name\n0417,Lind,Avery,J\n0418,Ortega,Sam,\n"
Change = Callable[[FileMapping], FileMapping]
Trying = Callable[..., DryRun]
TryingFile = Callable[..., DryRun]


@pytest.fixture
def imports(empty: Services, tmp_path: Path) -> FileImports:
    """Imports into a book that has two officers."""
    (tmp_path / "officers.csv").write_text(OFFICERS, encoding="utf-8")
    empty.imports.run([tmp_path / "officers.csv"])
    return empty.file_imports


@pytest.fixture
def trying_file(imports: FileImports) -> TryingFile:
    """Try out a file, as is proposed but for the change; everybody is whom the name says, or new."""

    def run(
        kind: str,
        path: Path,
        change: Change = lambda mapping: mapping,
        *,
        by_name: bool = True,
        create: bool = False,
    ) -> DryRun:
        file = imports.open(path)
        mapping = change(imports.propose(file, IMPORTED[kind]))
        return imports.dry_run(file, mapping, lambda people: decide(people, by_name=by_name, create=create))

    return run


@pytest.fixture
def trying(trying_file: TryingFile, tmp_path: Path) -> Trying:
    """Try out a file of this text."""

    def run(
        kind: str,
        text: str,
        change: Change = lambda mapping: mapping,
        *,
        by_name: bool = True,
        create: bool = False,
        name: str = "register.csv",
    ) -> DryRun:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return trying_file(kind, tmp_path / name, change, by_name=by_name, create=create)

    return run
