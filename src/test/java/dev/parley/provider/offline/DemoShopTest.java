package dev.parley.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.Listing;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.ChromeSettings;
import dev.parley.chrome.NeedsChromium;
import dev.parley.door.demo.DemoDoor;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.trace.ToolCall;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The offline model in a real browser on the shipped shop; only the web agent is left out. */
@NeedsChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoShopTest {
  private static final Cancel NEVER = new Cancel();
  private static final int MOST_STEPS = 30;

  private final Map<String, String> files = new HashMap<>();
  private HttpServer shop;
  private Gate.Gates gates;
  private Browsers browsers;
  private String start;

  @BeforeAll
  void open() {
    var clock = Instant.parse("2026-05-04T12:00:00Z");
    shop = HttpServer.start(HttpSettings.onLoopback(0), List.of(new DemoDoor(() -> clock)));
    start = "http://127.0.0.1:" + shop.port() + "/demo/";
    gates = Egress.open(EgressSettings.plain());
    browsers = Chrome.browsers(settings(), gates, policy());
  }

  @AfterAll
  void close() {
    browsers.close();
    gates.close();
    shop.close();
  }

  private static ChromeSettings settings() {
    var named = System.getenv("PARLEY_CHROMIUM");
    var usual = ChromeSettings.DEFAULT;
    return new ChromeSettings(
        named == null ? null : Path.of(named),
        null,
        usual.sessions(),
        usual.perChromium(),
        1,
        usual.recycleAge(),
        usual.recycleMemory(),
        usual.folder());
  }

  private SessionSpec.Policy policy() {
    return new SessionSpec.Policy(Set.of(), Set.of(), Set.of("127.0.0.1:" + shop.port()), null);
  }

  private BrowserSession session() {
    var viewport = new SessionSpec.Viewport(1280, 800);
    return browsers.open(
        new SessionSpec(
            viewport, Locale.US, ZoneId.of("UTC"), null, policy(), false, 1_000_000, null),
        NEVER);
  }

  /** Carries a task out; what {@code done} was called with. */
  private ToolCall run(String task) {
    var told = new Told(task).details("Start at " + start + ".");
    try (var session = session()) {
      for (int step = 1; step <= MOST_STEPS; step++) {
        told.listing(session.look(Listing.Look.WHOLE, NEVER).text());
        var call = told.next();
        if (call.tool().equals("done")) {
          return call;
        }
        told.did(call, perform(session, call));
      }
    }
    throw new AssertionError("not done after " + MOST_STEPS + " steps: " + told);
  }

  private String perform(BrowserSession session, ToolCall call) {
    return switch (call.tool()) {
      case "save_to_file" -> {
        files.put(text(call, "file_path"), text(call, "content"));
        yield "saved " + text(call, "file_path");
      }
      case "human_input" -> "password: solder-42";
      case "extract_content" ->
          Extraction.answer("Goal: " + text(call, "goal") + "\n" + session.text(100_000, NEVER));
      case String other -> said(session.act(action(other, call), NEVER));
    };
  }

  private static Action action(String tool, ToolCall call) {
    return switch (tool) {
      case "go_to_url" -> new Action.GoTo(text(call, "url"));
      case "click_element" -> new Action.Click(index(call), 1);
      case "input_text" -> new Action.InputText(index(call), text(call, "text"));
      case "select_dropdown_option" -> new Action.SelectOption(index(call), text(call, "text"));
      case "send_keys" -> new Action.SendKeys(text(call, "keys"));
      case "scroll_down" -> new Action.Scroll(null, null, true);
      case "scroll_up" -> new Action.Scroll(null, null, false);
      case "wait" -> new Action.Pause(Duration.ofMillis(100));
      default -> throw new AssertionError("nobody offered " + tool);
    };
  }

  private static String text(ToolCall call, String name) {
    return call.input().text(name).orElseThrow();
  }

  private static int index(ToolCall call) {
    return Integer.parseInt(call.input().get("index").orElseThrow().toString());
  }

  private static String said(ActionResult result) {
    return switch (result.outcome()) {
      case DONE -> result.text();
      case NO_EFFECT -> "no effect: " + result.text();
      case REFUSED -> "refused: " + result.text();
      case UNKNOWN -> "unknown: " + result.text();
    };
  }

  @Test
  void doesTheDocumentedTask() {
    var done = run("Search for the price of an ESP32 & save it to a text file.");
    assertThat(done.input().toString()).contains("8.90 €", "\"success\":true");
    assertThat(files).containsEntry("esp32-price.txt", "ESP32 development board: 8.90 €\n");
  }

  @Test
  void ordersSomething() {
    var done =
        run(
            """
            Open %sparts/leds. Select "3" in the "Quantity" list. Click the "Add to basket" button.
            Click the "Go to the order form" link.
            Type "Ada Ohm" into the "Full name" field. Type "ada@example.com" into the "Email" field.
            Type "Example Street 1" into the "Street and number" field and
            type "Berlin" into the "City" field. Select "Germany" in the "Country" list.
            Type "2026-05-08" into the "Delivery date" field.
            Click the "Express, next day (9.90 €)" radio button.
            Click the "Wrap it as a gift" checkbox. Type "Ring twice." into the "Note to the shop" field.
            Click the "I know that this is a demo and nothing will come" checkbox.
            Click the "Place order" button. Read the confirmed order and save it to order.txt.
            """
                .formatted(start));
    assertThat(done.input().toString()).contains("\"success\":true");
    assertThat(files.get("order.txt")).containsPattern("Your order D-[0-9]{6} is confirmed\\.");
  }

  @Test
  void logsInWithAnAnswer() {
    var done =
        run(
            """
            Click the "Log in" link. Type "demo" into the "User name" field.
            Ask me for the password. Type the answer into the "Password" field.
            Click the "Log in" button. Read the customer number and save it to number.txt.
            """);
    assertThat(done.input().toString()).contains("\"success\":true");
    assertThat(files.get("number.txt")).contains("C-2048");
  }

  @Test
  void saysWhatTheShopDoesNotHave() {
    var done = run("Search for the price of a flux capacitor & save it to a text file.");
    assertThat(done.input().toString()).contains("flux capacitor", "\"success\":false");
    assertThat(files).doesNotContainKey("flux-capacitor-price.txt");
  }
}
