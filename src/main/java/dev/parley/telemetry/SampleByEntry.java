package dev.parley.telemetry;

import dev.parley.span.Place.Begun;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/**
 * Asks a sampler about every span as though the trace came in with it.
 *
 * <p>A step ends, and becomes a span, before the request that caused it. The samplers go by the
 * trace's id and by what the client records, so all spans of a trace get the same answer.
 */
record SampleByEntry(Sampler sampler) implements Sampler {
  @Override
  public SamplingResult shouldSample(
      Context parent,
      String traceId,
      String name,
      SpanKind kind,
      Attributes attributes,
      List<LinkData> links) {
    return sampler.shouldSample(entry(), traceId, name, kind, attributes, links);
  }

  private static Context entry() {
    var place = GivenIds.PLACE.get();
    return place.begun() == Begun.HERE
        ? Context.root()
        : Context.root().with(Span.wrap(Collector.outside(place)));
  }

  @Override
  public String getDescription() {
    return sampler.getDescription();
  }
}
