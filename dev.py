"""Run Muster or its tests from a fresh checkout: `python3 dev.py COMMAND` (Windows: `py dev.py COMMAND`).

run [ARGS...]          the program, with the arguments given: `run demo`
test [PYTEST ARGS...]  lint and every test; with arguments only pytest, with these
bench [PYTEST ARGS...] the benchmarks
lint                   ruff, mypy and the import rules

The first start makes `.venv` and installs the libraries pinned in requirements.lock; later starts need no network.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed"

SYSTEMS = {("linux", "x86_64"), ("win32", "AMD64"), ("darwin", "arm64"), ("darwin", "x86_64")}
QT_LIBRARIES = {  # what Qt loads from the system, and the Debian package that has it
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-image.so.0": "libxcb-image0",
}
PIP_TROUBLES = {  # what pip says -> what it means; the first that fits
    "ProxyError|407 Proxy|Tunnel connection failed": "The proxy did not let pip through: check HTTPS_PROXY"
    " or `pip config list`, then start again.",
    "CERTIFICATE_VERIFY_FAILED|SSLError": "The package index's certificate is not trusted here: set PIP_CERT to"
    " your agency's certificate file, then start again.",
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Connection aborted": "There is no connection to"
    " the package index, which the first start needs: connect to the network, then start again.",
    "No space left on device": "The disk is full: make room for 1 GB, then start again.",
    "DO NOT MATCH THE HASHES": "A downloaded library is not the one that requirements.lock pins, so it was not"
    " installed: try another network or package index.",
    "No matching distribution": f"The package index has no build of a library for Python {platform.python_version()} on"
    " this system: try another package index, or another Python from 3.11 on.",
}


class SetupError(Exception):
    """Why Muster cannot start here, in a sentence for the person at the keyboard."""


def main(args: list[str]) -> int:
    """Do what the command line asks; return the exit code."""
    if not args or args[0] not in COMMANDS:
        print(__doc__, file=sys.stdout if args and args[0] in {"help", "-h", "--help"} else sys.stderr)
        return 0 if args and args[0] in {"help", "-h", "--help"} else 2
    try:
        prepare(windowed=args[0] == "run" and bool(os.environ.get("DISPLAY")))
        return COMMANDS[args[0]](args[1:])
    except SetupError as error:
        say(str(error))
    except PermissionError as error:
        say(f"No permission to write {error.filename}: move the checkout to a folder of your own, then start again.")
    except OSError as error:
        say(f"Cannot use {error.filename or VENV}: {error.strerror}.")
    except subprocess.CalledProcessError as error:
        say(f"Cannot make {VENV}: {error}")
    except KeyboardInterrupt:
        return 130
    return 1


def run(args: list[str]) -> int:
    """Start the program where the user stands."""
    return call(BIN / "muster", *args, cwd=None)


def test(args: list[str]) -> int:
    """Lint and test; pytest comes last, so that its summary is what one sees. All of the tests run on every core."""
    failed = 0 if args else lint([])
    return call(PYTHON, "-m", "pytest", *(args or ["-n", "auto"])) or failed


def bench(args: list[str]) -> int:
    """Measure."""
    return call(PYTHON, "-m", "pytest", "tests/benchmarks", "--benchmark-only", *args)


def lint(_args: list[str]) -> int:
    """Run every static check, also after one has failed; 1 when any did."""
    checks = [
        (PYTHON, "-m", "ruff", "check"),
        (PYTHON, "-m", "ruff", "format", "--check"),
        (PYTHON, "-m", "mypy"),
        (BIN / "lint-imports", "--no-logo"),
    ]
    return max([min(call(*check), 1) for check in checks])


COMMANDS = {"run": run, "test": test, "bench": bench, "lint": lint}


def call(*command: str | Path, cwd: Path | None = ROOT) -> int:
    """Run one command of the virtual environment to its end; return its exit code (128 + n when signal n ended it)."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    if cwd:  # tests and tools never open a window on the user's screen
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    code = subprocess.call([str(part) for part in command], cwd=cwd, env=env)
    return code if code >= 0 else 128 - code


def prepare(*, windowed: bool) -> None:
    """Make sure that everything is installed; cheap when it is."""
    if sys.version_info < (3, 11):
        raise SetupError(f"Muster needs Python 3.11 or newer; this is {platform.python_version()}.")
    if (sys.platform, platform.machine()) not in SYSTEMS:
        here = f"{sys.platform} {platform.machine()}"
        raise SetupError(f"Muster runs on Windows and Linux with an x86-64 processor and on macOS; this is {here}.")
    if sys.platform == "linux":
        install_system_packages(missing_system_packages(windowed=windowed))
    digest = hashlib.sha256(LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    if not PYTHON.exists() or stamp() != [str(VENV), digest]:
        install_libraries()
        STAMP.write_text(f"{VENV}\n{digest}", encoding="utf-8")


def stamp() -> list[str]:
    """Where the virtual environment was filled and from which pins; nothing when it was not."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.exists() else []


def missing_system_packages(*, windowed: bool) -> dict[str, str]:
    """Return what this system lacks: library -> Debian package."""
    libraries = {**QT_LIBRARIES, **(X11_LIBRARIES if windowed else {})}
    missing = {library: package for library, package in libraries.items() if not loads(library)}
    if not PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        missing["Python's venv"] = f"python3.{sys.version_info.minor}-venv"
    return missing


def loads(library: str) -> bool:
    """Tell whether the system's loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(missing: dict[str, str]) -> None:
    """Install what is missing when root on a Debian, else say what to type."""
    if not missing:
        return
    lacks = f"This system lacks {', '.join(missing)}."
    if not shutil.which("apt-get"):
        raise SetupError(f"{lacks} Install them with its package manager, then start again.")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *sorted(missing.values())]
    if os.geteuid() != 0:
        raise SetupError(f"{lacks} As root (sudo), type this, then start again:\n  {' '.join(install)}")
    say(f"{lacks} Installing {' '.join(sorted(missing.values()))} ...")
    path = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/sbin"  # dpkg refuses to work without these
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PATH": path}
    subprocess.call(["apt-get", "update"], stdout=sys.stderr, env=env)
    if subprocess.call(install, stdout=sys.stderr, env=env):
        raise SetupError(f"apt-get failed for the reason above. Once it is mended, type:\n  {' '.join(install)}")


def install_libraries() -> None:
    """Fill the virtual environment, made new where there is no usable one: the pinned libraries, then Muster itself."""
    if not is_usable():
        say(f"Making {VENV} ...")
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    say("Installing the pinned libraries; the first time they are downloaded (200 MB) ...")
    pip("--only-binary", ":all:", "--require-hashes", "-r", str(LOCK))
    pip("--no-index", "--no-build-isolation", "-e", str(ROOT))


def is_usable() -> bool:
    """Tell whether the virtual environment is from here, not a copy, and has pip (one made by uv has none)."""
    if not PYTHON.exists() or stamp()[:1] not in ([], [str(VENV)]):
        return False
    return not subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL)


def pip(*args: str) -> None:
    """Install into the virtual environment, with pip's own proxy, index and certificate settings."""
    env = {**os.environ, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    command = [str(PYTHON), "-m", "pip", "install", "--no-deps", *quiet, *args]
    done = subprocess.run(
        command, cwd=ROOT, env=env, check=False, stdout=sys.stderr, stderr=subprocess.PIPE, text=True, errors="replace"
    )
    if done.returncode:
        meanings = (meaning for signs, meaning in PIP_TROUBLES.items() if re.search(signs, done.stderr))
        raise SetupError(next(meanings, f"pip could not install Muster's libraries. It says:\n{done.stderr.strip()}"))


def say(text: str) -> None:
    """Tell what takes long, away from the program's own output."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
