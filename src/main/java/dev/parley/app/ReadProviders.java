package dev.parley.app;

import dev.parley.provider.Access;
import dev.parley.provider.Access.Addresses;
import dev.parley.provider.Access.Keys;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what the providers of models need, from the environment under its usual names alone. */
final class ReadProviders {
  private static final String BASE_URL =
      "must be an http or https address without a login, such as https://gateway.example.com/v1";

  private final SettingSource source;

  private ReadProviders(SettingSource source) {
    this.source = source;
  }

  static Access from(SettingSource source) {
    var reading = new ReadProviders(source);
    return new Access(reading.keys(), reading.addresses());
  }

  private Keys keys() {
    var gemini = source.text("GEMINI_API_KEY");
    return new Keys(
        source.text("OPENAI_API_KEY"),
        source.text("AZURE_OPENAI_API_KEY"),
        source.text("ANTHROPIC_API_KEY"),
        gemini == null ? source.text("GOOGLE_API_KEY") : gemini,
        source.text("OLLAMA_API_KEY"));
  }

  private Addresses addresses() {
    return new Addresses(
        address("OPENAI_BASE_URL", Access::address, BASE_URL),
        address("ANTHROPIC_BASE_URL", Access::address, BASE_URL),
        address("GEMINI_BASE_URL", Access::address, BASE_URL),
        address(
            "OLLAMA_HOST",
            Access::ollamaHost,
            "must be an address such as 127.0.0.1:11434 or https://ollama.example.com"));
  }

  private @Nullable URI address(
      String name, Function<String, Optional<URI>> meaning, String remedy) {
    String text = source.text(name);
    if (text == null) {
      return null;
    }
    var address = meaning.apply(text);
    if (address.isEmpty()) {
      source.fault(name, remedy);
    }
    return address.orElse(null);
  }
}
