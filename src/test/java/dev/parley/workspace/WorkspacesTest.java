package dev.parley.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.agent.ContextSpec.DocumentContext;
import dev.parley.agent.ContextSpec.Mode;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.ToolSpec.FunctionTool;
import dev.parley.function.HttpCall;
import dev.parley.id.AgentRid;
import dev.parley.id.FunctionRid;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.trace.Effect;
import dev.parley.variable.Variable;
import dev.parley.variable.Variable.Access;
import dev.parley.web.HttpFunctions;
import dev.parley.yaml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspacesTest {
  private static final String AGENT =
      """
      rid: ri.aip-agents..agent.732cd5b4-7ca7-4219-aabb-6e976faf63b1
      displayName: Supply
      description: Answers.
      inputPlaceholder: Ask
      suggestedPrompts: [One?, Two?]
      model: openai:gpt-5
      instructions: |
        You help {{customer}}.
      parameters:
        customer: {type: string, description: Who is asking, default: unknown}
        notes: {type: string, access: READ_WRITE}
      tools:
        - function: {name: The Weather, function: weather, version: 1.0.0}
        - updateVariable: {}
        - requestClarification:
      limits: {maxIterations: 3, deadline: 500ms, contextTokens: 1000}
      publish: true
      """;
  private static final String FUNCTION =
      """
      name: weather
      version: 1.2.3-rc1
      description: Tells the weather.
      effect: idempotent
      input: {type: object, properties: {city: {type: string}}, required: [city]}
      output: {type: object}
      request:
        method: PUT
        url: "https://${env:HOST}/v1"
        headers: {Authorization: "Bearer ${env:KEY}"}
        body: {q: "{{city}}", key: "${env:KEY}"}
        timeout: 20s
      """;

  static final BrowserCheck BROWSERS =
      new BrowserCheck(
          BrowserTools.names(),
          hosts ->
              hosts.stream().filter(host -> host.contains("/")).map(_ -> "write a host").findAny());

  private final Workspaces workspaces = new Workspaces(HttpFunctions::schemaFault, BROWSERS);
  @TempDir Path folder;

  @Test
  void readsWhatAnAgentLooksUp() {
    var text =
        """
        displayName: A
        contexts:
          - documents: {path: documents/hand book/, topK: 3}
          - documents: {path: documents/terms.md, mode: full}
        """;
    var agent = read("agents/a.yaml", text).agents().getFirst();
    assertThat(agent.spec().contexts())
        .containsExactly(
            new DocumentContext("documents/hand book", Mode.RELEVANT, 3),
            new DocumentContext("documents/terms.md", Mode.FULL, 0));
    var other = read("agents/a.yaml", text.replace("topK: 3", "topK: 4")).agents().getFirst();
    assertThat(other.hash()).isNotEqualTo(agent.hash());
  }

  @Test
  void listsTheDocumentsOfAFolder() throws IOException {
    assertThat(DocumentFolder.in(folder)).isEmpty();
    for (var name : List.of("Über uns.md", "sub/a.PDF", "sub/logo.png", ".git/x.md", "sub/.x.md")) {
      var file = folder.resolve("documents").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
    }
    var found = DocumentFolder.in(folder).orElseThrow();
    assertThat(found.files())
        .extracting(file -> file.path().value())
        .containsExactly("documents/sub/a.PDF", "documents/Über uns.md");
    assertThat(found.whole()).isTrue();
    assertThat(found.companions()).isEqualTo(1);
  }

  @Test
  void readsAnAgent() {
    var agent = read("agents/supply-chain.yaml", AGENT).agents().getFirst();
    var spec = agent.spec();
    assertThat(agent.rid().value()).endsWith("732cd5b4-7ca7-4219-aabb-6e976faf63b1");
    assertThat(agent.publish()).isTrue();
    assertThat(agent.file()).isEqualTo("agents/supply-chain.yaml");
    assertThat(spec.profile())
        .isEqualTo(new Profile("Supply", "Answers.", "Ask", List.of("One?", "Two?")));
    assertThat(spec.model()).isEqualTo("openai:gpt-5");
    assertThat(spec.instructions()).isEqualTo("You help {{customer}}.\n");
    assertThat(spec.variables())
        .isEqualTo(
            Map.of(
                "customer", new Variable(Access.READ_ONLY, "Who is asking", "unknown"),
                "notes", new Variable(Access.READ_WRITE, null, null)));
    assertThat(spec.tools())
        .containsExactly(
            new FunctionTool("The Weather", "weather", "1.0.0"),
            new ToolSpec.UpdateVariable(),
            new ToolSpec.RequestClarification());
    assertThat(spec.limits()).isEqualTo(new Limits(3, Duration.ofMillis(500), 1000));
  }

  @Test
  void needsOnlyADisplayName() {
    var agent = read("agents/a.yaml", "displayName: A\n").agents().getFirst();
    assertThat(agent.rid()).isEqualTo(AgentRid.named("a"));
    assertThat(agent.publish()).isFalse();
    assertThat(agent.spec().model()).isNull();
    assertThat(agent.spec().instructions()).isEmpty();
    assertThat(agent.spec().limits()).isEqualTo(Limits.DEFAULT);
  }

  @Test
  void readsAFunction() {
    var function = read("functions/weather.yaml", FUNCTION).functions().getFirst();
    assertThat(function.rid()).isEqualTo(FunctionRid.named("weather"));
    assertThat(function.name()).isEqualTo("weather");
    assertThat(function.version()).isEqualTo("1.2.3-rc1");
    assertThat(function.effect()).isEqualTo(Effect.IDEMPOTENT);
    assertThat(function.input().toString()).contains("\"required\":[\"city\"]");
    assertThat(function.request())
        .isEqualTo(
            new HttpCall(
                "PUT",
                "https://${env:HOST}/v1",
                Map.of("Authorization", "Bearer ${env:KEY}"),
                (JsonObject) Json.parse("{\"q\":\"{{city}}\",\"key\":\"${env:KEY}\"}"),
                Duration.ofSeconds(20)));
  }

  @Test
  void namesAreStable() {
    assertThat(AgentRid.named("concierge").value())
        .isEqualTo("ri.aip-agents..agent.ac4dd5b9-3666-3064-a48e-4e5e0c6d7333");
    assertThat(FunctionRid.named("weather").value())
        .isEqualTo("ri.function-registry.main.function.c4893d0d-2e08-3ffb-821f-39872a4aaa0c");
  }

  @Test
  void hashesWhatIsMeantAndNotHowItIsWritten() {
    var rewritten =
        """
        # another order, other quotes, defaults written out, not published
        publish: false
        limits:
          contextTokens: 120000
          deadline: 2m
        parameters:
          b: {access: "READ_ONLY", type: string}
          a: {type: 'string'}
        instructions: "Hello {{a}}"
        displayName: >-
          Ann
        """;
    var written =
        """
        displayName: Ann
        instructions: Hello {{a}}
        parameters: {a: {type: string}, b: {type: string}}
        publish: true
        """;
    assertThat(hash(rewritten)).isEqualTo(hash(written));
    assertThat(hash(written))
        .isNotEqualTo(hash(written.replace("Hello", "Hallo")))
        .isNotEqualTo(hash(written + "model: offline\n"))
        .isNotEqualTo(hash(written + "tools: [updateVariable: {}]\n"))
        .isNotEqualTo(hash(written + "limits: {maxIterations: 3}\n"));
  }

  @Test
  void hashStaysTheSameFromReleaseToRelease() {
    assertThat(hash(AGENT))
        .isEqualTo("22a8cae94871669696f9ca4d20cef700ddecc94a1dacafb8371053f84a90c2a7");
  }

  @Test
  void leavesOtherFilesAlone() {
    var workspace =
        workspaces.read(
            List.of(
                new WorkspaceFile("ontology/order.yaml", "nonsense: ["),
                new WorkspaceFile("documents/a/b.yaml", "nonsense: ["),
                new WorkspaceFile("agents/README.md", "nonsense: ["),
                new WorkspaceFile("agents/.draft.yaml", "nonsense: ["),
                new WorkspaceFile("functions/..data/x.yaml", "nonsense: [")));
    assertThat(workspace).isEqualTo(new Workspace(List.of(), List.of()));
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    var missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> workspaces.read(missing))
        .isInstanceOf(BadWorkspace.class)
        .hasMessageContaining("nowhere:1: there is no such folder; create it");
    assertThat(workspaces.readIfThere(missing)).isEmpty();
    assertThat(workspaces.readIfThere(folder)).contains(new Workspace(List.of(), List.of()));
  }

  @Test
  void readsFoldersAndNamesTheFaultsOfAllFilesAtOnce() throws IOException {
    Files.createDirectories(folder.resolve("agents/deep"));
    Files.createDirectories(folder.resolve("functions"));
    Files.writeString(folder.resolve("agents/good.yaml"), "displayName: A\n");
    Files.writeString(folder.resolve("agents/bad.yaml"), "displayNam: A\n");
    Files.writeString(folder.resolve("agents/short.yml"), "displayName: A\n");
    Files.writeString(folder.resolve("agents/deep/er.yaml"), "displayName: A\n");
    Files.write(folder.resolve("functions/latin.yaml"), new byte[] {(byte) 0xe4});
    var faults = catchThrowableOfType(BadWorkspace.class, () -> workspaces.read(folder)).faults();
    assertThat(faults.stream().map(Fault::toString))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("agents/bad.yaml:1: unknown key 'displayNam'"),
            line -> assertThat(line).startsWith("agents/bad.yaml:1: 'displayName' is missing"),
            line ->
                assertThat(line)
                    .isEqualTo("agents/deep/er.yaml:1: not read here; move it to agents/"),
            line -> assertThat(line).startsWith("agents/short.yml:1: not read under this name"),
            line -> assertThat(line).startsWith("functions/latin.yaml:1: not UTF-8"));
  }

  @Test
  void readsTheShippedWorkspace() throws IOException {
    var shipped = workspaces.read(Path.of("workspace"));
    assertThat(shipped.agents()).hasSize(3).allMatch(WorkspaceAgent::publish);
    var example = Path.of("workspace/functions/order-status.yaml.example");
    var functions = read("functions/order-status.yaml", Files.readString(example)).functions();
    assertThat(functions).hasSize(1);
  }

  private Workspace read(String path, String text) {
    return workspaces.read(List.of(new WorkspaceFile(path, text)));
  }

  private String hash(String text) {
    return read("agents/a.yaml", text).agents().getFirst().hash();
  }
}
