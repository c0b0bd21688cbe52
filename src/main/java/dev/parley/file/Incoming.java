package dev.parley.file;

import dev.parley.file.Files.Content;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Opens what is to be written. */
final class Incoming {
  private Incoming() {}

  /** Bytes to be read once, how many there are, and what somebody says they are. */
  record Source(long bytes, BufferedInputStream content, @Nullable String mediaType)
      implements AutoCloseable {
    Source(long bytes, InputStream content, @Nullable String mediaType) {
      this(bytes, new BufferedInputStream(content, 1 << 16), mediaType);
    }

    /** The first bytes, which are still to be read. */
    byte[] head() {
      try {
        content.mark(MediaType.HEAD);
        var head = content.readNBytes(MediaType.HEAD);
        content.reset();
        return head;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public void close() {
      try {
        content.close();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  static Source of(Content content) {
    return switch (content) {
      case Content.Text(var text) -> of(text.getBytes(StandardCharsets.UTF_8), null);
      case Content.Bytes(var bytes, var type) -> of(bytes, type);
      case Content.Local(var path, var type) -> {
        try {
          yield new Source(
              java.nio.file.Files.size(path), java.nio.file.Files.newInputStream(path), type);
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    };
  }

  private static Source of(byte[] bytes, @Nullable String mediaType) {
    return new Source(bytes.length, new ByteArrayInputStream(bytes), mediaType);
  }

  /** What a file holds, and more. */
  static Source after(StoredFile file, InputStream content, String more) {
    var bytes = more.getBytes(StandardCharsets.UTF_8);
    return new Source(
        file.bytes() + bytes.length,
        new SequenceInputStream(content, new ByteArrayInputStream(bytes)),
        file.mediaType());
  }
}
