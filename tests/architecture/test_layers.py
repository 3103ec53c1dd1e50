"""The layer rules hold, and the command line never loads Qt."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT
from tools.commands import LINT_IMPORTS

SAMPLE = ROOT / "resources" / "sample" / "deal.json"

RUN = """
import runpy, sys
sys.argv = ["negotiator-desk", *sys.argv[1:]]
code = 0
try:
    runpy.run_module("negotiator_desk", run_name="__main__")
except SystemExit as end:
    code = end.code
loaded = sorted(name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6"))
sys.exit(f"exit {code}, loaded {loaded}" if code or loaded else 0)
"""


def test_layer_rules_hold() -> None:
    command = [sys.executable, "-c", LINT_IMPORTS]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["diagnose", "DEAL"], ["check", "DEAL"], ["report", "DEAL", "-o", "OUT"]],
    ids=lambda arguments: arguments[0],
)
def test_command_line_does_not_load_qt(arguments: list[str], tmp_path: Path) -> None:
    places = {"DEAL": str(SAMPLE), "OUT": str(tmp_path / "out.pdf")}
    command = [sys.executable, "-c", RUN, "--data-dir", str(tmp_path / "desk")]
    command += [places.get(word, word) for word in arguments]
    done = subprocess.run(
        command, cwd=tmp_path, env=_environ(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_domain_and_deal_file_do_not_load_the_database() -> None:
    """Pure rules run without a database: start-up is paid in imports."""
    call = (
        "import sys, negotiator_desk.domain.control, negotiator_desk.models.kinds;"
        "sys.exit(sorted({'sqlalchemy', 'reportlab', 'PySide6'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", call], env=_environ(), check=False)
    assert done.returncode == 0


def _environ() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
