package dev.parley.cli;

import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds out which agent somebody wants to talk to. */
final class ChooseAgent {
  private final Terminal terminal;
  private final Remote remote;

  /**
   * An agent and the version to ask for.
   *
   * @param version null for the published one
   */
  record Choice(String rid, @Nullable String version) {
    static Choice of(JsonObject agent) {
      return new Choice(
          agent.text("rid").orElseThrow(),
          agent.text("published").isPresent() ? null : agent.text("newest").orElse(null));
    }
  }

  ChooseAgent(Terminal terminal, Remote remote) {
    this.terminal = terminal;
    this.remote = remote;
  }

  /** Empty when nothing was chosen; why was said. */
  Optional<Choice> choose(@Nullable String wanted) {
    var agents = Remote.objects(remote.get("/console/v1/agents"), "agents");
    if (agents.isEmpty()) {
      terminal.err().println("There are no agents yet. './parley apply FOLDER' makes them.");
      return Optional.empty();
    }
    return (wanted == null ? any(agents) : named(agents, wanted)).map(Choice::of);
  }

  private Optional<JsonObject> named(List<JsonObject> agents, String wanted) {
    var small = wanted.toLowerCase(Locale.ROOT);
    if (small.startsWith("ri.")) {
      return withRid(agents, wanted);
    }
    var same = agents.stream().filter(agent -> name(agent).equalsIgnoreCase(wanted)).toList();
    var near =
        agents.stream()
            .filter(agent -> name(agent).toLowerCase(Locale.ROOT).contains(small))
            .toList();
    var found = same.isEmpty() ? near : same;
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    terminal
        .err()
        .println(
            (found.isEmpty() ? "No agent is called '" : "Several agents are called '")
                + wanted
                + "'; there are: "
                + agents.stream().map(ChooseAgent::name).collect(Collectors.joining(", ")));
    return Optional.empty();
  }

  private Optional<JsonObject> withRid(List<JsonObject> agents, String rid) {
    var found =
        agents.stream().filter(agent -> agent.text("rid").orElse("").equals(rid)).findFirst();
    if (found.isEmpty()) {
      terminal
          .err()
          .println("No agent has the RID " + rid + ". './parley agents' lists those there are.");
    }
    return found;
  }

  private Optional<JsonObject> any(List<JsonObject> agents) {
    if (agents.size() == 1) {
      return Optional.of(agents.getFirst());
    }
    if (!terminal.interactive()) {
      terminal
          .err()
          .println("Talking to " + name(agents.getFirst()) + "; './parley chat AGENT' chooses.");
      return Optional.of(agents.getFirst());
    }
    for (int i = 0; i < agents.size(); i++) {
      terminal.out().println("  " + (i + 1) + "  " + name(agents.get(i)));
    }
    return asked(agents);
  }

  private Optional<JsonObject> asked(List<JsonObject> agents) {
    while (true) {
      terminal.out().print("Which one? [1] ");
      terminal.out().flush();
      var line = line();
      if (line == null) {
        terminal.out().println();
        return Optional.empty();
      }
      var text = line.strip();
      if (text.isEmpty()) {
        return Optional.of(agents.getFirst());
      }
      if (text.matches("[0-9]{1,4}")) {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= agents.size()) {
          return Optional.of(agents.get(number - 1));
        }
      } else {
        var named = named(agents, text);
        if (named.isPresent()) {
          return named;
        }
      }
    }
  }

  private @Nullable String line() {
    try {
      return terminal.in().readLine();
    } catch (IOException unreadable) {
      return null;
    }
  }

  private static String name(JsonObject agent) {
    return Terminal.harmless(agent.text("displayName").orElse(""));
  }
}
