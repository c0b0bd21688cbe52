package dev.parley.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.agent.VersionNumber;
import dev.parley.function.FunctionSpec;
import dev.parley.function.Functions;
import dev.parley.id.AgentRid;
import dev.parley.knowledge.DocumentPath;
import dev.parley.web.HttpFunctions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ApplyWorkspaceTest {
  private static final String FUNCTION =
      "name: weather\nversion: 1.0.0\nrequest: {url: 'http://localhost'}\n";
  private static final String AGENT =
      """
      displayName: A
      model: offline
      tools:
        - function: {name: Weather, function: weather, version: 1.0.0}
      """;

  private static final Set<DocumentPath> DOCUMENTS =
      Set.of(new DocumentPath("documents/handbook/leave.md"));

  private final FewAgents agents = new FewAgents();
  private final FewFunctions functions = new FewFunctions();
  private final ApplyWorkspace apply =
      new ApplyWorkspace(agents, functions, model -> model.equals("offline"));

  @Test
  void savesFunctionsAndAgentsAndSaysWhatIsNew() {
    var first = apply.apply(workspace(AGENT), DOCUMENTS);
    assertThat(first.agents())
        .containsExactly(
            new Applied.Agent(AgentRid.named("a"), "A", new VersionNumber(0, 1), true));
    assertThat(first.functions()).containsExactly(new Applied.Function("weather", "1.0.0", true));
    assertThat(first.warnings()).isEmpty();

    var again = apply.apply(workspace("# only a comment\n" + AGENT), DOCUMENTS);
    assertThat(again.agents().getFirst().isNew()).isFalse();
    assertThat(again.functions().getFirst().changed()).isFalse();

    var changed = apply.apply(workspace(AGENT + "description: new\npublish: true\n"), DOCUMENTS);
    assertThat(changed.agents())
        .containsExactly(
            new Applied.Agent(AgentRid.named("a"), "A", new VersionNumber(1, 0), true));
  }

  @Test
  void warnsOfWhatIsNotThereAndAppliesNonetheless() {
    var text = AGENT.replace("offline", "no-such:model").replace("1.0.0", "2.0.0");
    var applied = apply.apply(workspace(text), DOCUMENTS);
    assertThat(applied.agents()).hasSize(1);
    assertThat(applied.warnings())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("agents/a.yaml: no provider knows the model 'no-such:model'"),
            line ->
                assertThat(line)
                    .startsWith(
                        "agents/a.yaml: there is no version 2.0.0 of the function 'weather'"));
  }

  @Test
  void warnsOfAFolderWithoutDocuments() {
    var contexts = "contexts:\n  - documents: {path: documents/%s}\n";
    var there = apply.apply(workspace(AGENT + contexts.formatted("handbook/leave.md")), DOCUMENTS);
    assertThat(there.warnings()).isEmpty();
    var misspelt = apply.apply(workspace(AGENT + contexts.formatted("handbok/")), DOCUMENTS);
    assertThat(misspelt.warnings())
        .containsExactly(
            "agents/a.yaml: there are no documents in 'documents/handbok'; did you mean"
                + " 'documents/handbook'? known: documents, documents/handbook");
  }

  @Test
  void findsFunctionsOfEarlierWorkspaces() {
    apply.apply(workspace(AGENT), DOCUMENTS);
    var withoutFunction =
        new Workspaces(HttpFunctions::schemaFault, WorkspacesTest.BROWSERS)
            .read(List.of(new WorkspaceFile("agents/a.yaml", AGENT)));
    assertThat(apply.apply(withoutFunction, DOCUMENTS).warnings()).isEmpty();
  }

  private static Workspace workspace(String agent) {
    return new Workspaces(HttpFunctions::schemaFault, WorkspacesTest.BROWSERS)
        .read(
            List.of(
                new WorkspaceFile("agents/a.yaml", agent),
                new WorkspaceFile("functions/weather.yaml", FUNCTION)));
  }

  private static final class FewFunctions implements Functions {
    private final Map<String, FunctionSpec> saved = new HashMap<>();

    @Override
    public Optional<FunctionSpec> find(String name, String version) {
      return Optional.ofNullable(saved.get(name + "@" + version));
    }

    @Override
    public boolean save(FunctionSpec function) {
      var before = saved.put(function.name() + "@" + function.version(), function);
      return !Objects.equals(before, function);
    }
  }

  private static final class FewAgents implements Agents {
    private final Map<String, VersionNumber> byHash = new HashMap<>();
    private VersionNumber newest = new VersionNumber(0, 0);

    @Override
    public Saved save(AgentRid agent, AgentSpec spec, String hash, boolean publish) {
      var known = byHash.get(hash);
      if (known != null) {
        return new Saved(known, false);
      }
      newest = publish ? newest.nextPublished() : newest.nextSaved();
      byHash.put(hash, newest);
      return new Saved(newest, true);
    }

    @Override
    public boolean exists(AgentRid agent) {
      throw new UnsupportedOperationException("applying only saves");
    }

    @Override
    public Optional<AgentVersion> version(AgentRid agent, VersionNumber number) {
      throw new UnsupportedOperationException("applying only saves");
    }

    @Override
    public Optional<AgentVersion> latestPublished(AgentRid agent) {
      throw new UnsupportedOperationException("applying only saves");
    }

    @Override
    public List<VersionNumber> versions(AgentRid agent, @Nullable VersionNumber before, int limit) {
      throw new UnsupportedOperationException("applying only saves");
    }

    @Override
    public List<AgentVersion> newest() {
      throw new UnsupportedOperationException("applying only saves");
    }
  }
}
