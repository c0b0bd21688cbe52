package dev.parley.door.aip;

import dev.parley.engine.LiveTurn;
import dev.parley.engine.TurnEnd;
import dev.parley.http.Output;
import dev.parley.http.StreamBroken;
import dev.parley.http.StreamWriter;
import dev.parley.problem.ProblemException;
import java.time.Duration;

/**
 * Writes the text of a turn as it comes (contract §2.10).
 *
 * <p>An error before the first byte is answered as JSON; after it, it breaks the connection.
 */
final class AnswerStream implements StreamWriter {
  /** Headers go out with the first text, at the latest this long after acceptance. */
  private static final Duration HEADERS_WITHIN = Duration.ofSeconds(60);

  private static final Duration LONG = Duration.ofHours(1);

  private final LiveTurn turn;
  private final Duration headersWithin;
  private final long accepted = System.nanoTime();
  private int position;
  private boolean sent;

  /** A high surrogate whose other half has not come yet: never cut inside a code point. */
  private String held = "";

  AnswerStream(LiveTurn turn) {
    this(turn, HEADERS_WITHIN);
  }

  AnswerStream(LiveTurn turn, Duration headersWithin) {
    this.turn = turn;
    this.headersWithin = headersWithin;
  }

  @Override
  public void write(Output output) throws InterruptedException {
    while (true) {
      switch (turn.next(position, patience(output))) {
        case LiveTurn.Next.Text(var text) -> {
          position += text.length();
          send(output, held + text);
        }
        case LiveTurn.Next.Silence() -> output.open();
        case LiveTurn.Next.Torn() -> startAgain();
        case LiveTurn.Next.End(var end) -> {
          finish(output, end);
          return;
        }
      }
    }
  }

  private Duration patience(Output output) {
    return output.opened() ? LONG : headersWithin.minusNanos(System.nanoTime() - accepted);
  }

  private void send(Output output, String text) {
    int whole = text.length();
    if (whole > 0 && Character.isHighSurrogate(text.charAt(whole - 1))) {
      whole--;
    }
    held = text.substring(whole);
    if (whole > 0) {
      sent = true;
      output.write(text.substring(0, whole));
    }
  }

  private void startAgain() {
    if (sent) {
      throw new StreamBroken("the answer is generated anew after part of it was sent");
    }
    position = 0;
    held = "";
  }

  private void finish(Output output, TurnEnd end) {
    switch (end) {
      case TurnEnd.Answered _ -> output.write(held);
      case TurnEnd.Cancelled() -> {}
      case TurnEnd.Failed(var problem) -> throw new ProblemException(problem);
      case TurnEnd.Lost() -> throw new StreamBroken("the turn goes on without this connection");
    }
  }
}
