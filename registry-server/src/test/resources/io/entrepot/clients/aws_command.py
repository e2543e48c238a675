"""AWS's command with the look of a boto3 client: each call is a line of the command, carried out by
the command's own code in this process, since to start it anew takes most of a second."""
import contextlib
import io
import json
import os
import re

import awscli.clidriver
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.utils import parse_timestamp

REFUSAL = re.compile(r"An error occurred \((\S+)\) when calling the (\S+) operation: (.*)", re.S)


class Service:
    def __init__(self, service, url, settings, check):
        self._service = service
        self._environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": settings["key"],
            "AWS_SECRET_ACCESS_KEY": settings["secret"],
            "AWS_SESSION_TOKEN": settings.get("token") or "",
        }
        self._check = check
        session = awscli.clidriver.create_clidriver().session
        self._model = session.get_service_model(service)
        self._operations = {xform_name(name): name for name in self._model.operation_names}

    def __getattr__(self, method):
        if method not in self._operations:
            raise AttributeError(method)

        def call(**arguments):
            return self._run(method, [], arguments)

        call.__name__ = method
        return call

    def get_paginator(self, method):
        return Pages(lambda size, arguments: self._run(method, ["--page-size", str(size)], arguments))

    def _run(self, method, options, arguments):
        name = self._operations[method]
        line = [self._service, xform_name(name, "-"), "--output", "json", *options]
        if arguments:
            line += ["--cli-input-json", json.dumps(arguments, default=text)]
        status, out, error = self._aws(line)
        if status:
            refusal = REFUSAL.search(error)
            if not refusal:
                raise AssertionError(" ".join(line) + ": " + error)
            code, _, message = refusal.groups()
            raise ClientError({"Error": {"Code": code, "Message": message.strip()}}, name)
        shape = self._model.operation_model(name).output_shape
        return timed(json.loads(out), shape) if out.strip() else {}

    def _aws(self, line):
        os.environ.update(self._environment)
        if not self._environment["AWS_SESSION_TOKEN"]:
            del os.environ["AWS_SESSION_TOKEN"]
        driver = awscli.clidriver.create_clidriver()
        driver.session.register("before-parse", self._check)
        out, error = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            status = driver.main(line)
        return status, out.getvalue(), error.getvalue()


class Pages:
    """The command goes through the pages itself and prints them as one."""

    def __init__(self, run):
        self._run = run

    def paginate(self, PaginationConfig, **arguments):
        return [self._run(PaginationConfig["PageSize"], arguments)]


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def timed(value, shape):
    """The same with times where the model has times, which the command prints as they came."""
    if shape is None or value is None:
        return value
    if shape.type_name == "structure":
        return {name: timed(each, shape.members.get(name)) for name, each in value.items()}
    if shape.type_name == "list":
        return [timed(each, shape.member) for each in value]
    if shape.type_name == "timestamp":
        return parse_timestamp(value)
    return value
