# What ran in which version, and how many tests.

report_versions() {
  local package program module version rest
  echo "ci: java     $(java -version 2>&1 | head -1) (runs Maven)"
  echo "ci: maven    $(mvn --version | head -1)"
  echo "ci: engine   $(docker version --format '{{.Server.Version}}')"
  echo "ci: docker   $(docker version --format '{{.Client.Version}}')"
  for package in docker-compose podman buildah skopeo containerd; do
    echo "ci: $package $(dpkg-query --show --showformat '${Version}' "$package")"
  done
  while read -r program module version rest; do
    [ -z "$program" ] || echo "ci: $program $version ($module, $(command -v "$program"))"
  done <<<"$go_clients"
  echo "ci: oras     $("$ORAS_PYTHON" -c 'import oras; print(oras.__version__)') (Python)"
  echo "ci: aws      $(aws --version 2>&1)"
  echo "ci: boto3    $("$BOTO_HOME/bin/python" -c 'import boto3; print(boto3.__version__)')"
  echo "ci: terraform $(CHECKPOINT_DISABLE=1 terraform version | head -1), hashicorp/aws $terraform_aws_version in $TF_PLUGIN_DIR"
  echo "ci: iam-simulate $(basename "$IAM_SIMULATE_HOME" | sed 's/.*-//') (Node $(node --version))"
  if command -v oci-conformance >/dev/null; then
    echo "ci: oci-conformance $(command -v oci-conformance)"
  else
    echo "ci: oci-conformance is not on the PATH: the specification's own program is not run"
  fi
}

# Adds up Maven's reports, which it prints module by module.
report_counts() {
  find registry-* -path '*/target/*-reports/TEST-*.xml' \
    | xargs -r grep -h -m1 '<testsuite ' \
    | awk '
        function value(name) {
          return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
        }
        { run += value("tests"); failed += value("failures"); errors += value("errors"); skipped += value("skipped") }
        END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d (all modules)\n", run, failed, errors, skipped }'
}
