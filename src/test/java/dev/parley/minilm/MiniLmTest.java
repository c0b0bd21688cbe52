package dev.parley.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.embedding.Embedder;
import dev.parley.embedding.Unavailable;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The only tests that load the model. */
class MiniLmTest {
  @TempDir private static Path folder;

  /** Asks twice for vectors and prints what it is told. */
  public static void main(String[] arguments) {
    var embedder = MiniLm.embedder(Path.of(arguments[0]));
    for (int i = 0; i < 2; i++) {
      try {
        System.out.println(embedder.embed(List.of("text")).size());
      } catch (Unavailable told) {
        System.out.println("unavailable: " + told.getMessage());
      }
    }
  }

  private static double nearness(Embedder embedder, String one, String other) {
    var vectors = embedder.embed(List.of(one, other));
    double product = 0;
    for (int i = 0; i < vectors.getFirst().length; i++) {
      product += vectors.getFirst()[i] * vectors.getLast()[i];
    }
    return product;
  }

  @Test
  void bringsTextsOfOneMeaningNearEachOther() {
    var embedder = MiniLm.embedder(folder);
    var leave = "Full-time employees have 25 days of annual leave.";
    assertThat(nearness(embedder, "How many days off do I get each year?", leave))
        .isGreaterThan(nearness(embedder, "What is the capital of Peru?", leave) + 0.2);
    assertThat(nearness(embedder, leave, leave)).isBetween(0.999, 1.001);
    assertThat(embedder.embed(List.of("word ".repeat(5000))).getFirst()).hasSize(384);
    assertThat(folder).isNotEmptyDirectory();
  }

  @Test
  void saysOnceWhereItsNativeLibrariesAreMissing() throws Exception {
    var without =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("onnxruntime"))
            .collect(Collectors.joining(File.pathSeparator));
    var output = folder.resolve("output");
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                without,
                MiniLmTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    var lines = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(lines.lines().filter(line -> line.startsWith("unavailable: "))).hasSize(2);
    assertThat(lines.lines().filter(line -> line.contains("found by their words alone")))
        .hasSize(1);
  }
}
