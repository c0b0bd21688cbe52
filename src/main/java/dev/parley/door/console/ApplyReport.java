package dev.parley.door.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What applying a workspace changed, and what it warns about. */
public record ApplyReport(
    List<Agent> agents,
    List<Function> functions,
    List<String> warnings,
    @Nullable Documents documents) {
  /** What is to be done for documents: those wanted are to be sent. */
  public record Documents(int unchanged, int removed, List<String> wanted) {
    public Documents {
      wanted = List.copyOf(wanted);
    }
  }

  /** The version that stands for an agent's file. */
  public record Agent(String rid, String displayName, String version, boolean isNew) {}

  /** A version of a function, and whether its file changed it. */
  public record Function(String name, String version, boolean changed) {}

  public ApplyReport {
    agents = List.copyOf(agents);
    functions = List.copyOf(functions);
    warnings = List.copyOf(warnings);
  }
}
