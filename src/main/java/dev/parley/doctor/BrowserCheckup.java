package dev.parley.doctor;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Connection;
import dev.parley.chrome.cdp.WebSocketTransport;
import dev.parley.chrome.launch.BrowserFolders;
import dev.parley.chrome.launch.Executable;
import dev.parley.chrome.launch.LaunchFailure;
import dev.parley.chrome.launch.RunningChromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The browser there is, started as a server would start it, with a page opened in it.
 *
 * @param named its program; absent, one is looked for
 * @param remote a browser that somebody else runs, instead
 * @param folder for temporary files
 * @param patience how long it may take to answer
 */
public record BrowserCheckup(
    @Nullable Path named, @Nullable URI remote, Path folder, Duration patience) implements Checkup {
  /** Enough for a cold start on a busy machine. */
  public static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final String SUBJECT = "browser";
  private static final String ENDED = "was started and ended at once";
  private static final int MOST_WORDS = 300;
  private static final String NO_SANDBOX =
      "Its sandbox needs user namespaces: on Debian 'sysctl -w kernel.unprivileged_userns_clone=1',"
          + " on Ubuntu 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0', in a container a"
          + " seccomp profile that allows them.";

  @Override
  public List<Finding> findings() {
    return List.of(remote == null ? here() : elsewhere(remote));
  }

  private Finding elsewhere(URI address) {
    var place = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    try (var connection = Connection.over(WebSocketTransport.connect(address))) {
      var trial = new Trial(connection, patience, new Cancel());
      var version = trial.version();
      trial.openPage();
      return Finding.good(
          SUBJECT,
          version + " at " + place + " opened a page; its sandbox and its user are its host's");
    } catch (IOException | CdpFailure | Trial.Unfit | IllegalArgumentException failed) {
      return Finding.doubtful(
          SUBJECT,
          "none answers at "
              + place
              + ". Check PARLEY_BROWSER_CDP_URL and that a browser with remote debugging runs"
              + " there.");
    }
  }

  private Finding here() {
    var found = Executable.find(named);
    if (found.isEmpty()) {
      return Finding.doubtful(
          SUBJECT, "none was found; agents that browse will not run. " + Advice.here().browser());
    }
    try (var folders = BrowserFolders.in(folder)) {
      return tried(found.get(), folders);
    } catch (IOException refused) {
      return Finding.doubtful(
          SUBJECT, found.get().path() + " has no place for its files: " + refused);
    }
  }

  private Finding tried(Executable executable, BrowserFolders folders) {
    long began = System.nanoTime();
    try (var browser = RunningChromium.start(executable, folders, patience)) {
      var trial = new Trial(Connection.over(browser.transport()), patience, untilItEnds(browser));
      try {
        var version = trial.version();
        trial.openPage();
        long took = (System.nanoTime() - began) / 1_000_000;
        return opened(
            executable.path() + ", " + version + ", opened a page after " + took + " ms", browser);
      } catch (CdpFailure failed) {
        browser.kill();
        return failed(executable, why(failed), browser.lastWords());
      } catch (Cancel.Cancelled ended) {
        return failed(executable, ENDED, browser.lastWords());
      } catch (Trial.Unfit unfit) {
        return failed(executable, "answers, but " + unfit.getMessage(), browser.lastWords());
      }
    } catch (LaunchFailure failed) {
      return Finding.doubtful(SUBJECT, String.valueOf(failed.getMessage()));
    }
  }

  private static Cancel untilItEnds(RunningChromium browser) {
    var ended = new Cancel();
    ProcessHandle.of(browser.pid())
        .ifPresentOrElse(
            process -> {
              var _ = process.onExit().thenRun(ended::cancel);
            },
            ended::cancel);
    return ended;
  }

  private static Finding opened(String what, RunningChromium browser) {
    var process = ProcessHandle.of(browser.pid());
    var user = process.flatMap(one -> one.info().user()).orElse("somebody");
    var runs = "; runs as " + user + (isOurs(user) ? "" : ", since Parley runs as root");
    var sandbox = process.flatMap(Sandbox::of);
    if (sandbox.isEmpty()) {
      return Finding.good(
          SUBJECT, what + runs + "; sandbox as it comes, this system does not tell");
    }
    return sandbox.get().isOn()
        ? Finding.good(
            SUBJECT, what + runs + "; sandbox on: " + String.join(", ", sandbox.get().how()))
        : Finding.doubtful(
            SUBJECT,
            what
                + runs
                + "; sandbox OFF: Parley does not ask for that, the program itself or what"
                + " it is started through does. Name another by PARLEY_CHROMIUM.");
  }

  private static boolean isOurs(String user) {
    return ProcessHandle.current().info().user().equals(Optional.of(user));
  }

  private String why(CdpFailure failure) {
    return switch (failure.kind()) {
      case TIMED_OUT -> "was started and did not answer within " + patience.toSeconds() + " s";
      case CLOSED -> ENDED;
      case REFUSED, CRASHED, DETACHED -> "answers, but opens no page: " + failure.why();
    };
  }

  private static Finding failed(Executable executable, String why, String lastWords) {
    var words = telling(lastWords);
    boolean locked = lastWords.contains("No usable sandbox") || lastWords.contains("namespace");
    // what browsers say of that is long, and ends in advice to do without
    var said = locked ? ": it has no sandbox here" : words.isEmpty() ? "" : " (" + words + ")";
    return Finding.doubtful(
        SUBJECT,
        executable.path()
            + " "
            + why
            + said
            + ". "
            + (locked
                ? NO_SANDBOX
                : "Is it a browser? Set PARLEY_CHROMIUM to one. " + Advice.here().browser()));
  }

  /** What matters of all that browsers say before they end. */
  private static String telling(String lastWords) {
    var lines = List.of(lastWords.split("; "));
    var fatal =
        lines.stream().filter(line -> line.contains("FATAL")).collect(Collectors.joining("; "));
    var told = fatal.isEmpty() ? lines.getLast() : fatal;
    return told.length() > MOST_WORDS ? told.substring(0, MOST_WORDS) + "…" : told;
  }
}
