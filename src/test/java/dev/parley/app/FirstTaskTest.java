package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A first task in the shop that comes with the server. */
@NeedsChromium
class FirstTaskTest {
  /** Its pages could not reach the shop: the shop was known by that name, and opened by address. */
  @Test
  void findsItsOwnShopWhenTheServerListensByName() throws Exception {
    var settings = Map.of("PARLEY_HOST", "localhost", "PARLEY_BOOTSTRAP_API_KEY", WebTask.KEY);
    try (var server = TestServer.start(settings)) {
      var task =
          WebTask.start(
              WebTask.client(server.url()), "Find the price of the ESP32 and save it to a.txt");
      assertThat(task.ended().toString()).contains("a.txt", "\"success\":true");
      var trace = task.http().get("/v1/sessions/" + task.id() + "/trace");
      assertThat(trace.json().text("status")).contains("COMPLETE");
      assertThat(trace.text())
          .contains("\"toolCallGroups\":[{\"toolCalls\":[{", "\"name\":\"save_to_file\"")
          .doesNotContain("untrusted");
    }
  }
}
