package dev.parley.app;

import dev.parley.doctor.Checkup;
import dev.parley.doctor.Finding;
import dev.parley.doctor.ModelCheckup;
import dev.parley.provider.Providers;
import dev.parley.workspace.BadWorkspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;

/**
 * The models of a server and its agents, each asked once.
 *
 * @param specs the models to ask instead; empty for none
 * @param patience how long each may take
 */
record ModelsCheckup(Settings settings, List<String> specs, Duration patience) implements Checkup {
  private static final String SUBJECT = "model";

  @Override
  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    var models = Catalog.models(settings);
    for (var spec : asked()) {
      var fault = Providers.fault(spec, settings.agents().providers());
      if (fault.isPresent()) {
        findings.add(Finding.doubtful(SUBJECT, shown(spec) + " " + fault.get() + "."));
      } else if (Providers.isProvided(spec)) {
        models
            .find(spec)
            .map(model -> new ModelCheckup(shown(spec), model, patience))
            .ifPresent(checkup -> findings.addAll(checkup.findings()));
      }
    }
    return findings.isEmpty()
        ? List.of(
            Finding.good(
                SUBJECT,
                "no model of a provider is configured; name one, as './parley doctor --models"
                    + " ollama:llama3.2' does"))
        : findings;
  }

  private SequencedSet<String> asked() {
    if (!specs.isEmpty()) {
      return new LinkedHashSet<>(specs);
    }
    var asked = new LinkedHashSet<String>();
    asked.add(settings.agents().model());
    try {
      Catalog.workspace(settings.agents()).stream()
          .flatMap(workspace -> workspace.agents().stream())
          .map(agent -> agent.spec().model())
          .filter(Objects::nonNull)
          .forEach(asked::add);
    } catch (BadWorkspace told) {
      // by the checkup of the workspace
      asked.remove("offline");
    }
    return asked;
  }

  /** A base URL may hold a login, and its query a key. */
  static String shown(String spec) {
    return spec.replaceAll("//[^/]*@", "//").replaceAll("\\?[^:\\s]*", "?…");
  }
}
