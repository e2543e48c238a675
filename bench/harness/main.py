"""Puts the parts together and runs the rows that were asked for."""

import contextlib
import datetime
import os
import pathlib
import platform
import shutil
import signal
import subprocess
import sys
import tempfile

from harness import contestants, load, options, report, seed, tools
from harness.bench import EXPECTED, Bench
from harness.rows import ROWS
from harness.server import Server

BENCH = pathlib.Path(__file__).resolve().parents[1]


def main(arguments):
    chosen = options.parse(arguments, list(ROWS))
    # An end from outside unwinds like Ctrl-C does, so that no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with work_folder(chosen) as work:
            bench = prepare(chosen, work)
            for name, row in ROWS.items():
                if chosen.only is None or name in chosen.only:
                    row(bench)
            machine = describe(bench)
    except tools.Missing as missing:
        tools.say(str(missing))
        return 2
    form = report.as_json if chosen.output == "json" else report.table
    print(form(machine, bench.results))
    return 0


@contextlib.contextmanager
def work_folder(chosen):
    parent = pathlib.Path(chosen.work) if chosen.work else BENCH / "work"
    parent.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=parent.resolve()))
    try:
        # nginx started by root serves as another user: it must be able to come in.
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepare(chosen, work):
    for program, package in (("wrk", "wrk"), ("ab", "apache2-utils")):
        tools.find(program, package)
    home = tools.jdk()
    tools.compile(home, BENCH / "client", work / "classes")
    bench = Bench(chosen, work, home, [], load.Client(home, work / "classes"), seed.Seed())
    for each in contestants.gather(chosen, work):
        first_start(bench, each)
    if not bench.contestants:
        raise tools.Missing("no server to measure")
    tools.say("servers: " + ", ".join(each.name for each in bench.contestants))
    return bench


def first_start(bench, contestant):
    """Starts and ends it once: what it builds on first use is built here, and a fault shows early."""
    try:
        with Server(contestant, bench.work / "first" / contestant.name):
            bench.contestants.append(contestant)
    except EXPECTED as failure:
        bench.failed("first start", contestant.name, failure)


def describe(bench):
    with open("/proc/cpuinfo") as info:
        models = [line.split(":", 1)[1].strip() for line in info if line.startswith("model name")]
    commit = subprocess.run(["git", "-C", str(BENCH), "describe", "--always", "--dirty"],
                            capture_output=True, text=True, timeout=30)
    chosen = bench.options
    return {
        "date": datetime.date.today().isoformat(),
        "commit": commit.stdout.strip(),
        "machine": f"{os.cpu_count()} cores, {models[0] if models else platform.machine()}, "
                   f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB, "
                   f"Linux {platform.release()}",
        "load": f"{chosen.rounds} rounds (first dropped), {chosen.seconds:g} s each"
                + (", --quick: a look, not a result" if chosen.quick else ""),
        "servers": "; ".join(f"{each.name} ({each.version})" for each in bench.contestants),
    }
