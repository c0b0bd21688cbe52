package dev.parley.door.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.file.Inventory;
import dev.parley.http.HttpServer;
import dev.parley.http.HttpSettings;
import dev.parley.id.UserId;
import dev.parley.identity.TestIdentity;
import dev.parley.identity.UserKey;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleDoorTest {
  private final TestIdentity identity = new TestIdentity();
  private final FewAgents agents = new FewAgents();
  private final OneRun run = new OneRun();
  private final HttpClient client = HttpClient.newHttpClient();
  private final KeepDocument documents =
      new KeepDocument() {
        @Override
        public DocumentRead keep(String path, byte[] file) {
          return new DocumentRead(true, file.length, List.of(path + " is fine"));
        }

        @Override
        public DocumentStatus status() {
          return new DocumentStatus(3, 40);
        }
      };
  private HttpServer server;
  private String admin;
  private String user;

  @BeforeEach
  void open() {
    server =
        HttpServer.start(
            HttpSettings.onLoopback(0),
            List.of(
                new ConsoleDoor(
                    new ConsoleParts(
                        identity.authenticate,
                        new ConsoleParts.Workspace(agents, this::apply, documents),
                        identity.keys,
                        identity.users,
                        identity.manageClients,
                        identity.rows.users(),
                        new ConsoleParts.Runs(run, run),
                        new Inventory(
                            "s3://bucket/prefix?region=us-east-1&pathStyle=true",
                            new FewBlobs())))));
    admin = token(identity.users.create("root", null, true, null).user().id());
    user = token(identity.users.create("ann", null, false, null).user().id());
  }

  private String token(UserId owner) {
    return identity.keys.create(owner, UserKey.Kind.TOKEN, "test").secret();
  }

  private ApplyReport apply(ApplyRequest request) {
    if (request.files().isEmpty()) {
      throw new FilesRefused(
          List.of(new WorkspaceFault("agents/a.yaml", 3, "unknown key 'modell'")));
    }
    return new ApplyReport(
        List.of(new ApplyReport.Agent(FewAgents.RID, "Concierge", "1.0", true)),
        List.of(new ApplyReport.Function("weather", "1.0.0", false)),
        List.of("agents/a.yaml: no provider knows the model 'x'"),
        request.documents() == null
            ? null
            : new ApplyReport.Documents(
                2, 1, request.documents().stream().map(ApplyRequest.Document::path).toList()));
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
    identity.close();
  }

  private HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> response) {
    return (JsonObject) Json.parse(response.body());
  }

  private static JsonObject golden(String name) throws Exception {
    try (var file = ConsoleDoorTest.class.getResourceAsStream("/golden/console/" + name)) {
      return (JsonObject) Json.parse(file.readAllBytes());
    }
  }

  private void assertError(int status, String error, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(json(response).members()).containsOnlyKeys("error", "message");
    assertThat(json(response).text("error")).hasValue(error);
  }

  @Test
  void letsNobodyInWithoutAUsersToken() throws Exception {
    assertError(401, "CredentialsMissing", call("GET", "/console/v1/me", "", ""));
    assertError(401, "CredentialsRefused", call("GET", "/console/v1/me", "wrong", ""));
    assertThat(json(call("GET", "/console/v1/me", user, "")))
        .isEqualTo(Json.parse("{\"name\":\"ann\",\"admin\":false}"));
  }

  @Test
  void keepsWhatIsForAdministratorsFromOthers() throws Exception {
    for (var path : List.of("/workspace", "/users", "/users/ann/password", "/users/ann/disable")) {
      assertError(403, "AdministratorOnly", call("POST", "/console/v1" + path, user, "{}"));
    }
    for (var path : List.of("/users", "/blobs")) {
      assertError(403, "AdministratorOnly", call("GET", "/console/v1" + path, user, ""));
    }
    assertError(403, "AdministratorOnly", call("POST", "/console/v1/blobs/known", user, "{}"));
  }

  @Test
  void refusesATokenThatIsLimitedByScopes() throws Exception {
    identity.bootstrap.run(
        new dev.parley.identity.BootstrapSettings(
            null, null, null, null, TestIdentity.CLIENT, TestIdentity.SECRET, null));
    var found =
        (dev.parley.identity.ClientCheck.Known)
            identity.clients.check(
                new dev.parley.id.ClientId(TestIdentity.CLIENT), TestIdentity.SECRET);
    var granted =
        (dev.parley.identity.TokenGrant.Granted)
            identity.issue.clientCredentials(found.client(), java.util.Set.of());
    assertError(403, "ScopeMissing", call("POST", "/console/v1/keys", granted.token(), "{}"));
  }

  @Test
  void listsAgentsWithTheirVersions() throws Exception {
    assertThat(json(call("GET", "/console/v1/agents", user, ""))).isEqualTo(golden("agents.json"));
  }

  @Test
  void listsBlobsOfAllUsers() throws Exception {
    assertThat(json(call("GET", "/console/v1/blobs", admin, ""))).isEqualTo(golden("blobs.json"));
    var rest = json(call("GET", "/console/v1/blobs?after=ann/files/1", admin, ""));
    assertThat(rest.members()).containsOnlyKeys("address", "blobs");
    assertError(400, "Malformed", call("GET", "/console/v1/blobs?after=a%00b", admin, ""));
  }

  @Test
  void tellsWhichBlobsBelongToNothing() throws Exception {
    var found = "{\"keys\":[\"ann/screenshots/2\",\"ann/files/stray\",\"foreign\"]}";
    assertThat(json(call("POST", "/console/v1/blobs/known", admin, found)))
        .isEqualTo(golden("blobs-known.json"));
    for (var wrong : List.of("{\"keys\":[\"ä\"]}", "{\"keys\":[null]}")) {
      assertError(422, "WrongShape", call("POST", "/console/v1/blobs/known", admin, wrong));
    }
    var many = "{\"keys\":[" + "\"a\",".repeat(1000) + "\"a\"]}";
    assertError(422, "WrongShape", call("POST", "/console/v1/blobs/known", admin, many));
  }

  @Test
  void appliesFiles() throws Exception {
    var files = "{\"files\":[{\"path\":\"agents/a.yaml\",\"text\":\"displayName: A\"}]}";
    assertThat(json(call("POST", "/console/v1/workspace", admin, files)))
        .isEqualTo(golden("applied.json"));
  }

  @Test
  void takesDocumentsIn() throws Exception {
    var files =
        "{\"files\":[{\"path\":\"a\",\"text\":\"\"}],"
            + "\"documents\":[{\"path\":\"documents/a.md\",\"sha256\":\"00\"}]}";
    assertThat(json(call("POST", "/console/v1/workspace", admin, files)).get("documents"))
        .contains(Json.parse("{\"unchanged\":2,\"removed\":1,\"wanted\":[\"documents/a.md\"]}"));
    var path = "/console/v1/documents?path=documents%2Fa%20b.md";
    assertThat(json(call("PUT", path, admin, "text")))
        .isEqualTo(
            Json.parse(
                "{\"readable\":true,\"passages\":4,\"lines\":[\"documents/a b.md is fine\"]}"));
    assertThat(json(call("GET", "/console/v1/documents", admin, "")))
        .isEqualTo(Json.parse("{\"documents\":3,\"waiting\":40}"));
    assertError(400, "Malformed", call("PUT", "/console/v1/documents", admin, "text"));
    assertError(403, "AdministratorOnly", call("PUT", path, user, "text"));
  }

  @Test
  void namesEveryFaultOfFiles() throws Exception {
    var refused = call("POST", "/console/v1/workspace", admin, "{\"files\":[]}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(json(refused)).isEqualTo(golden("refused.json"));
  }

  @Test
  void makesResetsAndRevokesKeys() throws Exception {
    var made = json(call("POST", "/console/v1/keys", user, "{\"kind\":\"TOKEN\",\"label\":\"x\"}"));
    var secret = made.text("secret").orElseThrow();
    var key = (JsonObject) made.get("key").orElseThrow();
    assertThat(key.members()).containsOnlyKeys("id", "kind", "label", "hint", "created");
    assertThat(call("GET", "/console/v1/me", secret, "").statusCode()).isEqualTo(200);

    var path = "/console/v1/keys/" + key.text("id").orElseThrow();
    var again = json(call("POST", path + "/reset", user, "")).text("secret").orElseThrow();
    assertError(401, "CredentialsRefused", call("GET", "/console/v1/me", secret, ""));
    assertThat(call("GET", "/console/v1/me", again, "").statusCode()).isEqualTo(200);
    assertError(404, "NotFound", call("DELETE", path, user, ""));
    assertThat(call("GET", "/console/v1/keys", user, "").body()).doesNotContain(secret, again);
  }

  @Test
  void hidesTheKeysOfOthersEvenFromAnAdministrator() throws Exception {
    var made = json(call("POST", "/console/v1/keys", user, "{\"kind\":\"TOKEN\",\"label\":\"x\"}"));
    var id = ((JsonObject) made.get("key").orElseThrow()).text("id").orElseThrow();

    assertError(404, "NotFound", call("DELETE", "/console/v1/keys/" + id, admin, ""));
    assertError(404, "NotFound", call("POST", "/console/v1/keys/" + id + "/reset", admin, ""));
    assertThat(call("GET", "/console/v1/keys", admin, "").body()).doesNotContain(id);
    assertError(404, "NotFound", call("DELETE", "/console/v1/keys/no-id", user, ""));
    assertThat(call("DELETE", "/console/v1/keys/" + id, user, "").statusCode()).isEqualTo(204);
  }

  @Test
  void addsDisablesAndEnablesPeople() throws Exception {
    var bob = "{\"name\":\"bob\",\"admin\":false}";
    var made = call("POST", "/console/v1/users", admin, bob);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made).text("password").orElseThrow()).hasSizeGreaterThan(20);
    assertError(422, "WrongShape", call("POST", "/console/v1/users", admin, bob));

    var ann = "/console/v1/users/ann/";
    assertThat(call("POST", ann + "disable", admin, "").statusCode()).isEqualTo(204);
    assertError(401, "CredentialsRefused", call("GET", "/console/v1/me", user, ""));
    assertThat(call("POST", ann + "enable", admin, "").statusCode()).isEqualTo(204);
    assertThat(call("GET", "/console/v1/me", user, "").statusCode()).isEqualTo(200);
    assertError(404, "NotFound", call("POST", "/console/v1/users/eve/disable", admin, ""));
    assertError(422, "WrongShape", call("POST", "/console/v1/users/root/disable", admin, ""));
  }

  @Test
  void changesAPasswordWithoutTellingTheChosenOne() throws Exception {
    var chosen = "{\"password\":\"long enough\"}";
    var changed = call("POST", "/console/v1/users/ann/password", admin, chosen);
    assertThat(json(changed).members()).containsOnlyKeys("user");
    var user = identity.rows.users().person("ann").orElseThrow();
    var hash = identity.rows.users().passwordHash(user.id()).orElseThrow();
    assertThat(identity.passwords.matches("long enough", hash)).isTrue();
  }

  @Test
  void tellsTheOwnerOfARunWhatCameOfItsSteps() throws Exception {
    run.owner = identity.rows.users().person("ann").orElseThrow().id();
    var path = "/console/v1/runs/" + OneRun.ID;
    assertThat(json(call("GET", path, user, ""))).isEqualTo(golden("run.json"));
    var rest = json(call("GET", path + "?after=1", user, "")).get("steps").orElseThrow();
    assertThat(rest)
        .isEqualTo(
            Json.parse(
                """
                [{"no":2,"round":2,"action":"human_input","input":{},"result":"","outcome":"OPEN"}]
                """));
    assertError(404, "NotFound", call("GET", path, admin, ""));
    assertError(404, "NotFound", call("GET", "/console/v1/runs/no-id", user, ""));
  }

  @Test
  void tellsTheOwnerOfARunWhatHappenedInIt() throws Exception {
    run.owner = identity.rows.users().person("ann").orElseThrow().id();
    var path = "/console/v1/runs/" + OneRun.ID + "/events";
    assertThat(json(call("GET", path, user, "")))
        .isEqualTo(
            Json.parse(
                """
                {"events":[{"seq":7000000000,"kind":"live.taken","at":"2026-01-02T03:04:05Z",
                  "body":{"no":1,"by":"Ada"}}]}
                """));
    assertThat(json(call("GET", path + "?after=7000000000", user, "")))
        .isEqualTo(Json.parse("{\"events\":[]}"));
    assertError(404, "NotFound", call("GET", path, admin, ""));
    assertError(400, "Malformed", call("GET", path + "?after=-1", user, ""));
  }

  @Test
  void answersUnknownPathsMethodsAndBodiesInItsOwnWords() throws Exception {
    assertError(404, "NotFound", call("GET", "/console/v1/nothing", user, ""));
    assertError(405, "WrongMethod", call("PUT", "/console/v1/me", user, ""));
    assertError(400, "Malformed", call("POST", "/console/v1/keys", user, "{"));
    assertError(422, "WrongShape", call("POST", "/console/v1/keys", user, "{\"kind\":\"X\"}"));
    agents.fail = new IllegalStateException("secret detail");
    var failed = call("GET", "/console/v1/agents", user, "");
    assertError(500, "Internal", failed);
    assertThat(failed.body()).doesNotContain("secret", "Exception");
    agents.fail = new ProblemException(new AccessProblem.TooManyRequests(java.time.Duration.ZERO));
    assertError(429, "TooManyRequests", call("GET", "/console/v1/agents", user, ""));
  }
}
