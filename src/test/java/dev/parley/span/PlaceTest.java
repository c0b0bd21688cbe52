package dev.parley.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.span.Place.Begun;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void goesBelowTheSpanThatAClientNames() {
    var place = Place.below("00-" + TRACE + "-" + SPAN + "-01").orElseThrow();
    assertThat(place.traceId()).isEqualTo(TRACE);
    assertThat(place.parentId()).isEqualTo(SPAN);
    assertThat(place.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(SPAN);
    assertThat(place.begun()).isEqualTo(Begun.OUTSIDE_RECORDED);
  }

  @Test
  void knowsThatAClientDoesNotRecord() {
    var place = Place.below("00-" + TRACE + "-" + SPAN + "-02").orElseThrow();
    assertThat(place.begun()).isEqualTo(Begun.OUTSIDE_UNRECORDED);
    assertThat(place.below().begun()).isEqualTo(Begun.OUTSIDE_UNRECORDED);
  }

  @Test
  void readsLaterVersionsAsFarAsItKnowsThem() {
    assertThat(Place.below("01-" + TRACE + "-" + SPAN + "-01-more")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-" + TRACE + "-" + SPAN + "-01-more",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN,
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        " 00-" + TRACE + "-" + SPAN + "-01",
        "01-" + TRACE + "-" + SPAN + "-01-\n",
      })
  void refusesWhatIsNoTraceparent(String header) {
    assertThat(Place.below(header)).isEmpty();
  }

  @Test
  void refusesAVeryLongOne() {
    var header = "01-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(1000);
    assertThat(Place.below(header)).isEmpty();
  }

  @Test
  void tellsTheThreadWhereItIs() {
    var seen = new ArrayList<Place>();
    var outer = Place.fresh();
    outer.run(() -> {
      seen.add(Place.current().orElseThrow());
      seen.add(Place.next());
    });
    assertThat(seen.getFirst()).isEqualTo(outer);
    assertThat(seen.getLast().traceId()).isEqualTo(outer.traceId());
    assertThat(seen.getLast().parent()).isEqualTo(outer.span());
    assertThat(Place.current()).isEmpty();
    assertThat(Place.next().parent()).isZero();
  }
}
