"""Writing: many small images, and one large layer against the disk's own speed."""

import os
import shutil

from harness import goals

CLIENTS = 8
MIB = 1024 * 1024


def small(bench):
    seconds = bench.options.seconds

    def trial(server, number):
        got = bench.client(seconds, "small", server.port, CLIENTS, bench.options.layer_bytes, seconds,
                           number + 1)
        return {"rate": ("images/s", got["images"] / got["seconds"]),
                "p50": ("ms", got["p50_ms"]), "p99": ("ms", got["p99_ms"])}

    with bench.fleet("push-small", bench.of_kinds("registry", "log")) as servers:
        bench.rounds("push-small", servers, trial)


class Reference:
    """Stands among the servers of the large push: the same bytes, hashed and written in one thread."""

    name = goals.REFERENCE

    def __init__(self, data):
        self.data = data
        data.mkdir(parents=True)


def large(bench):
    size = bench.options.large_mib * MIB

    def trial(server, number):
        # What the last trial left unwritten must not be this one's burden.
        os.sync()
        if isinstance(server, Reference):
            got = bench.client(60, "reference", server.data, size, number + 1)
        else:
            got = bench.client(60, "large", server.port, size, number + 1, bench.options.framing)
            drop_large_files(server.data)
        return {"throughput": ("MB/s", got["bytes"] / got["seconds"] / 1e6)}

    reference = Reference(bench.work / "push-large" / "reference")
    with bench.fleet("push-large", bench.of_kinds("registry")) as servers:
        bench.rounds("push-large", [*servers, reference], trial)
    shutil.rmtree(bench.work / "push-large", ignore_errors=True)


def drop_large_files(folder):
    """Frees the disk of layers that are never asked for again; the servers need not know."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            if os.path.getsize(path) >= 16 * MIB:
                os.unlink(path)
