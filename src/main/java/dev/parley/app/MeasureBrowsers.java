package dev.parley.app;

import dev.parley.bench.browser.AgentBench;
import dev.parley.bench.browser.BrowserBench;
import dev.parley.bench.browser.Subject;
import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.ChromeSettings;
import dev.parley.chrome.launch.Executable;
import dev.parley.cli.Terminal;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import dev.parley.provider.tokens.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The commands {@code bench browser} and {@code bench webagent}: sessions as a server has them,
 * behind a proxy of its own.
 */
final class MeasureBrowsers {
  private final Map<String, String> environment;
  private final Terminal terminal;

  MeasureBrowsers(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  /** The exit code. */
  int run(List<String> words) {
    return with(subject -> BrowserBench.run(subject, words, terminal.out()));
  }

  /**
   * The same for {@code bench webagent}.
   *
   * @param main the class whose command {@code serve} runs a server
   */
  int runAgent(String main, List<String> words) {
    return with(subject -> AgentBench.run(main, subject, words, terminal.out()));
  }

  private int with(ToIntFunction<Subject> bench) {
    var settings =
        ReadSettings.whateverFaults(SettingSource.of(environment, Path.of("parley.yaml")))
            .browser()
            .chrome();
    var executable = Executable.find(settings.executable());
    if (executable.isEmpty()) {
      terminal.out().println("No browser was found. " + Executable.WANTED);
      return 1;
    }
    try (var gates = Egress.open(EgressSettings.plain())) {
      var tokens = Tokens.counter();
      var subject =
          new Subject(
              (usual, sessions, warm) -> browsers(settings, gates, usual, sessions, warm),
              executable.get(),
              settings.folder(),
              tokens::count);
      return bench.applyAsInt(subject);
    }
  }

  /** With the settings of a server, but for what the bench wants: then its pool is what is used. */
  private static Browsers browsers(
      ChromeSettings settings, Gate.Gates gates, SessionSpec.Policy usual, int sessions, int warm) {
    var wanted =
        new ChromeSettings(
            settings.executable(),
            null,
            sessions,
            Math.max(sessions + warm, settings.perChromium()),
            warm,
            settings.recycleAge(),
            settings.recycleMemory(),
            settings.folder());
    return Chrome.browsers(wanted, gates, usual);
  }
}
