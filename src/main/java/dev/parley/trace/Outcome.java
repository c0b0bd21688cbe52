package dev.parley.trace;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a step. */
public sealed interface Outcome {
  /**
   * The model answered.
   *
   * @param released how many characters of the text went out to the user as answer text
   * @param kept what the model's provider wants to see again, and nobody else can read
   * @param leftOut how many earlier exchanges, the oldest, it was not told for their size; null if
   *     none
   */
  record ModelOutcome(
      String text,
      int released,
      List<ToolCall> calls,
      @Nullable Usage usage,
      @Nullable JsonObject kept,
      @Nullable Integer leftOut)
      implements Outcome {
    public ModelOutcome {
      calls = List.copyOf(calls);
    }

    /** Of a model that was told all. */
    public ModelOutcome(
        String text,
        int released,
        List<ToolCall> calls,
        @Nullable Usage usage,
        @Nullable JsonObject kept) {
      this(text, released, calls, usage, kept, null);
    }

    /** With nothing that a provider wants to see again. */
    public ModelOutcome(String text, int released, List<ToolCall> calls, @Nullable Usage usage) {
      this(text, released, calls, usage, null);
    }
  }

  /**
   * The model failed; a step of the same purpose after this one means that it was tried again. What
   * it was asked for on the side is given up without an end of the turn.
   */
  record ModelFailedOutcome(String reason) implements Outcome {}

  /** The tool succeeded. */
  record ToolOutcome(JsonValue value) implements Outcome {}

  /** The tool failed in a way the model is told, so that it can do better. */
  record ToolFailedOutcome(String correction) implements Outcome {}

  /** Nobody knows whether the tool had its effect. */
  record UnknownOutcome(String why) implements Outcome {}

  /** Contexts were looked for; an empty list says that none were found. */
  record RetrievedOutcome(List<Context> contexts) implements Outcome {
    public RetrievedOutcome {
      contexts = List.copyOf(contexts);
    }
  }

  /** The turn was stopped before anything came of it. */
  record StoppedOutcome() implements Outcome {}

  /** The wait is over. */
  record WaitOutcome(@Nullable String answer) implements Outcome {}

  /** What was said to the turn is part of its journal from here on. */
  record HeardOutcome() implements Outcome {}
}
