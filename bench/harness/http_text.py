"""Requests as they go over the wire, and AWS's Signature Version 4 for those that need it."""

import datetime
import hashlib
import hmac

REGION = "us-east-1"


def request(server, method, path, headers, body=b""):
    """One request of HTTP/1.1 as bytes, with the fields that each has."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host(server)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines + ["", ""]).encode() + body


def signed(server, key, service, headers, body):
    """A POST to / as an AWS client with this access key (id and secret) sends it, good for 15
    minutes (IAM User Guide, Create a signed API request)."""
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    fields = dict(headers, **{"X-Amz-Date": now})
    names = {name.lower(): value for name, value in fields.items()} | {"host": host(server)}
    listed = ";".join(sorted(names))
    canonical = "\n".join(["POST", "/", "", *(f"{name}:{names[name]}" for name in sorted(names)), "",
                           listed, hashlib.sha256(body).hexdigest()])
    scope = f"{now[:8]}/{REGION}/{service}/aws4_request"
    told = "\n".join(["AWS4-HMAC-SHA256", now, scope, hashlib.sha256(canonical.encode()).hexdigest()])
    derived = ("AWS4" + key[1]).encode()
    for part in scope.split("/"):
        derived = mac(derived, part)
    fields["Authorization"] = (f"AWS4-HMAC-SHA256 Credential={key[0]}/{scope}, "
                               f"SignedHeaders={listed}, Signature={mac(derived, told).hex()}")
    return request(server, "POST", "/", fields, body)


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def host(server):
    return f"127.0.0.1:{server.port}"
