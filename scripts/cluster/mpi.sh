# Processes on two nodes that train one network by Open MPI, for scripts/test-cluster, which reads this file. A node is a network and a
# name of its own; a cable, two virtual interfaces, joins them, and mpirun starts what it starts on the second by an agent in the
# place of ssh.

need_mpi() {
  export PATH=$PATH:/usr/sbin:/sbin
  local missing=() program
  for program in mpirun ip nsenter unshare setpriv; do command -v "$program" >/dev/null || missing+=("$program"); done
  ((${#missing[@]} == 0)) || {
    echo "Open MPI is not here (no ${missing[*]}). On Debian and Ubuntu:" >&2
    echo '  sudo apt-get install --yes --no-install-recommends openmpi-bin iproute2' >&2
    exit 69
  }
  ((EUID == 0)) || { echo 'Nodes with networks of their own are for root to make: run this as root.' >&2; exit 69; }
  "$programs/zfnet" --version | grep -q '^Open MPI' || { echo "$programs/zfnet finds no Open MPI." >&2; exit 69; }
}

declare -A hosts
on() {
  local node=$1
  shift
  nsenter --target "${hosts[$node]}" --net --uts -- "$@"
}
has_name() { [[ $(on "$1" hostname 2>/dev/null) == "$1" ]]; }

connect_nodes() {
  local node
  for node in n1 n2; do
    start "$place/mpi/$node.log" unshare --net --uts bash -c "hostname $node; exec sleep infinity"
    hosts[$node]=$child
    within 10 has_name "$node" || late "no network for $node"
  done
  ip link add "zfnet$$" netns "${hosts[n1]}" type veth peer name "zfnet$$" netns "${hosts[n2]}"
  for node in n1 n2; do
    on "$node" ip address add "10.77.0.${node#n}/24" dev "zfnet$$"
    on "$node" ip link set lo up
    on "$node" ip link set "zfnet$$" up
  done
  # As mpirun calls ssh: the host, and a line for its shell.
  cat >"$place/mpi/agent" <<-END
	#!/usr/bin/env bash
	host=\$1
	shift
	[[ \$host == 10.77.0.2 ]] || exit 255
	exec nsenter --target ${hosts[n2]} --net --uts -- bash -c "\$*"
	END
  chmod 755 "$place/mpi/agent"
}

# mpirun on the first node, of so many processes, half of them on each.
on_both() {
  local processes=$1
  shift
  on n1 env OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --prefix "$(mpi_prefix)" \
    --mca plm_rsh_agent "$place/mpi/agent" --mca btl tcp,self --mca btl_tcp_if_include 10.77.0.0/24 \
    --mca oob_tcp_if_include 10.77.0.0/24 --mca odls_base_sigkill_timeout 10 \
    --host "10.77.0.1:$((processes / 2)),10.77.0.2:$((processes / 2))" -n "$processes" --bind-to none "$programs/zfnet" train "$@"
}
mpi_prefix() { dirname "$(dirname "$(realpath "$(command -v mpirun)")")"; }

# The bytes that a node has sent over the cable.
sent() { on "$1" cat /proc/self/net/dev | sed -n "s/^ *zfnet$$: *//p" | awk '{ print $9 }'; }
networks() { (cd "$place/mpi/$1/store/networks" && find . -type f ! -name '.*' -print0 | sort -z | xargs -0 sha256sum); }
same_network() {
  networks "$1" >"$place/mpi/found"
  diff "$place/mpi/expected" "$place/mpi/found" || fail "what $1 made is not what one process made"
}
has_checkpoint() { [[ $(find "$place/mpi/$1" -name checkpoint.safetensors 2>/dev/null) ]]; }
# The processes of a node that train into a folder.
on_second_node() {
  local process
  for process in $(pgrep -f -- "zfnet train .*--output $1" || true); do
    if [[ $(readlink "/proc/$process/ns/net") == "$(readlink "/proc/${hosts[n2]}/ns/net")" && $(cat "/proc/$process/comm") == zfnet ]]; then
      echo "$process"
    fi
  done
}

by_mpi() {
  mkdir "$place/mpi"
  cd "$place/mpi"
  connect_nodes
  # Batches of four shards.
  local before after status processes killed
  local train=(--profile smoke --seed 1 --source scenes --precision f32 --threads 1 --set training.batch=32 --set training.samples=3200)
  "$programs/zfnet" train "${train[@]}" --output one >/dev/null 2>log || { cat log; fail 'training by one process'; }
  networks one >expected
  for processes in 2 4; do
    before=$(sent n1)
    on_both "$processes" "${train[@]}" --output "$place/mpi/by-$processes" >/dev/null 2>log || { cat log; fail "training by $processes processes"; }
    after=$(sent n1)
    same_network "by-$processes"
    say "mpi: $processes processes on two nodes: the network of one process; $(grep 'each step' log); $(((after - before) / 1000000)) MB over the cable"
  done

  # A process of the second node is killed as soon as there is a checkpoint; one process goes on from the last.
  on_both 4 "${train[@]}" --output "$place/mpi/killed" --checkpoint-seconds 0.001 >/dev/null 2>log &
  child=$!
  within 60 has_checkpoint killed || { cat log; late 'no checkpoint comes'; }
  read -r killed < <(on_second_node "$place/mpi/killed") || late 'nothing trains on the second node any more'
  kill -KILL "$killed"
  status=0
  wait "$child" || status=$?
  ((status != 0)) || fail 'a training that lost a process ends well'
  grep -q 'what was done is saved' log || { cat log; fail 'nobody says that what was done is saved'; }
  "$programs/zfnet" train "${train[@]}" --output killed >/dev/null 2>log || { cat log; fail 'going on by one process'; }
  grep -q '^resumed ' log || { cat log; fail 'it begins anew'; }
  same_network killed
  say "mpi: killed a process of the second node (exit code $status); $(grep -o '^resumed.*' log); the same network"
}
