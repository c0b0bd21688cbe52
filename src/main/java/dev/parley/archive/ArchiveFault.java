package dev.parley.archive;

/** An archive that cannot be made or taken in; the message ends in what to do. */
public final class ArchiveFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ArchiveFault(String message) {
    super(message);
  }

  public ArchiveFault(String message, Throwable cause) {
    super(message, cause);
  }

  static ArchiveFault damaged(String what) {
    return new ArchiveFault(
        "The archive is damaged: " + what + ". Copy it again, or take another one.");
  }
}
