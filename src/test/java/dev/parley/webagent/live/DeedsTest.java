package dev.parley.webagent.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.LiveInput;
import dev.parley.webagent.live.HandDeed.BackHandDeed;
import dev.parley.webagent.live.HandDeed.CloseHandDeed;
import dev.parley.webagent.live.HandDeed.DragHandDeed;
import dev.parley.webagent.live.HandDeed.GoHandDeed;
import dev.parley.webagent.live.HandDeed.KeyHandDeed;
import dev.parley.webagent.live.HandDeed.PressHandDeed;
import dev.parley.webagent.live.HandDeed.ScrollHandDeed;
import dev.parley.webagent.live.HandDeed.TypeHandDeed;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeedsTest {
  private static final Instant AT = Instant.EPOCH;
  private final Deeds deeds = new Deeds();

  private void did(LiveInput... inputs) {
    for (var input : inputs) {
      deeds.add(input, AT);
    }
  }

  private static LiveInput key(String key, int modifiers, String text) {
    return new LiveInput.Key(key, "", modifiers, text, true);
  }

  @Test
  void isAPressWhereverThePointerCameFrom() {
    did(
        new LiveInput.Move(1, 1),
        new LiveInput.Button(10.4, 20.6, 0, true, 1),
        new LiveInput.Move(11, 21),
        new LiveInput.Button(11, 21, 0, false, 1));
    assertThat(deeds.take()).containsExactly(new PressHandDeed(AT, 10, 21, 0, 1));
    assertThat(deeds.take()).isEmpty();
  }

  @Test
  void isADragWhenLetGoElsewhere() {
    did(new LiveInput.Button(10, 20, 0, true, 1), new LiveInput.Button(90, 20, 0, false, 1));
    assertThat(deeds.take())
        .containsExactly(new PressHandDeed(AT, 10, 20, 0, 1), new DragHandDeed(AT, 10, 20, 90, 20));
  }

  @Test
  void countsWhatIsTypedAndForgetsIt() {
    did(key("s", 0, "s"), key("E", 8, "E"), new LiveInput.Typed("cret \ud83d\ude00"));
    assertThat(deeds.take()).containsExactly(new TypeHandDeed(AT, 8));
  }

  @Test
  void namesKeysThatTypeNothing() {
    did(
        key("Control", 2, ""),
        key("a", 2, ""),
        key("Tab", 0, ""),
        key("Tab", 0, ""),
        key("@", 3, "@"),
        key("Enter", 0, "\r"));
    assertThat(deeds.take())
        .containsExactly(
            new KeyHandDeed(AT, "Control+a", 1),
            new KeyHandDeed(AT, "Tab", 2),
            new TypeHandDeed(AT, 1),
            new KeyHandDeed(AT, "Enter", 1));
  }

  @Test
  void namesAddressesWithoutWhatMayBeSecretInThem() {
    did(
        new LiveInput.Go("https://me:pa55@shop.test/a/b?token=1#x"),
        new LiveInput.Back(),
        new LiveInput.CloseTab());
    assertThat(deeds.take())
        .containsExactly(
            new GoHandDeed(AT, "https://shop.test/a/b"),
            new BackHandDeed(AT),
            new CloseHandDeed(AT));
  }

  @Test
  void addsUpTheWheel() {
    did(new LiveInput.Wheel(5, 6, 0, 100), new LiveInput.Wheel(7, 8, 0, 50));
    assertThat(deeds.take()).containsExactly(new ScrollHandDeed(AT, 5, 6, 0, 150));
  }
}
