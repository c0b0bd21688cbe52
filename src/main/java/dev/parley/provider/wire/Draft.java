package dev.parley.provider.wire;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelSink;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A reply under construction: says its text aloud, gives every call an id of its own. */
public final class Draft {
  private final ModelSink sink;
  private final StringBuilder text = new StringBuilder();
  private final List<ToolCall> calls = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private @Nullable Usage usage;
  private @Nullable JsonObject kept;

  public Draft(ModelSink sink) {
    this.sink = sink;
  }

  public void say(String piece) {
    if (!piece.isEmpty()) {
      text.append(piece);
      sink.text(piece);
    }
  }

  /**
   * Adds a call; arguments that are no JSON object are kept as the model wrote them.
   *
   * @param id as the provider gave it; blank if it gave none
   * @return the id the call has among ours
   */
  public String call(String id, String tool, String arguments) {
    var own = own(id);
    calls.add(
        input(arguments)
            .map(input -> new ToolCall(own, tool, input))
            .orElseGet(() -> ToolCall.malformed(own, tool, arguments)));
    return own;
  }

  private String own(String id) {
    var wished = id.isBlank() ? "call_" + (calls.size() + 1) : id;
    var free = wished;
    for (int n = 2; !ids.add(free); n++) {
      free = wished + "_" + n;
    }
    return free;
  }

  private static Optional<JsonObject> input(String written) {
    if (written.isBlank()) {
      return Optional.of(JsonObject.EMPTY);
    }
    try {
      return Json.parse(written) instanceof JsonObject object
          ? Optional.of(object)
          : Optional.empty();
    } catch (MalformedJson _) {
      return Optional.empty();
    }
  }

  /** What the provider counted; the last word counts. */
  public void count(Usage counted) {
    usage = counted;
  }

  /** What the provider wants to see again with this reply. */
  public void keep(JsonObject again) {
    kept = again;
  }

  public boolean isEmpty() {
    return text.isEmpty() && calls.isEmpty();
  }

  public ModelReply reply() {
    return new ModelReply(text.toString(), calls, usage, kept);
  }
}
