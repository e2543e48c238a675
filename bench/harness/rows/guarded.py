"""Reading with credentials: 1,000 users, 1,000 policies, 10,000 repositories, against the same
requests to a server that asks nobody who they are."""

import shutil
import subprocess
import sys

from harness import load, tools
from harness.contestants import ROOT

FOLDER = "guarded"
WARM_UP = 5  # times as long as a load


def manifest_get_bearer(bench):
    read(bench, "manifest-get-bearer", "bearer.txt")


def manifest_get_basic(bench):
    read(bench, "manifest-get-basic", "basic.txt")


def read(bench, row, targets):
    contestants = bench.of_kinds("filled")
    if not contestants:
        return
    lists = fill(bench)

    def trial(server, _):
        measured = load.wrk_targets(server, lists / targets, 64, bench.options.seconds)
        return {"rate": ("requests/s", measured["requests"])}

    with bench.fleet(FOLDER, contestants) as servers:
        # A tenth of the users bring passwords, each of which costs its hash the first time: the
        # rows ask what requests cost, not what logging in does.
        for server in servers:
            load.wrk_targets(server, lists / targets, 64, WARM_UP * bench.options.seconds)
        bench.rounds(row, servers, trial)


def fill(bench):
    """Lays the same users and repositories into the folders of both servers, once."""
    lists = bench.work / "targets"
    if lists.exists():
        return lists
    tools.say("filling 10,000 repositories and 1,000 users")
    classes = bench.work / "fill-classes"
    libraries = str(ROOT / "registry-server/target/distribution/lib/*")
    tools.compile(bench.home, ROOT / "bench/fill", classes, libraries)
    lists.mkdir()
    first = bench.work / FOLDER / "entrepot-guarded" / "store"
    subprocess.run([bench.home / "bin/java", "--enable-native-access=ALL-UNNAMED",
                    "-cp", f"{classes}:{libraries}", "Fill", first, lists],
                   check=True, timeout=900, stdout=sys.stderr)
    shutil.copytree(first, bench.work / FOLDER / "entrepot-open" / "store")
    return lists
