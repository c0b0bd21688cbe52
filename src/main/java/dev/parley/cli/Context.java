package dev.parley.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/**
 * What a command is run in.
 *
 * @param dataDirectory of a server on this machine
 * @param workspace applied when no folder is named
 */
public record Context(
    Map<String, String> environment, Path dataDirectory, Path workspace, Terminal terminal) {
  public Context {
    environment = Map.copyOf(environment);
  }

  /** Does something with the server there is. */
  <T> T remotely(Function<Remote, T> work) {
    try (var remote = new Remote(() -> ServerAddress.find(environment, dataDirectory))) {
      return work.apply(remote);
    }
  }

  void say(String line) {
    terminal.out().println(line);
  }

  /** What is not the answer itself. */
  void remark(String line) {
    terminal.err().println(line);
  }
}
