package dev.parley.app;

import dev.parley.archive.ArchiveFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that its owner alone may read, there once it is whole. */
record NewFile(Path file, Path draft, FileChannel channel) implements AutoCloseable {

  /** {@link ArchiveFault} if something of that name is there. */
  static NewFile open(Path file) throws IOException {
    if (Files.exists(file)) {
      throw new ArchiveFault(file + " is there already. Name another file, or remove it.");
    }
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ArchiveFault("There is no folder " + folder + ". Make it, or name another file.");
    }
    var draft = folder.resolve(file.getFileName() + ".partial");
    Files.deleteIfExists(draft);
    var channel =
        FileChannel.open(
            draft,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new NewFile(file, draft, channel);
  }

  /** Its channel stays open when this is closed. */
  OutputStream out() {
    return new OutputStream() {
      private final OutputStream to = Channels.newOutputStream(channel);

      @Override
      public void write(int one) throws IOException {
        to.write(one);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        to.write(bytes, offset, length);
      }
    };
  }

  void keep() throws IOException {
    channel.force(true);
    Files.move(draft, file);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(draft);
  }
}
