"""The command line."""

import argparse

DESCRIPTION = """Starts Entrepot and other registries side by side on loopback, drives all with the
same load, and prints medians and ratios. Progress goes to stderr, the result to stdout."""


def parse(arguments, row_names):
    parser = argparse.ArgumentParser(prog="bench/run", description=DESCRIPTION)
    add = parser.add_argument
    add("--only", metavar="ROW,...", help="rows to run, of: " + ", ".join(row_names))
    add("--servers", metavar="NAME,...", help="servers to run (default: all that are installed)")
    add("--peer", metavar="NAME=COMMAND", action="append", default=[],
        help="one more registry; {port} and {data} in the command are replaced")
    add("--rounds", type=int, default=6, help="rounds of each row, the first is dropped (default 6)")
    add("--seconds", type=float, default=5.0, help="length of one timed load (default 5)")
    add("--scale", type=int, default=100_000, help="tags and repositories to grow to (default 100000)")
    add("--scale-seconds", type=float, default=900.0,
        help="most time one server gets to grow (default 900); what it reached is reported")
    add("--layer-bytes", type=int, default=8192, help="layer of a small image (default 8192)")
    add("--large-mib", type=int, default=1024, help="size of the large layer (default 1024)")
    add("--framing", choices=["chunked", "length"], default="chunked",
        help="how the large layer is sent: chunked as docker and podman do (default), or with its length")
    add("--readers", type=int, default=256, help="slow readers (default 256)")
    add("--quick", action="store_true",
        help="a look, not a result: 2 rounds, 1 s loads, 2,000 tags, a 128 MiB layer")
    add("--output", choices=["table", "json"], default="table", help="form of the result")
    add("--work", metavar="DIR", help="folder on the disk to measure (default bench/work)")
    options = parser.parse_args(arguments)
    if options.quick:
        options.rounds = 2
        options.seconds = 1.0
        options.scale = min(options.scale, 2_000)
        options.scale_seconds = min(options.scale_seconds, 30.0)
        options.large_mib = min(options.large_mib, 128)
    check(parser, options)
    options.only = split(parser, options.only, row_names, "row")
    options.peers = [peer(parser, text) for text in options.peer]
    return options


def check(parser, options):
    if options.rounds < 2:
        parser.error("--rounds must be at least 2: the first round is dropped")
    if options.scale < 2_000:
        parser.error("--scale must be at least 2000: pages are compared with a store of 1,000")
    if options.large_mib < 16 or options.large_mib % 16:
        parser.error("--large-mib must be a multiple of 16")


def split(parser, text, known, what):
    """The names in a comma-separated list; None when all are meant."""
    if text is None:
        return None
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            parser.error(f"unknown {what} {name}; known: {', '.join(known)}")
    return names


def peer(parser, text):
    name, equals, command = text.partition("=")
    if not equals or not name or "{port}" not in command:
        parser.error("--peer wants NAME=COMMAND with {port} (and {data}) in it: " + text)
    return name, command
