# Starts the program: for bin/fleet-reboot of a release, and for ./fleet-reboot of the sources.
# shellcheck shell=sh

fail() {
  printf 'fleet-reboot: %s\n' "$1" >&2
  exit 2
}

# The file behind a chain of symbolic links.
behind_links() {
  behind="$1"
  while [ -L "$behind" ]; do
    link="$(readlink "$behind")"
    case "$link" in /*) behind="$link" ;; *) behind="${behind%/*}/$link" ;; esac
  done
  printf '%s\n' "$behind"
}

# The version of a java as it is written, such as 17.0.15 or 1.8.0_392: from the file that every Java since 9 brings,
# which spares the start of a JVM, else by asking it.
written_version() {
  binary="$(behind_links "$1")"
  release="${binary%/bin/java}/release"
  if [ -f "$release" ]; then
    while IFS='=' read -r name value; do
      if [ "$name" = JAVA_VERSION ]; then
        value="${value#\"}"
        printf '%s\n' "${value%%\"*}"
        return
      fi
    done <"$release"
  fi
  { "$1" -XshowSettings:properties -version 2>&1 || :; } |
    sed -n 's/^ *java\.specification\.version = \([0-9.]*\).*/\1/p'
}

# Its first number, without the 1. of old ones; 0 when it is none.
major() {
  version="$(written_version "$1")"
  version="${version#1.}"
  version="${version%%[!0-9]*}"
  printf '%s\n' "${version:-0}"
}

# Sets java and java_version to the first from 17 on: JAVA_HOME, the path, then the places where systems keep them.
# $1 is what to install where there is none.
find_java() {
  java=
  older=
  for candidate in "${JAVA_HOME:+$JAVA_HOME/bin/java}" "$(command -v java || :)" \
    /usr/lib/jvm/*/bin/java /Library/Java/JavaVirtualMachines/*/Contents/Home/bin/java; do
    if [ -z "$candidate" ] || [ ! -x "$candidate" ]; then continue; fi
    java_version="$(major "$candidate")"
    if [ "$java_version" -ge 17 ]; then
      java="$candidate"
      return
    fi
    older="${older:-Java $java_version ($candidate)}"
  done
  fail "found ${older:+only $older, and }no Java 17 or newer; install $1, or set JAVA_HOME to one."
}

# In the locale C, and in one that is not installed, a JVM cannot open a file whose name is not ASCII,
# and reads ? in options. As Python does (PEP 538): UTF-8 then.
speak_utf8() {
  case "$(locale charmap 2>/dev/null)" in
    ANSI_X3.4-1968 | US-ASCII | 646)
      if [ "$(LC_ALL=C.UTF-8 locale charmap 2>/dev/null)" = UTF-8 ]; then export LC_ALL=C.UTF-8; fi
      ;;
  esac
}

# Prepares for a start with its classes as the JVM has them in memory, in a file of the user's cache: that spares a third
# of its work. The first run records its classes; when it is up, the file is made from them beside it.
# find_shared_classes HOME COMMAND CLASSPATH sets shared_classes and class_list, each empty or a file.
# FLEET_REBOOT_CACHE is another folder for them, or off.
find_shared_classes() {
  shared_classes='' class_list=''
  cache="${FLEET_REBOOT_CACHE:-${XDG_CACHE_HOME:-${HOME:-}/.cache}/fleet-reboot}"
  case "$cache" in off | /.cache/*) return ;; esac
  if ! command -v cksum >/dev/null; then return; fi
  # Any other Java or jar has another file. The JVM checks that again.
  key="$({ ls -lnL "$java" "$1"/lib/*.jar "$1"/ext/*.jar 2>/dev/null; echo "$3"; } | cksum)"
  key="$cache/classes-${key%% *}"
  if [ -f "$key.jsa" ]; then
    shared_classes="$key.jsa"
  elif [ "$2" = run ] && mkdir -p "$cache" 2>/dev/null && [ -w "$cache" ] &&
    [ -z "$(find "$key.list" -mmin -60 2>/dev/null)" ]; then # one that is older was left behind
    class_list="$key.list"
    : >"$class_list"
    (share_classes "$key" "$3" </dev/null >/dev/null 2>&1 &)
  fi
}

# Makes $1.jsa from $1.list when no class was added for a while; not from a start that failed.
share_classes() {
  size=none
  until [ "$size" = "${before:-}" ]; do
    before="$size"
    sleep 20
    size="$(wc -c <"$1.list")"
  done
  # The JVM may be writing its last line.
  sed '$d' "$1.list" >"$1.part.list"
  if grep -q '^org/fleetreboot/app/program/MissedFires$' "$1.part.list" &&
    nice -n 19 "$java" -Xshare:dump -Xmx512m -XX:SharedClassListFile="$1.part.list" -XX:SharedArchiveFile="$1.part" -cp "$2"; then
    rm -f "$cache"/classes-*.jsa # those of older versions
    mv "$1.part" "$1.jsa"
  fi
  rm -f "$1.list" "$1.part.list" "$1.part"
}

# Sets called to the words of a shell that call the script $1: its bare name where the path finds it.
find_name() {
  called="$1"
  if [ "$(command -v "${1##*/}" || :)" = "$1" ]; then called="${1##*/}"; fi
  case "$called" in *[!A-Za-z0-9_./-]*) called="'$called'" ;; esac
}

# launch HOME COMMAND CLASSPATH MAIN ARGUMENT…: becomes the JVM, which so gets the signals itself.
launch() {
  launch_home="$1" launch_command="$2" launch_classpath="$3"
  shift 3
  # Jars of the user's own.
  for launch_jar in "$launch_home"/ext/*.jar; do
    if [ -f "$launch_jar" ]; then launch_classpath="$launch_classpath:$launch_jar"; fi
  done
  # shellcheck disable=SC2086 # several options, split at blanks
  set -- ${FLEET_REBOOT_JAVA_OPTS:-} -cp "$launch_classpath" "$@"
  if [ "$java_version" -ge 24 ]; then
    set -- --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "$@"
  fi
  if [ "$java_version" -ge 21 ]; then set -- -Dcamel.threads.virtual.enabled=true "$@"; fi
  if [ -n "${shared_classes:-}" ]; then set -- -XX:SharedArchiveFile="$shared_classes" '-Xlog:cds*=off' "$@"; fi
  if [ -n "${class_list:-}" ]; then set -- -XX:DumpLoadedClassList="$class_list" "$@"; fi
  if [ -t 1 ]; then set -- -Dfleetreboot.terminal=true "$@"; fi
  case "$launch_command" in
    # What a long list or a large fleet needed for a moment goes back to the system while little happens.
    # The best compiler waits for code that was called 200,000 times: at a start it would take a third of the work. That
    # costs a fifth of the engine's rate, which is ten thousand reboots a second then: a hub allows far fewer.
    run | hub | devices)
      set -- -Xmx2g -XX:G1PeriodicGCInterval=60000 -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 \
        -XX:Tier4InvocationThreshold=200000 -XX:Tier4MinInvocationThreshold=24000 \
        -XX:Tier4CompileThreshold=600000 -XX:Tier4BackEdgeThreshold=1600000 "$@"
      ;;
    # Measures what the best compiler makes of it.
    bench) set -- -Xmx2g -XX:G1PeriodicGCInterval=60000 -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 "$@" ;;
    # Over soon: half of a short life would go into compiling for a long one. Or it watches, and rests nearly always:
    # then a fifth of its work would be figures for jstat.
    *) set -- -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData "$@" ;;
  esac
  speak_utf8
  # A POST whose connection was lost is not sent again: it could reboot a device twice.
  # As many idle connections as calls may be under way, or bursts shake hands anew.
  # A full heap ends the program, and the journal has all; it never limps on.
  exec "$java" -Dsun.net.http.retryPost=false -Dhttp.maxConnections=256 -Djava.awt.headless=true \
    -Dfleetreboot.home="$launch_home" ${called:+-Dfleetreboot.command="$called"} -XX:+ExitOnOutOfMemoryError -Xshare:auto "$@"
}
