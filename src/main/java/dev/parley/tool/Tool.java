package dev.parley.tool;

import dev.parley.cancel.Cancel;
import dev.parley.model.ToolOffer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;

/** Something a model may invoke. */
interface Tool {
  /** As the model sees it. */
  ToolOffer offer();

  /** The name it was configured with, as traces show it. */
  String title();

  ToolKind kind();

  Effect effect();

  /** Runs one call whose input is a JSON object, not yet checked for more. */
  Outcome run(ToolCall call, String key, Turn turn, Cancel cancel);
}
