package dev.parley.yaml;

import dev.parley.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns the parser's nodes into our tree, bounded whatever aliases say. */
final class YamlTree {
  static final int DEEPEST = 60;
  private static final int LARGEST = 100_000;
  private static final Set<Tag> PLAIN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

  /** More values or levels than a file may have. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String remedy;

    TooLarge(String remedy) {
      super(remedy, null, false, false);
      this.remedy = remedy;
    }

    static TooLarge deep() {
      return new TooLarge(
          "more than " + DEEPEST + " levels, or an alias inside what it names; nest less");
    }

    String remedy() {
      return remedy;
    }
  }

  private final String file;
  private final Faults faults;
  private int values;

  YamlTree(String file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  YamlValue of(Node node) {
    return of(node, 0);
  }

  private YamlValue of(Node node, int depth) {
    if (++values > LARGEST) {
      throw new TooLarge("more than " + LARGEST + " values; write less, or use fewer aliases");
    }
    if (depth > DEEPEST) {
      throw TooLarge.deep();
    }
    if (!PLAIN_TAGS.contains(node.getTag())) {
      faults.add(place(node), "the tag " + node.getTag() + " is not known here; leave it out");
    }
    return switch (node) {
      case MappingNode mapping -> map(mapping, depth);
      case SequenceNode sequence -> list(sequence, depth);
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new IllegalStateException("no such node: " + node.getNodeType());
    };
  }

  private YamlMap map(MappingNode mapping, int depth) {
    Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
    for (var tuple : mapping.getValue()) {
      var at = place(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        faults.add(at, "a key is a single word or text; write `key: value`");
        continue;
      }
      if (key.getValue().equals("<<") && key.isPlain()) {
        faults.add(at, "merge keys (`<<`) are not read; write the keys out");
      }
      var entry = new YamlMap.Entry(at, of(tuple.getValueNode(), depth + 1));
      var first = entries.putIfAbsent(key.getValue(), entry);
      if (first != null) {
        faults.add(
            at,
            "'%s' stands here a second time, first in line %d; keep one"
                .formatted(key.getValue(), first.key().line()));
      }
    }
    return new YamlMap(place(mapping), entries, faults);
  }

  private YamlList list(SequenceNode sequence, int depth) {
    var elements = new ArrayList<YamlValue>();
    sequence.getValue().forEach(element -> elements.add(of(element, depth + 1)));
    return new YamlList(place(sequence), elements);
  }

  private YamlScalar scalar(ScalarNode scalar) {
    var style = scalar.getScalarStyle() == ScalarStyle.LITERAL ? Style.LITERAL : Style.OTHER;
    return new YamlScalar(place(scalar), scalar.getValue(), type(scalar), style);
  }

  private static YamlScalar.Type type(ScalarNode scalar) {
    // A tag given by hand could call anything a number: only what was resolved is believed.
    var resolved = scalar.isPlain() ? JsonScalars.resolved(scalar.getValue()) : Tag.STR;
    if (scalar.getTag().equals(Tag.STR) || resolved.equals(Tag.STR)) {
      return YamlScalar.Type.TEXT;
    }
    if (resolved.equals(Tag.BOOL)) {
      return YamlScalar.Type.BOOL;
    }
    return resolved.equals(Tag.NULL) ? YamlScalar.Type.NULL : YamlScalar.Type.NUMBER;
  }

  private Place place(Node node) {
    return place(file, node.getStartMark());
  }

  static Place place(String file, Optional<Mark> mark) {
    return mark.map(at -> new Place(file, at.getLine() + 1, at.getColumn() + 1))
        .orElse(new Place(file, 1, 1));
  }
}
