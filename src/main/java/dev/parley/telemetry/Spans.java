package dev.parley.telemetry;

import dev.parley.engine.CallFault;
import dev.parley.engine.EngineObserver;
import dev.parley.http.Operations;
import dev.parley.http.RequestListener;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says in OpenTelemetry's words what has been done: a span for each request, turn and step.
 *
 * <p>Names are those of the semantic conventions for HTTP and for GenAI where they have one. What
 * anybody said, passed or holds as a secret is not among what this is told, and never in a span.
 */
final class Spans implements EngineObserver, RequestListener, AutoCloseable {
  private static final AttributeKey<String> OPERATION = text("gen_ai.operation.name");
  private static final AttributeKey<String> PROVIDER = text("gen_ai.provider.name");
  private static final AttributeKey<String> MODEL = text("gen_ai.request.model");
  private static final AttributeKey<String> CONVERSATION = text("gen_ai.conversation.id");
  private static final AttributeKey<String> AGENT = text("gen_ai.agent.id");
  private static final AttributeKey<String> TOOL = text("gen_ai.tool.name");
  private static final AttributeKey<String> TOOL_TYPE = text("gen_ai.tool.type");
  private static final AttributeKey<Long> INPUT = number("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT = number("gen_ai.usage.output_tokens");
  private static final AttributeKey<Long> CACHED = number("gen_ai.usage.cache_read.input_tokens");
  private static final AttributeKey<String> ERROR = text("error.type");
  private static final AttributeKey<String> METHOD = text("http.request.method");
  private static final AttributeKey<String> ROUTE = text("http.route");
  private static final AttributeKey<Long> STATUS = number("http.response.status_code");
  private static final AttributeKey<Long> BYTES = number("http.response.body.size");
  private static final AttributeKey<String> SURFACE = text("parley.surface");
  private static final AttributeKey<String> REFUSAL = text("parley.refusal");
  private static final AttributeKey<String> INSTANCE = text("parley.error_instance_id");
  private static final AttributeKey<String> TURN = text("parley.turn.id");
  private static final AttributeKey<String> TURN_STATUS = text("parley.turn.status");
  private static final AttributeKey<Boolean> RESUMED =
      AttributeKey.booleanKey("parley.turn.resumed");
  private static final AttributeKey<String> PURPOSE = text("parley.model.purpose");
  private static final AttributeKey<String> KIND = text("parley.tool.kind");
  private static final AttributeKey<Long> FOUND = number("parley.retrieval.found");
  private static final int SERVER_FAULT = 500;

  private final Collector collector;

  private Spans(Collector collector) {
    this.collector = collector;
  }

  static Spans open(TraceSettings settings, Collector.Tally tally) {
    return new Spans(Collector.open(settings, tally));
  }

  private static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(name);
  }

  private static AttributeKey<Long> number(String name) {
    return AttributeKey.longKey(name);
  }

  @Override
  public void answered(Answered answered) {
    // Probes and scrapes come every few seconds and nobody looks for them.
    if (answered.surface().equals(Operations.NAME)) {
      return;
    }
    var method = answered.method().name();
    var route = answered.route();
    var about = Attributes.builder().put(METHOD, method).put(BYTES, answered.bytes());
    put(about, SURFACE, answered.surface());
    put(about, ROUTE, route);
    if (answered.status() != 0) {
      about.put(STATUS, (long) answered.status());
    }
    var failure = answered.failure();
    if (failure != null) {
      about.put(REFUSAL, Words.of(failure.kind())).put(INSTANCE, failure.id().toString());
    }
    boolean failed = answered.status() == 0 || answered.status() >= SERVER_FAULT;
    if (failed) {
      about.put(ERROR, error(answered));
    }
    var name = route.isEmpty() ? method : method + " " + route;
    var what = new Done(name, SpanKind.SERVER, about.build(), failed);
    collector.take(answered.place(), what, answered.took());
  }

  private static String error(Answered answered) {
    var failure = answered.failure();
    if (failure != null) {
      return Words.of(failure.kind());
    }
    return answered.status() == 0 ? "broken_off" : Integer.toString(answered.status());
  }

  @Override
  public void turnRan(TurnRan turn) {
    var about = about(turn.ids(), "invoke_agent").put(PROVIDER, "parley");
    about.put(TURN_STATUS, Words.of(turn.how())).put(RESUMED, turn.resumed());
    put(about, turn.usage());
    var problem = turn.problem();
    if (problem != null) {
      about.put(ERROR, Words.of(problem.getClass()));
    }
    boolean failed = turn.how() == TurnStatus.FAILED;
    var what = new Done("invoke_agent", SpanKind.INTERNAL, about.build(), failed);
    collector.take(turn.place(), what, turn.took());
  }

  @Override
  public void modelCalled(ModelCalled call) {
    var model = call.model();
    var about = about(call.ids(), "chat").put(PROVIDER, model.provider()).put(MODEL, model.model());
    about.put(PURPOSE, Words.of(call.purpose()));
    put(about, call.usage());
    var what = step("chat " + model.model(), SpanKind.CLIENT, about, call.fault());
    collector.take(call.place(), what, call.took());
  }

  @Override
  public void toolCalled(ToolCalled call) {
    var tool = Objects.requireNonNullElse(call.tool(), "unknown");
    var about = about(call.ids(), "execute_tool").put(TOOL, tool).put(TOOL_TYPE, "function");
    about.put(KIND, Words.of(call.kind()));
    var what = step("execute_tool " + tool, SpanKind.INTERNAL, about, call.fault());
    collector.take(call.place(), what, call.took());
  }

  @Override
  public void retrieved(Retrieved retrieved) {
    var about = about(retrieved.ids(), "retrieval").put(FOUND, (long) retrieved.found());
    var what = step("retrieval", SpanKind.INTERNAL, about, retrieved.fault());
    collector.take(retrieved.place(), what, retrieved.took());
  }

  private static AttributesBuilder about(Turn.Ids ids, String operation) {
    return Attributes.builder()
        .put(OPERATION, operation)
        .put(CONVERSATION, ids.session().id().toString())
        .put(AGENT, ids.session().agent().toString())
        .put(TURN, ids.turn().toString());
  }

  /** A step that somebody stopped has an error's type, but is no error. */
  private static Done step(
      String name, SpanKind kind, AttributesBuilder about, @Nullable CallFault fault) {
    if (fault != null) {
      about.put(ERROR, Words.of(fault));
    }
    return new Done(name, kind, about.build(), fault != null && fault != CallFault.STOPPED);
  }

  private static void put(AttributesBuilder about, @Nullable Usage usage) {
    if (usage == null) {
      return;
    }
    about.put(INPUT, (long) usage.input()).put(OUTPUT, (long) usage.output());
    if (usage.fromCache() > 0) {
      about.put(CACHED, (long) usage.fromCache());
    }
  }

  private static void put(AttributesBuilder about, AttributeKey<String> key, String value) {
    if (!value.isEmpty()) {
      about.put(key, value);
    }
  }

  @Override
  public void close() {
    collector.close();
  }

  /** What a span says besides where and when. */
  record Done(String name, SpanKind kind, Attributes about, boolean failed) {}
}
