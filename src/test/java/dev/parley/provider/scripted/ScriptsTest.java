package dev.parley.provider.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.provider.Asking;
import dev.parley.trace.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptsTest {
  private static ModelProvider script(String json) {
    return Scripts.model("demo.yaml", Json.parse(json.replace('\'', '"')));
  }

  private static ModelRequest at(int inSession, int inTurn, String text) {
    return new ModelRequest(
        "", List.of(new UserMessage(text)), List.of(), new Position(inSession, inTurn));
  }

  private static ModelReply ask(ModelProvider model, int inSession, int inTurn, String text) {
    return model.ask(at(inSession, inTurn, text), _ -> {}, new Cancel());
  }

  private static ModelFault fault(ThrowingCallable asking) {
    var thrown = org.assertj.core.api.Assertions.catchThrowableOfType(ModelException.class, asking);
    return thrown.fault();
  }

  @Test
  void repliesInTheOrderOfTheSession() {
    var model = script("{'replies':[{'say':['a']},{'say':'b'}]}");
    assertThat(ask(model, 0, 0, "x").text()).isEqualTo("a");
    assertThat(ask(model, 1, 0, "x").text()).isEqualTo("b");
    assertThat(ask(model, 7, 0, "x").text()).isEqualTo("b");
    assertThat(ask(model, 0, 5, "x").text()).isEqualTo("a");
  }

  @Test
  void goesByTheFirstRuleThatFitsAndThePlaceInTheTurn() {
    var model =
        script(
            "{'replies':[{'say':['else']}],'when':["
                + "{'match':'order','replies':[{'say':['1']},{'say':['2']}]},"
                + "{'match':'my order','replies':[{'say':['never']}]}]}");
    assertThat(ask(model, 9, 0, "Where is my order?").text()).isEqualTo("1");
    assertThat(ask(model, 10, 1, "Where is my order?").text()).isEqualTo("2");
    assertThat(ask(model, 11, 2, "Where is my order?").text()).isEqualTo("2");
    assertThat(ask(model, 12, 0, "Hello").text()).isEqualTo("else");
  }

  @Test
  void saysPiecesWithUsageAndCalls() {
    var pieces = new ArrayList<String>();
    var reply =
        script(
                "{'replies':[{'say':['The status ','is **In Transit**.'],'delay':'1ms',"
                    + "'usage':{'input':21,'output':9,'cached':5},'call':[{'tool':'Weather','input':{'city':'Oslo'}},"
                    + "{'tool':'Clock'}]}]}")
            .ask(at(3, 0, "x"), pieces::add, new Cancel());
    assertThat(pieces).containsExactly("The status ", "is **In Transit**.");
    assertThat(reply.text()).isEqualTo("The status is **In Transit**.");
    assertThat(reply.usage()).isEqualTo(new Usage(21, 9, 5, null));
    assertThat(reply.calls())
        .extracting(call -> call.id() + call.tool() + call.input())
        .containsExactly("call_3_0Weather{\"city\":\"Oslo\"}", "call_3_1Clock" + JsonObject.EMPTY);
  }

  @Test
  void failsAsTold() {
    assertThat(fault(() -> ask(failing("rate-limit"), 0, 0, "x")))
        .isInstanceOfSatisfying(
            ModelFault.RateLimited.class,
            it -> assertThat(it.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
    assertThat(fault(() -> ask(failing("overloaded"), 0, 0, "x")))
        .isInstanceOf(ModelFault.Overloaded.class);
    assertThat(fault(() -> ask(failing("internal"), 0, 0, "x")))
        .isInstanceOf(ModelFault.Overloaded.class);
    assertThat(fault(() -> ask(failing("context-size"), 0, 0, "x")))
        .isInstanceOf(ModelFault.ContextTooLarge.class);
    assertThat(fault(() -> ask(script("{'replies':[{'malformed':true}]}"), 0, 0, "x")))
        .isInstanceOf(ModelFault.Malformed.class);
  }

  private static ModelProvider failing(String kind) {
    return script("{'replies':[{'fail':{'kind':'" + kind + "','retryAfter':'2s'}}]}");
  }

  @Test
  void hangsUntilCancelled() throws InterruptedException {
    var asking = Asking.of(script("{'replies':[{'hang':{'after':['partial']}}]}"));
    assertThat(asking.piece()).isEqualTo("partial");
    asking.cancel.cancel();
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void stopsWithinADelay() throws InterruptedException {
    var asking = Asking.of(script("{'replies':[{'say':['a','b'],'delay':'9m'}]}"));
    asking.cancel.cancel();
    assertThat(asking.thrown()).isInstanceOf(Cancelled.class);
  }

  @Test
  void refusesWhatNoRuleFits() {
    var model = script("{'when':[{'match':'a','replies':[{'say':['b']}]}]}");
    assertThat(fault(() -> ask(model, 0, 0, "x"))).isInstanceOf(ModelFault.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | demo.yaml: the script is not a mapping; write",
        "{} | demo.yaml: the script has no replies; write",
        "{'reply':[]} | has no place for 'reply'; write 'replies:'",
        "{'replies':{}} | demo.yaml: replies is not a list",
        "{'replies':[{}]} | demo.yaml: replies[0] says nothing; write {say:",
        "{'replies':[{'say':[1]}]} | demo.yaml: replies[0].say[0] is not text; put it in double quotes",
        "{'replies':[{'say':'a','delay':20}]} | replies[0].delay is no length of time; write it like 20ms",
        "{'replies':[{'say':'a','hang':{}}]} | replies[0] has no place for 'say'; 'hang' stands alone",
        "{'replies':[{'call':[{'input':{}}]}]} | replies[0].call[0] lacks 'tool'; add 'tool: Weather'",
        "{'replies':[{'fail':{'kind':'x'}}]} | replies[0].fail.kind is no kind of failure; write rate-limit",
        "{'replies':[{'say':'a','usage':{'input':-1,'output':1}}]} | usage.input is no count",
        "{'replies':[{'malformed':false}]} | malformed is not true",
        "{'when':[{'match':'a'}]} | when[0] has no replies; add"
      })
  void saysWhatIsWrongWithAScript(String script, String message) {
    assertThatThrownBy(() -> script(script))
        .isInstanceOf(ScriptFault.class)
        .hasMessageContaining(message);
  }

  @Test
  void readsAFileAgainOnlyWhenItChanged(@TempDir Path folder) throws IOException {
    var reads = new ArrayList<Path>();
    var scripts =
        new Scripts(
            folder,
            file -> {
              reads.add(file);
              return parsed(file);
            });
    var file = Files.writeString(folder.resolve("a.yaml"), "{\"replies\":[{\"say\":\"1\"}]}");
    assertThat(scripts.find("a.yaml")).isPresent().isEqualTo(scripts.find("a.yaml"));
    assertThat(reads).hasSize(1);
    Files.writeString(file, "{\"replies\":[{\"say\":\"2\"}]}");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(ask(scripts.find("a.yaml").orElseThrow(), 0, 0, "x").text()).isEqualTo("2");
    assertThat(scripts.find("b.yaml")).isEmpty();
    Files.writeString(folder.resolve("c.yaml"), "{");
    assertThatThrownBy(() -> scripts.find("c.yaml"))
        .isInstanceOf(ScriptFault.class)
        .hasMessageStartingWith("c.yaml cannot be read as YAML: line");
  }

  private static JsonValue parsed(Path file) {
    try {
      return Json.parse(Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
