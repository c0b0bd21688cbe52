package dev.parley.tool.browser;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.secret.Masker;
import dev.parley.secret.Masker.Secret;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Turn;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not be told: the variables of a session, known by name, typed by value, bound to where
 * they were typed; and cookies.
 */
final class Secrets {
  private static final Pattern PLACEHOLDER = Pattern.compile("<secret>\\s*(.+?)\\s*</secret>");

  /** The member of an outcome that says what was bound to which origin. */
  static final String BOUND = "bound";

  private final Map<String, String> values;
  private final InstantSource clock;
  private final List<Secret> hidden = new ArrayList<>();
  private final Map<String, String> bound = new HashMap<>();
  private volatile Veil veil;

  Secrets(Map<String, String> values, InstantSource clock) {
    this.values = Map.copyOf(values);
    this.clock = clock;
    values.forEach((name, value) -> {
      hidden.add(new Secret(name, value));
      if (OneTimeCode.isMeant(value)) {
        hidden.add(new Secret(name, OneTimeCode.written(value)));
      }
    });
    this.veil = new Veil(new Masker(hidden));
  }

  /** A text with values in the place of names; prints without them. */
  record Filled(String text, Set<String> names) {
    @Override
    public String toString() {
      return "Filled" + names;
    }
  }

  /** The names a text refers to. */
  static Set<String> named(String text) {
    var names = new LinkedHashSet<String>();
    PLACEHOLDER.matcher(text).results().forEach(found -> names.add(found.group(1)));
    return names;
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** Puts values in the place of their names; {@link Malformed} for a name nobody knows. */
  Filled fill(String text) {
    var names = named(text);
    var filled =
        PLACEHOLDER
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    return new Filled(filled, names);
  }

  private String value(String name) {
    var value = values.get(name);
    if (value == null) {
      throw new Malformed(
          "There is no variable '"
              + name
              + "'. "
              + (values.isEmpty()
                  ? "There are none."
                  : "The variables are " + new TreeSet<>(values.keySet()) + "."));
    }
    return OneTimeCode.isMeant(value) ? code(name, value) : value;
  }

  private String code(String name, String value) {
    var code =
        OneTimeCode.parse(value)
            .orElseThrow(() ->
                new Malformed(
                    "The variable '"
                        + name
                        + "' is no otpauth://totp key that can be read. Ask a person for the code."))
            .at(clock.instant());
    hidden.add(new Secret(name, code));
    veil = new Veil(new Masker(hidden));
    return code;
  }

  /** Takes in what nobody is told and nobody types. */
  void hide(List<Secret> more) {
    if (!hidden.containsAll(more)) {
      hidden.addAll(more);
      veil = new Veil(new Masker(hidden));
    }
  }

  Veil veil() {
    return veil;
  }

  /** Takes in what earlier steps of the turn have bound. */
  void recall(Turn turn) {
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ToolOutcome(JsonObject told)
          && told.get(BOUND).orElse(null) instanceof JsonObject(var pairs)) {
        pairs.forEach((name, origin) -> {
          if (origin instanceof JsonText(var text)) {
            bound.putIfAbsent(name, text);
          }
        });
      }
    }
  }

  /** The first of these that belongs to another site. */
  Optional<String> elsewhere(Set<String> names, String origin) {
    return names.stream()
        .filter(name -> !bound.getOrDefault(name, origin).equals(origin))
        .findFirst();
  }

  String boundTo(String name) {
    return bound.getOrDefault(name, "");
  }

  /** Binds what is not bound yet; what that was. */
  Map<String, String> bind(Set<String> names, String origin) {
    var fresh = new HashMap<String, String>();
    for (var name : names) {
      if (bound.putIfAbsent(name, origin) == null) {
        fresh.put(name, origin);
      }
    }
    return fresh;
  }
}
