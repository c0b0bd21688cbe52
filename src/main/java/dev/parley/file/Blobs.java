package dev.parley.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Stored bytes by key, a path of safe segments such as {@code user/files/id}. */
public interface Blobs {
  /** Stores what a file of this machine holds, whole or not at all; replaces what was there. */
  void put(String key, Path content, String mediaType) throws IOException;

  /** Empty if nothing is there. */
  Optional<InputStream> open(String key) throws IOException;

  /** Whether something was there. */
  boolean delete(String key) throws IOException;

  /** A URL by which anybody can read it for so long, shown as {@code filename}. */
  String sign(String key, String filename, String mediaType, Duration life);
}
