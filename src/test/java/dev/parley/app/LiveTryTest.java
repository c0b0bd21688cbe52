package dev.parley.app;

import dev.parley.app.PolicyServer.Reply;
import dev.parley.browser.Action;
import dev.parley.cancel.Cancel;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveTryTest {
  @Test
  void tries() throws Exception {
    try (var site = Site.start();
        var model = new PolicyServer(asked -> new Reply.Never());
        var server =
            TestServer.start(
                Map.of(
                    "PARLEY_MODEL", model.spec(),
                    "PARLEY_BOOTSTRAP_API_KEY", WebTask.KEY,
                    "PARLEY_BROWSER_ALLOW_PRIVATE", "127.0.0.1:" + site.port()))) {
      var http = WebTask.client(server.url());
      var task =
          WebTask.start(http, JsonObject.EMPTY.with("task", "fill the form").with("startUrl", site.url("forms")));
      var reply = http.post("/v1/sessions/" + task.id() + "/live", "{\"scope\":\"control\"}");
      System.out.println(reply.text());
      var uri = URI.create(server.url());
      try (var second = new SecondBrowser("127.0.0.1:" + uri.getPort());
          var window = second.open(reply.json().text("url").orElseThrow())) {
        Await.until("model", () -> model.waiting() == 1);
        window.act(new Action.Pause(Duration.ofSeconds(2)));
        System.out.println(window.listing());
        Files.write(Path.of("/tmp/w/live-1.png"), window.picture());
        window.press("Take control");
        window.act(new Action.Pause(Duration.ofSeconds(1)));
        System.out.println(window.listing());
        Files.write(Path.of("/tmp/w/live-2.png"), window.picture());
        System.out.println(task.status());
        System.out.println(http.get("/console/v1/runs/" + task.id() + "/events").text());
      }
    }
  }
}
