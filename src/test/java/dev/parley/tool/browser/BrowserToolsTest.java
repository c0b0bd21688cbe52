package dev.parley.tool.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.NeedsChromium;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.ToolCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsChromium
@Timeout(180)
class BrowserToolsTest {
  private Browsing browsing = new Browsing(Browsing.named(), 3);

  @AfterEach
  void close() {
    browsing.close();
  }

  private static String notices(JsonObject look) {
    return look.get("notices").orElseThrow().toString();
  }

  @Test
  void looksWhereTheSessionBeginsAndThenAtWhatChanged() {
    browsing.startingAt("clicks");
    var first = browsing.look();
    assertThat(first.text("listing").orElseThrow())
        .startsWith("--- untrusted ")
        .contains("button \"Press me\"");
    assertThat(first.text("url")).contains(browsing.site.url("clicks"));
    assertThat(first.text("title")).contains("Clicks");
    assertThat(first.get("whole")).contains(new JsonBool(true));
    assertThat(notices(first)).isEqualTo("[]");
    assertThat(browsing.look().text("listing").orElseThrow()).contains("nothing changed");
    assertThat(browsing.did("look", "{\"whole\": true}").get("whole")).contains(new JsonBool(true));
  }

  @Test
  void saysWhatCameOfAnAction() {
    browsing.startingAt("counter");
    browsing.look();
    var gone = browsing.did("go_to_url", "{\"url\": \"" + browsing.site.url("shop") + "\"}");
    assertThat(gone.text("effect")).contains("done");
    assertThat(gone.get("changed")).contains(new JsonBool(true));
    assertThat(browsing.look().get("whole")).contains(new JsonBool(true));
    var searched = browsing.did("search_google", "{\"query\": \"a b&c\"}");
    assertThat(searched.text("text").orElseThrow()).contains("shop?q=a+b%26c");
    var nowhere = browsing.did("click_element", "{\"index\": 99999}");
    assertThat(nowhere.text("effect")).contains("refused");
    var file = browsing.did("open_tab", "{\"url\": \"file:///etc/passwd\"}");
    assertThat(file.text("effect")).contains("refused");
    assertThat(browsing.run("fly", "{}")).isInstanceOf(ToolFailedOutcome.class);
  }

  @Test
  void saysThatNothingCameOfAnAction() {
    browsing.startingAt("dead");
    var dead = browsing.listing().lines().filter(line -> line.contains("button")).findFirst();
    var told = Browsing.object(browsing.press(dead.orElseThrow().strip()));
    assertThat(told.text("effect")).contains("none");
    assertThat(told.text("text").orElseThrow()).startsWith("no effect: ");
  }

  private static ToolCall call(String id, String action, String input) {
    return new ToolCall(id, action, (JsonObject) Json.parse(input));
  }

  @Test
  void showsAConversationThePageAfterTheLastActionThatIsDone() {
    var shop = "{\"url\": \"" + browsing.site.url("counts") + "\"}";
    var opened =
        browsing.converse(
            call("a", "wait", "{\"seconds\": 0}"),
            call("b", "go_to_url", shop),
            call("c", "scroll_down", "{}"));
    assertThat(Browsing.object(opened.get(0)).text("listing")).isEmpty();
    var page = Browsing.object(opened.get(1));
    assertThat(page.text("listing").orElseThrow()).startsWith("--- untrusted ");
    assertThat(Browsing.object(opened.get(2)).text("text").orElseThrow()).startsWith("not run: ");
    int ref = Browsing.ref(page.text("listing").orElseThrow(), "\"Count number 1.\"");
    var read =
        browsing.converse(
            call("d", "click_element", "{\"index\": " + ref + "}"),
            call("e", "extract_content", "{\"goal\": \"all\"}"));
    assertThat(Browsing.text(read.get(0))).contains("pressed");
    assertThat(Browsing.text(read.get(1)))
        .startsWith("--- untrusted ")
        .contains("Count number 12.");
    assertThat(browsing.site.told("counts")).containsExactly("count 1");
    var looked = browsing.converse(call("f", "look", "{}"), call("g", "fly", "{}"));
    assertThat(Browsing.object(looked.get(0)).text("listing").orElseThrow()).contains("number 12");
    assertThat(looked.get(1)).isInstanceOf(ToolFailedOutcome.class);
  }

  @Test
  void makesDownloadsFilesOfTheSessionAndGivesThemToInputs() {
    browsing.startingAt("downloads");
    var told = Browsing.object(browsing.press("\"Report\""));
    assertThat(told.get("files")).contains(new JsonArray(List.of(new JsonText("report.csv"))));
    assertThat(Browsing.object(browsing.press("\"Report\"")).text("text").orElseThrow())
        .contains("kept as the file \"report (2).csv\"");
    assertThat(browsing.files.text("report (2).csv")).isEqualTo("a,b\n1,2\n");
    assertThat(browsing.did("save_pdf", "{}").get("files")).isPresent();
    browsing.run("go_to_url", "{\"url\": \"" + browsing.site.url("upload") + "\"}");
    int input = browsing.ref("Seen input");
    var given =
        browsing.did(
            "upload_file", "{\"index\": %d, \"filename\": \"report.csv\"}".formatted(input));
    assertThat(given.text("effect")).contains("done");
    Browsing.await(() -> browsing.site.told("upload").contains("report.csv=a,b\n1,2\n"));
    var other =
        browsing.did(
            "upload_file", "{\"index\": %d, \"filename\": \"/etc/passwd\"}".formatted(input));
    assertThat(other.text("effect")).contains("refused");
    assertThat(other.text("text").orElseThrow()).contains("no file \"etc/passwd\"", "report.csv");
  }

  @Test
  void readsThePagesOfPdfsItHas() {
    browsing.startingAt("downloads");
    var paper = Browsing.object(browsing.press("\"PDF\"")).get("files").orElseThrow();
    assertThat(paper).isEqualTo(new JsonArray(List.of(new JsonText("pdf.pdf"))));
    assertThat(Browsing.text(browsing.run("read_from_file", "{\"file_path\": \"pdf.pdf\"}")))
        .startsWith("--- untrusted ")
        .contains("\nInvoice 4711 total 99.50\n--- end ");
    var broken = "{\"file_path\": \"broken.pdf\", \"content\": \"%PDF-1.4 no more\"}";
    browsing.run("save_to_file", broken);
    assertThat(browsing.did("read_from_file", "{\"file_path\": \"broken.pdf\"}").toString())
        .contains("refused", "is damaged");
  }

  @Test
  void keepsAPictureOfEachRoundAndGivesTheLast() {
    browsing.startingAt("shop");
    browsing.look();
    Browsing.await(() -> browsing.pictures.size() >= 2);
    assertThat(browsing.pictures)
        .allSatisfy(each -> assertThat(each.mediaType()).isEqualTo("image/jpeg"));
    var picture = browsing.tools.picture(browsing.ids.turn(), new Cancel()).orElseThrow();
    assertThat(picture.width()).isEqualTo(1000);
    browsing.run("scroll_down", "{}");
    browsing.tools.leave(browsing.ids.turn());
    Browsing.await(() -> browsing.pictures.size() >= 3 && browsing.browsers.load().sessions() == 0);
  }

  @Test
  void readsAllTextOfThePage() {
    browsing.startingAt("article");
    browsing.look();
    assertThat(browsing.did("extract_content", "{\"goal\": \"all\"}").text("page").orElseThrow())
        .hasSizeGreaterThan(50);
    assertThat(browsing.did("look", "{\"places\": true}").text("text").orElseThrow())
        .containsPattern(" at \\d+,\\d+ \\d+×\\d+");
  }

  @Test
  void goesOnAfterTheBrowserWasKilled() {
    login();
    browsing.chromium().destroyForcibly();
    var again = browsing.look();
    assertThat(again.text("listing").orElseThrow()).contains("Welcome, Ada", "visit 2");
    assertThat(notices(again)).contains("started again", "cookies");
  }

  @Test
  void saysThatNobodyKnowsWhatCameOfAnActionUnderWhichTheBrowserWasKilled() {
    browsing.startingAt("loop");
    killWhileSilent(() -> List.of(browsing.chromium()));
    var during = browsing.press("Silent server");
    assertThat(during).isInstanceOf(UnknownOutcome.class);
    assertThat(Browsing.text(during)).contains("unknown");
    assertThat(browsing.look().text("listing").orElseThrow()).contains("Silent server");
  }

  @Test
  void saysThatWhatCanBeRepeatedWasNotDoneWhenTheBrowserWasKilled() {
    browsing.startingAt("shop");
    browsing.look();
    killWhileSilent(() -> List.of(browsing.chromium()));
    var during = browsing.did("go_to_url", "{\"url\": \"" + browsing.site.url("silent") + "\"}");
    assertThat(during.text("effect")).contains("refused");
    assertThat(during.get("changed")).contains(new JsonBool(true));
    assertThat(browsing.look().text("url")).contains(browsing.site.url("shop"));
  }

  @Test
  void saysThatNobodyKnowsWhatCameOfAnActionUnderWhichTheRendererWasKilled() {
    browsing.startingAt("loop");
    killWhileSilent(browsing::renderers);
    var during = browsing.press("Silent server");
    assertThat(during).isInstanceOf(UnknownOutcome.class);
    assertThat(Browsing.text(during)).contains("unknown");
    assertThat(browsing.listing()).contains("Silent server");
  }

  private void killWhileSilent(Supplier<List<ProcessHandle>> whom) {
    Thread.ofVirtual()
        .start(() -> {
          Browsing.await(() -> browsing.site.requests().contains("/silent"));
          whom.get().forEach(ProcessHandle::destroyForcibly);
        });
  }

  /** A page with a cookie and something in its localStorage, looked at. */
  private void login() {
    browsing.startingAt("login");
    browsing.type(browsing.ref("\"User\""), "ada");
    browsing.type(browsing.ref("\"Password\""), "lovelace");
    browsing.press("button \"Log in\"");
    assertThat(browsing.look().text("listing").orElseThrow()).contains("Welcome, Ada", "visit 1");
  }

  @Test
  void goesOnAfterARendererWasKilled() {
    login();
    var renderers = browsing.renderers();
    assertThat(renderers).isNotEmpty();
    renderers.forEach(ProcessHandle::destroyForcibly);
    Browsing.await(() -> renderers.stream().noneMatch(ProcessHandle::isAlive));
    var again = browsing.did("look", "{\"whole\": true}");
    assertThat(again.text("listing").orElseThrow()).contains("Welcome, Ada", "visit 2");
    assertThat(notices(again)).contains("crashed", "loaded again");
  }

  @Test
  void goesOnOnAnotherServerWithNumbersNeverUsedBefore() {
    login();
    browsing.run("go_to_url", "{\"url\": \"" + browsing.site.url("clicks") + "\"}");
    int before = browsing.ref("Press me");
    browsing.tools.leave(browsing.ids.turn());
    browsing.tools = browsing.tools();
    var stale = browsing.did("hover", "{\"index\": " + before + "}");
    assertThat(stale.text("effect")).contains("refused");
    assertThat(stale.get("changed")).contains(new JsonBool(true));
    assertThat(stale.text("text").orElseThrow()).contains("started again");
    assertThat(browsing.ref("Press me")).isGreaterThan(before);
    assertThat(browsing.site.requests().stream().filter(each -> each.equals("/login")).count())
        .as("the start page, and the form sent")
        .isEqualTo(2);
  }

  @Test
  void releasesABrowserThatNobodyUses() {
    login();
    browsing.turnClock(Browsing.HOLD.dividedBy(2));
    var turn = browsing.ids.turn();
    long uses = browsing.tools.uses(turn).orElseThrow();
    assertThat(browsing.tools.byHand(turn, uses, _ -> {})).isEqualTo(ByHand.DONE);
    browsing.turnClock(Browsing.HOLD.dividedBy(2));
    browsing.tools.releaseUnused();
    assertThat(browsing.tools.held(browsing.ids.turn())).isPresent();
    browsing.turnClock(Browsing.HOLD);
    // what is being used at that moment, for a picture say, is released the next time
    Browsing.await(() -> {
      browsing.tools.releaseUnused();
      return browsing.tools.held(browsing.ids.turn()).isEmpty();
    });
    assertThat(browsing.browsers.load().sessions()).isZero();
    var again = browsing.look();
    assertThat(again.text("listing").orElseThrow()).contains("Welcome, Ada", "visit 2");
    assertThat(notices(again)).contains("while nobody used it");
  }

  @Test
  void waitsForAPlaceAsLongAsNobodyStopsIt() throws InterruptedException {
    browsing.close();
    browsing = new Browsing(Browsing.named(), 1);
    var other = browsing.browsers.open(spec(), new Cancel());
    var cancel = new Cancel();
    var waiting =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> browsing.run("look", "{}", cancel))
                    .isInstanceOf(Cancel.Cancelled.class));
    Browsing.await(() -> browsing.browsers.load().waiting() == 1);
    cancel.cancel();
    assertThat(waiting.join(Duration.ofSeconds(20))).isTrue();
    other.close();
    assertThat(browsing.look().text("url")).contains("about:blank");
  }

  private SessionSpec spec() {
    return browsing.work().spec();
  }

  @Test
  void saysWhatToInstallWhenThereIsNoBrowser() {
    browsing.close();
    browsing = new Browsing(Path.of("/nowhere/chromium"), 1);
    assertThat(browsing.run("look", "{}"))
        .isInstanceOfSatisfying(
            ToolFailedOutcome.class,
            failed -> assertThat(failed.correction()).contains("chromium-headless-shell"));
  }

  @Test
  void beginsAfreshWhenWhatWasKeptCannotBeRead() {
    browsing.checkpoints.put(browsing.ids.turn(), "broken".getBytes(StandardCharsets.UTF_8));
    browsing.startingAt("shop");
    var look = browsing.look();
    assertThat(notices(look)).contains("started afresh");
    assertThat(look.text("url")).contains(browsing.site.url("shop"));
  }
}
