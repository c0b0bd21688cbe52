package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.Listing;
import dev.parley.browser.LiveInput;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two sessions in one browser must not share, and what no page may reach. */
@Timeout(60)
@NeedsChromium
final class IsolationTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  private static List<String> found(Visit visit, String who) {
    visit.open(SITE.site().url("store?" + who));
    Fixture.await(() -> visit.told("store").stream().anyMatch(told -> told.contains("?" + who)));
    return visit.told("store").stream()
        .filter(told -> told.startsWith("found ?" + who))
        .map(told -> told.substring(("found ?" + who).length()).strip())
        .toList();
  }

  @Test
  void sharesNoStorageOfAnyKind() {
    var mine = SITE.visit();
    var other = SITE.visit();
    assertThat(mine.session.context().chromium()).isSameAs(other.session.context().chromium());
    assertThat(found(mine, "mine")).containsExactly("");
    assertThat(found(other, "other")).containsExactly("");
    // the same session finds what it has left, and its shared worker if that still runs
    assertThat(found(mine, "again"))
        .singleElement()
        .asString()
        .startsWith("cookie local session name database cache files");
    mine.act(new Action.OpenTab(SITE.site().url("store?beside")));
    Fixture.await(() -> mine.told("store").contains("heard hello of ?beside"));
    assertThat(mine.told("store")).filteredOn(told -> told.startsWith("heard")).hasSize(1);
  }

  @Test
  void sharesNoDownload() throws IOException {
    var mine = SITE.open("downloads");
    var other = SITE.open("downloads");
    var download = mine.press("link \"Report\"").downloads().getFirst();
    var told = other.act(new Action.Pause(Duration.ofMillis(1)));
    assertThat(told.downloads()).isEmpty();
    assertThat(told.text()).doesNotContain("report");
    var theirs = other.session.context().downloads().folder();
    assertThat(download.file().getParent()).isNotEqualTo(theirs);
    try (var files = Files.list(theirs)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void letsNoPageReachTheMachine() {
    var visit = SITE.open("loopback");
    var over =
        List.of(
            "fetch over",
            "post over",
            "redirect over",
            "xhr over",
            "ws://127.0.0.1: over",
            "ws://[::1]: over",
            "wss://127.0.0.1: over",
            "events over",
            "DedicatedWorker over",
            "SharedWorker over",
            "ServiceWorker over",
            "img [::1] over",
            "img 2130706433 over",
            "img [::ffff:127.0.0.1] over",
            "img rebind.example over");
    Fixture.await(() -> {
      var told = visit.told("loopback");
      return told.containsAll(over) && told.stream().anyMatch(one -> one.startsWith("ice"));
    });
    assertThat(visit.told("loopback"))
        .filteredOn(told -> told.startsWith("ice"))
        .noneMatch(told -> told.contains("127.0.0.1"));
    var canary = SITE.site().canary();
    assertThat(canary.touches()).isZero();
    assertThat(canary.datagrams()).isZero();
    // they were on their way, and stopped there
    var refused =
        visit.session.context().gate().refusals().stream().map(each -> each.target()).toList();
    assertThat(refused)
        .anyMatch(target -> target.contains(":" + canary.port() + "/frame"))
        .anyMatch(target -> target.contains(":" + canary.port() + "/redirected"));
  }

  @Test
  void passesOnWhatAPersonDoesInAFrameOfAnotherHost() {
    var visit = SITE.open("frames");
    var places = visit.look(new Listing.Look(false, true, 12_000)).text();
    var field = places.lines().filter(line -> line.contains("Inner field")).toList().get(1);
    var at = field.replaceFirst(".* at (\\d+),(\\d+) .*", "$1 $2").split(" ");
    double x = Double.parseDouble(at[0]) + 5;
    double y = Double.parseDouble(at[1]) + 5;
    visit.session.input(new LiveInput.Button(x, y, 0, true, 1));
    visit.session.input(new LiveInput.Button(x, y, 0, false, 1));
    Fixture.await(() -> visit.look().text().contains("textbox \"Inner field\" focused"));
    visit.session.input(new LiveInput.Typed("live "));
    visit.session.input(new LiveInput.Key("a", "KeyA", 0, "a", true));
    visit.session.input(new LiveInput.Key("a", "KeyA", 0, "a", false));
    Fixture.await(() -> visit.look().text().contains("value=\"live a\""));
  }
}
