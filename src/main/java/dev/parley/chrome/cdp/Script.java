package dev.parley.chrome.cdp;

import org.jspecify.annotations.Nullable;

/** Scripts in a page or worker: the protocol's domain {@code Runtime}. */
public final class Script {
  private Script() {}

  /** Events on. */
  public record Enable() implements Command.Order {}

  /** Lets a target run that has waited for us. */
  public record RunIfWaitingForDebugger() implements Command.Order {}

  /** Stops the script that runs now. */
  public record TerminateExecution() implements Command.Order {}

  /**
   * An expression in a context, null for the page's own, awaited if it is a promise; its value
   * comes as JSON.
   */
  public record Evaluate(
      String expression, @Nullable Long contextId, boolean awaitPromise, boolean returnByValue)
      implements Command<Evaluated> {
    public static Evaluate value(String expression, long contextId) {
      return new Evaluate(expression, contextId, true, true);
    }

    @Override
    public Evaluated read(RawJson result) {
      return Evaluated.of(result);
    }
  }

  /** A value, and what was thrown instead, empty if nothing. */
  public record Evaluated(RawJson value, String thrown) {
    static Evaluated of(RawJson result) {
      var thrown = result.member("exceptionDetails").map(RawJson::fields);
      var value = result.member("result").flatMap(object -> object.member("value"));
      return new Evaluated(
          value.orElse(RawJson.NULL),
          thrown
              .map(details -> {
                var text = details.at("exception").text("description");
                return text.isEmpty() ? details.text("text") : text;
              })
              .orElse(""));
    }
  }

  /** A context for scripts came. */
  public record ContextCreated(long id, String name, String frameId, boolean main) {
    public static final EventKind<ContextCreated> KIND =
        EventKind.of(
            "Runtime.executionContextCreated",
            fields -> {
              var context = fields.at("context");
              var about = context.at("auxData");
              return new ContextCreated(
                  context.whole("id"),
                  context.text("name"),
                  about.text("frameId"),
                  about.flag("isDefault"));
            });
  }

  /** A context for scripts went. */
  public record ContextDestroyed(long id) {
    public static final EventKind<ContextDestroyed> KIND =
        EventKind.of(
            "Runtime.executionContextDestroyed",
            fields -> new ContextDestroyed(fields.whole("executionContextId")));
  }

  /** All contexts of the session went. */
  public record ContextsCleared() {
    public static final EventKind<ContextsCleared> KIND =
        EventKind.of("Runtime.executionContextsCleared", _ -> new ContextsCleared());
  }
}
