package dev.parley.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All commands that have no word before them. */
@Command(
    mixinStandardHelpOptions = true,
    name = "./parley",
    description = "An open, self-hosted agent session server.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Commands find a server on this machine by themselves, another one by PARLEY_URL and"
          + " PARLEY_TOKEN. './parley test' passes the tests."
    })
final class Commands {
  private final Context context;

  Commands(Context context) {
    this.context = context;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Lists the agents, their RIDs and versions.")
  int agents() {
    var agents =
        Remote.objects(context.remotely(remote -> remote.get("/console/v1/agents")), "agents");
    if (agents.isEmpty()) {
      context.remark("There are no agents yet. './parley apply FOLDER' makes them from files.");
      return 0;
    }
    var table = new Table("NAME", "RID", "PUBLISHED", "NEWEST");
    for (var agent : agents) {
      table.row(
          agent.text("displayName").orElse(""),
          agent.text("rid").orElse(""),
          agent.text("published").orElse("-"),
          agent.text("newest").orElse(""));
    }
    table.print(context.terminal().out());
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Applies a workspace: files that changed make new versions.",
        "Documents that changed are sent and read, one by one; those that are gone are removed."
      })
  int apply(
      @Parameters(
              arity = "0..1",
              paramLabel = "FOLDER",
              description = "./workspace unless given, or the one shipped with Parley.")
          @Nullable Path folder) {
    var workspace = folder == null ? context.workspace() : folder;
    return context.remotely(remote -> new Apply(context, remote, workspace).run());
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Talks to an agent. Ctrl-C stops an answer, Ctrl-D leaves.",
        "Lines may also be piped in; each is one message."
      })
  int chat(
      @Parameters(
              arity = "0..1",
              paramLabel = "AGENT",
              description = "Its name or RID; may be left out if there is only one.")
          @Nullable String agent,
      @Option(
              names = "--session",
              paramLabel = "RID",
              description = "Goes on with a session instead of opening one.")
          @Nullable String session) {
    return context.remotely(remote -> new Chat(context.terminal(), remote).run(agent, session));
  }

  @Command(mixinStandardHelpOptions = true, description = "Tells the version.")
  int version() {
    context.say(Version.text());
    return 0;
  }
}
