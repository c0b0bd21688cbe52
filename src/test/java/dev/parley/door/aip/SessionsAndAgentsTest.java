package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.UserId;
import dev.parley.identity.Caller;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsAndAgentsTest {
  private static final String AGENT = "/agents/" + FakeHouse.AGENT;
  private static final String DRAFT = "/agents/" + FakeHouse.DRAFT;
  private final TestDoor door = TestDoor.open();
  private final AipHttp client = door.client();

  @AfterEach
  void closeDoor() {
    door.close();
  }

  @Test
  void createsASessionPinnedToAVersion() throws Exception {
    var latest = client.post(AGENT + "/sessions", "{}").json();
    assertThat(latest.text("agentVersion")).contains("2.0");
    var named = client.post(AGENT + "/sessions", "{\"agentVersion\":\"2.1\"}").json();
    assertThat(named.text("agentVersion")).contains("2.1");
    var read = client.get(AGENT + "/sessions/" + named.text("rid").orElseThrow());
    assertThat(read.json()).isEqualTo(named);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,?version=9.9,404 AgentVersionNotFound",
    "GET,?version=01.0,400 InvalidAgentVersion",
    "GET,?version=,400 InvalidAgentVersion",
    "GET,?version=1.0&version=1.0,400 Default:InvalidArgument",
    "GET,/agentVersions/2,400 InvalidAgentVersion",
    "GET,/agentVersions/9.9,404 AgentVersionNotFound",
    "GET,/sessions/1,400 Default:InvalidArgument",
    "GET,/sessions/ri.aip-agents..session.1-1-1-1-1,404 SessionNotFound",
    "GET,/sessions/ri.aip-agents..session.1-1-1-1-1/sessionTraces/1-1-1-1-1,400 Default:InvalidArgument",
    "GET,/sessions/ri.aip-agents..session.1-1-1-1-1/nothing,404",
    "GET,/sessions/%00,400 Default:InvalidArgument",
  })
  void refusesWhatThePathOrQueryCannotMean(String method, String path, String said)
      throws Exception {
    assertThat(client.send(method, AGENT + path, null).error()).isEqualTo(said);
  }

  @Test
  void knowsNoLatestVersionOfADraft() throws Exception {
    assertThat(client.get(DRAFT).error()).isEqualTo("400 NoPublishedAgentVersion");
    assertThat(client.get(DRAFT + "?version=0.1").json().text("version")).contains("0.1");
    assertThat(client.post(DRAFT + "/sessions", "{}").error())
        .isEqualTo("400 NoPublishedAgentVersion");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/agentVersions", "/agentVersions/1.0", "/agentVersions/x", "/sessions"})
  void missesAnAgentThatIsNotThere(String path) throws Exception {
    var reply = client.get("/agents/ri.aip-agents..agent.none" + path);
    assertThat(reply.error()).isEqualTo("404 AgentNotFound");
    assertThat(reply.parameters())
        .isEqualTo(JsonObject.EMPTY.with("agentRid", "ri.aip-agents..agent.none"));
  }

  @Test
  void pagesThroughVersions() throws Exception {
    assertThat(pages(AGENT + "/agentVersions", 2))
        .extracting(version -> version.text("string").orElseThrow())
        .containsExactly("2.1", "2.0", "1.0");
  }

  @Test
  void pagesThroughSessionsNewestFirst() throws Exception {
    var rids = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      rids.addFirst(SessionRid.of(door.house().openSession("full").key().id()));
    }
    for (int size : new int[] {1, 2, 5, 100}) {
      for (var path : List.of(AGENT + "/sessions", "/agents/allSessions")) {
        assertThat(pages(path, size))
            .extracting(session -> session.text("rid").orElseThrow())
            .isEqualTo(rids);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?pageSize=101", "?pageSize=2147483647"})
  void showsAHundredOnAPageAtTheMost(String query) throws Exception {
    for (int i = 0; i < 101; i++) {
      door.house().openSession("full");
    }
    for (var path : List.of(AGENT + "/sessions", "/agents/allSessions")) {
      var page = client.get(path + query).json();
      assertThat(((JsonArray) page.get("data").orElseThrow()).elements()).hasSize(100);
      assertThat(page.text("nextPageToken")).isPresent();
    }
  }

  private List<JsonObject> pages(String path, int size) throws Exception {
    var all = new ArrayList<JsonObject>();
    var next = "";
    do {
      var page =
          client.get(path + "?pageSize=" + size + (next.isEmpty() ? "" : "&pageToken=" + next));
      assertThat(page.status()).isEqualTo(200);
      var data = ((JsonArray) page.json().get("data").orElseThrow()).elements();
      assertThat(data.size()).isBetween(1, size);
      data.stream().map(element -> (JsonObject) element).forEach(all::add);
      next = page.json().text("nextPageToken").orElse("");
    } while (!next.isEmpty());
    return all;
  }

  @Test
  void takesAPageTokenOnlyForItsListAndCaller() throws Exception {
    var same = door.house().caller("full");
    door.house()
        .callers
        .put(
            "b",
            new Caller(same.user(), FakeHouse.client("b"), same.kind(), false, FakeHouse.SCOPES));
    door.house().openSession("full");
    door.house().openSession("full");
    var first = client.get(AGENT + "/sessions?pageSize=1").json();
    var token = "&pageToken=" + first.text("nextPageToken").orElseThrow();
    for (var other :
        List.of(
            client.get("/agents/allSessions?pageSize=1" + token),
            client.get(DRAFT + "/sessions?pageSize=1" + token),
            client.get(AGENT + "/agentVersions?pageSize=1" + token),
            client.withToken("b").get(AGENT + "/sessions?pageSize=1" + token),
            client.get(AGENT + "/sessions?pageSize=1" + token + "x"))) {
      assertThat(other.error()).isEqualTo("400 InvalidPageToken");
    }
    assertThat(client.get(AGENT + "/sessions?pageSize=7" + token).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "0,400 InvalidPageSize",
    "-3,400 InvalidPageSize",
    "x,400 Default:InvalidArgument",
    "1.5,400 Default:InvalidArgument",
    "99999999999,400 Default:InvalidArgument",
  })
  void refusesABadPageSize(String size, String said) throws Exception {
    for (var path : List.of(AGENT + "/sessions", "/agents/allSessions", AGENT + "/agentVersions")) {
      assertThat(client.get(path + "?pageSize=" + size).error()).isEqualTo(said);
    }
  }

  @Test
  void listsOnlyWhatThisClientMade() throws Exception {
    var same = door.house().caller("full");
    door.house()
        .callers
        .put("b", new Caller(same.user(), FakeHouse.client("b"), same.kind(), false, null));
    door.house()
        .callers
        .put("c", new Caller(UserId.random(), FakeHouse.client("a"), same.kind(), false, null));
    var rid = SessionRid.of(door.house().openSession("full").key().id());
    assertThat(client.withToken("b").get(AGENT + "/sessions").text()).isEqualTo("{\"data\":[]}");
    assertThat(client.withToken("b").get(AGENT + "/sessions/" + rid).status()).isEqualTo(200);
    assertThat(client.withToken("c").get(AGENT + "/sessions/" + rid).error())
        .isEqualTo("404 SessionNotFound");
  }

  @Test
  void asksTheStoreOnceForASessionThatIsThere() throws Exception {
    var path = AGENT + "/sessions/" + SessionRid.of(door.house().openSession("full").key().id());
    for (var read : List.of("", "/content")) {
      door.house().questions.clear();
      assertThat(client.get(path + read).status()).isEqualTo(200);
      assertThat(door.house().questions).hasSize(1);
    }
    assertThat(client.get(path + "/sessionTraces/" + Samples.TRACE).error())
        .isEqualTo("404 SessionTraceNotFound");
  }

  @Test
  void missesTheAgentBeforeTheSession() throws Exception {
    var rid = SessionRid.of(door.house().openSession("full").key().id());
    for (var operation : List.of("", "/content", "/sessionTraces/" + Samples.TRACE)) {
      assertThat(
              client.get("/agents/ri.aip-agents..agent.none/sessions/" + rid + operation).error())
          .isEqualTo("404 AgentNotFound");
      assertThat(client.get(DRAFT + "/sessions/" + rid + operation).error())
          .isEqualTo("404 SessionNotFound");
    }
  }

  @Test
  void showsWhatRetrievalFinds() throws Exception {
    var path = AGENT + "/sessions/" + SessionRid.of(door.house().openSession("full").key().id());
    door.house().found = List.of(Samples.FUNCTION_CONTEXT);
    var reply = client.put(path + "/ragContext", "{\"userInput\":{\"text\":\"?\"}}");
    JsonValue empty = new JsonArray(List.of());
    assertThat(reply.json().get("objectContexts")).contains(empty);
    assertThat(reply.text()).contains("Order 7 is late.");
  }

  @Test
  void hidesWhatNobodyForesaw() throws Exception {
    door.house().callers.clear();
    door.house().agents.clear();
    door.house()
        .callers
        .put(
            "full",
            new Caller(UserId.random(), FakeHouse.client("a"), Caller.Kind.SERVICE, false, null));
    door.house().agents.put(FakeHouse.AGENT, new Nothing());
    var reply = client.get(AGENT);
    assertThat(reply.error()).isEqualTo("500 Default:Internal");
    assertThat(reply.text()).doesNotContain("secret", "Exception", "dev.parley");
  }

  /** A list that fails. */
  private static final class Nothing
      extends java.util.AbstractList<dev.parley.agent.VersionNumber> {
    @Override
    public dev.parley.agent.VersionNumber get(int index) {
      throw new IllegalStateException("secret");
    }

    @Override
    public int size() {
      return 1;
    }
  }
}
