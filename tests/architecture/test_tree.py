"""What lies in the tree: nothing of one machine, and lock files in step with pyproject.toml."""

import re
import tomllib
from functools import cache

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT, tracked
from tools.commands import LOCKS, RUNTIME

BINARY = {".png", ".ttf", ".otf", ".pdf", ".ndeal", ".ico", ".icns", ".svg", ".db", ".gz", ".zip"}

ONE_MACHINE = re.compile(
    r"/(?:work|root|home|tmp|Users)/[A-Za-z]"  # a path
    r"|(?i:\bindex-url\s*=)|(?i:pypi\.org/simple|python(?:hosted))"  # a registry
    r"|(?:^|\W)(?i:issue) #?\d"  # a number that only its tracker knows
)

ENVIRONMENTS = [
    {
        "python_version": version,
        "python_full_version": f"{version}.5",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "extra": "",
    }
    for version in ("3.11", "3.12", "3.13")
    for platform, system in (("linux", "Linux"), ("darwin", "Darwin"), ("win32", "Windows"))
]


def test_nothing_of_one_machine_is_in_the_tree() -> None:
    found = []
    for path in tracked():
        if path.suffix in BINARY:
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if hit := ONE_MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number} {hit.group()}")
    assert not found


@pytest.mark.parametrize(("name", "extra"), [(path.name, LOCKS[path]) for path in LOCKS])
@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda each: f"{each['python_version']}-{each['sys_platform']}"
)
def test_lock_gives_what_the_project_asks_for(
    name: str, extra: str, environment: dict[str, str]
) -> None:
    with (ROOT / "pyproject.toml").open("rb") as handle:
        project = tomllib.load(handle)["project"]
    texts = [*project["dependencies"], *project["optional-dependencies"].get(extra, [])]
    pins = _pins(name, environment)
    for requirement in map(Requirement, texts):
        if requirement.marker is None or requirement.marker.evaluate(environment):
            assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", [path.name for path in LOCKS])
@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda each: f"{each['python_version']}-{each['sys_platform']}"
)
def test_every_lock_holds_the_runtime_lock(name: str, environment: dict[str, str]) -> None:
    assert _pins(RUNTIME.name, environment).items() <= _pins(name, environment).items()


@pytest.mark.parametrize("name", [path.name for path in LOCKS])
def test_lock_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    entries = re.split(r"\n(?=[a-z])", text)[1:]
    assert entries
    assert not [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry]


def _pins(name: str, environment: dict[str, str]) -> dict[str, str]:
    """Package -> version of a lock in one environment; refuses two versions of one."""
    found: dict[str, str] = {}
    for package, version, marker in _entries(name):
        if not marker or Marker(marker).evaluate(environment):
            assert package not in found, f"{package} is pinned twice"
            found[package] = version
    return found


@cache
def _entries(name: str) -> list[tuple[str, str, str]]:
    text = (ROOT / name).read_text("utf-8")
    pattern = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; ([^\\\n]+?))? \\$", re.MULTILINE)
    return [(package, version, marker) for package, version, marker in pattern.findall(text)]
