"""Finds the programs that the bench needs, and says how to install what is missing."""

import os
import pathlib
import re
import shutil
import subprocess
import sys

DISTRIBUTION = "github.com/distribution/distribution/v3/cmd/registry@v3.1.2"


class Missing(Exception):
    """A program is not there; the message says how to get it."""


def say(text):
    print(text, file=sys.stderr, flush=True)


def find(program, package):
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/bin")
    if path is None:
        raise Missing(f"{program} is missing; install it with: apt-get install {package}")
    return path


def jdk():
    """The home of a JDK 25 or newer: JAVA_HOME, then the usual folders."""
    folders = [pathlib.Path(os.environ.get("JAVA_HOME", "/nonexistent"))]
    for parent in ("/usr/lib/jvm", "/opt", str(pathlib.Path.home() / ".sdkman/candidates/java")):
        if os.path.isdir(parent):
            folders += sorted(pathlib.Path(parent).iterdir())
    for folder in folders:
        release = folder / "release"
        if (folder / "bin/javac").exists() and release.exists():
            found = re.search(r'JAVA_VERSION="(\d+)', release.read_text())
            if found and int(found.group(1)) >= 25:
                return folder
    raise Missing("no JDK 25 was found; install one (for example temurin-25-jdk) or set JAVA_HOME")


def distribution(folder):
    """Distribution v3's `registry`, installed into the given folder when it is nowhere else."""
    places = [str(folder), str(pathlib.Path.home() / "go/bin"), os.environ.get("GOBIN", "")]
    found = shutil.which("registry", path=":".join(places)) or shutil.which("registry")
    if found and "/v3 " in version(found, "--version"):
        return found
    if shutil.which("go") is None:
        raise Missing("distribution v3 is missing; install Go, then: go install " + DISTRIBUTION)
    say("installing distribution v3 (once, a minute or two)")
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["go", "install", DISTRIBUTION], check=True, timeout=900, stdout=sys.stderr,
                   env=dict(os.environ, GOBIN=str(folder)))
    return str(folder / "registry")


def version(program, flag):
    """The first line of what a program says of its version."""
    done = subprocess.run([program, flag], capture_output=True, text=True, timeout=30)
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[0] if lines else ""


def compile(home, source, target, libraries=""):
    target.mkdir(parents=True, exist_ok=True)
    files = sorted(str(path) for path in source.glob("*.java"))
    # The libraries' own class files and manifests are not ours to warn of.
    lint = "-Xlint:all,-path,-classfile" if libraries else "-Xlint:all"
    subprocess.run([home / "bin/javac", lint, "-cp", libraries or ".", "-d", target, *files],
                   check=True, timeout=120, stdout=sys.stderr)
