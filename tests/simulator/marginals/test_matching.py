"""A simulated country beside the published figures, and the page that tells of it."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from arasha.app.cli.simulate import simulate
from arasha.simulator.country.people import Country
from arasha.simulator.history.order import Order
from arasha.simulator.history.writing import write_history
from arasha.simulator.marginals import tally
from arasha.simulator.marginals.figures import figures
from arasha.simulator.marginals.measures import MEASURES, Match, matches, share_within
from arasha.simulator.marginals.report import LANGUAGES, page
from arasha.simulator.marginals.tally import Tally, WrongHistory

BEGIN = date(2026, 3, 9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("marginals") / "country"
    write_history(Order(Country(5, 20_000), BEGIN, 2, out, 0.0, True))
    return out


@pytest.fixture(scope="module")
def counted(folder: Path) -> Tally:
    return tally.read(folder)


def test_every_published_figure_has_a_source_and_is_measured() -> None:
    for figure in figures():
        assert figure.measure in MEASURES
        assert figure.url.startswith("https://")
        assert figure.date[:2] == "20"
        assert all(figure.name(language) for language in LANGUAGES)


def test_even_a_small_country_is_much_like_the_real_one(counted: Tally) -> None:
    found = {(match.figure.measure, match.figure.of): match for match in matches(counted)}
    for key in (("urban", ""), ("age", "all 0 24"), ("employed", ""), ("pension", ""), ("people_in_region", "almaty")):
        assert found[key].within
    assert share_within(list(found.values())) > 0.7


def test_what_is_counted_adds_up(counted: Tally) -> None:
    assert counted.counts.ordered[..., 0].sum() == counted.counts.hours.sum() == counted.counts.sizes.sum()
    assert counted.counts.days.sum(axis=0).tolist() == counted.counts.ordered.sum(axis=(0, 1, 2)).tolist()
    assert counted.calls.sum(axis=1).min() > 0


def test_a_match_is_within_a_tenth() -> None:
    figure = figures()[0]
    assert Match(figure, figure.value * 1.09).within
    assert not Match(figure, figure.value * 0.89).within
    assert np.isclose(Match(figure, figure.value * 1.5).deviation, 0.5)


def test_the_page_stands_alone_in_three_languages_with_every_figure(counted: Tally) -> None:
    found = matches(counted)
    told = page(counted, found)
    assert "<script" not in told
    assert "@import" not in told
    for language in LANGUAGES:
        section = told.split(f'<section lang="{language}">')[1].split("</section>")[0]
        assert section.count("<svg") == 10
        assert section.count("<tr>") == len(found) + 1


def test_what_is_no_history_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(WrongHistory, match="no finished history"):
        tally.read(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--people", "0"], "0 is not in the range"),
        (["--begin", "yesterday"], "no date like 2026-03-01"),
        (["--begin", "2026-02-30"], "no date like 2026-03-01"),
        (["--days", "-1"], "-1 is not in the range"),
    ],
)
def test_bad_options_are_told_in_one_line(tmp_path: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(simulate, ["history", str(tmp_path / "out"), *arguments])
    assert done.exit_code == 2
    assert said in done.output.splitlines()[-1]


def test_a_history_and_its_report_are_written_from_the_command_line(tmp_path: Path) -> None:
    out = tmp_path / "country"
    runner = CliRunner()
    done = runner.invoke(simulate, ["history", str(out), "--people", "1000", "--days", "1", "--crime", "0"])
    assert done.exit_code == 0, done.output
    again = runner.invoke(simulate, ["history", str(out), "--people", "1000"])
    assert again.exit_code != 0
    report = runner.invoke(simulate, ["report", str(out)])
    assert report.exit_code == 0, report.output
    assert (out / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
