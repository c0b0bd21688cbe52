package dev.parley.chrome;

import java.util.List;
import java.util.function.Function;

/**
 * How sessions read pages and use their elements.
 *
 * @param scripts run in our world of every document, before the page's own
 */
record Senses(
    List<String> scripts, Function<Context, Looking> looking, Function<Context, Acting> acting) {
  Senses {
    scripts = List.copyOf(scripts);
  }
}
