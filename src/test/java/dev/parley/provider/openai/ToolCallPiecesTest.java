package dev.parley.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.provider.wire.Draft;
import org.junit.jupiter.api.Test;

class ToolCallPiecesTest {
  private final ToolCallPieces pieces = new ToolCallPieces();

  private void add(String... written) {
    for (var piece : written) {
      pieces.add(Json.parse(piece));
    }
  }

  private void gives(String... calls) {
    var draft = new Draft(_ -> {});
    pieces.into(draft);
    assertThat(draft.reply().calls())
        .extracting(call -> call.id() + " " + call.tool() + " " + call.input())
        .containsExactly(calls);
  }

  @Test
  void tellsCallsApartWhenAllHaveIndexZero() {
    add(
        "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\"{}\"}}",
        "{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\":1}\"}}");
    gives("a T {}", "b T {\"n\":1}");
  }

  @Test
  void joinsPiecesThatRepeatIdAndName() {
    add(
        "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\"\"}}",
        "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\":1}\"}}");
    gives("a T {\"n\":1}");
  }

  @Test
  void joinsPiecesWithNewIdsAndNoName() {
    add(
        "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\"\"}}",
        "{\"index\":0,\"id\":\"b\",\"function\":{\"name\":null,\"arguments\":\":1}\"}}");
    gives("a T {\"n\":1}");
  }

  @Test
  void managesWithoutIndexAndId() {
    add(
        "{\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\"\"}}",
        "{\"function\":{\"arguments\":\":1}\"}}",
        "{\"function\":{\"name\":\"T\",\"arguments\":{\"n\":2}}}");
    gives("call_1 T {\"n\":1}", "call_2 T {\"n\":2}");
  }

  @Test
  void tellsWholeCallsOfOneIdApart() {
    add(
        "{\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\":1}\"}}",
        "{\"id\":\"a\",\"function\":{\"name\":\"T\",\"arguments\":\"{\\\"n\\\":2}\"}}");
    gives("a T {\"n\":1}", "a_2 T {\"n\":2}");
  }

  @Test
  void takesNoArgumentsForAnEmptyObject() {
    add("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"T\"}}", "7", "{}");
    gives("a T {}");
  }
}
