package dev.parley.cli;

import dev.parley.archive.Index.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Shows how far an export or an import is. */
final class ArchiveReport implements Archives.Listener {
  private static final int MOST_TROUBLES = 20;
  private static final Duration OFTEN = Duration.ofMillis(200);

  /** For those who read it later. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final InstantSource clock;
  private final String doing;
  private final Instant began;
  private Instant shown;
  private @Nullable Amounts expected;
  private long blobs;
  private long rows;
  private long bytes;
  private int troubles;

  /**
   * @param doing what is done, such as {@code Exporting}
   */
  ArchiveReport(Terminal terminal, InstantSource clock, String doing) {
    this.terminal = terminal;
    this.clock = clock;
    this.doing = doing;
    this.began = clock.instant();
    this.shown = began;
  }

  @Override
  public void expect(Amounts amounts) {
    expected = amounts;
    say("%s %s.".formatted(doing, amounts(amounts.blobs(), amounts.rows())));
  }

  private static String amounts(long blobs, long rows) {
    return "%s files and pictures, %s rows"
        .formatted(MoveReport.number(blobs), MoveReport.number(rows));
  }

  @Override
  public void say(String line) {
    clearLine();
    terminal.err().println(line);
  }

  @Override
  public void trouble(String line) {
    troubles++;
    if (troubles <= MOST_TROUBLES) {
      say(terminal.alarming(Terminal.line(line, 400)));
    } else if (troubles == MOST_TROUBLES + 1) {
      say("… and more, which are only counted");
    }
  }

  @Override
  public void blob(long more) {
    blobs++;
    bytes += more;
    showNowAndThen();
  }

  @Override
  public void rows(String table, long more, long moreBytes) {
    rows += more;
    bytes += moreBytes;
    showNowAndThen();
  }

  private void showNowAndThen() {
    var now = clock.instant();
    var pause = terminal.interactive() ? OFTEN : NOW_AND_THEN;
    if (Duration.between(shown, now).compareTo(pause) < 0) {
      return;
    }
    shown = now;
    if (terminal.interactive()) {
      clearLine();
      terminal.err().print(line(now));
      terminal.err().flush();
    } else {
      terminal.err().println(line(now));
    }
  }

  private String line(Instant now) {
    return "%s: %s files%s, %s rows%s, %s"
        .formatted(
            doing,
            MoveReport.number(blobs),
            expected == null ? "" : " of " + MoveReport.number(expected.blobs()),
            MoveReport.number(rows),
            expected == null ? "" : " of " + MoveReport.number(expected.rows()),
            speed(now));
  }

  private String speed(Instant now) {
    long rate = bytes * 1000 / Math.max(1, Duration.between(began, now).toMillis());
    return MoveReport.size(bytes) + ", " + MoveReport.size(rate) + "/s";
  }

  /** Tells how it ended; the exit code. */
  int conclude(Archives.Outcome outcome, String done) {
    clearLine();
    terminal
        .out()
        .println(
            "%s %s (%s)."
                .formatted(amounts(outcome.blobs(), outcome.rows()), done, speed(clock.instant())));
    outcome.remarks().forEach(terminal.err()::println);
    if (outcome.missing() == 0) {
      return 0;
    }
    terminal
        .err()
        .println(
            "The bytes of %s files or pictures were nowhere; they are listed and cannot be opened."
                .formatted(MoveReport.number(outcome.missing())));
    return 1;
  }

  private void clearLine() {
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K");
    }
  }
}
