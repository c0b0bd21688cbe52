package dev.parley.app;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

  private static final Map<String, String> CLIENT =
      Map.of(
          "CLIENT",
          TestServer.CLIENT,
          "SECRET",
          URLEncoder.encode(TestServer.SECRET, StandardCharsets.UTF_8));

  private static List<Path> files(String folder) throws IOException {
    try (var files = Files.list(Path.of("src/test/resources/golden", folder))) {
      return files.sorted().toList();
    }
  }

  static List<Path> aip() throws IOException {
    return files("aip/e2e");
  }

  @ParameterizedTest
  @MethodSource("aip")
  void answersExactlyWhatTheGoldenFileSays(Path file) throws Exception {
    try (var server = TestServer.start()) {
      GoldenFile.read(file, AGENTS).play(server.client()::send);
    }
  }

  static List<Path> console() throws IOException {
    return files("console/e2e");
  }

  @ParameterizedTest
  @MethodSource("console")
  void answersTheCommandLineAsTheGoldenFileSays(Path file) throws Exception {
    try (var server = TestServer.start()) {
      var client = server.client();
      GoldenFile.read(file, AGENTS).play((method, path, body) -> client.sendTo(path, method, body));
    }
  }

  static List<Path> identity() throws IOException {
    return files("identity/e2e");
  }

  @ParameterizedTest
  @MethodSource("identity")
  void answersClientsThatWantTokensAsTheGoldenFileSays(Path file) throws Exception {
    try (var server = TestServer.start()) {
      var client =
          server.client().withToken(null).withContentType("application/x-www-form-urlencoded");
      GoldenFile.read(file, CLIENT).play((method, path, body) -> client.sendTo(path, method, body));
    }
  }
}
