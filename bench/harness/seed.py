"""The image that the reading rows pull: pushed to registries, laid out as files for nginx."""

import hashlib
import http.client
import json
import random
import urllib.parse

REPOSITORY = "bench/image"
MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json"
MANIFEST = f"/v2/{REPOSITORY}/manifests/latest"
BLOB_BYTES = 100 * 1024 * 1024


class Seed:
    """A one-layer image with a layer of 100 MiB, the same for every server."""

    def __init__(self):
        self.layer = random.Random(25).randbytes(BLOB_BYTES)
        self.config = json.dumps({"architecture": "amd64", "os": "linux", "rootfs": {
            "type": "layers", "diff_ids": [digest(self.layer)]}}).encode()
        self.manifest = json.dumps({
            "schemaVersion": 2, "mediaType": MANIFEST_TYPE,
            "config": descriptor("config.v1+json", self.config),
            "layers": [descriptor("layer.v1.tar+gzip", self.layer)]}).encode()
        self.blob_path = f"/v2/{REPOSITORY}/blobs/{digest(self.layer)}"

    def give(self, server):
        """Brings the image into a running server, and makes sure that it serves it byte for byte."""
        if server.kind in ("files", "cached"):
            self._lay_out(server.data / "files")
        else:
            self._push(server)
        for path, wanted in ((MANIFEST, self.manifest), (self.blob_path, self.layer)):
            got = get(server, path)
            if got != wanted:
                raise http.client.HTTPException(f"{server.name}: {path} is not what was pushed")

    def _lay_out(self, root):
        for path, content in ((MANIFEST, self.manifest), (self.blob_path, self.layer)):
            file = root / path[1:]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)

    def _push(self, server):
        for blob in (self.layer, self.config):
            start = f"/v2/{REPOSITORY}/blobs/uploads/"
            location = ask(server, "POST", start, 202).getheader("Location")
            parts = urllib.parse.urlsplit(location)
            query = (parts.query + "&" if parts.query else "") + "digest=" + digest(blob)
            ask(server, "PUT", f"{parts.path}?{query}", 201, blob)
        ask(server, "PUT", MANIFEST, 201, self.manifest, MANIFEST_TYPE)


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def descriptor(kind, content):
    return {"mediaType": "application/vnd.oci.image." + kind, "digest": digest(content),
            "size": len(content)}


def ask(server, method, path, wanted, body=b"", content_type="application/octet-stream"):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Accept": MANIFEST_TYPE + ", */*"}
    if method != "GET":
        headers.update({"Content-Type": content_type, "Content-Length": str(len(body))})
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        if answer.status != wanted:
            raise http.client.HTTPException(
                f"{server.name}: {method} {path}: {answer.status}, wanted {wanted}: {answer.content[:200]}")
        return answer
    finally:
        connection.close()


def get(server, path):
    return ask(server, "GET", path, 200).content
