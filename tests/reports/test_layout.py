"""Blocks on pages: what keeps together, what splits, and that nothing is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negotiator_desk.reports.layout import Block, NoteLines, Text, paginate
from negotiator_desk.reports.tables import Cell, Column, Row, Table
from negotiator_desk.reports.text import BODY, CELL_STRONG, HEADING, SMALL

WIDTH, HEIGHT = 300.0, 400.0
COLUMNS = (Column("Name", 2), Column("Amount", 1, "right"))


class Recorder:
    """Stands in for the page: notes each line with its height."""

    def __init__(self) -> None:
        self.lines: list[tuple[float, str]] = []

    def drawString(self, x: float, y: float, text: str) -> None:  # noqa: N802
        self.lines.append((y, text))

    drawRightString = drawString  # noqa: N815

    def __getattr__(self, name: str) -> object:
        return lambda *args, **kwargs: None


def lines_on(page: list[object], width: float = WIDTH) -> list[str]:
    recorder = Recorder()
    for placed in page:
        placed.block.draw(recorder, 0, HEIGHT - placed.down, width)  # type: ignore[attr-defined]
    assert all(y >= -0.01 for y, _ in recorder.lines)
    return [text for _, text in recorder.lines]


def drawn(blocks: list[Block]) -> list[list[str]]:
    return [lines_on(list(page)) for page in paginate(blocks, WIDTH, HEIGHT)]


def test_heading_goes_with_what_follows() -> None:
    filler = Text("\n".join("x" for _ in range(29)), BODY)
    pages = drawn([filler, Text("Heading", HEADING, keep=True), Text("a\nb\nc", BODY)])
    assert pages[0] == ["x"] * 29
    assert pages[1] == ["Heading", "a", "b", "c"]


def test_text_leaves_no_single_line_behind() -> None:
    room = int(HEIGHT / BODY.leading)
    pages = drawn([Text("\n".join(str(n) for n in range(room + 1)), BODY)])
    assert [len(page) for page in pages] == [room - 1, 2]


def test_table_repeats_its_head_and_keeps_rows_whole() -> None:
    rows = [Row((Cell(f"row {n}\nsecond line"), Cell(str(n)))) for n in range(60)]
    pages = drawn([Table(COLUMNS, rows)])
    assert len(pages) > 3
    for page in pages:
        assert page[:2] == ["Name", "Amount"]
        assert page[-2:] != ["row", "second line"]
        assert page.count("second line") == sum(line.startswith("row ") for line in page)
    found = [line for page in pages for line in page if line.startswith("row ")]
    assert found == [f"row {n}" for n in range(60)]


FIGURES = (
    "0",
    "12,500",
    "−82,000 EUR",
    "447,200,000,000,000.581",
    "−922,337,203,685,477.581 KWD",
    "at least 98,765,432,109,876",
)


@pytest.mark.parametrize("share", [8, 14, 40])
@pytest.mark.parametrize("amounts", [1, 2, 3])
@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_is_never_torn(figure: str, amounts: int, share: float) -> None:
    columns = (Column("What", 60), *(Column("Sum", share, "right") for _ in range(amounts)))
    words = "Regional procurement office"
    rows = [Row((Cell(words), *(Cell(figure, CELL_STRONG) for _ in range(amounts))))]
    (placed,) = paginate([Table(columns, rows)], 490, HEIGHT)
    page = lines_on(list(placed), 490)
    whole = figure.removeprefix("at least ")
    assert sum(line.endswith(whole) for line in page) == amounts
    assert " ".join(line for line in page if line in words) == words


def test_columns_stand_as_declared_where_all_figures_fit() -> None:
    table = Table(COLUMNS, [Row((Cell("a long name " * 9), Cell("1,000")))])
    assert table._widths(WIDTH) == [WIDTH * 2 / 3, WIDTH / 3]


def numbered(count: int) -> Table:
    return Table(COLUMNS, [Row((Cell(f"row {n}"), Cell(str(n)))) for n in range(count)])


def test_no_row_stands_alone_at_the_foot_or_at_the_head_of_a_page() -> None:
    for down in range(0, 391, 3):
        for count in (2, 9, 12):
            air = Text(" ", BODY, before=down)
            rows = [
                sum(line.startswith("row ") for line in page)
                for page in drawn([Text("above", BODY), air, numbered(count)])
            ]
            assert sum(rows) == count
            assert 1 not in rows, (down, rows)


def test_a_small_table_is_not_torn_apart() -> None:
    for down in range(0, 391, 3):
        pages = drawn([Text("above", BODY), Text(" ", BODY, before=down), numbered(4)])
        assert [page.count("Name") for page in pages] in ([1], [0, 1])


def test_huge_row_flows_on_and_says_so() -> None:
    text = "\n".join(f"line {n}" for n in range(150))
    rows = [Row((Cell("before"), Cell("1"))), Row((Cell(text), Cell("2")), (text,))]
    pages = drawn([Table(COLUMNS, [*rows, Row((Cell("after"), Cell("3")))])])
    found = [line for page in pages for line in page if line.startswith("line ")]
    assert found == [f"line {n}" for n in range(150)] * 2
    assert sum("continued" in page for page in pages) == len(pages) - 1
    assert pages[-1][-2:] == ["after", "3"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 120), min_size=1, max_size=25), st.floats(0, 390))
def test_no_row_is_lost_whatever_its_height(heights: list[int], down: float) -> None:
    rows = [
        Row((Cell("\n".join(f"{n}.{line}" for line in range(high))), Cell("", SMALL)))
        for n, high in enumerate(heights)
    ]
    pages = drawn([Text(" ", BODY, before=down), Table(COLUMNS, rows, before=down)])
    found = [line for page in pages for line in page if "." in line]
    assert found == [f"{n}.{line}" for n, high in enumerate(heights) for line in range(high)]


def test_note_lines_go_down_to_the_foot_of_the_page() -> None:
    for down in range(0, 400, 7):
        page, *more = paginate(
            [Text("above", BODY), NoteLines("Notes", before=down)], WIDTH, HEIGHT
        )
        assert more == []
        room = HEIGHT - BODY.leading - down
        if len(page) == 1:
            assert room < NoteLines("Notes", count=3).height(WIDTH)
        else:
            assert 0 <= room - page[1].block.height(WIDTH) < NoteLines.leading


def test_table_without_rows_is_its_head() -> None:
    assert drawn([Table(COLUMNS, [])]) == [["Name", "Amount"]]


def test_long_tables_take_linear_time() -> None:
    rows = [Row((Cell(f"row {n}"), Cell(str(n)))) for n in range(20_000)]
    pages = paginate([Table(COLUMNS, rows)], WIDTH, HEIGHT)
    assert len(pages) > 800
