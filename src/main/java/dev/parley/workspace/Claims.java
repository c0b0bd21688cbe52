package dev.parley.workspace;

import dev.parley.yaml.Faults;
import dev.parley.yaml.Place;
import java.util.HashMap;
import java.util.Map;

/** Names that only one may have, and who has them. */
final class Claims {
  private final Map<String, Place> taken = new HashMap<>();

  /** A fault for whoever comes second. */
  void claim(String name, String what, Place place, Faults faults) {
    var first = taken.putIfAbsent(name, place);
    if (first != null) {
      faults.add(
          place,
          "%s is taken by %s:%d; change or remove one of them"
              .formatted(what, first.file(), first.line()));
    }
  }
}
