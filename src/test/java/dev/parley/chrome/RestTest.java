package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.ActionResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page that has changed at once and goes on in its frames. */
@Timeout(60)
@NeedsChromium
final class RestTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  private static Visit counter(String afterwards) {
    var visit = SITE.open("counter");
    visit.main("c.onclick=()=>{out.textContent='pressed';" + afterwards + "}");
    return visit;
  }

  @Test
  void tellsWhatThePageDoesInTheNextFrame() {
    var visit = counter("requestAnimationFrame(()=>towns.textContent='drawn')");
    assertThat(visit.press("button \"Count\"").text()).contains("pressed", "drawn");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setTimeout(late)",
        "let m=new MessageChannel();m.port1.onmessage=late;m.port2.postMessage(0)",
        "scheduler.postTask(late)"
      })
  void tellsWhatTheNextFramePutsOff(String how) {
    var late = "let late=()=>towns.textContent='put off';";
    var visit = counter(late + "requestAnimationFrame(()=>{" + how + "})");
    for (int time = 0; time < 5; time++) {
      visit.main("towns.textContent=''");
      assertThat(visit.press("button \"Count\"").text()).contains("put off");
    }
  }

  @Test
  void waitsForAnotherFrameAfterOneThatBroughtSomething() {
    var frames =
        "requestAnimationFrame(()=>{towns.textContent='first';"
            + "requestAnimationFrame(()=>document.title='second')})";
    assertThat(counter(frames).press("button \"Count\"").text())
        .contains("pressed", "first", "second");
  }

  /**
   * It was taken for something that moves by itself: the first moments of an action did not count.
   */
  @Test
  void tellsEveryEffectOfWhatIsDoneAgainAndAgainWithPauses() {
    var visit = counter("towns.textContent=performance.now()");
    int ref = visit.ref("button \"Count\"");
    visit.world(
        "{let now=performance.now.bind(performance);globalThis.ahead=0;"
            + "performance.now=()=>now()+ahead;''}");
    for (int time = 0; time < 6; time++) {
      visit.world("ahead+=1500;''");
      assertThat(visit.press(ref).outcome()).isEqualTo(Outcome.DONE);
    }
  }

  /** A clock that had ticked once or twice before the press was taken for what the press did. */
  @Test
  void takesNoClockThatHasJustBegunForAnEffect() {
    var visit = SITE.open("counter");
    visit.main("c.onclick=()=>{};let ticks=0;setInterval(()=>towns.textContent=++ticks,100)");
    visit.world("new Promise(done=>setTimeout(()=>done(''),150))");
    assertThat(visit.press("button \"Count\"").outcome()).isEqualTo(Outcome.NO_EFFECT);
  }
}
