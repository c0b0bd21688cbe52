package dev.parley.webagent;

import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import org.jspecify.annotations.Nullable;

/** What a model read out of a page that an action brought. */
sealed interface Reading {
  /** By what came of the step that asked for it last; null while it is under way. */
  static Reading of(@Nullable Outcome outcome) {
    return switch (outcome) {
      case ModelOutcome read -> new Found(read.text());
      case ModelFailedOutcome(var why) -> new Failed(why);
      case null, default -> new Open();
    };
  }

  /** Nothing yet. */
  record Open() implements Reading {}

  /** What the page says about the goal. */
  record Found(String text) implements Reading {}

  /** The model could not be asked. */
  record Failed(String why) implements Reading {}
}
