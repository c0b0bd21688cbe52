package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a running PostgreSQL writes about itself into {@code postmaster.pid}. */
record PostmasterFile(Path path, List<String> lines) {
  private static final int STATUS = 7;

  PostmasterFile {
    lines = List.copyOf(lines);
  }

  static Optional<PostmasterFile> of(Folder folder) throws IOException {
    var path = folder.cluster().resolve("postmaster.pid");
    return Folder.text(path).map(text -> new PostmasterFile(path, text.lines().toList()));
  }

  /** -1 when the file is damaged. */
  long pid() {
    var first = lines.getFirst().strip();
    // negative in the standalone backend that makes the roles
    return first.matches("-?\\d{1,10}") ? Math.abs(Long.parseLong(first)) : -1;
  }

  /** Whether it accepts connections. */
  boolean ready() {
    return lines.size() > STATUS && lines.get(STATUS).strip().equals("ready");
  }

  /**
   * Hands a file whose process is gone to the process that starts the next one. PostgreSQL takes
   * its parent's pid for stale, but still looks at the shared memory the file names.
   */
  void disown() throws IOException {
    var copy = new ArrayList<>(lines);
    copy.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.writeString(path, String.join("\n", copy) + "\n");
  }
}
