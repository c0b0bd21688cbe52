package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
  @TempDir Path data;

  private void serverRuns() throws Exception {
    Files.writeString(data.resolve("cli.token"), "http://127.0.0.1:4711/base\nsecret\n");
  }

  @Test
  void findsTheServerOfThisMachine() throws Exception {
    serverRuns();
    assertThat(ServerAddress.find(Map.of(), data))
        .isEqualTo(new ServerAddress("http://127.0.0.1:4711/base", "secret"));
  }

  @Test
  void followsTheEnvironmentFirst() throws Exception {
    serverRuns();
    var environment = Map.of("PARLEY_URL", "https://parley.example.com/", "PARLEY_TOKEN", "mine");
    assertThat(ServerAddress.find(environment, data))
        .isEqualTo(new ServerAddress("https://parley.example.com", "mine"));
    assertThat(ServerAddress.find(Map.of("PARLEY_TOKEN", "mine"), data))
        .isEqualTo(new ServerAddress("http://127.0.0.1:4711/base", "mine"));
  }

  @Test
  void neverSendsTheLocalTokenElsewhere() throws Exception {
    serverRuns();
    assertThatThrownBy(() -> ServerAddress.find(Map.of("PARLEY_URL", "http://other:1"), data))
        .hasMessageContaining("Set PARLEY_TOKEN");
  }

  @Test
  void saysHowToStartAServer() {
    assertThatThrownBy(() -> ServerAddress.find(Map.of(), data))
        .hasMessageContaining("./parley serve");
    assertThatThrownBy(
            () -> ServerAddress.find(Map.of("PARLEY_URL", "parley", "PARLEY_TOKEN", "t"), data))
        .hasMessageContaining("http://127.0.0.1:8080");
  }

  @Test
  void takesATokenThatAScriptReadWithItsLineEnd() {
    var environment = Map.of("PARLEY_URL", "http://other:1", "PARLEY_TOKEN", "mine\r\n");
    assertThat(ServerAddress.find(environment, data))
        .isEqualTo(new ServerAddress("http://other:1", "mine"));
  }

  @Test
  void neverShowsATokenThatCannotBeSent() {
    var environment = Map.of("PARLEY_URL", "http://other:1", "PARLEY_TOKEN", "sesame\nopen");
    assertThatThrownBy(() -> ServerAddress.find(environment, data))
        .hasMessageContaining("./parley keys create")
        .hasMessageNotContainingAny("sesame", "open");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parley", "ftp://h", "http://h:99999", "http://h?x=y", "http://h h"})
  void refusesAnAddressNoServerCanHave(String url) {
    assertThatThrownBy(
            () -> ServerAddress.find(Map.of("PARLEY_URL", url, "PARLEY_TOKEN", "t"), data))
        .isInstanceOf(ServerAddress.Unknown.class)
        .hasMessageContaining("PARLEY_URL");
  }

  @Test
  void saysWhenNoServerAnswers() {
    var screen = new Screen("", false);
    var nobody = Map.of("PARLEY_URL", "http://127.0.0.1:1", "PARLEY_TOKEN", "t");
    assertThat(new Cli(screen.context(nobody, data), List.of(), Screen.NO_STOCK).run("agents"))
        .isEqualTo(1);
    assertThat(screen.err())
        .contains("No server answers at http://127.0.0.1:1")
        .contains("./parley serve");
  }
}
