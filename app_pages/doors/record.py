"""The pictures of the pages on the record, and of the machine's record beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from analysis.compare import means
from analysis.compare.durations import MEASURES
from analysis.evidence import changes as ledger
from app_pages.compare import clock, course, durations, packages
from app_pages.compare import means as compare_means
from app_pages.doors.choices import Choices, Door, Option, formula, of, one
from app_pages.evidence import changes, disagreements, gaps, seeds, sources, support
from app_pages.frame import state
from app_pages.frame.state import Selection
from app_pages.method import breaks, coders, comparison, sure, whatif
from app_pages.method.formula import intensities
from app_pages.streams import lines as stream_lines
from app_pages.streams import misses, roots, source, volume
from app_pages.temperature.line import first_event
from charts.draw.picture import Picture
from charts.evidence import sources as by_property


def _streamed(step: Callable[..., Picture | None], **options: Option) -> Door:
    def door(chosen: Selection, asked: Choices) -> Picture | None:
        shown = source.stream(chosen)
        made = of(step, shown=shown, **options)(chosen, asked)
        return None if made is None else source.named(made, shown, chosen)

    return door


def _half_life(chosen: Selection, asked: Choices) -> float:
    return asked.formula(chosen).half_life


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


def _coders(chosen: Selection, _asked: Choices) -> Picture | None:
    known = len(chosen.record.extras.get("recoding", ()))
    return state.result(coders.coders, chosen.view.record) if known else None


def _whatif(chosen: Selection, asked: Choices) -> Picture:
    own, end = asked.formula(chosen), chosen.record.end
    made = whatif.meant(asked.all(whatif.KEY), chosen, own)
    at = asked.day("figure_at", first_event(chosen), end, end)
    changed = asked.many(whatif.KEY, made)
    return state.result(whatif.bench, chosen.view, formula=own, changes=changed, at=at)


def _tables(_chosen: Selection, _asked: Choices) -> packages.Keys:
    return packages.public()


_compared = partial(of, record=True, tables=_tables)

COMPARE: dict[str, Door] = {
    "compare-lanes": _compared(clock.lanes, order=one("compare_order", clock.SORTS)),
    "compare-durations": _compared(
        durations.dots, measure=one("compare_measure", MEASURES, durations.DEFAULT)
    ),
    "compare-means": _compared(compare_means.mix, by=one("compare_by", means.PROPERTIES)),
    "compare-course": _compared(course.lines, measure=one("compare_course", course.MEASURES)),
}

STREAMS: dict[str, Door] = {
    "streams-lines": _streamed(stream_lines.drawn, half_life=_half_life),
    "streams-agreement": _streamed(stream_lines.agreed, half_life=_half_life),
    "streams-volume": _streamed(volume.monthly),
    "streams-recall": _streamed(misses.recalled, alike=one("streams_alike", misses.ALIKE)),
    "streams-roots": _streamed(roots.kinds),
}

EVIDENCE: dict[str, Door] = {
    "sources-by": of(
        sources.by_property,
        by=one("sources_by", by_property.PROPERTIES),
        everything=lambda _c, asked: asked.one("sources_which", sources.WHICH) == "all",
    ),
    "support": of(support.shares, by=one("support_by", support.BY)),
    "disagreements": of(disagreements.by_table),
    "seed-links": _seed,
    "silent-months": of(gaps.silence),
    "accounts-told": of(gaps.accounts),
    "changes-line": _changes,
}


def _scale(chosen: Selection, asked: Choices) -> str:
    return asked.formula(chosen).scale


METHOD: dict[str, Door] = {
    "method-intensities": of(intensities, scale=_scale),
    **{f"method-{name}": of(step, formula=formula) for name, step in sure.PICTURES.items()},
    "method-breaks": of(breaks.shown, scale=_scale),
    "method-comparison": of(comparison.shown, needs=comparison.compared, formula=formula),
    "method-whatif": _whatif,
    "method-coders": _coders,
}
