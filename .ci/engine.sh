# A Docker engine of this run's own: no bridge, no firewall rules, its data in a folder that goes.

engine_pid=
engine_folder=

start_engine() {
  engine_folder=$(mktemp -d /tmp/entrepot-engine.XXXXXX)
  export DOCKER_HOST=unix://$engine_folder/docker.sock
  dockerd \
    --data-root "$engine_folder/data" --exec-root "$engine_folder/exec" \
    --pidfile "$engine_folder/dockerd.pid" --host "$DOCKER_HOST" \
    --bridge=none --iptables=false --ip6tables=false >"$engine_folder/log" 2>&1 &
  engine_pid=$!
  local tries
  for ((tries = 0; tries < 120; tries++)); do
    if docker version >/dev/null 2>&1; then return; fi
    kill -0 "$engine_pid" 2>/dev/null || break
    sleep 0.5
  done
  tail -20 "$engine_folder/log" >&2
  stop_engine
  fail "the Docker engine did not start; its last words stand above."
}

stop_engine() {
  [ -n "$engine_pid" ] || return 0
  kill "$engine_pid" 2>/dev/null || true
  wait "$engine_pid" 2>/dev/null || true
  engine_pid=
  rm -rf "$engine_folder" || echo "ci: $engine_folder could not be removed" >&2
}
