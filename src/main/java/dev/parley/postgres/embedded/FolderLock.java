package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to use a folder, held by one process; the system frees it when that process ends. */
final class FolderLock implements AutoCloseable {
  // closing any channel of the file drops the lock of the whole process, so a second start in this
  // process must be refused before it opens one
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Folder folder;
  private final FileChannel channel;

  private FolderLock(Folder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock take(Folder folder) throws IOException {
    if (!HELD.add(folder.path())) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    FileChannel channel = null;
    var taken = false;
    try {
      channel =
          FileChannel.open(
              folder.lock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw inUse(folder, Folder.text(folder.lock()).orElse("unknown"));
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)), 0);
      taken = true;
      return new FolderLock(folder, channel);
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        HELD.remove(folder.path());
      }
    }
  }

  private static EmbeddedFailure inUse(Folder folder, String pid) {
    return new EmbeddedFailure(
        "Another Parley server (process " + pid + ") is using " + folder.path().getParent() + ".",
        "Stop that server, or set PARLEY_DATA_DIR to another folder for this one.");
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder.path());
    }
  }
}
