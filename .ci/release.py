"""Checksums and notes beside what is to be published: `release.py DIST`, from the repository."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path


def main(dist: Path) -> int:
    """Use the wheel in a clean environment, then write SHA256SUMS and NOTES.md."""
    (wheel,) = dist.glob("*.whl")
    (sources,) = dist.glob("*.tar.gz")
    (sbom,) = dist.glob("*.cdx.json")
    version = wheel.name.split("-")[1]
    with tempfile.TemporaryDirectory() as name:
        clean = Path(name, "clean")
        venv.create(clean, with_pip=True)
        programs = clean / ("Scripts" if sys.platform == "win32" else "bin")
        pip = (programs / "python", "-m", "pip", "install", "--quiet")
        subprocess.run([*pip, "--constraint", "constraints.txt", wheel], check=True)
        smoke = Path(__file__).with_name("smoke.py")
        program = programs / "pullquote"
        subprocess.run([programs / "python", smoke, program, Path(name, "smoke")], check=True)
    sums = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in (wheel, sources, sbom)
    ]
    (dist / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    (dist / "NOTES.md").write_text(read_notes(version), encoding="utf-8")
    print(
        f"{wheel.name} and {sources.name} are ready in {dist}/, with {sbom.name}, SHA256SUMS "
        "and NOTES.md"
    )
    return 0


def read_notes(version: str) -> str:
    """The section of CHANGELOG.md on this version. Raises SystemExit where there is none."""
    text = Path("CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(
        rf"^## {re.escape(version)}\b.*?$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL
    )
    if found is None:
        raise SystemExit(f"CHANGELOG.md has no heading for {version}; cut it first")
    return f"# Pullquote {version}\n{found[1].rstrip()}\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
