package dev.parley.provider.scripted;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.provider.scripted.Script.Call;
import dev.parley.provider.scripted.Script.Reply;
import dev.parley.provider.scripted.Script.Rule;
import dev.parley.trace.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a script from its tree, or says what is wrong with it. */
final class ScriptReader {
  private static final Set<String> SAYING = Set.of("say", "call", "delay", "usage");

  private ScriptReader() {}

  static Script read(String file, JsonValue tree) {
    var script = new Node(file, "the script", tree);
    script.allow(Set.of("replies", "when"), "write 'replies:' and, if you like, 'when:'");
    var replies = script.list("replies").map(ScriptReader::reply).toList();
    var rules = script.list("when").map(ScriptReader::rule).toList();
    if (replies.isEmpty() && rules.isEmpty()) {
      throw script.fault("has no replies", "write 'replies: [{say: [\"Hello.\"]}]'");
    }
    return new Script(replies, rules);
  }

  private static Rule rule(Node rule) {
    rule.allow(
        Set.of("match", "replies"), "write {match: \"some text\", replies: [{say: [\"…\"]}]}");
    var replies = rule.list("replies").map(ScriptReader::reply).toList();
    if (replies.isEmpty()) {
      throw rule.fault("has no replies", "add 'replies: [{say: [\"…\"]}]'");
    }
    return new Rule(rule.need("match", "match: \"some text\"").text(), replies);
  }

  private static Reply reply(Node reply) {
    var names = reply.object().members().keySet();
    if (names.contains("fail")) {
      reply.allow(Set.of("fail"), "'fail' stands alone in its reply");
      return new Reply.Fail(failure(reply.need("fail", "")));
    }
    if (names.contains("hang")) {
      reply.allow(
          Set.of("hang"), "'hang' stands alone; text before it goes to {hang: {after: […]}}");
      return hang(reply.need("hang", ""));
    }
    if (names.contains("malformed")) {
      reply.allow(Set.of("malformed"), "'malformed' stands alone in its reply");
      var malformed = reply.need("malformed", "");
      if (!(malformed.value() instanceof JsonBool(var yes)) || !yes) {
        throw malformed.fault("is not true", "write {malformed: true} or leave it out");
      }
      return new Reply.Fail(new Malformed("the script says: malformed"));
    }
    reply.allow(SAYING, "a reply has say, call, delay and usage, or fail, or hang, or malformed");
    if (!names.contains("say") && !names.contains("call")) {
      throw reply.fault("says nothing", "write {say: [\"…\"]}, {call: [{tool: …}]} or {fail: …}");
    }
    var delay = reply.find("delay");
    var usage = reply.find("usage");
    return new Reply.Say(
        pieces(reply.find("say")),
        reply.list("call").map(ScriptReader::call).toList(),
        delay == null ? Duration.ZERO : delay.duration(),
        usage == null ? null : usage(usage));
  }

  /** A list of pieces, or one text that is one piece. */
  private static List<String> pieces(@Nullable Node said) {
    if (said == null) {
      return List.of();
    }
    return said.value() instanceof JsonText(var whole)
        ? List.of(whole)
        : said.elements().map(Node::text).toList();
  }

  private static Call call(Node call) {
    call.allow(Set.of("tool", "input"), "write {tool: Weather, input: {city: Oslo}}");
    var input = call.find("input");
    return new Call(
        call.need("tool", "tool: Weather").text(),
        input == null ? JsonObject.EMPTY : input.object());
  }

  private static Usage usage(Node usage) {
    usage.allow(Set.of("input", "output", "cached"), "write {input: 21, output: 9, cached: 5}");
    var cached = usage.find("cached");
    return new Usage(
        usage.need("input", "input: 21").count(),
        usage.need("output", "output: 9").count(),
        cached == null ? null : cached.count(),
        null);
  }

  private static Reply hang(Node hang) {
    if (hang.value() instanceof JsonNull || hang.value().equals(new JsonBool(true))) {
      return new Reply.Hang(List.of());
    }
    hang.allow(Set.of("after"), "write {hang: {after: [\"some text\"]}} or {hang: true}");
    return new Reply.Hang(pieces(hang.find("after")));
  }

  private static ModelFault failure(Node fail) {
    fail.allow(Set.of("kind", "retryAfter"), "write {kind: rate-limit, retryAfter: 2s}");
    var after = fail.find("retryAfter");
    @Nullable Duration retryAfter = after == null ? null : after.duration();
    var kind = fail.need("kind", "kind: rate-limit");
    return switch (kind.text()) {
      case "rate-limit" -> new RateLimited("the script says: rate limit", retryAfter);
      case "overloaded" -> new Overloaded("the script says: overloaded", retryAfter);
      case "internal" -> new Overloaded("the script says: internal error", retryAfter);
      case "context-size" -> new ContextTooLarge("the script says: context size");
      default ->
          throw kind.fault(
              "is no kind of failure", "write rate-limit, context-size, overloaded or internal");
    };
  }
}
