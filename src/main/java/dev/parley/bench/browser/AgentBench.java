package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.BenchServer;
import dev.parley.bench.Report;
import dev.parley.browser.BrowserFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** Measures rounds of the web agent through a server of its own, and prints the figures. */
public final class AgentBench {
  private AgentBench() {}

  /**
   * Runs the bench; what goes wrong is told in {@code out} too.
   *
   * @param main the class whose command {@code serve} runs a server
   * @return the exit code
   */
  public static int run(String main, Subject subject, List<String> words, PrintStream out) {
    if (words.contains("--help") || words.contains("-h")) {
      out.print(Extent.USAGE);
      return 0;
    }
    try (var site = BenchSite.start()) {
      var run = new Run(subject, Extent.parseForAgent(words), site, new Report(), out);
      out.println("Measuring with " + subject.executable().path());
      measure(main, run);
      run.report().print(out);
      return 0;
    } catch (BenchFailure | BrowserFailure failed) {
      out.println(failed.getMessage());
      return 1;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void measure(String main, Run run) throws IOException {
    var script = Files.createTempFile("parley-bench", ".yaml");
    try {
      Files.writeString(script, script(run));
      run.say("Starting a server of its own, with an embedded PostgreSQL");
      var settings =
          Map.of(
              "PARLEY_MODEL", "scripted:" + script,
              "PARLEY_CHROMIUM", run.subject().executable().path().toString(),
              "PARLEY_BROWSER_ALLOW_PRIVATE", run.site().host());
      try (var server = BenchServer.start(main, settings);
          var client = new AgentClient(server, run.site())) {
        new Rounds(run, server, client).measure();
      }
    } finally {
      Files.delete(script);
    }
  }

  private static String script(Run run) {
    try (var browsers = run.browsers(1, 0);
        var session = run.open(browsers, run.site().mixed(Steps.ELEMENTS))) {
      return script(session.button(), Rounds.lengths(run.extent()));
    }
  }

  /** Presses the same button in each round, and ends in the last step of a session. */
  private static String script(int button, List<Integer> lengths) {
    var script = new StringBuilder();
    script.append(
        """
        replies: [{call: [{tool: click_element, input: {index: %d}}]}]
        when:
        """
            .formatted(button));
    for (int rounds : lengths) {
      script.append(
          """
          - match: "Step %1$d of %1$d."
            replies: [{call: [{tool: done, input: {text: Counted., success: true}}]}]
          """
              .formatted(AgentClient.steps(rounds)));
    }
    return script.toString();
  }
}
