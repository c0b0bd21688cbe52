package dev.parley.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How well a browser's renderers are locked in, as the kernel tells it.
 *
 * @param how by what; empty if not at all
 */
record Sandbox(List<String> how) {
  Sandbox {
    how = List.copyOf(how);
  }

  /** That of a renderer of this browser; empty where no kernel tells, or none runs. */
  static Optional<Sandbox> of(ProcessHandle browser) {
    return browser.descendants().filter(Sandbox::isRenderer).findAny().flatMap(Sandbox::read);
  }

  boolean isOn() {
    return !how.isEmpty();
  }

  private static boolean isRenderer(ProcessHandle process) {
    try {
      return Files.readString(proc(process, "cmdline")).contains("--type=renderer");
    } catch (IOException gone) {
      return false;
    }
  }

  private static Optional<Sandbox> read(ProcessHandle renderer) {
    try {
      return Optional.of(
          of(
              Files.readString(proc(renderer, "status")),
              Files.readString(proc(ProcessHandle.current(), "status"))));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** Against our own status: in a container all processes are in namespaces and filtered. */
  static Sandbox of(String renderer, String ours) {
    var how = new ArrayList<String>();
    if (words(renderer, "NSpid:") > words(ours, "NSpid:")) {
      how.add("namespaces of its own");
    }
    if (number(renderer, "Seccomp_filters:") > number(ours, "Seccomp_filters:")) {
      how.add("system calls filtered");
    }
    return new Sandbox(how);
  }

  private static int words(String status, String field) {
    var value = value(status, field);
    return value.isEmpty() ? 0 : value.split("\\s+").length;
  }

  private static int number(String status, String field) {
    var value = value(status, field);
    return value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
  }

  private static String value(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip())
        .findFirst()
        .orElse("");
  }

  private static Path proc(ProcessHandle process, String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }
}
