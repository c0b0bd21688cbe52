package dev.parley.chrome.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process has for itself. */
final class Memory {
  private static final long PAGE = 4096;

  private Memory() {}

  static long of(ProcessHandle process) {
    try {
      // size, resident, shared …, in pages
      var fields = Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ");
      return (Long.parseLong(fields[1]) - Long.parseLong(fields[2])) * PAGE;
    } catch (IOException gone) {
      return 0;
    }
  }
}
