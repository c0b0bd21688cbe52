package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A task for the web agent with what it is given along (contract allyson §2.1).
 *
 * @param maxSteps null for as many as the server usually allows
 * @param startUrl null for the server's own
 * @param replay id of a session to be done again, which then has told everything else
 */
record RunOrder(
    String task,
    @Nullable Integer maxSteps,
    @Nullable String startUrl,
    String details,
    SequencedMap<String, String> variables,
    List<Path> files,
    @Nullable String replay) {
  RunOrder {
    variables = new LinkedHashMap<>(variables);
    files = List.copyOf(files);
  }

  JsonObject json() {
    var order = JsonObject.EMPTY.with("task", task);
    if (maxSteps != null) {
      order = order.with("maxSteps", new JsonNumber(maxSteps));
    }
    if (startUrl != null) {
      order = order.with("startUrl", startUrl);
    }
    if (!details.isEmpty()) {
      order = order.with("sessionDetails", details);
    }
    if (!variables.isEmpty()) {
      var rows = variables.entrySet().stream().<JsonValue>map(RunOrder::row).toList();
      order = order.with("sessionVariables", new JsonArray(rows));
    }
    return files.isEmpty() ? order : order.with("files", attached());
  }

  private static JsonObject row(Map.Entry<String, String> variable) {
    return JsonObject.EMPTY.with("name", variable.getKey()).with("value", variable.getValue());
  }

  private JsonArray attached() {
    var all = new ArrayList<JsonValue>();
    for (var file : files) {
      var content = Base64.getEncoder().encodeToString(content(file));
      all.add(
          JsonObject.EMPTY
              .with("filename", file.getFileName().toString())
              .with("content", content));
    }
    return new JsonArray(all);
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new WorkspaceFiles.Unreadable(
          file + " cannot be read. Check that it is there, and its permissions.");
    }
  }

  /** Without the variables' values, which may be secrets. */
  @Override
  public String toString() {
    return "RunOrder[" + task + ", " + variables.keySet() + ", " + files + "]";
  }
}
