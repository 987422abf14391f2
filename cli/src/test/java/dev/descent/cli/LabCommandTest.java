package dev.descent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the laboratory says that it cannot start.
class LabCommandTest {

    @TempDir
    Path home;

    /// 65535 is the last port, so there is no next one to take.
    @Test
    void start_whereNoPortIsFree_isOneMessageAndExitCode6() throws Exception {
        try (ServerSocket _ = new ServerSocket(65535, 1, InetAddress.getByName("127.0.0.1"))) {
            Session.Result result = Session.run("lab", "--no-open", "--port", "65535", "--runs-dir", home.toString());
            assertThat(result.code()).isEqualTo(6);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines()).hasSize(1);
            assertThat(result.err()).contains("65535", "in use", "--port 0");
        }
    }
}
