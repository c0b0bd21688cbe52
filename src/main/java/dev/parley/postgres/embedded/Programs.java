package dev.parley.postgres.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** The PostgreSQL programs of this platform, unpacked in our folder. */
record Programs(Path path) {
  /** The major version of the programs we bring. */
  static final String MAJOR = "18";

  private static final String MARK = "unpacked";

  String initdb() {
    return path.resolve("bin/initdb").toString();
  }

  String postgres() {
    return path.resolve("bin/postgres").toString();
  }

  /** Those unpacked before, when they are the same and whole; else unpacked now. */
  static Programs in(Folder folder, Consumer<String> progress) throws IOException {
    var archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    var path = folder.path().resolve("programs-" + fingerprint(archive));
    if (whole(path)) {
      return new Programs(path);
    }
    progress.accept("Unpacking PostgreSQL " + MAJOR);
    var draft = folder.path().resolve(path.getFileName() + ".new");
    Folder.delete(path);
    Folder.delete(draft);
    try {
      Files.createDirectory(draft);
      try (var txz = archive.openStream()) {
        Archive.unpack(txz, draft);
      }
      // as root they are run by another user, whatever the umask says
      readableByAll(draft);
      Folder.write(draft.resolve(MARK), Size.of(draft).toString());
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      Folder.delete(draft);
      throw fault;
    }
    return new Programs(path);
  }

  /** Removes what earlier versions of ours have unpacked. */
  void removeOthers(Folder folder) throws IOException {
    try (var others = Files.newDirectoryStream(folder.path(), "programs-*")) {
      for (var other : others) {
        if (!other.equals(path)) {
          Folder.delete(other);
        }
      }
    }
  }

  static URL archive(String system, String processor) {
    var os = system.toLowerCase(Locale.ROOT);
    var kernel = os.startsWith("linux") ? "linux" : os.startsWith("mac") ? "darwin" : "none";
    var machine =
        switch (processor) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "none";
        };
    var url = Programs.class.getResource("/postgres-" + kernel + "-" + machine + ".txz");
    if (url == null) {
      throw new EmbeddedFailure(
          "Parley brings no PostgreSQL for " + system + " on " + processor + ".",
          "Set PARLEY_DATABASE_URL to a PostgreSQL 15 or later of your own.");
    }
    return url;
  }

  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      var entry = jar.getJarEntry();
      return "%08x-%d".formatted(entry.getCrc(), entry.getSize());
    }
    var sum = new CRC32();
    long size = 0;
    try (InputStream stream = archive.openStream()) {
      var chunk = new byte[1 << 16];
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        sum.update(chunk, 0, read);
        size += read;
      }
    }
    return "%08x-%d".formatted(sum.getValue(), size);
  }

  private static boolean whole(Path path) throws IOException {
    // a power cut may leave files without their content: unpacking does not wait for the disk
    var mark = Folder.text(path.resolve(MARK));
    return mark.isPresent() && mark.get().equals(Size.of(path).toString());
  }

  private static void readableByAll(Path draft) throws IOException {
    try (var all = Files.walk(draft)) {
      for (var folder : all.filter(path -> Files.isDirectory(path)).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  /** How many files a tree has, and how many bytes in them. */
  private record Size(long files, long bytes) {
    static Size of(Path top) throws IOException {
      long files = 0;
      long bytes = 0;
      try (var all = Files.walk(top)) {
        for (var path : (Iterable<Path>) all::iterator) {
          if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
              && !path.equals(top.resolve(MARK))) {
            files++;
            bytes += Files.size(path);
          }
        }
      }
      return new Size(files, bytes);
    }

    @Override
    public String toString() {
      return files + " files, " + bytes + " bytes";
    }
  }
}
