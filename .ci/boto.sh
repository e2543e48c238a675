# AWS's SDK for Python, in an environment of its own: tests run it, and take from it the models of
# AWS's services.

boto_version=1.43.107

install_boto() {
  export BOTO_HOME=$cache/boto3-$boto_version
  if [ -e "$BOTO_HOME/complete" ]; then return; fi
  python3 -m venv --clear "$BOTO_HOME"
  "$BOTO_HOME/bin/pip" install --quiet --disable-pip-version-check \
    "boto3==$boto_version" "botocore==$boto_version"
  touch "$BOTO_HOME/complete"
}
