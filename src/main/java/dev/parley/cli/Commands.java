package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
      description = "Applies a workspace: files that changed make new versions.")
  int apply(
      @Parameters(
              arity = "0..1",
              paramLabel = "FOLDER",
              description = "./workspace unless given, or the one shipped with Parley.")
          @Nullable Path folder) {
    var workspace = folder == null ? context.workspace() : folder;
    var files = new ArrayList<JsonValue>();
    WorkspaceFiles.in(workspace)
        .forEach((path, text) -> files.add(JsonObject.EMPTY.with("path", path).with("text", text)));
    var body = JsonObject.EMPTY.with("files", new JsonArray(files));
    try {
      report(context.remotely(remote -> remote.post("/console/v1/workspace", body)), workspace);
      return 0;
    } catch (RemoteFailure refused) {
      var faults = Remote.objects(refused.body(), "faults");
      if (faults.isEmpty()) {
        throw refused;
      }
      faults.forEach(fault -> context.remark(written(fault, workspace)));
      context.remark(String.valueOf(refused.getMessage()));
      return 1;
    }
  }

  private static String written(JsonObject fault, Path workspace) {
    var line = fault.get("line").orElse(new JsonNumber(1));
    return Terminal.harmless(
        workspace.resolve(fault.text("file").orElse(""))
            + ":"
            + line
            + ": "
            + fault.text("message").orElse(""));
  }

  private void report(JsonObject applied, Path workspace) {
    var agents = Remote.objects(applied, "agents");
    var functions = Remote.objects(applied, "functions");
    if (agents.isEmpty() && functions.isEmpty()) {
      context.remark(workspace + " holds no agents and no functions; nothing was changed.");
      return;
    }
    var table = new Table("KIND", "NAME", "VERSION", "");
    for (var agent : agents) {
      table.row(
          "agent",
          agent.text("displayName").orElse(""),
          agent.text("version").orElse(""),
          is(agent, "isNew") ? "new" : "unchanged");
    }
    for (var function : functions) {
      table.row(
          "function",
          function.text("name").orElse(""),
          function.text("version").orElse(""),
          is(function, "changed") ? "new" : "unchanged");
    }
    table.print(context.terminal().out());
    if (applied.get("warnings").orElse(JsonObject.EMPTY)
        instanceof JsonArray(List<JsonValue> all)) {
      all.stream()
          .filter(JsonValue.JsonText.class::isInstance)
          .map(warning -> ((JsonValue.JsonText) warning).value())
          .forEach(warning -> context.remark("warning: " + Terminal.harmless(warning)));
    }
  }

  private static boolean is(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonBool(boolean value) && value;
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
