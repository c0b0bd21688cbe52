package dev.parley.app;

import dev.parley.cli.Terminal;
import dev.parley.doctor.BrowserCheckup;
import dev.parley.doctor.Checkup;
import dev.parley.doctor.Doctor;
import dev.parley.doctor.Finding;
import dev.parley.doctor.MachineCheckup;
import dev.parley.doctor.ModelCheckup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code doctor}: looks over this machine with the settings a server would have. */
final class Diagnose {
  /** What the embedded PostgreSQL takes until its first start is done. */
  private static final long FIRST_START = 300L << 20;

  private static final long ANY_START = 20L << 20;

  private final Map<String, String> environment;
  private final Terminal terminal;
  private final Duration patience;

  Diagnose(Map<String, String> environment, Terminal terminal) {
    this(environment, terminal, BrowserCheckup.PATIENCE);
  }

  /**
   * @param patience how long the browser may take to answer
   */
  Diagnose(Map<String, String> environment, Terminal terminal, Duration patience) {
    this.environment = environment;
    this.terminal = terminal;
    this.patience = patience;
  }

  /** The exit code: 0 if {@code serve} can run, 1 if not, 2 for words that mean nothing here. */
  int run(List<String> words) {
    if (words.isEmpty()) {
      return Doctor.examine(checkups(false, List.of()), terminal.out());
    }
    if (words.equals(List.of("--forget-key"))) {
      return new ForgetKey(SettingSource.of(environment, Path.of("parley.yaml")), terminal).run();
    }
    var specs = words.subList(1, words.size());
    if (words.getFirst().equals("--models") && specs.stream().noneMatch(it -> it.startsWith("-"))) {
      return Doctor.examine(checkups(true, specs), terminal.out());
    }
    terminal
        .err()
        .println(
            "'./parley doctor' looks at this machine with the settings of 'serve', from the"
                + " environment and parley.yaml; './parley doctor --models' also asks the models"
                + " of the server and its agents, or those named after it, a small question;"
                + " './parley doctor --forget-key' makes a database usable whose server key is lost;"
                + " './parley doctor --install' first installs a browser on Debian and Ubuntu, as"
                + " root.");
    return words.contains("--help") || words.contains("-h") ? 0 : 2;
  }

  private List<Checkup> checkups(boolean models, List<String> specs) {
    var source = SettingSource.of(environment, Path.of("parley.yaml"));
    source.text("PARLEY_LOG");
    var settings = ReadSettings.whateverFaults(source);
    var faults = source.faults();
    var chrome = settings.browser().chrome();
    var checkups = new ArrayList<Checkup>();
    checkups.add(() -> settings(source, faults));
    checkups.add(new MachineCheckup(settings.dataDirectory(), needed(settings), chrome.folder()));
    checkups.add(new ServerCheckup(settings, faults));
    checkups.add(
        new BrowserCheckup(chrome.executable(), chrome.cdpUrl(), chrome.folder(), patience));
    if (models) {
      checkups.add(new ModelsCheckup(settings, specs, ModelCheckup.PATIENCE));
    }
    return checkups;
  }

  private static long needed(Settings settings) {
    boolean first =
        settings.storage().databaseUrl() == null
            && !Files.exists(settings.dataDirectory().resolve("postgres/cluster"));
    return first ? FIRST_START : ANY_START;
  }

  private static List<Finding> settings(SettingSource source, List<String> faults) {
    var findings = new ArrayList<Finding>();
    faults.forEach(fault -> findings.add(Finding.bad("settings", fault)));
    source
        .unknown()
        .forEach(name ->
            findings.add(
                Finding.doubtful(
                    "settings",
                    name + " is no setting of this server and is ignored; is it misspelt?")));
    return findings.isEmpty()
        ? List.of(Finding.good("settings", "all can be used"))
        : List.copyOf(findings);
  }
}
