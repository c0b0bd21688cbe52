/**
 * The models this server can ask, found by their spec. How each one is spoken to is the business of
 * the rooms within.
 *
 * <pre>
 * offline                                 scripted:&lt;file&gt;
 * openai:&lt;model&gt;      Responses API       openai@&lt;base-url&gt;:&lt;model&gt;      chat completions
 * anthropic:&lt;model&gt;   Messages API        responses@&lt;base-url&gt;:&lt;model&gt;   Responses API
 * gemini:&lt;model&gt;      Gemini API          anthropic@, gemini@, ollama@   the same elsewhere
 * ollama:&lt;model&gt;      Ollama
 * </pre>
 */
@NullMarked
@Room(
    imports = {
      "json",
      "model",
      "provider.anthropic",
      "provider.facts",
      "provider.gemini",
      "provider.offline",
      "provider.ollama",
      "provider.openai",
      "provider.scripted",
      "provider.wire"
    })
package dev.parley.provider;

import dev.parley.Room;
import org.jspecify.annotations.NullMarked;
