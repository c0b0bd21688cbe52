package dev.parley.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be read as YAML, with every fault found in it. */
public final class MalformedYaml extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedYaml(List<Fault> faults) {
    super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
  }
}
