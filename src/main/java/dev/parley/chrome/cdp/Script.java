package dev.parley.chrome.cdp;

import java.util.List;
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

  /** An expression in a context whose value stays there as an object; empty if it is none. */
  public record Hold(String expression, long contextId, String objectGroup)
      implements Command<String> {
    @Override
    public String method() {
      return "Runtime.evaluate";
    }

    @Override
    public String read(RawJson result) {
      return result.member("result").map(object -> object.name("objectId")).orElse("");
    }
  }

  /** Calls a function in a context with objects of it. */
  public record CallFunctionOn(
      String functionDeclaration, long executionContextId, List<Argument> arguments)
      implements Command.Order {
    public CallFunctionOn {
      arguments = List.copyOf(arguments);
    }
  }

  /** An object handed to a function. */
  public record Argument(String objectId) {}

  /** The elements of an array, as objects. */
  public record GetProperties(String objectId, boolean ownProperties)
      implements Command<List<String>> {
    @Override
    public List<String> read(RawJson result) {
      return result.fields().list("result").stream()
          .filter(member -> member.text("name").matches("\\d+"))
          .map(member -> member.at("value").text("objectId"))
          .toList();
    }
  }

  /** Lets go of objects. */
  public record ReleaseObjectGroup(String objectGroup) implements Command.Order {}

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
