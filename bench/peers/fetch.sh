# Gets a peer ready: downloads it once, saying first how much that is, and compiles the program that drives it.
# Read by `run`, which sets here, root, target, java_home.

size_of() {
  case $1 in
    libtorch) echo "110 MB" ;;
    libtorch-mkl) echo "210 MB, half of it also DJL's" ;;
    djl) echo "115 MB" ;;
    dl4j) echo "235 MB" ;;
    smile) echo "90 MB; licence GPL, so it is never a part of Descent" ;;
  esac
}

# prepare PEER: fails, having said why, where the peer cannot be had
prepare() {
  local sources=("$here/$1"/src/*.java) path="$target/$1/lib/*"
  case $1 in
    python) find_python; return ;;
    descent)
      sources=("$root"/bench/src/main/java/dev/descent/bench/{RuleSpeed,Streams,Turns}.java)
      path=$(core_jar)
      compile descent "$path" "${sources[@]}" --add-modules jdk.incubator.vector
      return
      ;;
    libtorch-mkl) sources=("$here"/libtorch/src/*.java) ;;
    libtorch | djl | dl4j | smile) ;;
    *) echo "bench/peers/run: unknown peer $1" >&2; return 1 ;;
  esac
  fetch "$1" && compile "$1" "$path" "$here/Work.java" "${sources[@]}" || return
  if [ "$1" = libtorch-mkl ]; then unpack_native; fi
}

fetch() {
  [ -d "$target/$1/lib" ] && return
  echo "bench/peers/run: downloads $1 once, about $(size_of "$1"), to ~/.m2 and $target" >&2
  rm -rf "$target/$1/lib.part"
  (cd "$here" && JAVA_HOME=$java_home "$root/mvnw" -q -B -f "$1/pom.xml" dependency:copy-dependencies \
    -DoutputDirectory="$target/$1/lib.part" >"$target/fetch.log" 2>&1) \
    || { grep -m 3 ERROR "$target/fetch.log" >&2; return 1; }
  mv "$target/$1/lib.part" "$target/$1/lib"
}

compile() { # PEER CLASSPATH FILE-OR-OPTION...
  local peer=$1 path=$2
  shift 2
  mkdir -p "$target/$peer/classes"
  "$java_home/bin/javac" -nowarn -proc:none -cp "$path" -d "$target/$peer/classes" "$@" 2>"$target/javac.log" \
    || { cat "$target/javac.log" >&2; return 1; }
}

core_jar() {
  local current
  read -r current <"$root/target/start/current"
  echo "$root/target/start/$current"/descent-core-*.jar
}

# The preset for Java loads the official native library, with MKL, in place of its own.
unpack_native() {
  local native=$target/libtorch-mkl/native
  [ -d "$native" ] && return
  rm -rf "$native.part"
  mkdir -p "$native.part"
  (cd "$native.part" && "$java_home/bin/jar" --extract --file "$target"/libtorch-mkl/lib/pytorch-native-cpu-*.jar \
    && mv pytorch/cpu/linux-x86_64/* . && rm -rf pytorch native META-INF) && mv "$native.part" "$native"
}

find_python() {
  for python in "${PYTHON:-python3}" /usr/bin/python3; do
    "$python" -c 'import torch' 2>/dev/null || continue
    if ! "$python" -c 'import torch; torch.ones(2, 2).mm(torch.ones(2, 2)); print(open("/proc/self/maps").read())' \
      2>/dev/null | grep -q -i -E 'openblas|mkl'; then
      echo "bench/peers/run: $python's torch may use the slow reference BLAS" \
        "(Debian: apt-get install libopenblas0-pthread)" >&2
    fi
    return 0
  done
  echo "bench/peers/run: no python3 here can import torch (Debian: apt-get install python3-torch; or set PYTHON)" >&2
  return 1
}

# rows_of DENSITY: the rows, written by Descent for all
rows_of() {
  [ -f "$target/rows-$1/labels.u8" ] || "$root/descent" bench --export "$target/rows-$1" --density "$1" --quiet
}

# The small job's table: y = 2 x1 - 3 x2 + 0.5.
small_table() {
  awk 'BEGIN { s = 1; print "x1,x2,y"
    for (i = 0; i < 1000; i++) {
      s = (s * 16807) % 2147483647; a = s / 2147483647; s = (s * 16807) % 2147483647; b = s / 2147483647
      printf "%.6f,%.6f,%.6f\n", a, b, 2 * a - 3 * b + 0.5
    } }' >"$target/small.csv"
}
