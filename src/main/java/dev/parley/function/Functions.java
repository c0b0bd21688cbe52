package dev.parley.function;

import java.util.Optional;

/** All functions, by name and version. */
public interface Functions {
  Optional<FunctionSpec> find(String name, String version);

  /** Makes or replaces one version; whether anything changed. */
  boolean save(FunctionSpec function);
}
