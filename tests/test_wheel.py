"""The wheel and the source distribution, as they are built for others.

PULLQUOTE_DIST names the folder that they lie in; `.ci/run` and `make release` build them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DIST = Path(os.environ.get("PULLQUOTE_DIST", ""))

pytestmark = [
    pytest.mark.wheel,
    pytest.mark.skipif(
        "PULLQUOTE_DIST" not in os.environ, reason="PULLQUOTE_DIST names no folder with a wheel"
    ),
]

WANTED = (
    "pullquote/align/py.typed",
    "pullquote/align/__init__.pyi",
    "pullquote/align/placing/edges.npz",
    "pullquote/align/spoken_forms/g2p_en.npz",
    "pullquote/clips/py.typed",
    "pullquote/clips/__init__.pyi",
    "pullquote/clips/typeset/fonts/OFL.txt",
    "pullquote/clips/typeset/fonts/noto/NotoSans-Regular.ttf",
    "pullquote/clips/typeset/styles/boxed.json",
    "pullquote/samples/interview.mp3",
    "pullquote/samples/interview.mp4",
    "pullquote/samples/interview.txt",
    "pullquote/ui/py.typed",
    "pullquote/ui/web/assets/page.html",
    "/licenses/LICENSE",
    "/licenses/NOTICE.md",
)
"""Full names in the wheel, or ends of names."""

UNWANTED = ("tests/", "benchmarks/", "pictures/", ".md", ".pyc", "train")

PROGRAM = """
from pathlib import Path

from pullquote.align import (
    AlignOptions,
    CancelledError,
    Monitor,
    TranscriptMismatchError,
    align_recording,
    read_transcript,
)
from pullquote.clips import ExportOptions, export_clips, passage_by_quote


def cut(recording: str, text: Path, quote: str) -> list[str]:
    monitor = Monitor(on_progress=lambda stage, done: None, is_cancelled=lambda: False)
    try:
        alignment = align_recording(
            recording, read_transcript(text), AlignOptions(engine="sphinx"), monitor
        )
    except (CancelledError, TranscriptMismatchError) as error:
        return [error.message]
    start: float = passage_by_quote(alignment, quote).span.start
    manifest = export_clips(
        recording, alignment, [passage_by_quote(alignment, quote)], "clips", ExportOptions()
    )
    return [f"{clip.path} from {start}" for clip in manifest.clips]
"""


def _only(pattern: str) -> Path:
    (path,) = DIST.absolute().glob(pattern)
    return path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel; what it depends on is that of this one."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--no-index", "--no-deps", "--quiet"]
    subprocess.run([*pip, str(_only("*.whl"))], check=True)
    place = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout.strip()
    # Folders in a .pth are searched, but the links in them (to this checkout) are not followed.
    folders = [folder for folder in sys.path if folder.endswith("site-packages")]
    Path(place, "dependencies.pth").write_text("\n".join(folders), encoding="utf-8")
    return python


def test_the_wheel_puts_only_pullquote_into_site_packages() -> None:
    names = zipfile.ZipFile(_only("*.whl")).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"pullquote"}
    assert len(tops) == 2


def test_the_wheel_holds_what_it_needs_and_nothing_else() -> None:
    names = zipfile.ZipFile(_only("*.whl")).namelist()
    for wanted in WANTED:
        assert any(name.endswith(wanted) for name in names), wanted
    code = [name for name in names if name.startswith("pullquote/")]
    for unwanted in UNWANTED:
        assert not [name for name in code if unwanted in name]


def test_the_source_distribution_holds_every_file_of_the_repository() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a checkout, so nothing says what belongs into it")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    )
    with tarfile.open(_only("*.tar.gz")) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    missing = set(filter(None, listed.stdout.split("\0"))) - held
    assert not {name for name in missing if not name.startswith(".git")}


def _mypy(python: Path, program: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python)),
            *("--config-file", os.devnull, "--cache-dir", str(program.parent / "cache")),
            program.name,
        ],
        cwd=program.parent,
        env={name: value for name, value in os.environ.items() if name != "MYPYPATH"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_program_that_uses_the_wheel_passes_strict_mypy(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = _mypy(installed, program)
    assert done.returncode == 0, done.stdout + done.stderr


def test_mypy_sees_the_wheel_s_types(installed: Path, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("start: float", "start: str"), encoding="utf-8")
    done = _mypy(installed, program)
    assert 'expression has type "float", variable has type "str"' in done.stdout, done.stdout


def test_the_wheel_is_imported_from_its_environment(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(installed), "-c", "from pullquote.align import pipeline; print(pipeline.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert Path(done.stdout.strip()).is_relative_to(installed.parent.parent)
