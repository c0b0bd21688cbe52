package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents of both doors, as anybody gets them. */
class OpenApiServedTest {
  private static AipHttp.Reply get(TestServer server, String path) throws Exception {
    return server.client().withToken(null).sendTo(path, "GET", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aip-agents", "allyson"})
  void isThereForEverybodyAndNamesItsServer(String name) throws Exception {
    try (var server = TestServer.start()) {
      var reply = get(server, "/openapi/" + name + ".yaml");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.header("Content-Type")).startsWith("application/yaml");
      assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("*");
      var faults = new Faults();
      assertThat(Yaml.read(name, reply.text(), faults)).isPresent();
      assertThat(reply.text()).contains("url: '" + server.url() + "'").doesNotContain("@BASE@");
    }
  }

  @Test
  void isNothingElse() throws Exception {
    try (var server = TestServer.start()) {
      assertThat(get(server, "/openapi/other.yaml").status()).isEqualTo(404);
      assertThat(get(server, "/openapi/").status()).isEqualTo(404);
    }
  }
}
