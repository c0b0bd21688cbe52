package dev.parley.door.console;

/** Saves what the files of a workspace describe. */
@FunctionalInterface
public interface ApplyFiles {
  /** What that changed; {@link FilesRefused} if a file has a fault. */
  ApplyReport apply(ApplyRequest request);
}
