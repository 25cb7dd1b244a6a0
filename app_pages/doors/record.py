"""The pictures of the pages on the record, and of the machine's record beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.compare import means
from analysis.compare.durations import MEASURES
from analysis.evidence import changes as ledger
from app_pages.compare import clock, course, durations, packages
from app_pages.compare import means as compare_means
from app_pages.doors.choices import Choices, Door, of
from app_pages.evidence import changes, disagreements, gaps, seeds, sources, support
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.method import breaks, coders, comparison, formula, sure, whatif
from app_pages.streams import lines as stream_lines
from app_pages.streams import misses, roots, source, volume
from app_pages.temperature.line import first_event
from charts.draw.picture import Picture
from charts.evidence import sources as by_property


def _streamed(
    step: Callable[..., Picture | None], *, fading: bool = False, alike: bool = False
) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture | None:
        shown = source.stream(chosen)
        options: dict[str, Any] = {"folder": shown.folder, "stamp": shown.stamp}
        if fading:
            options["half_life"] = asked.formula(chosen).half_life
        if alike:
            options["alike"] = asked.one("streams_alike", misses.ALIKE)
        made = state.result(step, chosen.view, **options)
        return None if made is None else source.named(made, shown, chosen)

    return door


def _sources(chosen: Selection, asked: Choices) -> Picture:
    by = asked.one("sources_by", list(by_property.PROPERTIES))
    everything = asked.one("sources_which", sources.WHICH) == "all"
    return state.result(sources.by_property, chosen.view, by=by, everything=everything)


def _support(chosen: Selection, asked: Choices) -> Picture:
    by = asked.one("support_by", support.BY)
    return state.result(support.shares, chosen.view, by=by)


def _seed(chosen: Selection, asked: Choices) -> Picture:
    texts = seeds.digests(chosen.view)
    seed = asked.one("seed", seeds.offered(chosen, texts) if texts else [])
    return state.result(seeds.joined, chosen.view, texts=texts, seed=seed)


def _changes(chosen: Selection, asked: Choices) -> Picture | None:
    whole = state.dataset(chosen.view.data)
    version = asked.one("changes_version", ledger.versions(whole))
    before = changes.earlier(whole, version)
    if not before:
        return None
    return state.result(changes.drawn, chosen.view, version=version, before=before)


def _sure(name: str) -> Door:
    return lambda chosen, asked: state.result(
        sure.PICTURES[name], chosen.view, formula=asked.formula(chosen)
    )


def _scaled(step: Callable[..., Picture]) -> Door:
    return lambda chosen, asked: state.result(step, chosen.view, scale=asked.formula(chosen).scale)


def _comparison(chosen: Selection, asked: Choices) -> Picture | None:
    own = asked.formula(chosen)
    if state.measure(comparison.compared, chosen.view, formula=own).empty:
        return None
    return state.result(comparison.shown, chosen.view, formula=own)


def _coders(chosen: Selection, _asked: Choices) -> Picture | None:
    known = len(chosen.record.extras.get("recoding", ()))
    return state.result(coders.coders, chosen.view.record) if known else None


def _whatif(chosen: Selection, asked: Choices) -> Picture:
    own, end = asked.formula(chosen), chosen.record.end
    made = whatif.meant(asked.all(whatif.KEY), chosen, own)
    at = asked.day("figure_at", first_event(chosen), end, end)
    changed = asked.many(whatif.KEY, made)
    return state.result(whatif.bench, chosen.view, formula=own, changes=changed, at=at)


def _lanes(chosen: Selection, asked: Choices) -> Picture:
    order = asked.one("compare_order", list(clock.SORTS))
    return state.result(clock.lanes, chosen.view.record, tables=packages.public(), order=order)


def _durations(chosen: Selection, asked: Choices) -> Picture:
    measure = asked.one("compare_measure", MEASURES, durations.DEFAULT)
    shown = {"tables": packages.public(), "measure": measure}
    return state.result(durations.dots, chosen.view.record, **shown)


def _means(chosen: Selection, asked: Choices) -> Picture:
    by = asked.one("compare_by", means.PROPERTIES)
    return state.result(compare_means.mix, chosen.view.record, tables=packages.public(), by=by)


def _course(chosen: Selection, asked: Choices) -> Picture:
    measure = asked.one("compare_course", course.MEASURES)
    shown = {"tables": packages.public(), "measure": measure}
    return state.result(course.lines, chosen.view.record, **shown)


COMPARE: dict[str, Door] = {
    "compare-lanes": _lanes,
    "compare-durations": _durations,
    "compare-means": _means,
    "compare-course": _course,
}

STREAMS: dict[str, Door] = {
    "streams-lines": _streamed(stream_lines.drawn, fading=True),
    "streams-agreement": _streamed(stream_lines.agreed, fading=True),
    "streams-volume": _streamed(volume.monthly),
    "streams-recall": _streamed(misses.recalled, alike=True),
    "streams-roots": _streamed(roots.kinds),
}

EVIDENCE: dict[str, Door] = {
    "sources-by": _sources,
    "support": _support,
    "disagreements": of(disagreements.by_table),
    "seed-links": _seed,
    "silent-months": of(gaps.silence),
    "accounts-told": of(gaps.accounts),
    "changes-line": _changes,
}

METHOD: dict[str, Door] = {
    "method-intensities": _scaled(formula.intensities),
    **{f"method-{name}": _sure(name) for name in sure.PICTURES},
    "method-breaks": _scaled(breaks.shown),
    "method-comparison": _comparison,
    "method-whatif": _whatif,
    "method-coders": _coders,
}
