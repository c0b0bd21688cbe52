package dev.parley.yaml;

import dev.parley.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

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
      if (root == null) {
        faults.add(file, 1, "the file is empty; write its keys, or remove it");
        return Optional.empty();
      }
      return Optional.of(new YamlTree(file, faults).of(root));
    } catch (MarkedYAMLException wrong) {
      faults.add(marked(file, wrong), "no valid YAML: " + problem(wrong));
    } catch (ReaderException unreadable) {
      faults.add(file, line(text, unreadable.getPosition()), character(unreadable));
    } catch (YAMLException wrong) {
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

  private static @Nullable Node compose(String text) {
    var options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setProcessComments(false);
    var mark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return new Composer(new ParserImpl(new StreamReader(mark), options), new JsonScalars(), options)
        .getSingleNode();
  }

  private static Place marked(String file, MarkedYAMLException wrong) {
    var mark = wrong.getProblemMark() == null ? wrong.getContextMark() : wrong.getProblemMark();
    return mark == null ? new Place(file, 1, 1) : YamlTree.place(file, mark);
  }

  private static String problem(MarkedYAMLException wrong) {
    var problem = wrong.getProblem() == null ? "it ends too soon" : wrong.getProblem().strip();
    return problem + remedy(problem);
  }

  private static String remedy(String problem) {
    if (problem.contains("another document")) {
      return "; keep one document a file, without `---` between";
    }
    return problem.contains("tag is not allowed")
        ? "; leave the tag out"
        : "; check the indentation, or put the text in quotes";
  }

  private static String character(ReaderException unreadable) {
    return "the character U+%04X is not allowed; remove it".formatted(unreadable.getCodePoint());
  }

  private static int line(String text, int position) {
    int end = Math.clamp(position, 0, text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }
}
