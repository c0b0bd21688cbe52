package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Place;
import dev.parley.browser.Action.Point;
import dev.parley.browser.ActionResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Scrolling, dragging and giving files. */
@Timeout(30)
@NeedsChromium
final class HandsTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  @TempDir private Path folder;

  private static Place at(int ref) {
    return new Place.At(ref, null);
  }

  @Test
  void scrollsThePageAndItsScrollers() {
    var visit = SITE.open("scrollers");
    var down = visit.act(new Action.Scroll(null, null, true));
    assertThat(down.outcome()).isEqualTo(Outcome.DONE);
    assertThat(down.text()).contains("scrolled from 0 to ");
    visit.act(new Action.Scroll(null, 10_000, true));
    assertThat(visit.act(new Action.Scroll(null, 10, true)).outcome()).isEqualTo(Outcome.NO_EFFECT);
    visit.act(new Action.Scroll(null, 10_000, false));
    visit.act(new Action.Scroll(visit.ref("scroller \"Inbox\""), 600, true));
    assertThat(visit.main("a.scrollTop")).isEqualTo("600");
    assertThat(visit.look().text()).contains("Mail 20");
  }

  @Test
  void scrollsAVirtualList() {
    var visit = SITE.open("virtual");
    int list = visit.ref("] scroller");
    var result = visit.act(new Action.Scroll(list, 3000, true));
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    var lines = visit.look().text().lines().dropWhile(line -> !line.contains("\"Row 103\""));
    visit.press(Integer.parseInt(lines.skip(1).findFirst().orElseThrow().replaceAll("\\D", "")));
    Fixture.await(() -> visit.told("virtual").contains("pick Row 103"));
  }

  @Test
  void scrollsFramesOfAnotherHost() {
    var visit = SITE.open("tall");
    int frame = visit.ref("frame \"far\"");
    assertThat(visit.act(new Action.Scroll(frame, 500, true)).text())
        .contains("scrolled from 0 to");
    assertThat(visit.look().text()).contains("text \"Part 16\"");
    visit.act(new Action.Scroll(frame, 5000, false));
    visit.act(new Action.ScrollToText("Part 59"));
    visit.press("button \"Deep\"");
    Fixture.await(() -> visit.told("deep").contains("deep"));
  }

  @Test
  void bringsTextIntoView() {
    var visit = SITE.open("article");
    assertThat(visit.act(new Action.ScrollToText("section 30")).outcome()).isEqualTo(Outcome.DONE);
    assertThat(visit.look().text()).contains("Section 30");
    assertThat(visit.act(new Action.ScrollToText("no such words")).outcome())
        .isEqualTo(Outcome.REFUSED);
  }

  @Test
  void dragsWhatTheBrowserDrags() {
    var visit = SITE.open("draw");
    var listing = visit.look();
    var to = Visit.ref(listing, "\"Target\"");
    var result = visit.act(new Action.Drag(at(Visit.ref(listing, "\"Drag\"")), at(to), List.of()));
    Fixture.await(() -> visit.told("draw").contains("dropped"));
    assertThat(result.text()).contains("Dropped");
  }

  @Test
  void dragsToWhatIsFarBelow() {
    var visit = SITE.open("far-drag");
    int parcel = visit.ref("\"Parcel\"");
    int token = visit.ref("\"Token\"");
    visit.act(new Action.ScrollToText("Shelf"));
    var listing = visit.look();
    int shelf = Visit.ref(listing, "\"Shelf\"");
    var shelved = visit.act(new Action.Drag(at(parcel), at(shelf), List.of()));
    Fixture.await(() -> visit.told("far-drag").contains("shelved"));
    assertThat(shelved.text()).contains("dragged [" + parcel + "]", "Holds parcel");
    var dropped = visit.act(new Action.Drag(at(token), at(Visit.ref(listing, "Board")), List.of()));
    Fixture.await(() -> visit.told("far-drag").contains("dropped on board"));
    assertThat(dropped.outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void refusesPointsThatScrollingHasMoved() {
    var visit = SITE.open("far-drag");
    var token = at(visit.ref("\"Token\""));
    visit.act(new Action.Scroll(null, 2000, true));
    var spot = new Place.Spot(new Point(300, 300));
    var result = visit.act(new Action.Drag(token, spot, List.of()));
    assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(result.text()).contains("elsewhere now", "look again");
    visit.act(new Action.ScrollToText("Board"));
    var board = at(visit.ref("\"Board\""));
    var path = visit.act(new Action.Drag(token, board, List.of(new Point(10, 10))));
    assertThat(path.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(path.text()).contains("do not fit into one view", "from one number to another");
    assertThat(visit.told("far-drag")).isEmpty();
  }

  @Test
  void drawsAlongAPath() {
    var visit = SITE.open("draw");
    int canvas = visit.ref("canvas \"Signature\"");
    var box = visit.ask("parley.locate(" + canvas + ")").numbers("box");
    var corner = new Point(box.get(0) + 100, box.get(1) + 80);
    var from = new Place.At(canvas, new Point(10, 10));
    var to = new Place.At(canvas, new Point(180, 20));
    visit.act(new Action.Drag(from, to, List.of(corner)));
    Fixture.await(() -> visit.told("draw").stream().anyMatch(told -> told.startsWith("drawn ")));
    var drawn = visit.told("draw").stream().filter(told -> told.startsWith("drawn ")).findFirst();
    assertThat(Integer.parseInt(drawn.orElseThrow().substring(6))).isBetween(8, 14);
  }

  @Test
  void seesWhatWasDrawnOnACanvas() {
    var visit = SITE.open("paint");
    int canvas = visit.ref("canvas");
    var still = visit.act(new Action.Hover(canvas));
    assertThat(still.outcome()).isEqualTo(Outcome.NO_EFFECT);
    var drawn =
        visit.act(
            new Action.Drag(
                new Place.At(canvas, new Point(10, 10)),
                new Place.At(canvas, new Point(100, 50)),
                List.of()));
    assertThat(drawn.outcome()).isEqualTo(Outcome.DONE);
    assertThat(drawn.text()).contains("the drawing on a canvas changed");
  }

  @Test
  void movesASlider() {
    var visit = SITE.open("draw");
    int range = visit.ref("slider \"Range\"");
    var box = visit.ask("parley.locate(" + range + ")").numbers("box");
    var from = new Place.At(range, new Point(box.get(2) * 0.22, box.get(3) / 2));
    var to = new Place.At(range, new Point(box.get(2) * 0.8, box.get(3) / 2));
    visit.act(new Action.Drag(from, to, List.of()));
    Fixture.await(() -> visit.told("draw").stream().anyMatch(told -> told.startsWith("range ")));
    assertThat(Integer.parseInt(visit.main("r.value"))).isBetween(70, 90);
  }

  private Path file() throws IOException {
    return Files.writeString(folder.resolve("stored-4711"), "the content");
  }

  @Test
  void givesAFileToAnInput() throws IOException {
    var visit = SITE.open("upload");
    var result = visit.act(new Action.Upload(visit.ref("\"Seen input\""), "note.txt", file()));
    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    Fixture.await(() -> visit.told("upload").contains("note.txt=the content"));
    assertThat(visit.look().text()).contains("value=\"note.txt\"");
  }

  @Test
  void givesAFileToTheInputThatAButtonOpens() throws IOException {
    var visit = SITE.open("upload");
    var button = visit.ref("Choose file");
    var result = visit.act(new Action.Upload(button, "note.txt", file()));
    assertThat(result.text()).contains("gave \"note.txt\"");
    Fixture.await(() -> visit.told("upload").contains("note.txt=the content"));
    var none = visit.act(new Action.Upload(visit.ref("Drop zone"), "note.txt", file()));
    assertThat(none.text()).contains("nothing was given");
  }

  @Test
  void givesFilesInFramesOfAllOrigins() throws IOException {
    var visit = SITE.open("upload-frames");
    visit.act(new Action.Scroll(null, 700, true));
    var lines = visit.look().text().lines().toList();
    var inputs = lines.stream().filter(line -> line.contains("\"Seen input\"")).toList();
    var buttons = lines.stream().filter(line -> line.contains("\"Choose file\"")).toList();
    assertThat(inputs).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var seen = visit.act(new Action.Upload(number(inputs.get(i)), "seen" + i, file()));
      assertThat(seen.outcome()).as(seen.text()).isEqualTo(Outcome.DONE);
      var chosen = visit.act(new Action.Upload(number(buttons.get(i)), "chosen" + i, file()));
      assertThat(chosen.text()).contains("gave \"chosen" + i + "\"");
    }
    Fixture.await(() -> visit.told("upload").size() == 6);
    assertThat(visit.told("upload"))
        .contains("seen0=the content", "chosen1=the content", "seen2=the content");
  }

  private static int number(String line) {
    return Integer.parseInt(line.replaceFirst(".*\\[(\\d+)].*", "$1"));
  }

  @Test
  void leavesNoCopyOfAGivenFile() throws IOException {
    var visit = SITE.open("upload");
    visit.act(new Action.Upload(visit.ref("\"Seen input\""), "note.txt", file()));
    var copies = visit.session.context().downloads().folder();
    assertThat(Files.exists(copies.resolve("upload-1/note.txt"))).isTrue();
    visit.open(SITE.site().url("upload"));
    visit.act(new Action.Upload(visit.ref("\"Seen input\""), "other.txt", file()));
    assertThat(Files.exists(copies.resolve("upload-1"))).isFalse();
    visit.close();
    assertThat(Files.exists(copies)).isFalse();
  }
}
