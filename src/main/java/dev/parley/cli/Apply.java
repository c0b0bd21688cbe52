package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command {@code apply}: sends what a workspace describes, then its documents one by one. */
final class Apply {
  private static final long LARGEST = 50L << 20;
  private static final int REPORTED_EVERY = 50;

  private final Context context;
  private final Remote remote;
  private final Path workspace;

  Apply(Context context, Remote remote, Path workspace) {
    this.context = context;
    this.remote = remote;
    this.workspace = workspace;
  }

  /** The exit code. */
  int run() {
    var files = new ArrayList<JsonValue>();
    WorkspaceFiles.in(workspace)
        .forEach((path, text) -> files.add(JsonObject.EMPTY.with("path", path).with("text", text)));
    var documents = DocumentFiles.in(workspace);
    var body = JsonObject.EMPTY.with("files", new JsonArray(files));
    try {
      var stated = documents.map(there -> body.with("documents", stated(there))).orElse(body);
      var applied = remote.post("/console/v1/workspace", stated);
      report(applied, documents.isPresent());
      documents.ifPresent(there -> send(applied, there));
      return 0;
    } catch (RemoteFailure refused) {
      return faults(refused);
    }
  }

  private int faults(RemoteFailure refused) {
    var faults = Remote.objects(refused.body(), "faults");
    if (faults.isEmpty()) {
      throw refused;
    }
    faults.forEach(fault -> context.remark(written(fault)));
    context.remark(String.valueOf(refused.getMessage()));
    return 1;
  }

  private static JsonArray stated(Map<String, Path> documents) {
    var stated = new ArrayList<JsonValue>();
    documents.forEach((path, file) ->
        stated.add(JsonObject.EMPTY.with("path", path).with("sha256", DocumentFiles.sha256(file))));
    return new JsonArray(stated);
  }

  private String written(JsonObject fault) {
    var line = fault.get("line").orElse(new JsonNumber(1));
    return Terminal.harmless(
        workspace.resolve(fault.text("file").orElse(""))
            + ":"
            + line
            + ": "
            + fault.text("message").orElse(""));
  }

  private void report(JsonObject applied, boolean documents) {
    var agents = Remote.objects(applied, "agents");
    var functions = Remote.objects(applied, "functions");
    if (agents.isEmpty() && functions.isEmpty() && !documents) {
      context.remark(
          workspace + " holds no agents, no functions and no documents; nothing was changed.");
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
    if (!agents.isEmpty() || !functions.isEmpty()) {
      table.print(context.terminal().out());
    }
    texts(applied, "warnings").forEach(this::warn);
  }

  /** Sends those the server wants; one that cannot be read does not keep the others back. */
  private void send(JsonObject applied, Map<String, Path> documents) {
    var asked = applied.get("documents").orElse(JsonObject.EMPTY);
    if (!(asked instanceof JsonObject compared) || compared.members().isEmpty()) {
      return;
    }
    var wanted = texts(compared, "wanted");
    int read = 0;
    for (int sent = 0; sent < wanted.size(); sent++) {
      if (sent > 0 && sent % REPORTED_EVERY == 0) {
        context.remark("documents: " + sent + " of " + wanted.size() + " sent");
      }
      var path = wanted.get(sent);
      var file = documents.get(path);
      read += file != null && isRead(path, file) ? 1 : 0;
    }
    context.say(
        "documents: %d read, %s unchanged, %s removed, %d unreadable"
            .formatted(
                read,
                number(compared, "unchanged"),
                number(compared, "removed"),
                wanted.size() - read));
    int waiting = number(remote.get("/console/v1/documents"), "waiting");
    if (waiting > 0) {
      context.remark(
          waiting
              + " passages are found by their words alone until the server has made their vectors,"
              + " in the background.");
    }
  }

  private boolean isRead(String path, Path file) {
    try {
      long bytes = Files.size(file);
      if (bytes > LARGEST) {
        warn(path + " has " + (bytes >> 20) + " MB, more than 50 MB; split it");
        return false;
      }
      var result = remote.send("/console/v1/documents?path=" + Remote.segment(path), file);
      texts(result, "lines").forEach(this::warn);
      return is(result, "readable");
    } catch (IOException unreadable) {
      warn(path + " cannot be opened; check its permissions");
      return false;
    }
  }

  private void warn(String line) {
    context.remark("warning: " + Terminal.harmless(line));
  }

  private static List<String> texts(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonArray(List<JsonValue> all)
        ? all.stream()
            .filter(JsonText.class::isInstance)
            .map(text -> ((JsonText) text).value())
            .toList()
        : List.of();
  }

  private static int number(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonNumber(var written)
        ? Integer.parseInt(written)
        : 0;
  }

  private static boolean is(JsonObject object, String name) {
    return object.get(name).orElse(JsonObject.EMPTY) instanceof JsonBool(boolean value) && value;
  }
}
