package dev.parley.workspace;

import dev.parley.yaml.Faults;
import dev.parley.yaml.YamlMap;
import dev.parley.yaml.YamlScalar;
import dev.parley.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** List elements of the form {@code - kind: {…}}. */
final class Kinds {
  /** An element's kind and the map its one key is in. */
  record Element(String kind, YamlMap map) {
    /** What stands under the kind; empty, with a fault, if that is no map. */
    Optional<YamlMap> settings() {
      if (map.get(kind).isEmpty()) {
        map.fault(kind, "'%s' is empty; write `- %s: {…}`".formatted(kind, kind));
      }
      return map.map(kind);
    }
  }

  private Kinds() {}

  /** Empty, with a fault, unless it is one of the kinds there are now. */
  static Optional<Element> of(
      YamlValue element, String what, List<String> now, List<String> later, Faults faults) {
    if (!(element instanceof YamlMap map) || map.names().size() != 1) {
      faults.add(element.place(), notOneKey(element, what));
      return Optional.empty();
    }
    var kind = map.names().getFirst();
    if (now.contains(kind)) {
      return Optional.of(new Element(kind, map));
    }
    if (later.contains(kind)) {
      faults.add(map.at(kind), later("kind of " + what, kind) + "; leave it out");
    } else {
      var all = Stream.concat(now.stream(), later.stream()).toList();
      faults.unknown(map.at(kind), "kind of " + what, kind, all);
    }
    return Optional.empty();
  }

  static String later(String what, String word) {
    return "'%s' is a known %s, but not part of this version yet".formatted(word, what);
  }

  private static String notOneKey(YamlValue element, String what) {
    return element instanceof YamlScalar scalar
        ? "write `- %s: {}`".formatted(scalar.text())
        : "a %s has one key, its kind; indent what belongs to it: `- kind: {name: …}`"
            .formatted(what);
  }
}
