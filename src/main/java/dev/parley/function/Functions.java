package dev.parley.function;

import dev.parley.id.FunctionRid;
import java.util.Optional;

/** All functions, by name and version. */
public interface Functions {
  Optional<FunctionSpec> find(String name, String version);

  /** Makes or replaces one version; whether anything changed. */
  boolean save(FunctionSpec function);

  /** The stable identifier a function of this name has unless its file gives one. */
  FunctionRid ridOf(String name);
}
