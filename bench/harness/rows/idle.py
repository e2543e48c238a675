"""Memory: at rest after a start, and under 256 slow readers over warm idle."""

import time

from harness import load, seed
from harness.server import Server

SETTLE_SECONDS = 3
SLOW_SECONDS = 10
# Memory hardly varies between starts, and each of these trials is a start of its own.
MOST_ROUNDS = 4


def idle(bench):
    def trial(contestant, _):
        with Server(contestant, bench.work / "idle" / contestant.name) as server:
            time.sleep(SETTLE_SECONDS)
            return {"resident": ("MiB", server.resident_mib())}

    rounds = min(MOST_ROUNDS, bench.options.rounds)
    bench.rounds("idle", bench.of_kinds("registry", "files"), trial, rounds)


def slow_readers(bench):
    def trial(contestant, _):
        with Server(contestant, bench.work / "seeded" / contestant.name) as server:
            bench.plant(server)
            return slow(bench, server)

    rounds = min(MOST_ROUNDS, bench.options.rounds)
    bench.rounds("slow-readers", bench.of_kinds("registry", "files"), trial, rounds)


def slow(bench, server):
    # Warm: it has served both kinds of request at full load, then come to rest.
    load.wrk(server, seed.MANIFEST, 64, 2)
    load.wrk(server, bench.seed.blob_path, 4, 2)
    time.sleep(SETTLE_SECONDS)
    warm = server.resident_mib()
    peak = load.slow_readers(server, bench.seed.blob_path, bench.options.readers, SLOW_SECONDS)
    return {"over warm idle": ("MiB", peak - warm), "warm idle": ("MiB", warm)}
