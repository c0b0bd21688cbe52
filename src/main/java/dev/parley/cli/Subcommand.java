package dev.parley.cli;

import java.util.List;

/**
 * A command that is done elsewhere than in this room.
 *
 * @param summary one line for the list of commands
 * @param hidden whether that list leaves it out
 */
public record Subcommand(String name, String summary, boolean hidden, Work work) {
  /** What it does. */
  @FunctionalInterface
  public interface Work {
    /** Takes what stands after the command's name; the exit code. */
    int run(List<String> arguments) throws Exception;
  }
}
