package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.ScriptedModel;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameTaskTest {
  private static ModelProvider model(ScriptedModel.Reply reply) {
    var model = new ScriptedModel();
    model.script(reply);
    return model;
  }

  @Test
  void takesWordsWithoutMarksFromTheFirstLineOnly() {
    assertThat(NameTask.tidy("“Find ESP32 Price”\nBecause you asked."))
        .hasValue("Find ESP32 Price");
    assertThat(NameTask.tidy("**Buy** `bread` #now")).hasValue("Buy bread now");
    assertThat(NameTask.tidy("  Ask\tBob's\u0007 «friend»  ")).hasValue("Ask Bob's friend");
    assertThat(NameTask.tidy("Pay\u202Eback\u0000")).hasValue("Pay back");
  }

  @Test
  void takesSevenWordsAndEightyCharactersAtMost() {
    assertThat(NameTask.tidy("one two three four five six seven eight nine"))
        .hasValue("one two three four five six seven");
    var long40 = "x".repeat(40);
    assertThat(NameTask.tidy(long40 + " " + long40 + " end"))
        .hasValueSatisfying(name -> assertThat(name).hasSizeLessThanOrEqualTo(80));
    assertThat(NameTask.tidy("x".repeat(500))).isEmpty();
  }

  @Test
  void takesNothingForAName() {
    for (var nothing : List.of("", "  ", "\n\n", "\"\"", "***", "\u0000")) {
      assertThat(NameTask.tidy(nothing)).as(nothing).isEmpty();
    }
  }

  @Test
  void nobodyIsKeptFromATaskByAModelThatFails() {
    assertThat(
            NameTask.name(
                model((_, _, _) -> new ModelReply("Buy Bread", List.of(), null)), "Buy some bread"))
        .hasValue("Buy Bread");
    assertThat(
            NameTask.name(
                model((_, _, _) -> {
                  throw new ModelException(new ModelFault.Refused("no"));
                }),
                "Buy some bread"))
        .isEmpty();
  }
}
