/**
 * The models this server can ask, found by their spec: {@code offline}, {@code scripted:<file>},
 * {@code openai:<model>} and {@code openai@<base-url>:<model>}. How each one is spoken to is the
 * business of the rooms within.
 */
@NullMarked
@Room(
    imports = {
      "json",
      "model",
      "provider.facts",
      "provider.offline",
      "provider.openai",
      "provider.scripted"
    })
package dev.parley.provider;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
