package dev.parley.door.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitsTest {
  private Instant now = Instant.EPOCH;
  private final Visits visits = new Visits(() -> now);

  @Test
  void endWhenNothingWasHeardOfThem() {
    var id = visits.begin(Visit.NEW);
    now = now.plus(Visits.LIFE);
    assertThat(visits.find(id)).isPresent();
    now = now.plus(Visits.LIFE);
    assertThat(visits.find(id)).isPresent();
    now = now.plus(Visits.LIFE).plusMillis(1);
    assertThat(visits.find(id)).isEmpty();
    assertThat(visits.change(id, visit -> visit)).isEmpty();
    assertThat(visits.count()).isZero();
  }

  @Test
  void areBoundedAndTheLongestUnusedGoes() {
    var first = visits.begin(Visit.NEW);
    var second = visits.begin(Visit.NEW);
    assertThat(visits.find(first)).isPresent();
    for (int i = 1; i < Visits.MOST; i++) {
      visits.begin(Visit.NEW);
    }
    assertThat(visits.count()).isEqualTo(Visits.MOST);
    assertThat(visits.find(second)).isEmpty();
    assertThat(visits.find(first)).isPresent();
  }

  @Test
  void holdABoundedBasket() {
    var parts = Parts.read().search("", null, Parts.Sort.FIT);
    var full =
        IntStream.range(0, parts.size())
            .boxed()
            .reduce(Visit.NEW, (visit, i) -> visit.adding(parts.get(i), 500), (a, _) -> a);
    assertThat(full.basket()).hasSize(Visit.MOST_PARTS).containsValue(Visit.MOST_OF_ONE);
  }
}
