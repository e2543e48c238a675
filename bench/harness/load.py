"""The loads: wrk for GET, ab for HEAD, slow readers, and our own client for pushes."""

import json
import pathlib
import re
import socket
import subprocess
import tempfile
import time

from harness import seed, tools
from harness.server import Failed

SUMMARY = pathlib.Path(__file__).parent / "summary.lua"
REQUESTS = pathlib.Path(__file__).parent / "requests.lua"
ACCEPT = "Accept: " + seed.MANIFEST_TYPE


def wrk(server, path, connections, seconds):
    """GETs on kept-alive connections: requests and bytes a second."""
    return wrk_with(server, connections, seconds, "-H", ACCEPT, "-s", str(SUMMARY), url(server, path))


def wrk_requests(server, shares, connections, seconds):
    """Requests made beforehand (bytes), a share of them for each of wrk's threads, which has its
    part of the connections to itself."""
    with tempfile.TemporaryDirectory() as folder:
        for number, share in enumerate(shares):
            content = b"".join(b"%d\n%s" % (len(each), each) for each in share)
            (pathlib.Path(folder) / str(number)).write_bytes(content)
        return wrk_with(server, connections, seconds, "-s", str(REQUESTS), url(server, "/"), "--",
                        folder, threads=len(shares))


def wrk_with(server, connections, seconds, *arguments, threads=2):
    done = run([tools.find("wrk", "wrk"), f"-t{threads}", f"-c{connections}", f"-d{seconds:.0f}s",
                "--timeout", "30s", *arguments], seconds + 60)
    summary = json.loads(done.splitlines()[-1])
    if summary["errors"]:
        raise Failed(f"{server.name}: wrk saw {summary['errors']} errors: {' '.join(arguments)}")
    return {"requests": summary["requests"] / summary["seconds"],
            "mbytes": summary["bytes"] / summary["seconds"] / 1e6}


def ab_head(server, path, connections, seconds):
    """HEADs on kept-alive connections (HTTP/1.0 with keep-alive, as ab speaks): requests a second."""
    done = run([tools.find("ab", "apache2-utils"), "-i", "-k", "-q", "-c", str(connections), "-t",
                f"{seconds:.0f}", "-n", "100000000", "-H", ACCEPT, url(server, path)], seconds + 60)
    bad = re.search(r"Non-2xx responses:\s+(\d+)", done)
    complete = int(re.search(r"Complete requests:\s+(\d+)", done).group(1))
    kept = int(re.search(r"Keep-Alive requests:\s+(\d+)", done).group(1))
    if bad or kept < complete * 0.9:
        raise Failed(f"{server.name}: ab: {bad and bad.group(1)} answers not 2xx, "
                     f"{kept} of {complete} requests kept alive")
    return float(re.search(r"Requests per second:\s+([\d.]+)", done).group(1))


def url(server, path):
    return f"http://127.0.0.1:{server.port}{path}"


def run(command, seconds):
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds)
    if done.returncode:
        raise Failed(f"{command[0]} ended with {done.returncode}: {done.stderr[-600:]}")
    return done.stdout


class Client:
    """Our push client, a Java program: each call is one run of it."""

    def __init__(self, home, classes):
        self.java = [str(home / "bin/java"), "-Xmx512m", "-XX:+UseSerialGC",
                     "-cp", str(classes), "Client"]

    def __call__(self, seconds, *arguments):
        out = run(self.java + [str(argument) for argument in arguments], seconds + 120)
        return json.loads(out.splitlines()[-1])


def slow_readers(server, path, count, seconds):
    """Many connections that each take 160 KB a second of a blob; returns the peak memory in MiB.

    The receive buffers are small, so that what is not read stays the server's burden.
    """
    readers = []
    peak = 0.0
    try:
        for _ in range(count):
            reader = socket.socket()
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 * 1024)
            reader.connect(("127.0.0.1", server.port))
            reader.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
            reader.setblocking(False)
            readers.append(reader)
        taken = {reader: 0 for reader in readers}
        firsts = {}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            tick = time.monotonic()
            for reader in readers:
                try:
                    part = reader.recv(16 * 1024)
                except BlockingIOError:
                    continue
                if not part:
                    raise Failed(f"{server.name} closed a slow reader after {taken[reader]} bytes")
                firsts.setdefault(reader, part[:12])
                taken[reader] += len(part)
            peak = max(peak, server.resident_mib())
            time.sleep(max(0.0, 0.1 - (time.monotonic() - tick)))
    finally:
        for reader in readers:
            reader.close()
    served = sum(firsts.get(reader, b"").endswith(b" 200") for reader in readers)
    if served < count:
        raise Failed(f"{server.name} answered only {served} of {count} slow readers with 200")
    return peak
