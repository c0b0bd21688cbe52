package dev.parley.door.console;

import java.util.List;

/** Files of a workspace with faults, all of them named; nothing was applied. */
public final class FilesRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<WorkspaceFault> faults;

  public FilesRefused(List<WorkspaceFault> faults) {
    super(faults.toString());
    this.faults = List.copyOf(faults);
  }

  /** By file and line. */
  public List<WorkspaceFault> faults() {
    return faults;
  }
}
