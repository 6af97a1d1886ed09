from __future__ import annotations

import sys

from benchmarks.measuring.cost import run


def test_cpu_and_memory_of_children_count() -> None:
    child = (
        "import time; held = bytearray(150_000_000); start = time.process_time()\n"
        "while time.process_time() - start < 0.5: pass"
    )
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])\n"
        "print('done'); sys.exit(3)"
    )
    cost = run([sys.executable, "-c", parent])
    assert (cost.exit_code, cost.stdout) == (3, "done\n")
    assert 0.5 <= cost.cpu < 3
    assert cost.memory == 0 or cost.memory > 150_000_000
