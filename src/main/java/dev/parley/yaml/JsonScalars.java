package dev.parley.yaml;

import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.Schema;

/** Takes plain scalars for what JSON takes them for; all else is text. */
final class JsonScalars implements Schema {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,5})?");
  private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
  private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");

  @Override
  public ScalarResolver getScalarResolver() {
    return (text, plain) -> plain ? resolved(text) : Tag.STR;
  }

  /** Nothing is constructed from the nodes. */
  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return Map.of();
  }

  static Tag resolved(String plain) {
    if (NOTHING.matcher(plain).matches()) {
      return Tag.NULL;
    }
    if (TRUTH.matcher(plain).matches()) {
      return Tag.BOOL;
    }
    return NUMBER.matcher(plain).matches() ? Tag.FLOAT : Tag.STR;
  }
}
