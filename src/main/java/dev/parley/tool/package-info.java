/**
 * The tools a conversation agent can be given: what a model is offered, and what a call does.
 *
 * <p>Not here: when a tool is called (the behaviour decides) and what its call is worth after a
 * crash (the engine decides, by the effect a tool declares).
 */
@NullMarked
@Room(
    imports = {
      "agent",
      "browser",
      "cancel",
      "engine",
      "function",
      "id",
      "json",
      "model",
      "problem",
      "tool.browser",
      "trace",
      "variable"
    })
package dev.parley.tool;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
