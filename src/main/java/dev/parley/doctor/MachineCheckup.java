package dev.parley.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the machine itself brings.
 *
 * @param data where a server keeps everything; need not be there yet
 * @param needed bytes without which none can start there
 * @param temporary where browsers keep their files
 */
public record MachineCheckup(Path data, long needed, Path temporary) implements Checkup {
  private static final long MB = 1L << 20;
  private static final long SCARCE = 1024 * MB;
  private static final long LITTLE_SHARED = 32 * MB;
  private static final Pattern FONT = Pattern.compile(".*\\.(ttf|otf|ttc|pfb)(\\.gz)?");

  @Override
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    findings.add(dataDirectory());
    findings.add(temporaryFolder());
    findings.add(sharedMemory(Path.of("/dev/shm")));
    findings.add(fonts(fontFolders()));
    return findings;
  }

  private static Finding java() {
    return Finding.good(
        "JDK",
        "%s by %s in %s, %d processors, %s for Java"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home"),
                Runtime.getRuntime().availableProcessors(),
                written(Runtime.getRuntime().maxMemory())));
  }

  private Finding dataDirectory() {
    var subject = "data folder";
    var there = nearest(data);
    if (!Files.isDirectory(there)) {
      return Finding.bad(
          subject, there + " is no folder; remove it or set PARLEY_DATA_DIR to another.");
    }
    try {
      requireWritable(there, there.equals(data));
      long free = Files.getFileStore(there).getUsableSpace();
      var text = data + (there.equals(data) ? "" : " (not there yet)") + ", " + written(free);
      if (free < needed) {
        return Finding.bad(
            subject,
            text
                + " free; a start needs "
                + written(needed)
                + ". Free some, or set PARLEY_DATA_DIR to a folder on another disk.");
      }
      return free < SCARCE
          ? Finding.doubtful(subject, text + " free, which will not last; free some.")
          : Finding.good(subject, text + " free");
    } catch (IOException refused) {
      return Finding.bad(
          subject,
          "%s cannot be written by the user %s (%s). Give it to that user, or set PARLEY_DATA_DIR to"
                  .formatted(there, System.getProperty("user.name"), refused)
              + " another folder.");
    }
  }

  /** Tried, where it is ours: root is told that it may write where it cannot. */
  private static void requireWritable(Path folder, boolean ours) throws IOException {
    if (ours) {
      Files.delete(Files.createTempFile(folder, "doctor", null));
    } else if (!Files.isWritable(folder)) {
      throw new IOException("no right to write");
    }
  }

  private static Path nearest(Path folder) {
    var there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private Finding temporaryFolder() {
    try {
      Files.delete(Files.createTempFile(temporary, "doctor", null));
      long free = Files.getFileStore(temporary).getUsableSpace();
      var text = temporary + ", " + written(free) + " free";
      return free < SCARCE
          ? Finding.doubtful("temp folder", text + "; browsers keep profiles and downloads there.")
          : Finding.good("temp folder", text);
    } catch (IOException refused) {
      return Finding.doubtful(
          "temp folder",
          temporary
              + " cannot be written ("
              + refused
              + "); browsers need it. Mend its permissions, or name another by"
              + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=…");
    }
  }

  /** The browsers do without; it is the embedded PostgreSQL that uses some. */
  static Finding sharedMemory(Path folder) {
    var subject = "shared memory";
    try {
      if (!Files.isDirectory(folder)) {
        return Finding.good(subject, "no " + folder + " on this system; browsers need none");
      }
      long size = Files.getFileStore(folder).getTotalSpace();
      var text = folder + ", " + written(size);
      return size < LITTLE_SHARED
          ? Finding.doubtful(
              subject,
              text
                  + ": too little for a busy embedded PostgreSQL; in a container start it with"
                  + " --shm-size=64m.")
          : Finding.good(subject, text + "; browsers use the temp folder instead");
    } catch (IOException untold) {
      return Finding.doubtful(subject, folder + " cannot be looked at: " + untold);
    }
  }

  private static List<Path> fontFolders() {
    var home = Path.of(System.getProperty("user.home"));
    return List.of(
        Path.of("/usr/share/fonts"),
        Path.of("/usr/local/share/fonts"),
        home.resolve(".fonts"),
        home.resolve(".local/share/fonts"),
        Path.of("/System/Library/Fonts"),
        Path.of("/Library/Fonts"));
  }

  static Finding fonts(List<Path> folders) {
    long count = folders.stream().mapToLong(MachineCheckup::fontsIn).sum();
    return count == 0
        ? Finding.doubtful(
            "fonts", "none: screenshots show boxes for letters. " + Advice.here().fonts())
        : Finding.good("fonts", count + " files");
  }

  private static long fontsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files =
        Files.find(
            folder,
            6,
            (file, about) ->
                about.isRegularFile()
                    && FONT.matcher(file.toString().toLowerCase(Locale.ROOT)).matches(),
            FileVisitOption.FOLLOW_LINKS)) {
      return files.count();
    } catch (IOException | UncheckedIOException unreadable) {
      return 0;
    }
  }

  private static String written(long bytes) {
    return bytes >= 10 * SCARCE ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
  }
}
