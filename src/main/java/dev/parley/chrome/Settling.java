package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until a page has come to rest: no loading and no change for a while, within a bound. */
final class Settling {
  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
  static final String SCRIPT = load();

  private static final Duration RETRY = Duration.ofMillis(10);

  /** What had changed at some moment; counts begin with each document. */
  record Mark(int documents, String url, long changes, long added) {}

  private Settling() {}

  private static String load() {
    try (InputStream script = Settling.class.getResourceAsStream("settle.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Before an action: what moves all the time will not count.
   *
   * @throws CdpFailure if the page does not respond
   */
  static Mark mark(Tab tab, Cancel cancel) {
    int documents = tab.traffic().documents();
    var counts =
        tab.page()
            .call(
                Script.Evaluate.value("parleySettle.mark()", tab.world(cancel).context()),
                Bounds.RESPONSE,
                cancel)
            .value()
            .fields();
    return new Mark(documents, tab.url(), counts.whole("changes"), counts.whole("added"));
  }

  /** Waits, at most so long; whether the page came to rest. */
  static boolean settle(Tab tab, Duration most, Cancel cancel) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!tab.isCrashed() && tab.page().ended().isEmpty()) {
      if (!tab.traffic().awaitQuiet(Bounds.QUIET, deadline, cancel)) {
        LOG.debug("Tab {} still loads: {}", tab.id(), tab.traffic());
        return false;
      }
      int documents = tab.traffic().documents();
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative()) {
        return false;
      }
      var rest =
          ask(
              tab,
              "parleySettle.quiet(%d, %d)".formatted(Bounds.QUIET.toMillis(), left.toMillis()),
              left.plusMillis(100),
              cancel);
      if (rest.isPresent() && tab.traffic().documents() == documents) {
        if (!rest.get().flag("quiet")) {
          LOG.debug("Tab {} still changes: {}", tab.id(), rest.get());
          return false;
        }
        if (tab.traffic().awaitQuiet(Bounds.QUIET, System.nanoTime(), cancel)) {
          return true;
        }
      } else if (System.nanoTime() >= deadline) {
        LOG.debug("Tab {} does not say whether it rests", tab.id());
        return false;
      } else {
        cancel.pause(RETRY);
      }
    }
    return false;
  }

  /** Empty if the document went away meanwhile, or its script does not let us in. */
  private static Optional<Fields> ask(Tab tab, String question, Duration most, Cancel cancel) {
    try {
      var world = tab.world(cancel);
      var answer = tab.page().call(Script.Evaluate.value(question, world.context()), most, cancel);
      return answer.thrown().isEmpty() ? Optional.of(answer.value().fields()) : Optional.empty();
    } catch (CdpFailure gone) {
      return switch (gone.kind()) {
        case REFUSED, TIMED_OUT, CRASHED, DETACHED -> Optional.empty();
        case CLOSED -> throw gone;
      };
    }
  }
}
