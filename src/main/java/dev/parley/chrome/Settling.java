package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Fields;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a page has come to rest.
 *
 * <p>A page that an action has visibly changed is at rest at once if nothing loads, moves or waits
 * and a whole frame brings no further change. In every other case nothing may load or change for a
 * while, within a bound.
 */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
  private static final Duration RETRY = Duration.ofMillis(10);
  private static final Fields NOTHING = new Fields(JsonObject.EMPTY);

  /** What had loaded at some moment. */
  record Since(long begun, int documents) {
    /** Everything that loads counts. */
    static final Since EVER = new Since(0, -1);

    static Since now(Tab tab) {
      return new Since(tab.traffic().begun(), tab.traffic().documents());
    }
  }

  /** Whether it came to rest, and what the walker of the frame said last. */
  record Settled(boolean atRest, Fields said) {
    /** A press came to something else than its target. */
    boolean isStray() {
      return said.has("press") && said.at("press").flag("came") && !said.at("press").flag("ok");
    }
  }

  private Settling() {}

  /** Waits, at most so long; whether the page came to rest. */
  static boolean settle(Tab tab, Duration most, Cancel cancel) {
    try {
      return until(tab, null, new Hurry(Since.EVER, false, most), cancel).atRest();
    } catch (CdpFailure hangs) {
      if (hangs.kind() == CdpFailure.Kind.CLOSED) {
        throw hangs;
      }
      LOG.debug("Tab {} does not respond", tab.id());
      return false;
    }
  }

  /** How to wait: {@code quick} if a change may be followed by nothing. */
  record Hurry(Since since, boolean quick, Duration most) {}

  /**
   * Waits after an action in a frame; null for the tab's own.
   *
   * @throws CdpFailure if the page does not respond
   */
  static Settled until(Tab tab, @Nullable FrameWorld acted, Hurry hurry, Cancel cancel) {
    long deadline = System.nanoTime() + hurry.most().toNanos();
    var since = hurry.since();
    var traffic = tab.traffic();
    boolean quick = hurry.quick();
    long waited = 0;
    var said = NOTHING;
    while (!tab.isCrashed() && tab.page().ended().isEmpty()) {
      int documents = traffic.documents();
      long asked = System.nanoTime();
      var answer = ask(tab, acted, new Question(quick, waited, deadline - asked), cancel);
      boolean there = answer.isThere();
      said = there ? answer.fields() : said;
      var now = new Settled(true, said);
      if (now.isStray() || (said.flag("quick") && there && Since.now(tab).equals(since))) {
        return now;
      }
      quick = false;
      // the page itself counts the quiet: one that is given no time to run is not at rest
      if (!traffic.awaitLoaded(since.begun(), deadline, cancel)) {
        LOG.debug("Tab {} still loads: {}", tab.id(), traffic);
        return new Settled(false, said);
      }
      if (there
          && !said.flag("quick")
          && traffic.documents() == documents
          && traffic.lastActivity() <= asked
          && !said.flag("capped")) {
        return new Settled(true, said);
      }
      if (System.nanoTime() >= deadline) {
        return new Settled(false, said);
      }
      if (!there) {
        cancel.pause(RETRY);
      }
      waited = System.nanoTime() - traffic.lastActivity();
    }
    return new Settled(false, said);
  }

  /** How the walker is to wait; times in nanoseconds. */
  private record Question(boolean quick, long waited, long left) {}

  private static Asking.Said ask(
      Tab tab, @Nullable FrameWorld acted, Question question, Cancel cancel) {
    var left = Duration.ofNanos(Math.clamp(question.left(), 0, Bounds.TURN.toNanos()));
    var call =
        "rest({quick:%b,quiet:%d,waited:%d,cap:%d})"
            .formatted(
                question.quick(),
                Bounds.QUIET.toMillis(),
                Math.max(0, question.waited() / 1_000_000),
                left.toMillis());
    int dialogs = tab.dialogs().count();
    try {
      var world =
          acted == null
              ? tab.world(cancel)
              : tab.frames().world(acted.frameId()).orElseGet(() -> tab.world(cancel));
      var said = Asking.read(Asking.send(world, call), left.plus(Bounds.RESPONSE), cancel);
      // what the page began to load before it answered
      for (var session : Stream.of(world.session(), tab.page()).distinct().toList()) {
        if (!session.catchUp(Bounds.RESPONSE, cancel)) {
          LOG.debug("Tab {} has events that nobody has handled", tab.id());
        }
      }
      return said;
    } catch (CdpFailure gone) {
      // a page that stood still for dialogs may go on; one that leaves answers nobody
      boolean asks = tab.dialogs().count() != dialogs || tab.traffic().isLeaving();
      if (gone.kind() == CdpFailure.Kind.CLOSED
          || (gone.kind() == CdpFailure.Kind.TIMED_OUT && !asks)) {
        throw gone;
      }
      return new Asking.Said("", false);
    }
  }
}
