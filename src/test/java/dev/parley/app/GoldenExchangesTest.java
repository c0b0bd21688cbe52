package dev.parley.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files of all operations, each played on a server of its own. */
class GoldenExchangesTest {
  private static final Map<String, String> AGENTS =
      Map.of(
          "SUPPORT", TestServer.SUPPORT,
          "PLAIN", TestServer.PLAIN,
          "DRAFT", TestServer.DRAFT,
          "NO_MODEL", TestServer.NO_MODEL,
          "NO_FUNCTION", TestServer.NO_FUNCTION);

  static List<Path> files() throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/golden/aip/e2e"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersExactlyWhatTheGoldenFileSays(Path file) throws Exception {
    try (var server = TestServer.start()) {
      GoldenFile.read(file, AGENTS).play(server.client());
    }
  }
}
