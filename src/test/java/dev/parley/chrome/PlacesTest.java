package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PlacesTest {
  private final Places places = new Places(1);
  private final List<String> order = new CopyOnWriteArrayList<>();

  private Thread waiting(String name) {
    int before = places.waiting();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              if (places.take(new Cancel())) {
                order.add(name);
              }
            });
    ChromeSessionTest.await(() -> places.waiting() > before);
    return thread;
  }

  @Test
  void servesInTheOrderOfComing() throws Exception {
    places.take(new Cancel());
    var first = waiting("first");
    var second = waiting("second");
    places.giveBack();
    first.join();
    places.giveBack();
    second.join();
    assertThat(order).containsExactly("first", "second");
    places.giveBack();
    assertThat(places.taken()).isZero();
  }

  @Test
  void losesNoPlaceToOneWhoLeft() throws Exception {
    places.take(new Cancel());
    var cancel = new Cancel();
    var leaver =
        Thread.ofVirtual()
            .start(() ->
                assertThatThrownBy(() -> places.take(cancel)).isInstanceOf(Cancel.Cancelled.class));
    ChromeSessionTest.await(() -> places.waiting() == 1);
    cancel.cancel();
    leaver.join();
    assertThat(places.waiting()).isZero();
    places.giveBack();
    assertThat(places.take(new Cancel())).isTrue();
  }

  @Test
  void sendsEverybodyAwayWhenClosed() throws Exception {
    places.take(new Cancel());
    var thread = waiting("nobody");
    places.close();
    thread.join();
    assertThat(order).isEmpty();
    assertThat(places.take(new Cancel())).isFalse();
  }
}
