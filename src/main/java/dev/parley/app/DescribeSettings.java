package dev.parley.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command {@code settings}: every setting with what it is unless set, as the document has them.
 *
 * <p>Names and defaults are those that reading the settings asks for; only the sentences are
 * written by hand.
 */
final class DescribeSettings {
  /** With what is read only where something else is set. */
  private static final Map<String, String> ALL =
      Map.of(
          "PARLEY_OIDC", "name",
          "PARLEY_BLOB_URL", "s3://bucket?region=eu-central-1",
          "AWS_ACCESS_KEY_ID", "id",
          "AWS_SECRET_ACCESS_KEY", "secret");

  private static final String HEAD =
      """
      # Settings

      From the environment, or from `parley.yaml` in the folder a server is started in, where
      `PARLEY_DATA_DIR` is `dataDir`; the environment wins. Times are written `90s`, `30m`, `24h` or `7d`,
      sizes `500MB` or `4GB`. All faults are told together, before anything starts, and `./parley doctor`
      tells them without a start. This page is what `./parley settings` prints.
      """;

  private static final String TAIL =
      """

      Variables of OpenTelemetry, such as `OTEL_EXPORTER_OTLP_ENDPOINT`, have their usual meaning
      ([telemetry](telemetry.md)). The command line takes `PARLEY_URL` and `PARLEY_TOKEN` for a server that
      runs elsewhere.
      """;

  private final Map<String, String> usual;

  /** One line of the list; without a name it is a heading. */
  private record Line(String name, String usual, String what) {
    static Line of(String written) {
      if (written.startsWith("# ")) {
        return new Line("", "", written.substring(2));
      }
      var parts = written.split("\\|", 3);
      return new Line(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }

    boolean isHeading() {
      return name.isEmpty();
    }
  }

  DescribeSettings() {
    var source = SettingSource.of(ALL, Path.of("no", "parley.yaml"));
    var _ = ReadSettings.whateverFaults(source);
    usual = new HashMap<>(source.asked());
  }

  int run(PrintStream out) {
    out.print(text());
    return 0;
  }

  String text() {
    var text = new StringBuilder(HEAD);
    for (var line : lines()) {
      if (line.isHeading()) {
        text.append("\n## ")
            .append(line.what())
            .append("\n\n| setting | default | |\n|---|---|---|\n");
      } else {
        text.append("| `").append(line.name()).append("` | ");
        text.append(shown(line)).append(" | ").append(line.what()).append(" |\n");
      }
    }
    return text.append(TAIL).toString();
  }

  private String shown(Line line) {
    if (!line.usual().isEmpty()) {
      return line.usual();
    }
    return "`" + usual.getOrDefault(line.name(), "") + "`";
  }

  /** Settings that are read and not described, or described and not read. */
  List<String> unaccounted() {
    var described = lines().stream().filter(line -> !line.isHeading()).map(Line::name).toList();
    var left = new ArrayList<>(usual.keySet());
    left.removeAll(described);
    described.stream().filter(name -> !usual.containsKey(name)).forEach(left::add);
    return left;
  }

  private static List<Line> lines() {
    try (InputStream words = DescribeSettings.class.getResourceAsStream("settings.txt")) {
      if (words == null) {
        throw new IllegalStateException("settings.txt is not in the program");
      }
      return new String(words.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .map(Line::of)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
