package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the launcher in a folder with a blank in its name, with a Maven and JDKs that are shell scripts.
class LauncherTest {

    private static final Path LAUNCHER = Path.of("..", "descent").toAbsolutePath().normalize();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path temporary;

    private Path home = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh: the launcher test is skipped");
        home = Files.createDirectory(temporary.resolve("some home"));
        root = Files.createDirectory(temporary.resolve("a checkout"));
        // The folders that the whole system shares are looked for inside the temporary folder.
        String script = Files.readString(LAUNCHER).replaceAll("(?m)(?<= )/(usr|opt|Library)/",
                temporary.toString().replace(" ", "\\\\ ") + "/$1/");
        executable(root.resolve("descent"), script);
        for (String file : List.of("pom.xml", "core/pom.xml", "readers/pom.xml", "report/pom.xml", "lab/pom.xml",
                "cli/pom.xml", "core/src/main/A.java", "readers/src/main/A.java", "report/src/main/A.java",
                "lab/src/main/A.java", "cli/src/main/A.java")) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "source");
        }
        maven("""
                for argument; do case $argument in -Dlaunch.folder=*) folder=${argument#*=} ;; esac; done
                echo "$JAVA_HOME" >>builds.txt
                sleep 0.3
                echo jar >"$folder/a.jar"
                echo jar >"$folder/b.jar"
                """);
    }

    @Test
    void start_withAnOldJavaFirst_findsTheJdkThatIsNewEnoughAndBuildsOnce() throws Exception {
        jdk(temporary.resolve("old"), "17.0.15");
        Path jdk = jdk(home.resolve(".jdks/temurin 25"), "25.0.3");

        Run first = start(Map.of("JAVA_HOME", temporary.resolve("old").toString()), "explain", "two words", "\"'$x");
        assertThat(first.err).contains("first start", "JDK 25.0.3", "built");
        assertThat(first.code).isZero();
        assertThat(first.out).contains("[dev.descent.cli.Main][explain][two words][\"'$x]", "[-Ddescent.name=",
                "a.jar:", "-XX:AOTCache=").doesNotContain("incubator");

        Run second = start(Map.of(), "explain", "x");
        assertThat(second.err).isEmpty();
        assertThat(builds()).containsExactly(jdk.toString());
    }

    @Test
    void start_afterASourceChangedOrWentAway_buildsAgain() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        Thread.sleep(20);
        Files.writeString(root.resolve("core/src/main/A.java"), "changed");
        start(Map.of());
        assertThat(builds()).hasSize(2);
        Thread.sleep(20);
        Files.delete(root.resolve("core/src/main/A.java"));
        start(Map.of());
        start(Map.of());
        assertThat(builds()).hasSize(3);
    }

    @Test
    void start_twiceAtOnce_buildsOnceAndBothRun() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        Process one = waiting(Map.of(), "a");
        Process two = waiting(Map.of(), "b");
        Run first = finish(one);
        Run second = finish(two);
        assertThat(first.out).contains("[a]");
        assertThat(second.out).contains("[b]");
        assertThat(builds()).hasSize(1);
    }

    @Test
    void start_withTheLockOfADeadProcess_takesItOver() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        Path lock = Files.createDirectories(root.resolve("target/start/lock"));
        Process dead = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        dead.waitFor();
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        assertThat(start(Map.of(), "x").out).contains("[x]");
        assertThat(lock).doesNotExist();
    }

    @Test
    void start_withoutASuitableJdk_saysInOneLineWhatItFoundAndHowToGetOne() throws Exception {
        jdk(temporary.resolve("usr/lib/jvm/java-17"), "17.0.15");
        Path runtime = jdk(temporary.resolve("usr/lib/jvm/jre-25"), "25.0.3");
        Files.delete(runtime.resolve("bin/javac"));
        Run run = start(Map.of());
        assertThat(run.code).isEqualTo(9);
        assertThat(run.err.lines()).hasSize(1);
        assertThat(run.err).contains("needs a JDK 25 or newer", "Java 17.0.15 (", "25.0.3 without a compiler (",
                "https://adoptium.net", "DESCENT_JAVA_HOME");
    }

    @Test
    void start_withAWrongDescentJavaHome_saysSo() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        Run run = start(Map.of("DESCENT_JAVA_HOME", jdk(temporary.resolve("old"), "21.0.2").toString()));
        assertThat(run.code).isEqualTo(9);
        assertThat(run.err.lines()).hasSize(1);
        assertThat(run.err).contains("DESCENT_JAVA_HOME is ", "Java 21.0.2");
    }

    @Test
    void start_withAJdkKnownToDamageArrays_takesItOnlyWithoutABetterOne() throws Exception {
        Path bad = jdk(home.resolve(".jdks/a"), "25.0.1");
        start(Map.of());
        assertThat(builds()).containsExactly(bad.toString());
        Path good = jdk(home.resolve(".jdks/b"), "26");
        Files.writeString(root.resolve("pom.xml"), "changed");
        start(Map.of());
        assertThat(builds()).containsExactly(bad.toString(), good.toString());
    }

    @Test
    void start_ofAComputingCommand_hidesTheIncubatorWarningAndNothingElse() throws Exception {
        Path jdk = jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
                echo 'Error: no memory for the heap' >&2
                [ "$descriptor" ] && echo 'to the real stderr' >&3
                exit 42
                """);
        Run run = start(Map.of("descriptor", "3"), "train", "x.csv");
        assertThat(run.code).isEqualTo(42);
        assertThat(run.err.lines()).containsExactlyInAnyOrder("Error: no memory for the heap",
                "to the real stderr");
    }

    /// Without vectors and HotSpot's last compiler, which the light start leaves out, they take several times as long.
    @Test
    void start_ofACommandThatSharesThreads_hasVectors() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        String windows = Files.readString(LAUNCHER.resolveSibling("descent.cmd"));
        List<String> computing = Program.ofProcess().commandLine().getSubcommands().entrySet().stream()
                .filter(command -> command.getValue().getCommandSpec().findOption("--threads") != null)
                .map(Map.Entry::getKey).toList();
        assertThat(computing).contains("tune", "batch-find", "lr-find", "compare");
        for (String command : computing) {
            assertThat(start(Map.of(), command, "digits").out).as(command).contains("incubator")
                    .doesNotContain("TieredStopAtLevel");
            assertThat(windows).containsPattern("for %%c in \\([^)]*\\b" + command + "\\b[^)]*\\) do .*kind=vector");
        }
    }

    @Test
    void start_ofATrainingOnASmallFile_beginsWithoutVectorsAndSaysHowToStartAgain() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        Path small = Files.writeString(temporary.resolve("a small.csv"), "a,b\n1,2\n");
        Path large = Files.writeString(temporary.resolve("large.csv"), "1,2\n".repeat(20_000));
        assertThat(start(Map.of(), "train", small.toString(), "--target", "b").out).doesNotContain("incubator")
                .contains("[-Ddescent.launcher=" + root.resolve("descent") + "]");
        for (List<String> arguments : List.of(List.of("train", large.toString()), List.of("train", "digits"),
                List.of("train", small.toString(), "--labels", large.toString()),
                List.of("predict", small.toString()))) {
            assertThat(start(Map.of(), arguments.toArray(String[]::new)).out).contains("incubator")
                    .doesNotContain("descent.launcher");
        }
        assertThat(start(Map.of("DESCENT_START", "vectors"), "train", small.toString()).out).contains("incubator")
                .doesNotContain("descent.launcher");
    }

    @Test
    void firstStartOfTheLab_waitsForNoCacheAndTheNextHasOne() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        assertThat(start(Map.of(), "lab", "--no-open").out).contains("[lab]").doesNotContain("-XX:AOTCache=");
        try (Stream<Path> folders = Files.list(root.resolve("target/start"))) {
            Path app = folders.filter(folder -> Files.exists(folder.resolve("started"))).findFirst().orElseThrow();
            for (int k = 0; k < 200 && labCaches(app) == 0; k++) {
                Thread.sleep(50);
            }
            assertThat(labCaches(app)).isEqualTo(1);
        }
        assertThat(start(Map.of(), "lab", "--no-open").out).contains("-XX:AOTCache=");
    }

    private static long labCaches(Path app) throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            return files.filter(file -> file.getFileName().toString().matches("lab-\\d+\\.aot")).count();
        }
    }

    @Test
    void start_thatIsKilled_passesTheSignalOn() throws Exception {
        Path jdk = jdk(home.resolve(".jdks/25"), "25.0.3");
        start(Map.of());
        executable(jdk.resolve("bin/java"), """
                #!/bin/sh
                trap 'exit 77' TERM
                echo ready
                while :; do sleep 0.05; done
                """);
        Process process = process(Map.of(), "train");
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(77);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void build_thatFails_saysTheRemedyInOneLine() throws Exception {
        jdk(home.resolve(".jdks/25"), "25.0.3");
        maven("echo '[ERROR] Could not transfer artifact a:b:1 from/to central: Unknown host'; exit 1");
        Run offline = start(Map.of());
        assertThat(offline.code).isEqualTo(1);
        assertThat(offline.err).contains("needs the network (Maven Central) and cannot reach it");

        maven("echo '[ERROR] COMPILATION ERROR :'; echo '[ERROR] /x/A.java:[3,4] illegal'; exit 1");
        assertThat(start(Map.of()).err).contains("/x/A.java:[3,4] illegal", "the source does not compile");
        assertThat(root.resolve("target/start/lock")).doesNotExist();
        assertThat(builds()).isEmpty();
    }

    // -- the scenery

    private record Run(int code, String out, String err) {
    }

    /// Runs it to the end, and on until the last one who can write to its stderr has ended: the filter may outlive the
    /// program by a moment, and Java closes a process's streams when the process itself ends.
    private Run start(Map<String, String> environment, String... arguments) throws Exception {
        return finish(waiting(environment, arguments));
    }

    private Process waiting(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", """
                exec 9>&1
                { "$@" 2>&1 >&9 9>&-; echo "exit $?"; } | cat >&2
                """, "sh", root.resolve("descent").toString()));
        command.addAll(List.of(arguments));
        return builder(environment, command).start();
    }

    private Process process(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(root.resolve("descent").toString()));
        command.addAll(List.of(arguments));
        return builder(environment, command).start();
    }

    private ProcessBuilder builder(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA") || name.startsWith("DESCENT"));
        builder.environment().put("HOME", home.toString());
        // No `java` on the path, but the tools that the script needs.
        builder.environment().put("PATH", tools().toString());
        builder.environment().putAll(environment);
        return builder;
    }

    private static Run finish(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Matcher exit = Pattern.compile("(?m)^exit (\\d+)\n").matcher(err);
        assertThat(exit.find()).as(err).isTrue();
        return new Run(Integer.parseInt(exit.group(1)), out, exit.replaceFirst(""));
    }

    private Path tools() throws IOException {
        Path tools = temporary.resolve("tools");
        if (Files.notExists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("sh", "dirname", "readlink", "find", "head", "mkdir", "mv", "rm", "sleep",
                    "date",
                    "grep", "sed", "sort", "cut", "cksum", "mktemp", "mkfifo", "cat", "nice")) {
                for (String folder : List.of("/usr/bin", "/bin")) {
                    Path real = Path.of(folder, tool);
                    if (Files.exists(real) && Files.notExists(tools.resolve(tool))) {
                        executable(tools.resolve(tool), "#!/bin/sh\nexec " + real + " \"$@\"\n");
                    }
                }
            }
        }
        return tools;
    }

    private List<String> builds() throws IOException {
        Path file = root.resolve("builds.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private void maven(String body) throws IOException {
        executable(root.resolve("mvnw"), "#!/bin/sh\n" + body);
    }

    private static Path jdk(Path folder, String version) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"y\"\n");
        executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
        executable(folder.resolve("bin/java"), """
                #!/bin/sh
                for argument; do
                    case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}"; exit ;; esac
                    printf '[%s]' "$argument"
                done
                """);
        return folder;
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
