#!/usr/bin/env bash
# A PostgreSQL server for the races of the token vault: tests only, on 127.0.0.1, without password, TLS or durability.
#   .ci/postgres.sh start          installs the server where it is missing, prints the URL of a new one
#   .ci/postgres.sh stop URL       stops it and removes its data
#   .ci/postgres.sh run COMMAND…   runs the command with VOILE_POSTGRES_URL, then stops the server
set -euo pipefail

binaries() { # the newest installed version, wherever Debian or the PATH has it
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
  [[ -x $newest ]] || newest=$(command -v initdb) || return 1
  dirname "$newest"
}
as_server() { # initdb and postgres refuse to run as root
  if [[ $(id -u) -ne 0 ]]; then "$@"; else runuser -u "$account" -- "$@"; fi
}
free_port() {
  node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

start() {
  local bin home port account
  if ! bin=$(binaries); then
    echo 'postgres.sh: installing postgresql' >&2
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >&2
    bin=$(binaries)
  fi
  account=$(getent passwd postgres >/dev/null && echo postgres || echo nobody)
  home=$(mktemp -d)
  chmod 711 "$home"
  mkdir "$home/data"
  touch "$home/voile-test-server"
  [[ $(id -u) -ne 0 ]] || chown "$account" "$home" "$home/data"
  (cd "$home" && as_server "$bin/initdb" -D "$home/data" -U voile -A trust -E UTF8 --locale=C --no-sync) >&2
  cat >>"$home/data/postgresql.conf" <<-'CONF'
	listen_addresses = '127.0.0.1'
	unix_socket_directories = ''
	max_connections = 40
	fsync = off
	full_page_writes = off
	log_min_messages = panic
	CONF
  for _ in 1 2 3 4 5; do # another process may take the port first
    port=$(free_port)
    if (cd "$home" && as_server "$bin/pg_ctl" -D "$home/data" -o "-p $port" -l "$home/log" -w -t 60 start) >&2; then
      echo "postgresql://voile@127.0.0.1:$port/postgres?sslmode=disable"
      return 0
    fi
  done
  cat "$home/log" >&2 || true
  rm -rf "$home"
  return 1
}

stop() {
  local bin data account
  bin=$(binaries)
  data=$("$bin/psql" "$1" -AtXc 'SHOW data_directory')
  [[ -f $data/../voile-test-server ]] || { echo 'postgres.sh: not a server that start made' >&2; return 1; }
  account=$(stat -c %U "$data")
  (cd / && as_server "$bin/pg_ctl" -D "$data" -m immediate -w stop) >&2
  rm -rf "$(dirname "$data")"
}

case ${1:-} in
  start) start ;;
  stop) stop "${2:-${VOILE_POSTGRES_URL:?the URL that start printed}}" ;;
  run)
    shift
    VOILE_POSTGRES_URL=$(start)
    export VOILE_POSTGRES_URL
    trap 'stop "$VOILE_POSTGRES_URL"' EXIT
    "$@"
    ;;
  *)
    sed -n 's/^#   //p' "$0" >&2
    exit 2
    ;;
esac
