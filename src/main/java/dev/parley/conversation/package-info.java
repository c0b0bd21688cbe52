/** The behaviour of a conversation agent: prompt, variables, limits; what the doors ask of it. */
@NullMarked
@Room(
    imports = {
      "agent",
      "engine",
      "id",
      "identity",
      "json",
      "model",
      "problem",
      "session",
      "tool",
      "trace",
      "variable"
    })
package dev.parley.conversation;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
