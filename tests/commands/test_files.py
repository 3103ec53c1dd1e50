"""``diagnose``, ``check`` and ``report`` on files: what is printed, and the exit status."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from negotiator_desk.reports.reading import read_pdf
from negotiator_desk.wording.resources import resource_path
from tests.commands.running import Run
from tests.exchange.records import DATA, REAL
from tests.reports.looking import lines_of

SAMPLE = str(resource_path("sample/deal.json"))
ROAD = str(DATA / "road_releases.json")
EXAMPLE = REAL.parent / "example"


def test_diagnose_prints_a_table_for_people(run: Run) -> None:
    done = run("diagnose", SAMPLE, "--as-of", "2026-11-22")
    assert (done.status, done.err) == (0, "")
    for word in ("Before the RFP", "At the table", "Signature", "Delivery", "Learn", "Lost"):
        assert word in done.out
    assert "as of 2026-11-22" in done.out
    assert "findings, in order of money" in done.out


def test_diagnose_json_is_one_object_per_line(run: Run) -> None:
    done = run("diagnose", SAMPLE, ROAD, "--json")
    assert done.status == 0
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert first["file"] == SAMPLE
    assert set(first["controls"]) == {"before", "table", "signature", "delivery", "learn"}
    assert second["score"] is None, "a public record has no scores"
    assert second["value"]["signed"] == "800000.00"
    assert second["value"]["contract_sum_today"] == "912500.50"


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example deal is not beside the repository")
def test_diagnose_gives_the_figures_of_the_example(run: Run) -> None:
    expected = json.loads((EXAMPLE / "expected.json").read_text("utf-8"))
    days = [key for key in json.dumps(expected).split('"') if len(key) == 10 and key[4:5] == "-"]
    done = run("diagnose", str(EXAMPLE / "deal.json"), "--json", "--as-of", max(days))
    assert done.status == 0
    assert json.loads(done.out)["as_of"] == max(days)


def test_a_public_record_is_shown_by_what_it_says(run: Run) -> None:
    done = run("diagnose", ROAD)
    assert "has no scores" in done.out
    assert "contract sum today 912,500.50 EUR" in done.out
    assert "Payments in the record: 2" in done.out
    assert "Before the RFP" not in done.out


def test_what_is_refused_is_one_sentence_and_the_others_are_done(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ndeal"
    bad.write_bytes(b"PK\x03\x04nothing")
    done = run("diagnose", str(bad), str(tmp_path / "absent.ndeal"), SAMPLE, "--json")
    assert done.status == 1
    assert len(done.out.splitlines()) == 1
    first, second = done.err.splitlines()
    assert "bad.ndeal" in first
    assert "absent.ndeal" in second
    assert "Traceback" not in done.err


def test_check_says_sound_and_names_what_makes_no_sense(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    deal = {"id": "11111111-1111-4111-8111-111111111111", "title": "T", "currency": "EUR"}
    deal |= {"award_on": "2026-05-01", "signed_on": "2026-04-01"}
    path.write_text(json.dumps(deal), "utf-8")
    done = run("check", SAMPLE, str(path))
    assert (done.status, done.err) == (0, "")
    assert "“T” is sound; 1 value does not make sense:" in done.out
    assert "is sound." in done.out


def test_files_of_one_name_are_told_apart(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    files = [str(tmp_path / folder / "deal.json") for folder in "ab"]
    for file in files:
        Path(file).write_text('{"id": "x"}', "utf-8")
    for command in ("check", "diagnose", "import"):
        done = run(command, *files)
        assert done.status == 1
        assert [line.split(": ")[0] for line in done.err.splitlines()] == files


def test_a_folder_is_said_to_be_one(run: Run, tmp_path: Path) -> None:
    for command in ("check", "diagnose", "import"):
        done = run(command, str(tmp_path))
        assert (done.status, done.out) == (1, "")
        assert "this is a folder" in done.err


def test_check_refuses_with_record_and_field(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    path.write_text('{"id": "11111111-1111-4111-8111-111111111111", "signed_value": "1e9"}')
    done = run("check", str(path))
    assert done.status == 1
    assert "deal.json" in done.err
    assert "Signed value" in done.err
    assert len(done.err.splitlines()) == 1


def test_text_of_a_file_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deal.json"
    deal = {"id": "11111111-1111-4111-8111-111111111111", "title": "a\u001b[2Jb\u009bc\u0007"}
    path.write_text(json.dumps(deal), "utf-8")
    done = run("diagnose", str(path))
    assert done.status == 0
    assert not set("\x1b\x9b\x07") & set(done.out)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_report_writes_a_pdf_and_names_it(run: Run, tmp_path: Path, paper: str) -> None:
    out = tmp_path / "out.pdf"
    done = run("report", SAMPLE, "-o", str(out), "--paper", paper, "--as-of", "2026-01-31")
    assert (done.status, done.err) == (0, "")
    assert str(out) in done.out
    made = out.read_bytes()
    assert made.startswith(b"%PDF-")
    assert b"D:20260131000000" in made, "the day of the figures, so that any day makes these bytes"
    assert [each.name for each in tmp_path.iterdir()] == ["out.pdf"], "nothing is left beside it"


def test_report_of_a_file_with_several_deals_numbers_them(run: Run, tmp_path: Path) -> None:
    value = json.loads(Path(ROAD).read_text("utf-8"))
    contract = value["releases"][1]["contracts"][0]
    value["releases"][1]["contracts"].append({**contract, "id": "second"})
    path = tmp_path / "two.json"
    path.write_text(json.dumps(value), "utf-8")
    done = run("report", str(path), "-o", str(tmp_path / "out.pdf"))
    assert done.status == 0
    assert (tmp_path / "out.pdf").is_file()
    assert (tmp_path / "out-2.pdf").is_file()


def test_report_into_no_folder_is_refused_and_leaves_what_was_there(
    run: Run, tmp_path: Path
) -> None:
    done = run("report", SAMPLE, "-o", str(tmp_path / "no" / "out.pdf"))
    assert done.status == 1
    assert "cannot be written" in done.err
    out = tmp_path / "out.pdf"
    out.write_bytes(b"before")
    assert run("report", str(tmp_path / "absent.json"), "-o", str(out)).status == 1
    assert out.read_bytes() == b"before"


def test_several_files_make_one_portfolio(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "portfolio.pdf"
    done = run("report", SAMPLE, SAMPLE, "-o", str(out), "--edition", "portfolio")
    assert done.status == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.glob("*.pdf")) == [out]
    assert "1 deal ·" in read_pdf(out).pages[0], "a deal that is named twice counts once"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--compare", "2026-11-22"), "Choose an earlier day"),
        (("--edition", "brief", "--meeting", str(UUID(int=1))), "no meeting has the id"),
        (("--edition", "agreed", "--meeting", "last", "--as-of", "2025-01-01"), "was held yet"),
    ],
)
def test_what_cannot_be_printed_names_the_deal_and_leaves_what_was_there(
    run: Run, tmp_path: Path, more: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"before")
    done = run("report", SAMPLE, "-o", str(out), "--as-of", "2026-11-22", *more)
    assert (done.status, done.out) == (1, "")
    (line,) = done.err.splitlines()
    assert "deal.json: " in line
    assert said in line
    assert out.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [out]


def test_a_secret_in_a_text_for_both_sides_names_the_deal(run: Run, tmp_path: Path) -> None:
    deal = json.loads(Path(SAMPLE).read_text("utf-8"))
    deal["trades"][0]["wording"] = "Not below 4.22 million"
    path = tmp_path / "leak.json"
    path.write_text(json.dumps(deal), "utf-8")
    done = run("report", str(path), "-o", str(tmp_path / "out.pdf"), "--edition", "table")
    assert done.status == 1
    assert "leak.json: " in done.err
    assert "“Walk-away” of “Corridor set on" in done.err
    assert list(tmp_path.iterdir()) == [path]


def test_several_files_make_one_weekly_review(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "weekly.pdf"
    other = tmp_path / "other.json"
    deal = json.loads(Path(SAMPLE).read_text("utf-8"))
    other.write_text(json.dumps({**deal, "id": str(UUID(int=9))}), "utf-8")
    base = ("report", SAMPLE, str(other), SAMPLE, "-o", str(out), "--edition", "weekly")
    done = run(*base, "--as-of", "2026-11-22", "--compare", "2026-06-30")
    assert done.status == 0
    assert list(tmp_path.glob("*.pdf")) == [out]
    (page,) = lines_of(out)
    assert "2 deals · as of 22 Nov 2026" in page
    assert "What changed since 30 Jun 2026, 145 days before." in page
    assert "Findings closed since 30 Jun 2026 · 2" in page
    out.unlink()
    done = run(*base, "--as-of", "2026-11-22", "--compare", "2026-11-22")
    assert done.status == 1
    assert "earlier day" in done.err
    assert not out.exists()
    done = run(*base, "--as-of", "2026-11-22")
    assert done.status == 0
    assert "What changed since 15 Nov 2026, 7 days before." in lines_of(out)[0]


@pytest.mark.parametrize("edition", ["brief", "table", "agreed", "handover", "dossier"])
def test_every_edition_is_written(run: Run, tmp_path: Path, edition: str) -> None:
    out = tmp_path / "out.pdf"
    done = run("report", SAMPLE, "-o", str(out), "--edition", edition, "--as-of", "2026-11-22")
    assert done.status == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_the_meeting_is_named_or_refused(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    base = ("report", SAMPLE, "-o", str(out), "--edition", "brief", "--as-of", "2026-11-22")
    assert run(*base, "--meeting", "next").status == 0
    coming = out.read_bytes()
    assert run(*base).status == 0
    assert out.read_bytes() == coming, "a brief prepares the next meeting unless told"
    out.unlink()
    done = run(*base, "--meeting", "nobody")
    assert done.status == 1
    assert "nobody" in done.err
    assert not out.exists()
