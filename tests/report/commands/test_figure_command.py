"""`python -m report figure` and `bulletin`, as a scheduler calls them."""

from pathlib import Path

import pytest

from kpi.usage.command import run
from report.__main__ import main

WHEN = ["--as-of", "2022-09-30"]


def command(store: Path, *arguments: str) -> int:
    return run(main, "report", [*arguments, "--data", str(store)])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "magic"),
    [("png", b"\x89PNG\r\n\x1a\n"), ("svg", b"<svg"), ("pdf", b"%PDF-"), ("xlsx", b"PK\x03\x04")],
)
def test_a_chart_is_written_in_each_form_under_its_name(
    clean_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, magic: bytes
) -> None:
    status = command(
        clean_store, "figure", "镇街动员企业采购", *WHEN, "--format", form, "-o", str(tmp_path)
    )
    path = tmp_path / f"镇街动员企业采购_全区_2022-09-30.{form}"
    assert (status, capsys.readouterr().out) == (0, f"{path}\n")
    assert path.read_bytes().startswith(magic)


def test_an_entitys_chart_is_its_line_through_the_year(clean_store: Path, tmp_path: Path) -> None:
    wanted = ["county_sale", "--entity", "隆阳区", "--format", "xlsx", "-o", str(tmp_path)]
    assert command(clean_store, "figure", *wanted, *WHEN) == 0
    assert [p.name for p in tmp_path.iterdir()] == ["结对县农特产品销售逐月_隆阳区_2022-09-30.xlsx"]


def test_the_wall_is_of_towns_or_of_counties(
    clean_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ["挂图作战", "--format", "xlsx", "-o", str(tmp_path), *WHEN]
    assert command(clean_store, "figure", *wanted) == 0
    assert command(clean_store, "figure", *wanted, "--entity", "结对县") == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {f"挂图作战_{kind}_全区_2022-09-30.xlsx" for kind in ("镇街", "结对县")}
    assert command(clean_store, "figure", *wanted, "--entity", "莘庄镇") == 1
    assert "挂图作战没有“莘庄镇”；--entity 可写 镇街、结对县" in capsys.readouterr().err


@pytest.mark.slow
def test_the_walls_pdf_is_a_page_of_a3(clean_store: Path, tmp_path: Path) -> None:
    wanted = ["挂图作战", "--format", "pdf", "-o", str(tmp_path), *WHEN]
    assert command(clean_store, "figure", *wanted) == 0
    path = tmp_path / "挂图作战_镇街_A3_全区_2022-09-30.pdf"
    assert path.read_bytes().startswith(b"%PDF-")


def test_an_unknown_entity_is_said_with_where_to_look(
    clean_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clean_store, "figure", "county_sale", "--entity", "火星", *WHEN) == 1
    assert "没有对象“火星”" in capsys.readouterr().err


def test_an_unknown_indicator_is_wrong_usage(
    clean_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(clean_store, "figure", "没有", *WHEN) == 2
    assert "没有指标“没有”" in capsys.readouterr().err


@pytest.mark.slow
def test_a_bulletins_text_is_written_out_edited_and_printed(
    clean_store: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "正文.md"
    assert command(clean_store, "bulletin", *WHEN, "--draft", "-o", str(draft)) == 0
    draft.write_text(draft.read_text("utf-8").replace("# 关于", "# 改过的：关于", 1), "utf-8")
    page = tmp_path / "通报.html"
    status = command(
        clean_store, "bulletin", *WHEN, "--text", str(draft), "--html", "-o", str(page)
    )
    assert status == 0
    assert "<h1>改过的：关于《" in page.read_text("utf-8")


def test_a_text_that_is_none_is_refused(
    clean_store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.md").write_text("没有标题", "utf-8")
    assert command(clean_store, "bulletin", *WHEN, "--text", str(tmp_path / "x.md")) == 1
    assert "须以“# 标题”开头" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bulletin", "-o", "x.docx"], "“x.docx”以 .docx 结尾，这里只能写成 .pdf、.html、.md"),
        (["bulletin", "--pdf", "-o", "x.html"], "“x.html”以 .html 结尾，这里只能写成 .pdf"),
        (["deck", "-o", "x.pdf"], "“x.pdf”以 .pdf 结尾，这里只能写成 .pptx"),
        (["workbook", "-o", "x.csv"], "“x.csv”以 .csv 结尾，这里只能写成 .xlsx"),
        (["figure", "county_sale", "-o", "x.jpg"], "“x.jpg”以 .jpg 结尾，这里只能写成 .png"),
        (["figure", "county_sale", "--format", "svg", "-o", "x.png"], "这里只能写成 .svg"),
    ],
)
def test_a_name_that_promises_another_kind_of_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert command(tmp_path / "none", *arguments) == 2
    assert said in capsys.readouterr().err


def test_without_a_format_what_the_name_says_is_written(clean_store: Path, tmp_path: Path) -> None:
    page, figure, bare = (tmp_path / name for name in ("通报.md", "图.xlsx", "数"))
    assert command(clean_store, "bulletin", *WHEN, "-o", str(page)) == 0
    assert page.read_text("utf-8").startswith("# ")
    assert command(clean_store, "figure", "county_sale", *WHEN, "-o", str(figure)) == 0
    wanted = ["figure", "county_sale", "--format", "xlsx", *WHEN, "-o", str(bare)]
    assert command(clean_store, *wanted) == 0
    assert figure.read_bytes()[:2] == (tmp_path / "数.xlsx").read_bytes()[:2] == b"PK"
