package dev.parley.provider;

import dev.parley.model.ModelFacts;
import dev.parley.model.ModelProvider;
import dev.parley.model.Models;
import dev.parley.provider.Access.Addresses;
import dev.parley.provider.ModelSpec.Provided;
import dev.parley.provider.anthropic.Anthropic;
import dev.parley.provider.facts.KnownModels;
import dev.parley.provider.gemini.Gemini;
import dev.parley.provider.offline.Offline;
import dev.parley.provider.ollama.Ollama;
import dev.parley.provider.openai.OpenAi;
import dev.parley.provider.scripted.Scripts;
import dev.parley.provider.wire.Secret;
import dev.parley.provider.wire.Wire;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Finds a model by its spec; every provider is made once, and all share their connections. */
public final class Providers implements Models {
  private final ConcurrentMap<String, ModelProvider> made = new ConcurrentHashMap<>();
  private final String defaultSpec;
  private final Scripts scripts;
  private final KnownModels known;
  private final Addresses addresses;
  private final OpenAi openAi;
  private final Anthropic anthropic;
  private final Gemini gemini;
  private final Ollama ollama;

  private Providers(ModelSettings settings) {
    defaultSpec = settings.defaultSpec();
    scripts = new Scripts(settings.scriptFolder(), settings.scripts());
    known = settings.known();
    addresses = settings.access().addresses();
    var keys = settings.access().keys();
    var wire = new Wire();
    openAi = new OpenAi(wire, new Secret(keys.openAi()), new Secret(keys.azure()));
    anthropic = new Anthropic(wire, new Secret(keys.anthropic()));
    gemini = new Gemini(wire, new Secret(keys.gemini()));
    ollama = new Ollama(wire, new Secret(keys.ollama()));
  }

  /** The models of a server with these settings. */
  public static Models create(ModelSettings settings) {
    return new Providers(settings);
  }

  /** Whether a spec names a model of a provider, which asking costs. */
  public static boolean isProvided(String spec) {
    return ModelSpec.parse(spec) instanceof Provided;
  }

  /** What to write instead of a spec that no server could use; empty if there is nothing wrong. */
  public static Optional<String> fault(String spec, Access access) {
    return switch (ModelSpec.parse(spec)) {
      case ModelSpec.Unknown _ -> Optional.of("must be " + ModelSpec.FORMS);
      case Provided model -> missingKey(model, access);
      case ModelSpec.Offline _, ModelSpec.Scripted _ -> Optional.empty();
    };
  }

  private static Optional<String> missingKey(Provided model, Access access) {
    if (model.baseUrl() != null) {
      return Optional.empty();
    }
    var addresses = access.addresses();
    return switch (model.family()) {
      case OPENAI, RESPONSES ->
          missing(access.keys().openAi(), addresses.openAi(), "OpenAI", "OPENAI_API_KEY");
      case ANTHROPIC ->
          missing(
              access.keys().anthropic(), addresses.anthropic(), "Anthropic", "ANTHROPIC_API_KEY");
      case GEMINI ->
          missing(access.keys().gemini(), addresses.gemini(), "Google", "GEMINI_API_KEY");
      case OLLAMA -> Optional.empty();
    };
  }

  /** A server of one's own may need no key. */
  private static Optional<String> missing(
      @Nullable String key, @Nullable URI address, String provider, String setting) {
    return key != null || address != null
        ? Optional.empty()
        : Optional.of("names a model of " + provider + ", so " + setting + " must be set too");
  }

  @Override
  public Optional<ModelProvider> find(@Nullable String spec) {
    var asked = spec == null ? defaultSpec : spec;
    return switch (ModelSpec.parse(asked)) {
      case ModelSpec.Offline _ -> Optional.of(Offline.model());
      case ModelSpec.Scripted(var file) -> scripts.find(file);
      case Provided model ->
          Optional.of(made.computeIfAbsent(asked, _ -> make(model, facts(asked))));
      case ModelSpec.Unknown _ -> Optional.empty();
    };
  }

  private ModelProvider make(Provided model, Optional<ModelFacts> facts) {
    var name = model.model();
    return switch (model.family()) {
      case OPENAI ->
          model.baseUrl() == null
              ? openAi.responses(at(addresses.openAi(), OpenAi.ADDRESS), name)
              : openAi.chat(model.baseUrl(), name);
      case RESPONSES -> openAi.responses(at(model.baseUrl(), OpenAi.ADDRESS), name);
      case ANTHROPIC ->
          anthropic.model(
              at(model.baseUrl(), at(addresses.anthropic(), Anthropic.ADDRESS)), name, facts);
      case GEMINI ->
          gemini.model(at(model.baseUrl(), at(addresses.gemini(), Gemini.ADDRESS)), name);
      case OLLAMA ->
          ollama.model(at(model.baseUrl(), at(addresses.ollama(), Ollama.ADDRESS)), name, facts);
    };
  }

  private static URI at(@Nullable URI said, URI usual) {
    return Objects.requireNonNullElse(said, usual);
  }

  @Override
  public Optional<ModelFacts> facts(@Nullable String spec) {
    return known.find(spec == null ? defaultSpec : spec);
  }
}
