package dev.parley.bench.browser;

import dev.parley.browser.Browsers;
import dev.parley.browser.SessionSpec;
import dev.parley.chrome.launch.Executable;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/**
 * What is measured, and with which program.
 *
 * @param folder for temporary files; must be reachable by an unprivileged user
 * @param tokens counts those of a text as models do
 */
public record Subject(
    Opening opening, Executable executable, Path folder, ToIntFunction<String> tokens) {
  /** Starts browsers as a server has them. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Starts browsers.
     *
     * @param usual the policy that contexts are kept warm for
     * @param sessions how many may be open at once, all in one browser
     * @param warm contexts kept ready
     */
    Browsers open(SessionSpec.Policy usual, int sessions, int warm);
  }
}
