"""Heavy libraries stay behind their doors, and nothing costs time before it is needed.

The order of the rooms is a contract of import-linter in `pyproject.toml`.
"""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("align", "clips", "ui")

DOORS = {
    "av": {"align/media/clock.py", "align/media/container.py", "align/media/picture.py"},
    "apsw": {"align/library/store/database.py"},
    "subprocess": {"align/media/ffmpeg.py", "align/workers.py"},
    "multiprocessing": set(),
    "pocketsphinx": {"align/recognizers/pocketsphinx.py"},
    "faster_whisper": {
        "align/recognizers/whisper_engine/given_text.py",
        "align/recognizers/whisper_engine/runtime.py",
        "align/media/voice_activity.py",
    },
    "ctranslate2": {"align/recognizers/whisper_engine/runtime.py", "ui/cli/doctor/engines.py"},
    "imageio_ffmpeg": {"align/media/ffmpeg.py"},
    "num2words": {"align/spoken_forms/numerals.py", "align/spoken_forms/foreign.py"},
    "lxml": {"align/reading/formats/markup.py"},
    "bs4": {"align/reading/formats/html.py"},
    "pydub": {"clips/render/audio.py"},
    "ffmpeg": {
        "clips/export/compilation.py",
        "clips/render/overlay.py",
        "clips/render/video.py",
        "clips/audiogram/picture.py",
        "clips/export/supercut.py",
        "clips/render/montage.py",
        "clips/render/codecs.py",
        "clips/render/stills.py",
    },
    "opentimelineio": {
        "clips/subtitles/formats/editing.py",
        "clips/timelines/formats/opentimelineio.py",
    },
    "budoux": {"clips/captions/lines/phrases.py"},
    "fontTools": {"clips/typeset/fonts/faces.py"},
    "tqdm": {"ui/cli/terminal.py"},
}
"""Library, or module of Python that starts processes → the modules that may import it."""

HEAVY = (
    "apsw",
    "av",
    "bs4",
    "ctranslate2",
    "lxml",
    "faster_whisper",
    "ffmpeg",
    "gradio",
    "huggingface_hub",
    "imageio_ffmpeg",
    "onnxruntime",
    "pandas",
    "pocketsphinx",
    "pydub",
    "pysubs2",
    "tokenizers",
)


def _sources(package: str) -> list[Path]:
    found = [*(ROOT / package).rglob("*.py")]
    assert found, f"{package} has no modules"
    return found


def _imports(path: Path) -> set[str]:
    """Full names of the modules that this file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            names.add(node.module or "")
    return names


def _roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in _imports(path)}


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_is_imported_by_its_door_only(library: str) -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in _sources(package)
        if library in _roots(path)
    }
    assert users <= DOORS[library], f"{library} has other doors: {users - DOORS[library]}"


def _loaded_by(code: str) -> set[str]:
    """Top-level modules loaded in a fresh Python after this code."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{code}\nimport sys, json\n"
            "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))",
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("package", PACKAGES)
def test_importing_a_package_loads_nothing_heavy(package: str) -> None:
    assert not _loaded_by(f"import pullquote.{package}") & {*HEAVY, "numpy", "click"}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], [], ["clip", "--help"], ["search", "--help"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = _loaded_by(
        f"import pullquote.ui.cli.main; assert pullquote.ui.cli.main.main({arguments!r}) == 0"
    )
    assert not loaded & {*HEAVY, "numpy"}


def test_help_answers_within_half_a_second_of_cpu() -> None:
    def cost() -> float:
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from pullquote.ui.cli.main import main; import time; main(['--help']); "
                "print(time.process_time())",
            ],
            capture_output=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
        )
        return float(done.stdout.splitlines()[-1])

    started = time.monotonic()
    best = cost()
    # The machine may be busy: what counts is that it can be this quick.
    while best >= 0.5 and time.monotonic() - started < 20:
        best = min(best, cost())
    assert best < 0.5


@pytest.mark.parametrize("package", PACKAGES)
def test_what_a_package_offers_is_there_and_documented(package: str) -> None:
    module = importlib.import_module(f"pullquote.{package}")
    assert module.__all__
    for name in module.__all__:
        offered = getattr(module, name)
        assert offered.__doc__, f"{package}.{name} is not documented"
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = module.no_such_name


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_says_what_it_is(package: str) -> None:
    for path in _sources(package):
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{path.relative_to(ROOT)} has no docstring"


@pytest.mark.parametrize("package", PACKAGES)
def test_files_get_their_names_in_one_place(package: str) -> None:
    """`align.files` alone renames finished files and makes temporary folders."""
    allowed = {
        "align/files.py",
        # What has arrived of a model is renamed too: it is kept for the next try.
        "align/recognizers/whisper_engine/download.py",
        # Files that a C library reads by name.
        "align/recognizers/pocketsphinx.py",
    }
    called = {"mkstemp", "mkdtemp", "TemporaryDirectory", "NamedTemporaryFile", "rename"}
    users = {
        name
        for path in _sources(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in called
        and (name := path.relative_to(ROOT).as_posix()) not in allowed
    }
    assert users == set()
