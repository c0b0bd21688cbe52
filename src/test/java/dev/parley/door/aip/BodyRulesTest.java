package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyRulesTest {
  private static TestDoor door;
  private static String session;

  @BeforeAll
  static void openDoor() {
    door = TestDoor.open();
    session =
        "/agents/"
            + FakeHouse.AGENT
            + "/sessions/"
            + SessionRid.of(door.house().openSession("full").key().id());
  }

  @AfterAll
  static void closeDoor() {
    door.close();
  }

  private static String ask(String body) throws Exception {
    var reply = door.client().post(session + "/blockingContinue", body.replace('\'', '"'));
    return reply.status() == 200 ? "200" : reply.error();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "3",
        "{'userInput':'Hi'}",
        "{'userInput':{'text':3}}",
        "{'userInput':{'text':'Hi','more':1}}",
        "{'userInput':{'text':'Hi','type':'x'}}",
        "{'userInput':{'text':'Hi'},'messageId':'00f8412a-c29d-4063-a417-8052825285a5'}",
        "{'userInput':{'text':'Hi'},'sessionTraceId':'1-1-1-1-1'}",
        "{'userInput':{'text':'Hi'},'parameterInputs':[]}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':{'type':'string'}}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':{'type':'int','value':'1'}}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':{'value':'1'}}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':null}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':"
            + "{'type':'objectSet','ontology':'o','objectSet':{'type':'heap'}}}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':"
            + "{'type':'objectSet','ontology':'o','objectSet':{'type':'union','objectSets':[{}]}}}}",
        "{'userInput':{'text':'Hi'},'contextsOverride':{}}",
        "{'userInput':{'text':'Hi'},'contextsOverride':[null]}",
        "{'userInput':{'text':'Hi'},'contextsOverride':"
            + "[{'type':'objectContext','objectRids':['no rid']}]}",
        "{'userInput':{'text':'Hi'},'contextsOverride':"
            + "[{'type':'functionRetrievedContext','functionRid':'no rid',"
            + "'functionVersion':'1.0.0','retrievedPrompt':''}]}",
        "{'userInput':{'text':'a\\u0000b'}}",
        "{'userInput':{'text':'half \\ud83d of it'}}",
        "{'userInput':{'text':'Hi'},'parameterInputs':"
            + "{'\\u0000':{'type':'string','value':''}}}",
      })
  void refusesTheWrongShape(String body) throws Exception {
    assertThat(ask(body)).isEqualTo("422 Conjure:UnprocessableEntity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'userInput':{'text':''}}",
        "{'userInput':{'text':'\\ud83d\\ude00'},'parameterInputs':null,'contextsOverride':null}",
        "{'userInput':{'text':'Hi'},'sessionTraceId':null,'contextsOverride':[]}",
        "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':{'value':'x','type':'string'}}}",
        "{'userInput':{'text':'Hi'},'contextsOverride':[{'type':'objectContext'}]}",
      })
  void takesTheRightShape(String body) throws Exception {
    assertThat(ask(body)).isEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", " ", "{'a':1,'a':2}", "{} x", "\u0000"})
  void refusesWhatIsNoJson(String body) throws Exception {
    assertThat(ask(body))
        .isEqualTo(body.isEmpty() ? "400 MissingPostBody" : "400 Default:InvalidArgument");
  }

  @Test
  void takesNestingOf50AndRefuses220() throws Exception {
    assertThat(ask(nested(50))).isEqualTo("400 InvalidParameterType");
    assertThat(ask(nested(220))).isEqualTo("422 Conjure:UnprocessableEntity");
  }

  private static String nested(int depth) {
    return "{'userInput':{'text':'Hi'},'parameterInputs':{'mood':"
        + "{'type':'objectSet','ontology':'o','objectSet':"
        + "{'type':'asType','entityType':'x','objectSet':".repeat(depth)
        + "{'type':'base','objectType':'x'}"
        + "}".repeat(depth)
        + "}}}";
  }

  @Test
  void readsMediaTypesAsACaseInsensitivePrefix() throws Exception {
    var client = door.client().withContentType("Application/JSON; charset=utf-8");
    assertThat(client.put(session + "/updateTitle", "{\"title\":\"x\"}").status()).isEqualTo(204);
  }

  @Test
  void cutsTitlesTo200CodePoints() throws Exception {
    var reply =
        door.client()
            .put(session + "/updateTitle", "{\"title\":\"" + "\ud83d\ude00".repeat(300) + "\"}");
    assertThat(reply.status()).isEqualTo(204);
    assertThat(reply.text()).isEmpty();
    assertThat(reply.header("Content-Type")).isEmpty();
    assertThat(door.client().get(session).text())
        .contains("\"" + "\ud83d\ude00".repeat(200) + "\"");
  }
}
