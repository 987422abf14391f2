package dev.descent.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// The person's browser, as far as this machine has one to open.
final class Browser {

    private Browser() {
    }

    /// Opens an address, by the system's own command. Its words go nowhere.
    ///
    /// @return whether there was something to open it with
    static boolean open(String address) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return started(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        if (system.contains("mac")) {
            return started(List.of("open", address));
        }
        boolean desktop = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null
                || System.getenv("WSL_DISTRO_NAME") != null;
        return desktop && System.getenv("SSH_CONNECTION") == null && started(List.of("xdg-open", address));
    }

    /// What to do where the browser is on another machine.
    static String remotely(int port) {
        return "no browser here to open; on this machine open the address above, from another first run: ssh -L " + port
                + ":127.0.0.1:" + port + " THIS-MACHINE";
    }

    private static boolean started(List<String> command) {
        try {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
