package dev.parley.cli;

import dev.parley.cli.WorkspaceFiles.Unreadable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the documents of a workspace, whatever they hold. */
final class DocumentFiles {
  private static final String PART = "documents";

  private DocumentFiles() {}

  /** Files by their paths below the workspace; empty if it has no folder for documents. */
  static Optional<Map<String, Path>> in(Path workspace) {
    var folder = workspace.resolve(PART);
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      var root = folder.toRealPath();
      var files = new TreeMap<String, Path>();
      try (var walk = Files.walk(root)) {
        walk.filter(file -> isVisible(root, file))
            .forEach(file ->
                files.put(PART + "/" + root.relativize(file).toString().replace('\\', '/'), file));
      }
      return Optional.of(files);
    } catch (IOException | UncheckedIOException unreadable) {
      throw new Unreadable(folder + " cannot be read. Check its permissions.");
    }
  }

  private static boolean isVisible(Path root, Path file) {
    for (var part : root.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(file);
  }

  static String sha256(Path file) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException unreadable) {
      throw new Unreadable(file + " cannot be read. Check its permissions.");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
