package dev.parley.app;

import dev.parley.agent.Agents;
import dev.parley.browser.SessionSpec.Policy;
import dev.parley.egress.PolicyFault;
import dev.parley.identity.Exclusively;
import dev.parley.json.JsonValue;
import dev.parley.knowledge.DocumentPath;
import dev.parley.model.Models;
import dev.parley.postgres.AgentRows;
import dev.parley.postgres.FunctionRows;
import dev.parley.provider.ModelSettings;
import dev.parley.provider.Providers;
import dev.parley.tool.Browse;
import dev.parley.tool.MakeTools;
import dev.parley.tool.browser.BrowserTools;
import dev.parley.web.HttpFunctions;
import dev.parley.workspace.Applied;
import dev.parley.workspace.ApplyWorkspace;
import dev.parley.workspace.BrowserCheck;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.WorkspaceFile;
import dev.parley.workspace.Workspaces;
import dev.parley.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can answer: agents, their models, tools and documents, and the workspace of them. */
final class Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

  /** What it stands on. */
  record Ground(Store store, Library library, Models models, Browse browse) {}

  private final Agents agents;
  private final Models models;
  private final MakeTools tools;
  private final Library library;
  private final ApplyWorkspace apply;
  private final Exclusively exclusively;
  private final Workspaces workspaces = workspaces();

  private Catalog(Ground ground, Exclusively exclusively) {
    var store = ground.store();
    var functions = new FunctionRows(store.database());
    this.library = ground.library();
    this.agents = new AgentRows(store.database(), store.clock());
    this.models = ground.models();
    this.tools =
        new MakeTools(
            functions,
            HttpFunctions.create(name -> Optional.ofNullable(System.getenv(name))),
            ground.browse()::narrowedTo);
    this.apply = new ApplyWorkspace(agents, functions, spec -> models.find(spec).isPresent());
    this.exclusively = exclusively;
  }

  static Catalog open(Ground ground, Exclusively exclusively) {
    return new Catalog(ground, exclusively);
  }

  /** The models of a server with these settings. */
  static Models models(Settings settings) {
    return Providers.create(
        new ModelSettings(
            settings.agents().model(),
            Path.of("").toAbsolutePath(),
            Catalog::script,
            settings.agents().known(),
            settings.agents().providers()));
  }

  /** The workspace a start would apply; empty if there is none, which is no fault unless named. */
  static Optional<Workspace> workspace(Settings.Agents settings) {
    var workspaces = workspaces();
    return settings.named()
        ? Optional.of(workspaces.read(settings.workspace()))
        : workspaces.readIfThere(settings.workspace());
  }

  private static Workspaces workspaces() {
    return new Workspaces(
        HttpFunctions::schemaFault, new BrowserCheck(BrowserTools.names(), Catalog::hostFault));
  }

  private static Optional<String> hostFault(List<String> hosts) {
    var policy = new Policy(Set.copyOf(hosts), Set.of(), Set.of(), null);
    return PolicyFault.of(policy).stream().map(PolicyFault::message).findFirst();
  }

  Agents agents() {
    return agents;
  }

  Models models() {
    return models;
  }

  MakeTools tools() {
    return tools;
  }

  Library library() {
    return library;
  }

  /** The workspace that was read; the usual folder need not be there. */
  Applied applyAtStart(Optional<Workspace> workspace) {
    return workspace
        .map(read -> apply(read, library.paths()))
        .orElseGet(() -> {
          LOG.info("no folder 'workspace' here; agents come by './parley apply'");
          return new Applied(List.of(), List.of(), List.of());
        });
  }

  /** The workspace in files that were sent. */
  Applied apply(List<WorkspaceFile> files, Set<DocumentPath> documents) {
    return apply(workspaces.read(files), documents);
  }

  private Applied apply(Workspace workspace, Set<DocumentPath> documents) {
    return exclusively.run(() -> apply.apply(workspace, documents));
  }

  private static JsonValue script(Path file) {
    try {
      return Yaml.parse(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
