"""Start: from the launch of the command to the first 200, on an empty and on a grown store."""

import shutil

from harness.server import Server


def start(bench):
    def trial(contestant, number):
        empty = bench.work / "start" / contestant.name
        with Server(contestant, empty) as server:
            measured = {"empty store": ("s", server.start_seconds)}
        shutil.rmtree(empty)
        grown = bench.work / "grown" / contestant.name
        if grown.exists():
            with Server(contestant, grown) as server:
                measured["grown store"] = ("s", server.start_seconds)
        return measured

    bench.rounds("start", bench.of_kinds("registry", "files"), trial)
