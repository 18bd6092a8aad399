"""One HTML page about a history, in three languages, with plots and the same figures as a table."""

import tomllib
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np

from arasha.simulator.country.calendar import date_of, day_of
from arasha.simulator.country.draws import Array
from arasha.simulator.country.geography import REGIONS
from arasha.simulator.country.rows import KINDS
from arasha.simulator.marginals.drawing import PUBLISHED, SIMULATED, Series, Spot, bars, chart, columns, pyramid
from arasha.simulator.marginals.measures import Match
from arasha.simulator.marginals.tally import SIZES, SMALLEST, Tally

FILE = Path(__file__).parents[1] / "data" / "report.toml"
LANGUAGES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
GROUPS = ("0 17", "18 44", "45 59", "60 74")
MILLION_TIYN = 100_000_000

STYLE = """
:root{color-scheme:light dark;--ink:#1b2330;--paper:#fff;--line:#d8dde4;--one:#b9c3cf;--two:#0a7d76;--bad:#b3261e}
@media(prefers-color-scheme:dark){
:root{--ink:#e8ecf1;--paper:#11161d;--line:#2c3541;--one:#4a5664;--two:#3fb8ae;--bad:#ff8a80}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
body{max-width:60rem;margin:0 auto;padding:1rem}a{color:inherit}
svg{width:100%;min-width:40rem;height:auto;font-size:12px;fill:var(--ink)}.label{text-anchor:end}.middle{text-anchor:middle}
.published{fill:var(--one)}.simulated{fill:var(--two)}.spot{fill:var(--two);opacity:.35}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
td,th{border-bottom:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top}
td.n{text-align:right;white-space:nowrap}.off{color:var(--bad);font-weight:600}.wide{overflow-x:auto}
.key i{display:inline-block;width:.8em;height:.8em;margin:0 .3em 0 1em}input.t{position:absolute;opacity:0}
label.t{border:1px solid var(--line);border-radius:.4rem;padding:.2rem .7rem;margin-right:.3rem;cursor:pointer}
section[lang]{display:none}input.t:focus-visible+label,input.t:checked+label{outline:2px solid var(--two)}
"""


@cache
def words() -> dict[str, Any]:
    """The report's texts."""
    return tomllib.loads(FILE.read_text())


def page(tally: Tally, found: list[Match]) -> str:
    """The whole page; the reader chooses the language without a script."""
    choose, shown = [], []
    for place, (language, name) in enumerate(LANGUAGES.items()):
        checked = " checked" if place == 0 else ""
        choose.append(
            f'<input class="t" type="radio" name="l" id="{language}"{checked}>'
            f'<label class="t" for="{language}">{name}</label>'
        )
        shown.append(f"body:has(#{language}:checked) section[lang={language}]{{display:block}}")
    sections = "".join(_section(tally, found, language) for language in LANGUAGES)
    title = " · ".join(words()["words"]["title"].values())
    return (
        '<!doctype html>\n<html lang="kk"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}{''.join(shown)}</style></head>"
        f"<body><nav>{''.join(choose)}</nav>{sections}</body></html>\n"
    )


def _section(tally: Tally, found: list[Match], language: str) -> str:
    told = {key: text[language] for key, text in words()["words"].items()}
    manifest = tally.manifest
    lead = told["lead"].format(
        people=f"{manifest['people']:,}".replace(",", " "),
        days=manifest["days"],
        payments=f"{manifest['payments']:,}".replace(",", " "),
        seed=manifest["seed"],
        count=len(found),
        within=sum(match.within for match in found),
    )
    key = f'<p class="key"><i class="one" style="background:var(--one)"></i>{told[PUBLISHED]}'
    key += f'<i style="background:var(--two)"></i>{told[SIMULATED]}</p>'
    plots = "".join(
        f'<h2>{escape(title)}</h2><div class="wide">{drawn}</div>' for title, drawn in _plots(tally, found, language)
    )
    return (
        f'<section lang="{language}"><h1>{escape(told["title"])}</h1><p>{escape(lead)} {escape(told["invented"])}</p>'
        f"{key}{plots}{_table(found, language, told)}</section>"
    )


def _plots(tally: Tally, found: list[Match], language: str) -> list[tuple[str, str]]:
    told = {key: text[language] for key, text in words()["words"].items()}
    kinds = [words()["kinds"][kind][language] for kind in KINDS]
    ordered = tally.counts.ordered
    regions = [region.name[language] for region in REGIONS]
    sizes = [f"{(SMALLEST << place) // 100:,}".replace(",", " ") for place in range(SIZES)]
    days = [_day(tally, place) for place in range(tally.manifest["days"])]
    drawn = [
        ("ages", _ages(told["ages"], found)),
        ("map", chart(told["map"], _spots(tally, language))),
        ("regions", bars(told["regions"], regions, [Series(SIMULATED, ordered[..., 0].sum(axis=(0, 1)))])),
        ("kinds", bars(told["kinds"], kinds, [Series(SIMULATED, ordered[..., 0].sum(axis=(1, 2)))])),
        ("money", bars(told["money"], kinds, [Series(SIMULATED, ordered[..., 1].sum(axis=(1, 2)) / MILLION_TIYN)])),
        ("sizes", bars(told["sizes"], sizes, [Series(SIMULATED, tally.counts.sizes.sum(axis=0))])),
        ("hours", columns(told["hours"], _hours(), tally.counts.hours.sum(axis=0).tolist())),
        ("days", columns(told["days"], days, tally.counts.days[:, 0].tolist())),
    ]
    if tally.calls.any():
        drawn.append(("calls", columns(told["calls"], days, tally.calls.sum(axis=1).tolist())))
        drawn.append(("callhours", columns(told["callhours"], _hours(), tally.calls.sum(axis=0).tolist())))
    return [(told[name], svg) for name, svg in drawn]


def _ages(title: str, found: list[Match]) -> str:
    ages = {match.figure.of: match for match in found if match.figure.measure == "age"}
    sides = []
    for sex in "mf":
        chosen = [ages[f"{sex} {group}"] for group in GROUPS]
        sides.append(
            [
                Series(PUBLISHED, [match.figure.value for match in chosen]),
                Series(SIMULATED, [match.simulated for match in chosen]),
            ]
        )
    return pyramid(title, [group.replace(" ", "–") for group in GROUPS], *sides)


def _spots(tally: Tally, language: str) -> list[Spot]:
    shares: Array = np.bincount(tally.people["region"], minlength=len(REGIONS)) / len(tally.people["region"])
    return [
        Spot(region.x, region.y, region.name[language], float(share))
        for region, share in zip(REGIONS, shares, strict=True)
    ]


def _hours() -> list[str]:
    return [f"{hour:02}" for hour in range(24)]


def _day(tally: Tally, place: int) -> str:
    return f"{date_of(day_of(date.fromisoformat(tally.manifest['begin'])) + place):%d.%m}"


def _table(found: list[Match], language: str, told: dict[str, str]) -> str:
    heads = "".join(f"<th>{escape(told[key])}</th>" for key in ("figure", PUBLISHED, SIMULATED, "deviation", "source"))
    rows = []
    for match in found:
        off = "" if match.within else " off"
        rows.append(
            f"<tr><td>{escape(match.figure.name(language))}</td><td class=n>{_written(match.figure.value, match)}</td>"
            f'<td class=n>{_written(match.simulated, match)}</td><td class="n{off}">{match.deviation:+.1%}</td>'
            f'<td><a href="{escape(match.figure.url, quote=True)}">{escape(match.figure.date)}</a></td></tr>'
        )
    return f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _written(value: float, match: Match) -> str:
    if match.figure.unit == "share":
        return f"{value:.1%}"
    return f"{value:,.0f}".replace(",", " ") if match.figure.unit == "tenge" else f"{value:.3f}"
