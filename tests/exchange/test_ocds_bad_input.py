"""No file breaks the reader: a deal, or one sentence that names the file."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.exchange import ocds_parse
from negotiator_desk.exchange.ocds import read_ocds, read_ocds_file
from negotiator_desk.exchange.ocds_parse import DEPTH_LIMIT
from negotiator_desk.models.rules import check_record
from negotiator_desk.wording.refusals import Refusal
from tests.exchange.records import DATA, REAL, release, road


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"  \n", "is empty"),
        (b"PK\x03\x04rest", "is a ZIP archive or a spreadsheet, not OCDS JSON"),
        (b'{"ocid": "x', "is not JSON (line 1, column 10)"),
        (b'{"ocid": "x"}\n trailing', "is not JSON (line 2, column 2)"),
        (b'{"ocid": "\xff"}', "is not UTF-8 text (byte 10)"),
        ('{"ocid": "x"}'.encode("utf-16"), "is not UTF-8 text"),
        (b'{"ocid": "x", "a": NaN}', "holds NaN where a number must stand"),
        (b'{"ocid": "x", "a": -Infinity}', "holds -Infinity where"),
        (b'{"ocid": "x", "ocid": "y"}', "holds the key “ocid” twice"),
        (b'{"ocid": "x", "a": ' + b"9" * 5000 + b"}", "holds a number too long"),
        (b"[" * 100_000, "nested deeper than"),
        (b'{"ocid":' + b"[" * 40 + b"]" * 40 + b"}", "nested deeper than"),
        (b"3", "no OCDS release, record or package"),
        (b"null", "no OCDS release, record or package"),
        (b'{"title": "x"}', "no OCDS release, record or package"),
        (b'[{"ocid": "x", "contracts": [{"id": "1"}]}, 3]', "entry 2 is not an object"),
        (b'{"records": [3]}', "records[1] is not an object"),
        (b'{"records": [{"releases": []}]}', "records[1] has no ocid"),
        (b'{"releases": ["x"]}', "releases[1] is not an object"),
        (b'{"releases": [{"ocid": ""}]}', "releases[1] has no ocid"),
        (b'{"releases": []}', "holds no contract and no award"),
        (b'{"records": [{"ocid": "x", "releases": [{"url": "u"}]}]}', "only links to its releases"),
        (b'{"ocid": "x", "tender": {"id": "t"}}', "holds no contract and no award"),
        (
            b'{"ocid": "x", "compiledRelease": {"ocid": "y"}}',
            "record x holds a release of process y",
        ),
    ],
)
def test_a_refusal_names_the_file_and_the_place(data: bytes, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_ocds(data, "record.json")
    assert refused.value.text.startswith("record.json: ")
    assert sentence in refused.value.text
    assert "\n" not in refused.value.text


def test_releases_that_contradict_in_shape_are_refused() -> None:
    first = release(tender={"value": {"amount": 5}})
    second = release(tender={"value": [{"id": 1}]}, date="2020-02-01", id="r2")
    with pytest.raises(Refusal, match=r"process ocds-test-1 contradict each other in shape"):
        read_ocds(json.dumps([first, second]).encode(), "x.json")


def test_a_file_too_large_or_absent_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocds_parse, "SIZE_LIMIT", 1024 * 1024)
    path = tmp_path / "large.json"
    path.write_bytes(b" " * (1024 * 1024 + 1))
    with pytest.raises(Refusal, match=r"large\.json: the file is larger than 1 MB"):
        read_ocds_file(path)
    with pytest.raises(Refusal, match=r"absent\.json: the file cannot be read"):
        read_ocds_file(tmp_path / "absent.json")
    with pytest.raises(Refusal, match="cannot be read"):
        read_ocds_file(tmp_path)


def test_the_deepest_nesting_that_is_allowed_is_read() -> None:
    value: Any = {"ocid": "x", "contracts": [{"id": "1"}]}
    deep: Any = 1
    for _ in range(DEPTH_LIMIT - 1):
        deep = [deep]
    value["extension"] = deep
    assert len(read_ocds(json.dumps(value).encode(), "x")) == 1
    value["extension"] = [deep]
    with pytest.raises(Refusal, match="nested deeper"):
        read_ocds(json.dumps(value).encode(), "x")


def _survives(data: bytes) -> None:
    sentence = ""
    try:
        for snapshot in read_ocds(data, "mutant.json"):
            check_record(snapshot.deal)
    except Refusal as refusal:
        sentence = refusal.text
    assert not sentence or sentence.startswith("mutant.json: ")
    assert "\n" not in sentence


ODD: tuple[Any, ...] = (
    None, "", 0, -1, True, 1.5, "text", "x" * 300, [], {}, [None], [[]], [{}], ["a"], {"id": {}},
    {"id": []}, {"$numberLong": "5"}, {"amount": "1,5"}, [{"id": 1}, {"id": 1}], "2020-02-30",
    10**30, {"value": 3, "releaseDate": None}, [{"value": {"a": 1}, "releaseDate": "2020-01-01"}],
)  # fmt: skip


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container of a JSON value with each of its keys."""
    found: list[tuple[Any, Any]] = []
    pending = [value]
    while pending:
        item = pending.pop()
        keys = list(item) if isinstance(item, dict) else range(len(item))
        for key in keys:
            found.append((item, key))
            if isinstance(item[key], (dict, list)):
                pending.append(item[key])
    return found


def _mutate(value: Any, chance: random.Random) -> None:
    for _ in range(chance.randint(1, 4)):
        container, key = chance.choice(_places(value))
        if chance.random() < 0.2:
            del container[key]
        else:
            container[key] = copy.deepcopy(chance.choice(ODD))
        if not value:
            return


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_mutant_of_a_package_breaks_the_reader(chance: random.Random) -> None:
    value = road()
    _mutate(value, chance)
    _survives(json.dumps(value).encode())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damaged_byte_breaks_the_reader(data: st.DataObject) -> None:
    text = bytearray((DATA / "road_releases.json").read_bytes())
    for place in data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=5)):
        text[place] = data.draw(st.integers(0, 255))
    _survives(bytes(text[: data.draw(st.integers(0, len(text)))]))


@pytest.mark.skipif(
    not (REAL / "ocds").is_dir(), reason="the real public records are not beside the repository"
)
@pytest.mark.parametrize("seed", range(6))
def test_no_mutant_of_a_real_record_breaks_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    for path in sorted((REAL / "ocds").glob("*/*.json")):
        text = path.read_text("utf-8")
        for _ in range(2):
            value = json.loads(text)
            _mutate(value, chance)
            _survives(json.dumps(value).encode())
