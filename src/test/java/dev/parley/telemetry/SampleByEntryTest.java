package dev.parley.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.span.Place;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SampleByEntryTest {
  private final Sampler sampler =
      new SampleByEntry(Sampler.parentBased(Sampler.traceIdRatioBased(0.5)));

  private boolean isTaken(Place place) {
    return ScopedValue.where(GivenIds.PLACE, place)
        .call(() ->
            sampler
                .shouldSample(
                    Context.root(),
                    place.traceId(),
                    "x",
                    SpanKind.INTERNAL,
                    Attributes.empty(),
                    List.of())
                .getDecision()
                .equals(SamplingDecision.RECORD_AND_SAMPLE));
  }

  @Test
  void takesWholeTracesOrNothingOfThem() {
    var requests = Stream.generate(Place::fresh).limit(400).toList();
    assertThat(requests)
        .allSatisfy(request -> {
          var turn = request.below();
          assertThat(isTaken(turn)).isEqualTo(isTaken(request));
          assertThat(isTaken(turn.below())).isEqualTo(isTaken(request));
        });
    assertThat(requests.stream().filter(this::isTaken).count()).isBetween(100L, 300L);
  }

  @Test
  void goesByTheClientWhereThatBeganTheTrace() {
    for (int i = 0; i < 50; i++) {
      var trace = Place.fresh().traceId();
      var recorded = Place.below("00-" + trace + "-00f067aa0ba902b7-01").orElseThrow();
      var unrecorded = Place.below("00-" + trace + "-00f067aa0ba902b7-00").orElseThrow();
      assertThat(isTaken(recorded.below())).isTrue();
      assertThat(isTaken(unrecorded.below())).isFalse();
    }
  }
}
