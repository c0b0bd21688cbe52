package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Call;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that does again what one before it did, in a real browser. */
@NeedsChromium
@Timeout(120)
class WebReplayTest {
  private final Site site = Site.start();

  private Reply next(Asked asked) {
    return switch (asked.round()) {
      case 0 -> Reply.call("go_to_url", JsonObject.EMPTY.with("url", site.url("login")));
      case 1 ->
          new Reply.Calls(
              List.of(
                  typing(asked, "\"User\"", "ada"),
                  typing(asked, "\"Password\"", "<secret>password</secret>")));
      case 2 ->
          new Reply.Calls(
              List.of(
                  new Call("click_element", "{\"index\":" + asked.ref("button \"Log in\"") + "}")));
      default -> Reply.done("Logged in.", asked.everything().contains("Welcome, Ada"));
    };
  }

  private static Call typing(Asked asked, String field, String text) {
    return new Call(
        "input_text", "{\"index\":%d,\"text\":%s}".formatted(asked.ref(field), Json.print(text)));
  }

  @Test
  void logsInAgainWithoutAskingTheModel() throws Exception {
    try (site;
        var model = new PolicyServer(this::next);
        var server =
            TestServer.start(
                Map.of(
                    "PARLEY_MODEL",
                    model.spec(),
                    "PARLEY_BOOTSTRAP_API_KEY",
                    WebTask.KEY,
                    "PARLEY_BROWSER_ALLOW_PRIVATE",
                    "127.0.0.1:" + site.port()))) {
      var http = WebTask.client(server.url());
      var order =
          (JsonObject)
              Json.parse(
                  "{\"task\":\"Log in\",\"sessionVariables\":"
                      + "[{\"name\":\"password\",\"value\":\"lovelace\"}]}");
      var first = WebTask.start(http, order);
      assertThat(first.ended().get("success")).contains(Json.parse("true"));
      int asked = model.asked().size();
      var again = http.post("/v1/sessions/" + first.id() + "/rerun", "");
      var second = new WebTask(http, again.json().text("sessionId").orElseThrow());
      assertThat(second.id()).isNotEqualTo(first.id());
      assertThat(second.ended().get("success"))
          .as(second.shown().toString())
          .contains(Json.parse("true"));
      assertThat(second.messages()).hasSameSizeAs(first.messages());
      assertThat(model.asked()).hasSize(asked);
      assertThat(model.failures()).isEmpty();
    }
  }
}
