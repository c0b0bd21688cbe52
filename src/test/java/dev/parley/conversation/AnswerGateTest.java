package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelReply;
import dev.parley.trace.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerGateTest {
  private static final ModelReply CALLING =
      new ModelReply("", List.of(new ToolCall("1", "x", JsonObject.EMPTY)), null);
  private static final ModelReply PLAIN = new ModelReply("", List.of(), null);

  @Test
  void holds399CodePointsAndLetsGo400() {
    var gate = new AnswerGate(false);
    var smile = "\uD83D\uDE00";
    assertThat(gate.pass(smile.repeat(399))).isEmpty();
    assertThat(gate.pass(smile)).isEqualTo(smile.repeat(400));
    assertThat(gate.pass("more")).isEqualTo("more");
    assertThat(gate.rest(CALLING)).isEmpty();
  }

  @Test
  void letsTheRestGoOnlyIfNoCallFollows() {
    var plain = new AnswerGate(false);
    assertThat(plain.pass("hm")).isEmpty();
    assertThat(plain.rest(PLAIN)).isEqualTo("hm");
    var calling = new AnswerGate(false);
    assertThat(calling.pass("hm")).isEmpty();
    assertThat(calling.rest(CALLING)).isEmpty();
  }

  @Test
  void holdsNothingWithoutTools() {
    assertThat(new AnswerGate(true).pass("a")).isEqualTo("a");
  }
}
