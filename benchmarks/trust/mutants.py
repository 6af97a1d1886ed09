"""Small faults planted in the modules that decide, and the share of them that no test notices.

python -m benchmarks.trust.mutants                       # every module of MODULES
python -m benchmarks.trust.mutants align/editing.py      # this one
python -m benchmarks.trust.mutants --sample 150 --seed 3 clips/passages/cut.py

`mutmut` changes one expression of one function at a time and runs the module's tests. It does not
know the namespace that `setup.py` maps, so it works in a folder in which the packages lie under
`src/pullquote/`; `survivors.txt` there shows the faults that survive.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODULES = (
    "align/editing.py",
    "align/model/merging.py",
    "align/placing/recognition/anchors.py",
    "align/placing/following/gap_filling.py",
    "align/placing/judgement/judging.py",
    "align/placing/matching.py",
    "align/placing/second_look.py",
    "clips/passages/cut.py",
    "clips/passages/passage.py",
)
_ALSO = {"align/placing/judgement/judging.py": ("tests/align/placing/test_second_look.py",)}
"""Tests of a module besides its own file of them."""
_PACKAGES = ("align", "clips", "ui", "samples")
_KILLED = {1, 3, -24, 24, 152, 36, 255, -9, -11}
"""Exit codes of tests that failed, took too long or fell over."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "modules", nargs="*", metavar="MODULE", help="a file such as align/editing.py"
    )
    parser.add_argument("--sample", type=int, help="try at most so many faults of each module")
    parser.add_argument("--seed", type=int, default=0, help="which of them")
    parser.add_argument("--folder", type=Path, help="work here instead of in a temporary folder")
    options = parser.parse_args()
    for module in options.modules:
        if not tests_of(module):
            parser.error(f"{module} has no tests of its own; name a file such as {MODULES[0]}")
    folder = options.folder or Path(tempfile.mkdtemp(prefix="pullquote-mutants-"))
    print("| module | faults | tried | survive |\n|---|---|---|---|", flush=True)
    for module in options.modules or MODULES:
        place = folder / module.removesuffix(".py").replace("/", ".")
        everything, results = try_module(module, place, options.sample, options.seed)
        alive = sorted(name for name, code in results.items() if code not in _KILLED)
        share = f"{len(alive)} ({100 * len(alive) / max(1, len(results)):.0f} %)"
        print(f"| `{module}` | {everything} | {len(results)} | {share} |", flush=True)
        (place / "survivors.txt").write_text("".join(_shown(place, alive)), encoding="utf-8")
    print(f"\nThe faults that survive: {folder}/*/survivors.txt")


def tests_of(module: str) -> list[str]:
    """The files that test this module."""
    folder, _, name = module.rpartition("/")
    own = f"tests/{folder}/test_{name}"
    return [path for path in (own, *_ALSO.get(module, ())) if (ROOT / path).is_file()]


def try_module(
    module: str, place: Path, sample: int | None = None, seed: int = 0
) -> tuple[int, dict[str, int | None]]:
    """The number of faults in the module, and the exit code of the tests for each one tried."""
    _prepare(module, place)
    # Asked for a fault that does not exist, mutmut makes all of them and stops.
    _mutmut(place, "no such fault")
    names = sorted(_results(module, place))
    if not names:
        sys.exit(f"mutmut made no faults of {module}; see {place / 'mutmut.log'}")
    chosen = names
    if sample is not None and sample < len(names):
        chosen = sorted(random.Random(seed).sample(names, sample))
    _mutmut(place, *([] if chosen == names else chosen))
    results = _results(module, place)
    if any(results[name] is None for name in chosen):
        sys.exit(f"mutmut did not get through {module}; see {place / 'mutmut.log'}")
    return len(names), {name: results[name] for name in chosen}


def _prepare(module: str, place: Path) -> None:
    """Lay out the packages, the tests and mutmut's settings for one module."""
    shutil.rmtree(place, ignore_errors=True)
    kept_out = shutil.ignore_patterns("__pycache__")
    for package in _PACKAGES:
        shutil.copytree(ROOT / package, place / "src" / "pullquote" / package, ignore=kept_out)
    for folder in ("tests", "benchmarks"):
        shutil.copytree(
            ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__", "work")
        )
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/pullquote/{module}"],
        "also_copy": ["benchmarks"],
        "pytest_add_cli_args_test_selection": tests_of(module),
        "pytest_add_cli_args": ["-p", "no:cacheprovider"],
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in settings.items()]
    ours = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    text = "\n".join([ours, "[tool.mutmut]", *lines, ""])
    (place / "pyproject.toml").write_text(text, encoding="utf-8")


def _mutmut(place: Path, *names: str) -> None:
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", "1", *names]
    with (place / "mutmut.log").open("ab") as log:
        subprocess.run(command, cwd=place, stdout=log, stderr=log, check=False)


def _shown(place: Path, names: Sequence[str]) -> Iterator[str]:
    """Each fault as a difference from the source."""
    for name in names:
        command = [sys.executable, "-m", "mutmut", "show", name]
        yield subprocess.run(command, cwd=place, capture_output=True, text=True, check=True).stdout


def _results(module: str, place: Path) -> dict[str, int | None]:
    """The exit code of the tests for each fault; None for those that were not tried."""
    path = place / "mutants" / "src" / "pullquote" / f"{module}.meta"
    if not path.exists():
        return {}
    found: dict[str, int | None] = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    main()
