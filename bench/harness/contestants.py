"""The servers that take part, each as a command and its configuration."""

import dataclasses
import pathlib
import shlex
import string
import typing

from harness import tools

ROOT = pathlib.Path(__file__).resolve().parents[2]

REGISTRY_YAML = """version: 0.1
log:
  level: error
  accesslog: {disabled: true}
storage:
  cache: {blobdescriptor: inmemory}
  filesystem: {rootdirectory: $data/store}
  delete: {enabled: true}
http:
  addr: 127.0.0.1:$port
"""

NGINX_CONF = """daemon off;
pid $data/nginx.pid;
error_log stderr error;
worker_processes auto;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  $cache
  client_body_temp_path $data/tmp-body;
  proxy_temp_path $data/tmp-proxy;
  fastcgi_temp_path $data/tmp-fastcgi;
  uwsgi_temp_path $data/tmp-uwsgi;
  scgi_temp_path $data/tmp-scgi;
  default_type application/octet-stream;
  server {
    listen 127.0.0.1:$port;
    root $data/files;
    location = /v2/ { return 200 "{}"; }
    location ~ /manifests/ { default_type application/vnd.oci.image.manifest.v1+json; }
  }
}
"""


@dataclasses.dataclass(frozen=True)
class Contestant:
    """A server. Its kind says which rows it is in: registry (all but the limits), log (ours with its
    access log on), filled (ours with many users and repositories), files (nginx as installed) or
    cached (nginx that keeps its files open)."""

    name: str
    kind: str
    version: str
    command: typing.Callable  # (port, port of the management listener, data folder) -> arguments
    environment: dict = dataclasses.field(default_factory=dict)
    first_start_seconds: float = 30.0
    greeting: int = 200  # what it answers to /v2/ without credentials


def entrepot(name, kind, log, guarded=False):
    launcher = ROOT / "entrepot"
    if not launcher.exists():
        raise tools.Missing("there is no ./entrepot in this checkout")

    def command(port, management, data):
        return [str(launcher), "serve", *([] if guarded else ["--open"]), "--data", str(data / "store"),
                "--listen", f"127.0.0.1:{port}", "--management", f"127.0.0.1:{management}"]

    # The launcher builds on first use.
    return Contestant(name, kind, "this checkout", command, {"ENTREPOT_ACCESS_LOG": log}, 900.0,
                      401 if guarded else 200)


def docker_registry():
    program = tools.find("docker-registry", "docker-registry")
    return configured("docker-registry", "registry", program, tools.version(program, "--version"),
                      REGISTRY_YAML, "config.yml", ["serve"])


def distribution(folder):
    program = tools.distribution(folder)
    return configured("distribution-v3", "registry", program, tools.version(program, "--version"),
                      REGISTRY_YAML, "config.yml", ["serve"], {"OTEL_TRACES_EXPORTER": "none"})


def nginx(name, kind, cache):
    program = tools.find("nginx", "nginx")
    return configured(name, kind, program, tools.version(program, "-v"),
                      NGINX_CONF.replace("$cache", cache), "nginx.conf", ["-e", "stderr", "-c"])


def configured(name, kind, program, version, template, file, arguments, environment=None):
    """A server that reads a configuration file, named as its last argument."""

    def command(port, management, data):
        path = data / file
        path.write_text(string.Template(template).substitute(port=port, data=data))
        return [program, *arguments, str(path)]

    return Contestant(name, kind, version, command, environment or {})


def named(name, text):
    def command(port, management, data):
        return [part.replace("{port}", str(port)).replace("{data}", str(data))
                for part in shlex.split(text)]

    return Contestant(name, "registry", text, command)


def gather(options, work):
    """All that can run here; says which cannot and why."""
    makers = [lambda: entrepot("entrepot", "registry", "off"),
              lambda: entrepot("entrepot-log", "log", "on"),
              lambda: entrepot("entrepot-open", "filled", "off"),
              lambda: entrepot("entrepot-guarded", "filled", "off", guarded=True),
              docker_registry, lambda: distribution(work.parent / "bin"),
              lambda: nginx("nginx", "files", ""),
              lambda: nginx("nginx-cache", "cached", "open_file_cache max=1000;")]
    makers += [lambda peer=peer: named(*peer) for peer in options.peers]
    found = []
    for make in makers:
        try:
            found.append(make())
        except tools.Missing as missing:
            tools.say(f"left out: {missing}")
    if options.servers:
        wanted = options.servers.split(",")
        unknown = set(wanted) - {each.name for each in found}
        if unknown:
            raise tools.Missing(f"not here: {', '.join(sorted(unknown))}; "
                                f"here are: {', '.join(each.name for each in found)}")
        found = [each for each in found if each.name in wanted]
    return found
