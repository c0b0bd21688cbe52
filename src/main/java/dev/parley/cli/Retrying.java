package dev.parley.cli;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks a server again that is busy or, for a while, away. */
final class Retrying {
  private static final int TRIES = 30;
  private static final Duration BETWEEN = Duration.ofSeconds(2);
  private static final Duration USUAL_PAUSE = Duration.ofSeconds(5);
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final List<Integer> AWAY = List.of(0, 502, 503, 504);

  private final Remote remote;
  private final Pace pace;
  private final Consumer<String> tell;

  Retrying(Remote remote, Pace pace, Consumer<String> tell) {
    this.remote = remote;
    this.pace = pace;
    this.tell = tell;
  }

  /** For what begins something: nobody waits for a server that was not there. */
  <T> T begin(Supplier<T> call) {
    return ask(call, 0);
  }

  /** For what goes on: a server that restarts goes on as well. */
  <T> T ask(Supplier<T> call) {
    return ask(call, TRIES);
  }

  private <T> T ask(Supplier<T> call, int tries) {
    boolean renewed = tries == 0;
    int away = 0;
    while (true) {
      try {
        var answer = call.get();
        if (away > 0) {
          tell.accept("The server is back.");
        }
        return answer;
      } catch (RemoteFailure failed) {
        if (failed.status() == TOO_MANY) {
          restAsTold(failed);
        } else if (failed.status() == UNAUTHORIZED && !renewed) {
          // A server of this machine may have been started anew since the last request.
          renewed = true;
          remote.findAgain();
        } else if (AWAY.contains(failed.status()) && away < tries) {
          if (away++ == 0) {
            tell.accept("The server does not answer. Trying again for a minute…");
          }
          pace.rest(BETWEEN);
          remote.findAgain();
        } else {
          throw failed;
        }
      }
    }
  }

  private void restAsTold(RemoteFailure failed) {
    var pause = failed.retryAfter().orElse(USUAL_PAUSE);
    tell.accept("The server asks for a pause of " + Math.max(1, pause.toSeconds()) + " s.");
    pace.rest(pause);
  }
}
