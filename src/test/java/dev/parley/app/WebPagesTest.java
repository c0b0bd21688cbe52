package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PolicyServer.Call;
import dev.parley.app.PolicyServer.Reply;
import dev.parley.chrome.NeedsChromium;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.site.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A rule that sees listings alone, through the whole server, on pages that make tools fail.
 *
 * <p>It believes what results say; the site knows the truth.
 */
@NeedsChromium
@Timeout(240)
class WebPagesTest {
  private interface Rule extends Function<Asked, Call> {}

  /**
   * What is done on a page, and what the site then knows.
   *
   * @param possible whether it can be done at all
   */
  private record Task(boolean possible, Predicate<Site> truth, List<Rule> rules) {}

  private static final Map<String, Task> TASKS = new LinkedHashMap<>();

  static {
    can("counts", told("counts", "count 7"), press("\"Count number 7.\""));
    can("clicks", told("clicks", "dblclick 2"), asked -> click(asked.ref("Press me"), 2));
    can("rerender", told("rerender", "delete Bee"), pressAfter("Bee", "Delete"));
    can("portal", told("portal", "chose Green"), press("Choose colour"), press("Green"));
    can("autocomplete", told("autocomplete", "town Bern"), type("Town", "Ber"), press("\"Bern\""));
    can("overlay", told("overlay", "accepted", "buy"), press("Accept all"), press("Buy now"));
    can("shadow", told("shadow", "innermost"), press("Innermost button"));
    can("spa", told("spa", "loaded"), press("Load orders"), wait(2));
    can("table", told("table", "add LoRa"), pressAfter("LoRa", "Add"));
    can("header", told("header", "under"), press("Under header"));
    can(
        "frames",
        told("inner", "inner localhost far"),
        asked -> typing(asked.refAfter("far", "Inner field"), "far"),
        pressAfter("far", "Inner button"));
    can(
        "forms",
        site ->
            site.told("forms").stream()
                .anyMatch(said -> said.contains("x=hello&") && said.contains("s=Two")),
        type("\"Text\"", "hello"),
        asked -> choose(asked.ref("\"Pick\""), "Two"),
        press("button \"Send\""));
    cannot("dead", press("Does nothing"));
  }

  private static void can(String page, Predicate<Site> truth, Rule... rules) {
    TASKS.put(page, new Task(true, truth, List.of(rules)));
  }

  private static void cannot(String page, Rule... rules) {
    TASKS.put(page, new Task(false, _ -> false, List.of(rules)));
  }

  private static Predicate<Site> told(String page, String... all) {
    return site -> site.told(page).containsAll(List.of(all));
  }

  private static Rule press(String text) {
    return asked -> click(asked.ref(text), 1);
  }

  private static Rule pressAfter(String before, String text) {
    return asked -> click(asked.refAfter(before, text), 1);
  }

  private static Rule type(String field, String text) {
    return asked -> typing(asked.ref(field), text);
  }

  private static Rule wait(int seconds) {
    return _ -> new Call("wait", "{\"seconds\":" + seconds + "}");
  }

  private static Call click(int ref, int count) {
    return new Call("click_element", "{\"index\":%d,\"count\":%d}".formatted(ref, count));
  }

  private static Call typing(int ref, String text) {
    return new Call("input_text", "{\"index\":%d,\"text\":\"%s\"}".formatted(ref, text));
  }

  private static Call choose(int ref, String text) {
    return new Call(
        "select_dropdown_option", "{\"index\":%d,\"text\":\"%s\"}".formatted(ref, text));
  }

  private static Task task(String page) {
    return Objects.requireNonNull(TASKS.get(page), page);
  }

  private static Reply next(Asked asked) {
    var rules = task(asked.task()).rules();
    if (asked.round() < rules.size()) {
      return new Reply.Calls(List.of(rules.get(asked.round()).apply(asked)));
    }
    boolean done = asked.results().stream().allMatch(WebPagesTest::isGood);
    return Reply.done(String.join("\n", asked.results()), done);
  }

  private static boolean isGood(String result) {
    return (!result.startsWith("no effect") || result.contains("sent a request"))
        && !result.startsWith("Failed")
        && !result.contains("nothing was done");
  }

  @Test
  void claimsNothingTheSiteDoesNotKnow() throws Exception {
    try (var site = Site.start();
        var model = new PolicyServer(WebPagesTest::next);
        var server = server(model, site)) {
      var http = WebTask.client(server.url());
      var begun = new LinkedHashMap<String, WebTask>();
      for (var page : TASKS.keySet()) {
        var order =
            JsonObject.EMPTY
                .with("task", page)
                .with("startUrl", site.url(page))
                .with("maxSteps", "8");
        begun.put(page, WebTask.start(http, order));
      }
      var lies = new ArrayList<String>();
      var others = new ArrayList<String>();
      for (var each : begun.entrySet()) {
        var ended = each.getValue().ended();
        var task = task(each.getKey());
        boolean claimed = ended.get("success").orElseThrow().equals(Json.parse("true"));
        boolean happened = task.truth().test(site);
        if (claimed && !happened) {
          lies.add(each.getKey() + " " + ended);
        } else if (claimed != task.possible()) {
          others.add(each.getKey() + " " + ended + site.told(each.getKey()));
        }
      }
      assertThat(model.failures()).isEmpty();
      assertThat(lies).as("false successes").isEmpty();
      assertThat(others).as("tasks that were not done, or done where they cannot be").isEmpty();
      assertThat(site.told("counts")).containsExactly("count 7");
      assertThat(site.told("rerender")).containsExactly("delete Bee");
      assertThat(site.told("table")).containsExactly("add LoRa");
    }
  }

  private static TestServer server(PolicyServer model, Site site) {
    return TestServer.start(
        Map.of(
            "PARLEY_MODEL",
            model.spec(),
            "PARLEY_BOOTSTRAP_API_KEY",
            WebTask.KEY,
            "PARLEY_BROWSER_ALLOW_PRIVATE",
            "127.0.0.1:" + site.port() + ",localhost:" + site.port()));
  }
}
