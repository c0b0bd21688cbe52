package dev.parley.postgres.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** PostgreSQL's own log: this start's and the one before, each bounded. */
record ServerLog(Folder folder) {
  static final long BOUND = 16L << 20;
  private static final int TAIL = 1 << 16;

  /** Begins an empty log. */
  void begin() throws IOException {
    if (Files.exists(folder.log())) {
      Files.move(folder.log(), folder.earlierLog(), StandardCopyOption.REPLACE_EXISTING);
    }
    Folder.create(folder.log());
  }

  long size() throws IOException {
    return Files.size(folder.log());
  }

  /** Puts a log that has grown too long aside while PostgreSQL goes on appending. */
  void keepBounded(long bound) throws IOException {
    if (size() > bound) {
      Files.copy(
          folder.log(),
          folder.earlierLog(),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
      try (var channel = FileChannel.open(folder.log(), StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }

  /** What was written since, its end when that is much. */
  String since(long offset) throws IOException {
    try (var file = new RandomAccessFile(folder.log().toFile(), "r")) {
      var from = Math.max(offset, file.length() - TAIL);
      file.seek(Math.max(0, from));
      var bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
