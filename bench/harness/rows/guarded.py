"""Reading with credentials: 1,000 users, 1,000 policies, 10,000 repositories, against the same
requests to a server that asks nobody who they are; and the API of AWS beside it."""

import base64
import json
import shutil
import subprocess
import sys

from harness import http_text, load, seed, tools
from harness.contestants import ROOT

FOLDER = "guarded"
WARM_UP = 5  # times as long as a load
CONNECTIONS = 64
USERS = 1_000
TARGET = "AmazonEC2ContainerRegistry_V20150921."
LATEST = [{"imageTag": "latest"}]


def manifest_get_bearer(bench):
    read(bench, "manifest-get-bearer", "bearer.txt", halves)


def manifest_get_basic(bench):
    read(bench, "manifest-get-basic", "basic.txt", halves)


def manifest_get_bearer_own(bench):
    read(bench, "manifest-get-bearer-own", "bearer.txt", one_user_each)


def manifest_get_basic_own(bench):
    read(bench, "manifest-get-basic-own", "basic.txt", one_user_each)


def describe_images(bench):
    api(bench, "api-describe-images", "DescribeImages", lambda name: {"repositoryName": name})


def batch_get_image(bench):
    api(bench, "api-batch-get-image", "BatchGetImage",
        lambda name: {"repositoryName": name, "imageIds": LATEST})


def get_authorization_token(bench):
    api(bench, "api-get-authorization-token", "GetAuthorizationToken", lambda name: {})


def read(bench, row, targets, shared_out):
    """GETs of manifests; `shared_out` says which of wrk's threads asks for which."""

    def requests(server, lines):
        return shared_out([
            http_text.request(server, "GET", path,
                              {"Accept": seed.MANIFEST_TYPE, "Authorization": credentials})
            for path, credentials in lines])

    run(bench, row, targets, requests, bench.of_kinds("filled"))


def api(bench, row, operation, members):
    """An operation of ECR in AWS JSON, signed, by each of the users that bring a key."""
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": TARGET + operation}

    def requests(server, lines):
        return halves([
            http_text.signed(server, key, "ecr", headers, json.dumps(members(repository)).encode())
            for repository, key in with_keys(lines)])

    asking = [each for each in bench.of_kinds("filled") if each.greeting == 401]
    run(bench, row, "basic.txt", requests, asking)


def run(bench, row, targets, requests, contestants):
    if not contestants:
        return
    lists = fill(bench)
    lines = [line.split("\t") for line in (lists / targets).read_text().splitlines()]

    def drive(server, seconds):
        return load.wrk_requests(server, requests(server, lines), CONNECTIONS, seconds)

    def trial(server, _):
        return {"rate": ("requests/s", drive(server, bench.options.seconds)["requests"])}

    with bench.fleet(FOLDER, contestants) as servers:
        # A tenth of the users bring passwords, each of which costs its hash the first time: the
        # rows ask what requests cost, not what logging in does.
        for server in servers:
            drive(server, WARM_UP * bench.options.seconds)
        bench.rounds(row, servers, trial)


def halves(requests):
    """Two threads, each with one request of each user after the other."""
    middle = len(requests) // 2
    return [requests[:middle], requests[middle:]]


def one_user_each(requests):
    """As many threads as connections, each with the ten requests of one user."""
    step = USERS // CONNECTIONS
    return [requests[number * step::USERS] for number in range(CONNECTIONS)]


def with_keys(lines):
    """Repository and access key (id and secret) of the lines whose credentials are a key."""
    for path, credentials in lines:
        name, _, secret = base64.b64decode(credentials.split()[1]).decode().partition(":")
        if name.startswith("AKIA"):
            yield path.removeprefix("/v2/").removesuffix("/manifests/latest"), (name, secret)


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
