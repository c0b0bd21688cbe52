package dev.parley.cli;

import dev.parley.cli.RunEvent.Saved;
import dev.parley.cli.RunEvent.Unsaved;
import dev.parley.cli.RunState.FileLink;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Takes the files of a session into a folder. */
final class Downloads {
  private final FollowRun.Parts parts;
  private final Retrying retrying;
  private final OutFolder out;
  private final List<Path> sent;

  /**
   * @param sent files of this machine; what comes back unchanged is not kept
   */
  Downloads(FollowRun.Parts parts, Retrying retrying, OutFolder out, List<Path> sent) {
    this.parts = parts;
    this.retrying = retrying;
    this.out = out;
    this.sent = List.copyOf(sent);
  }

  /** Whether all of them are there now. */
  boolean take(List<FileLink> files) {
    boolean all = true;
    for (var file : files) {
      all &= take(file);
    }
    return all;
  }

  private boolean take(FileLink file) {
    try {
      var url = url(file.url());
      try (var content = retrying.begin(() -> parts.remote().download(url))) {
        var path = out.save(file.name(), content);
        if (isAsSent(file, path)) {
          Files.delete(path);
        } else {
          parts.view().show(new Saved(file.name(), path, Files.size(path)));
        }
        return true;
      }
    } catch (RemoteFailure | IOException failed) {
      parts.view().show(new Unsaved(file.name(), String.valueOf(failed.getMessage())));
      return false;
    }
  }

  private boolean isAsSent(FileLink file, Path path) throws IOException {
    for (var own : sent) {
      if (own.getFileName().toString().equals(file.name())
          && Files.isRegularFile(own)
          && Files.mismatch(own, path) < 0) {
        return true;
      }
    }
    return false;
  }

  private static URI url(String text) throws IOException {
    try {
      var url = URI.create(text);
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException unreadable) {
      // Told below, like an address without a host.
    }
    throw new IOException("the server gave no http or https address for it");
  }
}
