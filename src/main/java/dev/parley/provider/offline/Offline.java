package dev.parley.provider.offline;

import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Material;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelIdentity;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelSink;
import dev.parley.model.ToolOffer;
import dev.parley.provider.offline.Verdict.Act;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the offline model. */
public final class Offline {
  private static final ModelProvider MODEL = new OfflineModel();

  private Offline() {}

  public static ModelProvider model() {
    return MODEL;
  }

  private static final class OfflineModel implements ModelProvider {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+(\\s+\\z)?|\\s+");
    private static final String NAME = "Name this task";
    private static final String EXTRACT = "Extract from the page";
    private static final int LONGEST_QUOTE = 2_000;
    private static final String MYSELF =
        " I am Parley's offline model: I only repeat what an agent's tools and documents give me."
            + " For answers of its own, give the agent a model, such as `model: openai:<model"
            + " name>`, and start the server with OPENAI_API_KEY.";
    private static final String NOTHING =
        "I have no documents to answer from, so I cannot answer this." + MYSELF;
    private static final String NOTHING_FOUND =
        "I found nothing in my documents that has to do with this, so I cannot answer it." + MYSELF;

    @Override
    public ModelIdentity identity() {
      return new ModelIdentity("offline", "offline");
    }

    @Override
    public ModelReply ask(ModelRequest request, ModelSink sink, Cancel cancel) {
      cancel.check();
      if (request.tools().stream().anyMatch(tool -> tool.name().equals("done"))) {
        return browse(request, sink, cancel);
      }
      if (request.tools().isEmpty() && request.system().startsWith(NAME)) {
        return say(Naming.of(question(request.messages())), sink, cancel);
      }
      if (request.tools().isEmpty() && request.system().startsWith(EXTRACT)) {
        return say(Extraction.answer(question(request.messages())), sink, cancel);
      }
      var results = latestResults(request.messages());
      if (!results.isEmpty()) {
        return say(quote(results), sink, cancel);
      }
      return ToolChoice.choose(question(request.messages()), request)
          .map(call -> new ModelReply("", List.of(call), null))
          .orElseGet(() -> say(fromMaterial(request), sink, cancel));
    }

    private static String fromMaterial(ModelRequest request) {
      return Material.in(request.system())
          .map(material ->
              material.sections().isEmpty()
                  ? NOTHING_FOUND
                  : Quoting.answer(question(request.messages()), material))
          .orElse(NOTHING);
    }

    /** One action of a browser. */
    private static ModelReply browse(ModelRequest request, ModelSink sink, Cancel cancel) {
      var act = BrowserTask.next(Situation.of(request));
      var id = "call_" + request.position().inSession();
      var call = new ToolCall(id, act.tool(), offered(act, request.tools()));
      var said = say(act.say(), sink, cancel);
      return new ModelReply(said.text(), List.of(call), null);
    }

    /** Without what the tool does not take. */
    private static JsonObject offered(Act act, List<ToolOffer> tools) {
      var known =
          tools.stream()
              .filter(tool -> tool.name().equals(act.tool()))
              .flatMap(tool -> tool.input().get("properties").stream())
              .findFirst();
      if (known.orElse(null) instanceof JsonObject properties) {
        var members = new LinkedHashMap<>(act.input().members());
        members.keySet().retainAll(properties.members().keySet());
        return new JsonObject(members);
      }
      return act.input();
    }

    private static String question(List<Message> messages) {
      for (var message : messages.reversed()) {
        if (message instanceof UserMessage(var text)) {
          return text;
        }
      }
      return "";
    }

    /** What tools answered since anybody else spoke. */
    private static List<ToolMessage> latestResults(List<Message> messages) {
      var latest = new ArrayList<ToolMessage>();
      for (var message : messages.reversed()) {
        switch (message) {
          case ToolMessage result -> latest.addFirst(result);
          case UserMessage _, PictureMessage _, AssistantMessage _ -> {
            return latest;
          }
        }
      }
      return latest;
    }

    private static String quote(List<ToolMessage> results) {
      var lines = new ArrayList<String>();
      for (var result : results) {
        lines.add(result.tool() + " answered: " + clipped(result.text()));
      }
      return String.join("\n\n", lines);
    }

    private static String clipped(String text) {
      return text.codePointCount(0, text.length()) <= LONGEST_QUOTE
          ? text
          : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + " …";
    }

    private static ModelReply say(String text, ModelSink sink, Cancel cancel) {
      var words = WORD.matcher(text);
      while (words.find()) {
        cancel.check();
        sink.text(words.group());
      }
      return new ModelReply(text, List.of(), null);
    }
  }
}
