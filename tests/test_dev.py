"""The start script: what it says and installs when something is missing, without touching this machine."""

import subprocess
import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout in which nothing is installed yet."""
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(dev, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(dev, "loads", lambda _library: True)
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the script starts; each succeeds and does nothing."""
    commands: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        commands.append(command)
        return 0

    monkeypatch.setattr(subprocess, "call", call)
    return commands


@pytest.mark.parametrize("args", [[], ["fly"]])
def test_wrong_usage_shows_the_commands(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(args) == 2
    assert "run [ARGS...]" in capsys.readouterr().err


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["--help"]) == 0
    assert "run [ARGS...]" in capsys.readouterr().out


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr("platform.python_version", lambda: "3.9.2")
    assert dev.main(["lint"]) == 1
    assert capsys.readouterr().err == "Muster needs Python 3.11 or newer; this is 3.9.2.\n"


def test_an_unknown_processor_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("platform.machine", lambda: "riscv64")
    assert dev.main(["lint"]) == 1
    assert "riscv64" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="system packages are Linux's")
@pytest.mark.usefixtures("bare")
class TestSystemPackages:
    def test_nothing_is_started_when_nothing_is_missing(self, started: list[list[str]]) -> None:
        dev.install_system_packages(dev.missing_system_packages(windowed=True))
        assert started == []

    def test_a_screen_needs_more_than_the_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(dev, "loads", lambda library: "xcb" not in library)
        assert dev.missing_system_packages(windowed=False) == {}
        assert "libxcb-cursor0" in dev.missing_system_packages(windowed=True).values()

    def test_debians_python_without_venv_is_noticed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
        assert set(dev.missing_system_packages(windowed=False).values()) == {f"python3.{sys.version_info.minor}-venv"}

    def test_root_gets_them_installed(self, started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("os.geteuid", lambda: 0)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
        dev.install_system_packages({"libEGL.so.1": "libegl1"})
        assert started == [
            ["apt-get", "update"],
            ["apt-get", "install", "-y", "--no-install-recommends", "libegl1"],
        ]

    def test_others_are_told_what_to_type(self, started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("os.geteuid", lambda: 1000)
        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
        with pytest.raises(dev.SetupError, match="\n  apt-get install -y --no-install-recommends libegl1 libgl1"):
            dev.install_system_packages({"libGL.so.1": "libgl1", "libEGL.so.1": "libegl1"})
        assert started == []


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (
            "WARNING: Retrying ... ProxyError('Cannot connect to proxy.')\nERROR: No matching distribution",
            "HTTPS_PROXY",
        ),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "PIP_CERT"),
        ("NewConnectionError: [Errno 101]\nERROR: No matching distribution found for alembic", "no connection"),
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "requirements.lock pins"),
        ("ERROR: No matching distribution found for alembic==1.20.1", "no build"),
        ("ERROR: something new", "something new"),
    ],
)
def test_pips_troubles_are_told_in_a_sentence(said: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, stderr=said)
    monkeypatch.setattr(subprocess, "run", lambda *_args, **_options: failed)
    with pytest.raises(dev.SetupError, match=meant):
        dev.pip("--no-index")


def test_a_folder_that_cannot_be_written_is_named(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (bare / "file").touch()
    monkeypatch.setattr(dev, "VENV", bare / "file" / ".venv")
    assert dev.main(["lint"]) == 1
    assert str(bare / "file") in capsys.readouterr().err


@pytest.mark.usefixtures("bare")
def test_libraries_are_installed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    installs = 0

    def install() -> None:
        nonlocal installs
        installs += 1
        dev.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        dev.PYTHON.touch()

    monkeypatch.setattr(dev, "install_libraries", install)
    dev.prepare(windowed=False)
    dev.prepare(windowed=False)
    assert installs == 1
    dev.STAMP.write_text(f"{dev.VENV}\nof another lock", encoding="utf-8")
    dev.prepare(windowed=False)
    assert installs == 2


def test_a_virtual_environment_copied_from_elsewhere_is_made_anew(bare: Path, started: list[list[str]]) -> None:
    assert not dev.is_usable()
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    assert dev.is_usable()
    assert started == [[str(dev.PYTHON), "-c", "import pip"]]
    dev.STAMP.write_text(f"{bare}/elsewhere/.venv\ndigest", encoding="utf-8")
    assert not dev.is_usable()


@pytest.mark.parametrize("broken", [0, 1, 3])
def test_lint_goes_on_after_a_failure_and_returns_it(
    broken: int, started: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(command: list[str], **_options: object) -> int:
        started.append(command)
        return 2 if len(started) == broken + 1 else 0

    monkeypatch.setattr(subprocess, "call", call)
    assert dev.lint([]) == 1
    assert len(started) == 4


def test_the_exit_code_of_the_tests_is_kept(started: list[list[str]]) -> None:
    assert dev.test(["tests/domain", "-q"]) == 0
    assert started == [[str(dev.PYTHON), "-m", "pytest", "tests/domain", "-q"]]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_signal_gives_the_shells_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "call", lambda *_args, **_options: -11)
    assert dev.call("muster") == 139


def test_what_is_started_may_cache_its_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert dev.call(sys.executable, "-c", "import sys; sys.exit(sys.dont_write_bytecode)") == 0
