package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.LiveHands.Chord;
import org.junit.jupiter.api.Test;

class ChordTest {
  @Test
  void knowsEveryWayToTheClipboard() {
    assertThat(Chord.of("c", 2)).isEqualTo(Chord.COPY);
    assertThat(Chord.of("C", 2 | 8)).isEqualTo(Chord.COPY);
    assertThat(Chord.of("v", 4)).isEqualTo(Chord.PASTE);
    assertThat(Chord.of("Insert", 8)).isEqualTo(Chord.PASTE);
    assertThat(Chord.of("Insert", 2)).isEqualTo(Chord.COPY);
    assertThat(Chord.of("Delete", 8)).isEqualTo(Chord.CUT);
    assertThat(Chord.of("Paste", 0)).isEqualTo(Chord.PASTE);
    assertThat(Chord.of("v", 0)).isEqualTo(Chord.NONE);
    assertThat(Chord.of("a", 2)).isEqualTo(Chord.NONE);
  }
}
