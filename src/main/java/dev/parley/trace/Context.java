package dev.parley.trace;

import dev.parley.id.FunctionRid;
import java.util.List;

/** What retrieval, or the caller instead, put into the prompt. */
public sealed interface Context {
  /** The answer of a function. */
  record FunctionContext(FunctionRid function, String version, String retrievedPrompt)
      implements Context {}

  /** Chosen properties of objects. */
  record ObjectContext(List<String> objects, List<String> properties) implements Context {
    public ObjectContext {
      objects = List.copyOf(objects);
      properties = List.copyOf(properties);
    }
  }
}
