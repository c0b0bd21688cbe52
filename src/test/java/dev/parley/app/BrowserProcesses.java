package dev.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** The processes of browsers that a server has started. */
@NullMarked
record BrowserProcesses(ProcessHandle server) {
  /** Every one of them, helpers included. */
  List<ProcessHandle> all() {
    return server.descendants().filter(one -> isOne(command(one))).toList();
  }

  /** Those that all others descend from. */
  List<ProcessHandle> browsers() {
    return all().stream().filter(one -> !command(one).contains("--type=")).toList();
  }

  List<ProcessHandle> renderers() {
    return all().stream().filter(one -> command(one).contains("--type=renderer")).toList();
  }

  private static boolean isOne(String command) {
    return command.contains("--remote-debugging-pipe") || command.contains("--type=");
  }

  private static String command(ProcessHandle one) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(one.pid()), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException gone) {
      return one.info().commandLine().orElse("");
    }
  }
}
