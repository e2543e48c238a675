# oras as a Python package, in an environment of its own.

oras_version=0.2.43

install_oras() {
  local venv=$cache/oras-$oras_version
  export ORAS_PYTHON=$venv/bin/python
  if "$ORAS_PYTHON" -c 'import oras' 2>/dev/null; then return; fi
  python3 -m venv --clear "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "oras==$oras_version"
}
