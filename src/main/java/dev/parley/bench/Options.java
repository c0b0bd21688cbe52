package dev.parley.bench;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to measure and for how long.
 *
 * @param phase how long each side is measured, in each round
 * @param rounds how often the two sides take turns
 */
record Options(Kind kind, Duration phase, int rounds, int clients, boolean quick) {
  static final String USAGE =
      """
      usage: bench reads|turns|streams|start|growth|soak|retrieval|browser|webagent
                   [--seconds N] [--rounds N] [--clients N] [--quick]
        reads      one session is read over HTTP, next to pgbench -S
        turns      one turn of a conversation over HTTP, next to pgbench TPC-B
        streams    5,000 streams at once, first bytes and cancels among 500; no --rounds, --clients
        start      from the call to readiness, first and later, next to a bare JVM; no --clients
        growth     reads and lists before and after a million sessions are there; no --rounds
        soak       everything at once on both doors for long, and what grows; no --rounds
        retrieval  passages of documents, how well and how fast they are found; --quick alone
        browser    looks and steps in real browser sessions, next to a bare browser; no --clients
        webagent   rounds of the web agent, next to such steps without a server; no --clients
        --seconds  how long each side is measured in each round (10); all of the soak (1800)
        --rounds   how often the two sides take turns (3)
        --clients  connections on each side (32)
        --quick    one short round that shows that everything works; its figures mean little
      """;

  private static final Set<String> NUMBERS = Set.of("--seconds", "--rounds", "--clients");

  enum Kind {
    READS,
    TURNS,
    STREAMS,
    START,
    GROWTH,
    SOAK
  }

  Options {
    if (phase.toSeconds() < 1 || rounds < 1 || clients < 1 || clients > 1000) {
      throw new BenchFailure("Seconds and rounds start at 1, clients are 1 to 1000.\n" + USAGE);
    }
  }

  static Options parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new BenchFailure(USAGE);
    }
    var kind = kind(arguments.getFirst());
    boolean quick = arguments.contains("--quick");
    unknown(arguments)
        .ifPresent(word -> {
          throw new BenchFailure("There is no option '" + word + "'.\n" + USAGE);
        });
    return new Options(
        kind,
        Duration.ofSeconds(number(arguments, "--seconds", usualSeconds(kind, quick))),
        number(arguments, "--rounds", quick ? 1 : 3),
        number(arguments, "--clients", quick ? 8 : 32),
        quick);
  }

  private static int usualSeconds(Kind kind, boolean quick) {
    return kind == Kind.SOAK ? (quick ? 8 : 1800) : (quick ? 1 : 10);
  }

  private static Kind kind(String word) {
    return switch (word) {
      case "reads" -> Kind.READS;
      case "turns" -> Kind.TURNS;
      case "streams" -> Kind.STREAMS;
      case "start" -> Kind.START;
      case "growth" -> Kind.GROWTH;
      case "soak" -> Kind.SOAK;
      default -> throw new BenchFailure("There is no bench '" + word + "'.\n" + USAGE);
    };
  }

  private static Optional<String> unknown(List<String> arguments) {
    for (int at = 1; at < arguments.size(); at++) {
      var word = arguments.get(at);
      if (NUMBERS.contains(word)) {
        at++;
      } else if (!word.equals("--quick")) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private static int number(List<String> arguments, String name, int otherwise) {
    int at = arguments.indexOf(name);
    if (at < 0) {
      return otherwise;
    }
    if (at + 1 < arguments.size() && arguments.get(at + 1).matches("[0-9]{1,6}")) {
      return Integer.parseInt(arguments.get(at + 1));
    }
    throw new BenchFailure(name + " needs a number.\n" + USAGE);
  }
}
