# Which peers there are, which forms each has for which work, and how one process of each is started.
# Read by `run`, which sets here, root, target, java and python.

# forms_of PEER WORK BATCH: nothing where the peer cannot do the work
forms_of() {
  case $1:$2:$3 in
    libtorch*:mlp:1) echo modules manual ;;
    libtorch*:mlp:*) echo modules manual turned ;;
    libtorch*:tabular:*) echo modules fused manual ;;
    libtorch:rmsprop:*) echo modules ;;
    libtorch:sgd:* | libtorch:momentum:* | libtorch:adagrad:* | libtorch:adam:*) echo modules fused ;;
    libtorch:small:*) echo modules ;;
    djl:adagrad:* | djl:rmsprop:*) ;; # throw an exception
    djl:*) echo trainer ;;
    dl4j:mlp:* | dl4j:tabular:*) echo plain tuned ;;
    dl4j:small:*) echo plain ;;
    smile:mlp:*) echo rows ;;
    python:*) echo modules ;;
  esac
}

# start PEER FORM WORK DENSITY BATCH THREADS FOLDER: prints a JSON object
start() {
  export OMP_NUM_THREADS=$6 OPENBLAS_NUM_THREADS=$6 MKL_NUM_THREADS=$6 OMP_WAIT_POLICY=PASSIVE
  if [ "$3" = small ]; then
    timed "$1" "$2" "$5" "$6" one_process "$@"
  else
    one_process "$@"
  fi
}

one_process() {
  local peer=$1 form=$2 work=$3 density=$4 batch=$5 threads=$6 folder=$7
  local arguments=("$form" "$work" "$batch" "$threads" "$folder")
  case $peer in
    descent) descent "$work" "$density" "$batch" "$threads" "$folder" ;;
    libtorch) jvm libtorch Libtorch "${arguments[@]}" ;;
    libtorch-mkl)
      local native=$target/libtorch-mkl/native
      LD_LIBRARY_PATH=$native jvm libtorch-mkl -Dpeer=libtorch-mkl -Dorg.bytedeco.javacpp.pathsFirst=true \
        -Djava.library.path="$native" Libtorch "${arguments[@]}"
      ;;
    djl) jvm djl Djl "${arguments[@]}" ;;
    dl4j)
      # Its OpenBLAS is older than today's processors and takes some of them for very old ones.
      if [ "$form" = tuned ]; then export OPENBLAS_CORETYPE=SkylakeX; fi
      jvm dl4j -Dorg.bytedeco.javacpp.platform.extension=-avx512 Dl4j "${arguments[@]}"
      ;;
    smile) jvm smile Smile "${arguments[@]}" ;;
    python) "$python" "$here/python/peer.py" "${arguments[@]}" ;;
  esac
}

# jvm FOLDER OPTIONS... MAIN ARGUMENTS...
jvm() {
  local folder=$1
  shift
  "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$target/$folder/classes:$target/$folder/lib/*" "$@"
}

descent() { # WORK DENSITY BATCH THREADS FOLDER
  case $1 in
    mlp) "$root/descent" bench --json --work mlp --batch "$3" --threads "$4" --density "$2" | bench_row ;;
    tabular) "$root/descent" bench --json --work tabular --threads "$4" | bench_row ;;
    small)
      "$root/descent" train "$5/small.csv" --target y --hidden none --optimizer sgd --lr 0.1 --epochs 100 --batch "$3" \
        --validation 0 --hold-out 0 --threads "$4" --runs-dir "$target/runs"
      ;;
    *)
      "$java" --add-modules jdk.incubator.vector -XX:+UseParallelGC -cp "$target/descent/classes:$(core_jar)" \
        dev.descent.bench.RuleSpeed "$1" "$4" 50000000
      ;;
  esac
}

bench_row() {
  sed -n 's/^{"event":"row",/{"peer":"descent","form":"",/p'
}

# timed PEER FORM BATCH THREADS COMMAND...: a process from its start to its end
timed() {
  local peer=$1 form=$2 batch=$3 threads=$4 from to
  shift 4
  from=${EPOCHREALTIME/[.,]/}
  "$@" >/dev/null || return
  to=${EPOCHREALTIME/[.,]/}
  echo "{\"peer\":\"$peer\",\"form\":\"$form\",\"work\":\"small\",\"batch\":$batch,\"threads\":$threads,\"seconds\":$(
    printf '%d.%03d' $(((to - from) / 1000000)) $(((to - from) / 1000 % 1000)))}"
}
