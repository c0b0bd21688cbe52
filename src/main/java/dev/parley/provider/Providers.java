package dev.parley.provider;

import dev.parley.model.ModelFacts;
import dev.parley.model.ModelProvider;
import dev.parley.model.Models;
import dev.parley.provider.facts.KnownModels;
import dev.parley.provider.offline.Offline;
import dev.parley.provider.openai.OpenAi;
import dev.parley.provider.scripted.Scripts;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Finds a model by its spec; every provider is made once. */
public final class Providers implements Models {
  private static final URI OPENAI = URI.create("https://api.openai.com/v1");

  private final ConcurrentMap<String, ModelProvider> made = new ConcurrentHashMap<>();
  private final String defaultSpec;
  private final Scripts scripts;
  private final KnownModels known;
  private final OpenAi openAi;

  private Providers(ModelSettings settings) {
    defaultSpec = settings.defaultSpec();
    scripts = new Scripts(settings.scriptFolder(), settings.scripts());
    known = settings.known();
    openAi = new OpenAi(settings.openAiKey());
  }

  /** The models of a server with these settings. */
  public static Models create(ModelSettings settings) {
    return new Providers(settings);
  }

  /** What to write instead of a spec that no server could use; empty if there is nothing wrong. */
  public static Optional<String> fault(String spec, @Nullable String openAiKey) {
    return switch (ModelSpec.parse(spec)) {
      case ModelSpec.Unknown _ ->
          Optional.of(
              "must be offline, scripted:<file>, openai:<model> or openai@<base-url>:<model>");
      case ModelSpec.OpenAi _ when openAiKey == null ->
          Optional.of("names a model of OpenAI, so OPENAI_API_KEY must be set too");
      case ModelSpec.Offline _, ModelSpec.Scripted _, ModelSpec.OpenAi _, ModelSpec.OpenAiAt _ ->
          Optional.empty();
    };
  }

  @Override
  public Optional<ModelProvider> find(@Nullable String spec) {
    return switch (ModelSpec.parse(spec == null ? defaultSpec : spec)) {
      case ModelSpec.Offline _ -> Optional.of(Offline.model());
      case ModelSpec.Scripted(var file) -> scripts.find(file);
      case ModelSpec.OpenAi(var model) -> Optional.of(openAi(OPENAI, model));
      case ModelSpec.OpenAiAt(var baseUrl, var model) -> Optional.of(openAi(baseUrl, model));
      case ModelSpec.Unknown _ -> Optional.empty();
    };
  }

  @Override
  public Optional<ModelFacts> facts(@Nullable String spec) {
    return known.find(spec == null ? defaultSpec : spec);
  }

  private ModelProvider openAi(URI baseUrl, String model) {
    return made.computeIfAbsent(baseUrl + " " + model, _ -> openAi.model(baseUrl, model));
  }
}
