package dev.parley.yaml;

import dev.parley.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML documents into trees. */
public final class Yaml {
  /** The largest file, in bytes when it is a file and in characters when it is text. */
  public static final int LARGEST = 1 << 20;

  private static final String TOO_LARGE = "larger than 1 MiB; split it";

  private Yaml() {}

  /** A whole file as JSON; {@link MalformedYaml} with every fault in it. */
  public static JsonValue parse(Path file) throws IOException {
    var faults = new Faults();
    var value =
        text(file, file.toString(), faults).flatMap(text -> read(file.toString(), text, faults));
    if (!faults.isEmpty()) {
      throw new MalformedYaml(faults.all());
    }
    return value.orElseThrow().toJson();
  }

  /** The text of a file; empty, with a fault, if it is too large or no UTF-8. */
  public static Optional<String> text(Path file, String name, Faults faults) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      faults.add(name, 1, TOO_LARGE);
      return Optional.empty();
    }
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text);
    } catch (CharacterCodingException notText) {
      faults.add(name, 1, "not UTF-8; save the file in UTF-8");
      return Optional.empty();
    }
  }

  /** The document in a text; empty, with a fault, if it is none. */
  public static Optional<YamlValue> read(String file, String text, Faults faults) {
    if (text.length() > LARGEST) {
      faults.add(file, 1, TOO_LARGE);
      return Optional.empty();
    }
    try {
      var root = compose(text);
      if (root.isEmpty()) {
        faults.add(file, 1, "the file is empty; write its keys, or remove it");
        return Optional.empty();
      }
      return Optional.of(new YamlTree(file, faults).of(root.get()));
    } catch (MarkedYamlEngineException wrong) {
      faults.add(marked(file, wrong), "no valid YAML: " + problem(wrong));
    } catch (ReaderException unreadable) {
      faults.add(file, line(text, unreadable.getPosition()), character(unreadable));
    } catch (YamlEngineException wrong) {
      faults.add(file, 1, "no valid YAML: " + wrong.getMessage());
    } catch (YamlTree.TooLarge large) {
      faults.add(file, 1, large.remedy());
    }
    return Optional.empty();
  }

  /** The document in a text, which must be a map. */
  public static Optional<YamlMap> readMap(String file, String text, Faults faults) {
    return read(file, text, faults)
        .flatMap(root -> {
          if (root instanceof YamlMap map) {
            return Optional.of(map);
          }
          faults.add(root.place(), "the file is " + root.kind() + "; write `key: value` lines");
          return Optional.empty();
        });
  }

  private static Optional<Node> compose(String text) {
    var settings =
        LoadSettings.builder()
            .setCodePointLimit(LARGEST)
            .setAllowNonScalarKeys(true)
            .setSchema(new JsonScalars())
            .build();
    var marked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    refuseDepth(settings, marked);
    return new Compose(settings).composeString(marked);
  }

  /** Before composing, which would run out of stack. */
  private static void refuseDepth(LoadSettings settings, String text) {
    int depth = 0;
    for (var event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > YamlTree.DEEPEST) {
        throw YamlTree.TooLarge.deep();
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static Place marked(String file, MarkedYamlEngineException wrong) {
    return YamlTree.place(file, wrong.getProblemMark().or(wrong::getContextMark));
  }

  private static String problem(MarkedYamlEngineException wrong) {
    var problem = wrong.getProblem() == null ? "it ends too soon" : wrong.getProblem().strip();
    return problem + remedy(problem);
  }

  private static String remedy(String problem) {
    if (problem.contains("another document")) {
      return "; keep one document a file, without `---` between";
    }
    return "; check the indentation, or put the text in quotes";
  }

  private static String character(ReaderException unreadable) {
    return "the character U+%04X is not allowed; remove it".formatted(unreadable.getCodePoint());
  }

  private static int line(String text, int position) {
    int end = Math.clamp(position, 0, text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
