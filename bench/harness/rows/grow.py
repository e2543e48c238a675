"""Growth: what the last tenth of many pushes costs against the first, and a page against small."""

from harness import tools
from harness.rows.push import CLIENTS
from harness.server import Server

SMALL_STORE = 1_000
PAGE_TIMES = 1_000
PAGE_SECONDS = 5


def tags(bench):
    grow(bench, "grow-tags", "tags", "/v2/growth/source/tags/list?n=100", "t0000500")


def repositories(bench):
    grow(bench, "grow-repositories", "repositories", "/v2/_catalog?n=100", "growth/r0000500")


def grow(bench, row, what, page, middle):
    """Once for each server: growing takes minutes, and a store grows only once."""

    def trial(contestant, _):
        # One store for both rows, which `start` then opens.
        with Server(contestant, bench.work / "grown" / contestant.name) as server:
            return fill(bench, row, what, (page, f"{page}&last={middle}"), server)

    bench.rounds(row, bench.of_kinds("registry"), trial, count=1)


def fill(bench, row, what, pages, server):
    seconds, scale = bench.options.scale_seconds, bench.options.scale

    def push(start, end):
        tools.say(f"{row}: {server.name}: {start} to {end} {what}")
        return bench.client(seconds, "grow", server.port, CLIENTS, what, start, end, seconds)

    def page_ms():
        """The slower of the first page and one from the middle."""
        return max(bench.client(4 * PAGE_SECONDS, "page", server.port, page, PAGE_TIMES,
                                PAGE_SECONDS)["p50_ms"] for page in pages)

    push(0, SMALL_STORE)
    page_small = page_ms()
    grown = push(SMALL_STORE, scale)
    page_large = page_ms()
    tenths = [mean for mean in grown["tenths_ms"] if mean >= 0]
    if SMALL_STORE + grown["pushed"] < scale:
        bench.results.note(f"{row}: {server.name} reached {SMALL_STORE + grown['pushed']:,} of {scale:,} "
                           f"in {seconds:.0f} s; its last figures are those of what it reached")
    return {"last tenth / first": ("ratio", tenths[-1] / tenths[0]),
            "page / page at 1,000": ("ratio", page_large / page_small),
            "push in last tenth": ("ms", tenths[-1]),
            "page of 100": ("ms", page_large),
            "reached": (what, SMALL_STORE + grown["pushed"])}
