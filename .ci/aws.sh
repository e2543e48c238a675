# AWS's command, in an environment of its own, linked into the folder that is on the PATH.

aws_version=1.45.11

install_aws() {
  local venv=$cache/aws-$aws_version
  if ! "$venv/bin/aws" --version >/dev/null 2>&1; then
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "awscli==$aws_version"
  fi
  # Tests run its code in one process as well, which its own starter would not let them.
  export AWS_PYTHON=$venv/bin/python
  mkdir -p "$cache/bin"
  ln -sfn "$venv/bin/aws" "$cache/bin/aws"
}
