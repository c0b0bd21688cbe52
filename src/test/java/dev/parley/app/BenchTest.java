package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.cli.Screen;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The benches in their quick form: every figure is printed; what they are is told elsewhere. */
class BenchTest {
  private static final String NUMBER = " +[0-9][0-9,.]*( .*)?";

  private static List<String> figures(String... words) {
    var screen = new Screen("", false);
    var browser = System.getenv("PARLEY_CHROMIUM");
    Map<String, String> environment =
        browser == null ? Map.of() : Map.of("PARLEY_CHROMIUM", browser);
    assertThat(Main.run(environment, screen.terminal, words)).as(screen.out()).isZero();
    return screen.out().lines().toList();
  }

  private static void assertPrinted(List<String> lines, Stream<String> figures) {
    assertThat(figures)
        .allSatisfy(figure ->
            assertThat(lines)
                .anyMatch(line -> line.startsWith("  " + figure) && rest(line, figure)));
  }

  private static boolean rest(String line, String figure) {
    return line.substring(2 + figure.length()).matches(NUMBER);
  }

  private static Stream<String> withPgBench(String... figures) {
    boolean installed =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    return installed ? Stream.of(figures) : Stream.empty();
  }

  @Test
  void printsEveryFigureOfRetrieval() {
    assertPrinted(
        figures("bench", "retrieval", "--quick"),
        Stream.of(
            "recall@5, words alone (BM25)",
            "recall@5, vectors alone",
            "recall@5, fused",
            "questions, passages",
            "1,000 chunks: indexing what is new, s",
            "1,000 chunks: p50 ms a message",
            "1,000 chunks: p99 ms a message",
            "1,000 chunks: restart to the first passages, ms"));
  }

  @Test
  void printsEveryFigureOfReads() {
    var figures = figures("bench", "reads", "--quick");
    assertPrinted(
        figures,
        Stream.of(
            "reads a second",
            "read, p50 ms",
            "read, p99 ms",
            "read, longest ms",
            "statements a read",
            "commits a read",
            "server (JVM) time of one, in microseconds",
            "processors busy with the server (JVM)",
            "processors busy with this load generator"));
    assertPrinted(
        figures, withPgBench("pgbench -S -M prepared a second", "ratio (median of the rounds)"));
  }

  @Test
  void printsEveryFigureOfTurns() {
    var figures = figures("bench", "turns", "--quick");
    assertPrinted(
        figures,
        Stream.of(
            "turns a second",
            "turn, p50 ms",
            "turn, p99 ms",
            "turn, longest ms",
            "commits a turn",
            "statements a turn",
            "server (JVM) time of one, in microseconds",
            "processors busy with the server (JVM)",
            "processors busy with this load generator"));
    assertPrinted(
        figures, withPgBench("pgbench TPC-B -M prepared a second", "ratio (median of the rounds)"));
  }

  @Test
  void printsEveryFigureOfStreams() {
    assertPrinted(
        figures("bench", "streams", "--quick"),
        Stream.of(
            "first byte of a stream, p50 ms",
            "first byte of a stream, p99 ms",
            "cancel, p50 ms to its answer",
            "cancel, p99 ms to its answer",
            "cancel, p99 ms to the end of the stream",
            "streams open at once, answered",
            "most of them at a time",
            "MB resident in the JVM with them"));
  }

  @Test
  void printsEveryFigureOfStarts() {
    assertPrinted(
        figures("bench", "start", "--quick"),
        Stream.of(
            "first start, p50 s",
            "later start, p50 s",
            "end, p50 s",
            "later start over a bare JVM"));
  }

  @Test
  void printsEveryFigureOfGrowth() {
    assertPrinted(
        figures("bench", "growth", "--quick"),
        Stream.of(
            "getSession: p50 before, ms",
            "getSession: p99 after, ms",
            "getSession, the long one: p99 after, ms",
            "sessions of an agent, a page: p99 after, ms",
            "sessions of all agents, a page: p99 after, ms",
            "the web agent's sessions, a page: p99 after, ms",
            "a turn in the long one: p50 after, ms"));
  }

  @Test
  @NeedsChromium
  void printsEveryFigureOfTheSoak() {
    assertPrinted(
        figures("bench", "soak", "--quick"),
        Stream.of(
            "conversations",
            "cancelled streams",
            "tasks in a browser",
            "live objects, MB, at the end",
            "threads, at the end",
            "open files and sockets, at the end",
            "database connections, at the end",
            "rows, at the end"));
  }

  @Test
  @NeedsChromium
  void printsEveryFigureOfTheBrowser() {
    assertPrinted(
        figures("bench", "browser", "--quick"),
        Stream.of(
            "warm start to first navigation, p50 ms",
            "warm start to a page at rest, p50 ms",
            "bare context with a page, p50 ms",
            "look at 2,000 elements, p50 ms",
            "look at 2,000 elements, p99 ms",
            "look at 2,000 elements, over a bare walk",
            "look at 2,000 elements, tokens",
            "step (look, press), p50 ms",
            "step (look, press), p99 ms",
            "step (look, type), p50 ms",
            "step over bare step",
            "bare round trip, p50 ms",
            "steps/s over 2 sessions",
            "steps/s over 2 sessions, with screenshots",
            "steps/s over 2 sessions of bare steps/s"));
  }

  @Test
  @NeedsChromium
  void printsEveryFigureOfTheWebAgent() {
    assertPrinted(
        figures("bench", "webagent", "--quick"),
        Stream.of(
            "rounds/s over 1 session",
            "rounds/s over 2 sessions",
            "rounds/s over 2 sessions of steps/s with screenshots",
            "rounds/s over 2 sessions of steps/s",
            "rounds/s over 2 sessions, ms a round over a step with a screenshot",
            "round alone, p50 ms",
            "wish for a session to first navigation, p50 ms",
            "round in a long session, over a usual one",
            "commits a round",
            "statements a round",
            "server (JVM) time of a round, in milliseconds"));
  }
}
