package dev.parley.door.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the shop ships beside its code. */
final class Files {
  private Files() {}

  static String text(String name) {
    try (var in = Files.class.getResourceAsStream("/dev/parley/door/demo/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
