package dev.parley.chrome.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Who a browser runs as: root never runs one, its sandbox would be off. */
record RunAs(List<String> prefix, boolean other) {
  private static final int NOBODY = 65534;

  RunAs {
    prefix = List.copyOf(prefix);
  }

  static RunAs find() throws IOException {
    return isRoot()
        ? new RunAs(
            List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--no-new-privs"),
            true)
        : new RunAs(List.of(), false);
  }

  /** Makes a folder that this user, and root, can use. */
  void folder(Path path) throws IOException {
    Files.createDirectory(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    own(path);
  }

  /** Gives a file to this user. */
  void own(Path path) throws IOException {
    if (other) {
      Files.setAttribute(path, "unix:uid", NOBODY);
      Files.setAttribute(path, "unix:gid", NOBODY);
    }
  }

  private static boolean isRoot() throws IOException {
    var self = Path.of("/proc/self");
    return Files.exists(self)
        ? (int) Files.getAttribute(self, "unix:uid") == 0
        : "root".equals(System.getProperty("user.name"));
  }
}
