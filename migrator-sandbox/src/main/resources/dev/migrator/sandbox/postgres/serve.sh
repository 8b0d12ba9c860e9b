# Makes a database cluster and serves it. When standard input ends, as it does by whatever end of the process that started
# this, the server stops; when the server has stopped, the folder goes. So neither outlives the JVM, not even by a kill.
# Whoever kills the server and wants it back leaves a file `back` in the folder, with the number of seconds until then.
#
# Usage: sh serve.sh FOLDER BIN RUNNER ENCODING LOCALE OPTION...
#   FOLDER   holds the empty folder `data` and the file `password`
#   BIN      where initdb and postgres are
#   RUNNER   words before each of them that make it run as another user; may be empty
#   OPTION   of the server
folder=$1 bin=$2 runner=$3 encoding=$4 locale=$5
shift 5

# What is typed at the terminal reaches all of us; the JVM is to decide what it means.
trap '' INT HUP
exec 3<&0 </dev/null

# $runner is words, and they are to be split.
make() {
  $runner "$bin/initdb" --pgdata="$folder/data" --username=postgres --pwfile="$folder/password" --auth=scram-sha-256 \
    --encoding="$encoding" --locale="$locale" --no-sync || exit
  rm -f "$folder/password"
}

begin() {
  exec $runner "$bin/postgres" -D "$folder/data" "$@"
}

# Asked again and again, since initdb, where it still runs, does not pass it on.
keep() {
  cat <&3
  touch "$folder/over"
  tries=0
  while [ "$tries" -lt 20 ] && kill -INT "$(cat "$folder/server")"; do
    tries=$((tries + 1))
    sleep 1
  done
  kill -QUIT "$(cat "$folder/server")"
}

(make && begin "$@") 3<&- &
server=$!
echo "$server" >"$folder/server"
keep >/dev/null 2>&1 &
keeper=$!
exec 3<&-

wait "$server"
code=$?
while [ -e "$folder/back" ] && [ ! -e "$folder/over" ]; do
  pause=$(cat "$folder/back")
  rm -f "$folder/back"
  sleep "$pause"
  (begin "$@") &
  server=$!
  echo "$server" >"$folder/server"
  [ ! -e "$folder/over" ] || kill -INT "$server"
  wait "$server"
  code=$?
done
kill "$keeper" 2>/dev/null
rm -rf "$folder"
exit "$code"
