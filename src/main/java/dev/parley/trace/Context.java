package dev.parley.trace;

import dev.parley.id.FunctionRid;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /**
   * What was found in documents; without passages, nothing that has to do with the message.
   *
   * @param source the folder or document that was looked into
   */
  record DocumentContext(String source, List<Passage> passages) implements Context {
    public DocumentContext {
      passages = List.copyOf(passages);
    }
  }

  /**
   * A piece of a document, or all of one.
   *
   * @param document its path in the workspace
   * @param headings of the parts it is in, from the highest
   * @param page it is on, if its document has pages
   */
  record Passage(
      String document, String title, List<String> headings, @Nullable Integer page, String text) {
    public Passage {
      headings = List.copyOf(headings);
    }
  }
}
