"""Reading: manifests by tag on 64 connections, a blob of 100 MiB on 4."""

from harness import load, seed

SMALL = ("registry", "log", "files", "cached")


def manifest_get(bench):
    def trial(server, _):
        measured = load.wrk(server, seed.MANIFEST, 64, bench.options.seconds)
        return {"rate": ("requests/s", measured["requests"])}

    read(bench, "manifest-get", SMALL, trial)


def manifest_head(bench):
    def trial(server, _):
        rate = load.ab_head(server, seed.MANIFEST, 64, bench.options.seconds)
        return {"rate": ("requests/s", rate)}

    read(bench, "manifest-head", SMALL, trial)


def blob_get(bench):
    def trial(server, _):
        measured = load.wrk(server, bench.seed.blob_path, 4, bench.options.seconds)
        return {"throughput": ("MB/s", measured["mbytes"])}

    read(bench, "blob-get", ("registry", "files"), trial)


def read(bench, row, kinds, trial):
    with bench.fleet(row, bench.of_kinds(*kinds), seeded=True) as servers:
        bench.rounds(row, servers, trial)
