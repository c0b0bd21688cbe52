package dev.parley.yaml;

import dev.parley.json.JsonValue;

/** A value of a YAML document, which knows where it stands. */
public sealed interface YamlValue permits YamlMap, YamlList, YamlScalar {
  Place place();

  /** The same value as JSON. */
  JsonValue toJson();

  /** What it is, in words for a fault. */
  String kind();
}
