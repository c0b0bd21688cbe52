package dev.parley.provider.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelReply;
import dev.parley.model.ToolOffer;
import dev.parley.provider.Asking;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineTest {
  private static final ToolOffer WEATHER =
      Asking.tool(
          "getWeather",
          object(
              "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
                  + "\"unit\":{\"enum\":[\"C\",\"F\"]}},\"required\":[\"city\"]}"));
  private static final ToolOffer UPDATE =
      Asking.tool(
          "updateVariable",
          object(
              "{\"properties\":{\"variable\":{\"type\":\"string\"},\"value\":{\"type\":\"string\"}},"
                  + "\"required\":[\"variable\",\"value\"]}"));

  private static JsonObject object(String text) {
    return (JsonObject) Json.parse(text);
  }

  private static ModelReply ask(Message... messages) {
    return Asking.of(Offline.model(), Asking.request(List.of(messages), List.of(UPDATE, WEATHER)))
        .reply();
  }

  @Test
  void saysThatItHasNothingToAnswerFrom() {
    var reply = ask(new UserMessage("Who wrote Hamlet?"));
    assertThat(reply.text()).contains("no documents", "OPENAI_API_KEY");
    assertThat(reply).isEqualTo(ask(new UserMessage("Who wrote Hamlet?")));
  }

  @Test
  void speaksWordByWord() {
    var asking = Asking.of(Offline.model());
    var text = asking.reply().text();
    assertThat(String.join("", asking.pieces)).isEqualTo(text);
    assertThat(asking.pieces).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "What is the weather in Oslo?, Oslo",
    "weather for New York, New York",
    "How is the weather at \"Mo i Rana\" now?, Mo i Rana"
  })
  void callsAToolThatIsPlainlyAskedFor(String question, String city) {
    var reply = ask(new UserMessage(question));
    assertThat(reply.calls()).hasSize(1);
    assertThat(reply.calls().getFirst().tool()).isEqualTo("getWeather");
    assertThat(reply.calls().getFirst().input())
        .isEqualTo(object("{\"city\":" + Json.print(city) + "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Nice weather!", "I live in Oslo", "Please update the variable of mine", ""})
  void callsNothingOnADoubt(String question) {
    assertThat(ask(new UserMessage(question)).calls()).isEmpty();
  }

  @Test
  void repeatsWhatToolsAnswered() {
    var reply =
        ask(
            new UserMessage("weather in Oslo"),
            new AssistantMessage("", List.of()),
            new ToolMessage("c1", "getWeather", "Rain, 7 °C"),
            new ToolMessage("c2", "clock", "10:00"));
    assertThat(reply.text()).isEqualTo("getWeather answered: Rain, 7 °C\n\nclock answered: 10:00");
    assertThat(reply.calls()).isEmpty();
  }
}
