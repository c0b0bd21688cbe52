package dev.parley.workspace;

import dev.parley.yaml.Fault;
import java.util.List;
import java.util.stream.Collectors;

/** A workspace with faults, all of them named. */
public final class BadWorkspace extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Fault> faults;

  BadWorkspace(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  /** By file and line. */
  public List<Fault> faults() {
    return faults;
  }
}
