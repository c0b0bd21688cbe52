package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.ModelFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFileTest {
  private static final String OWN = "models: [{specs: [own:model], pictures: true, context: 99}]";

  @TempDir private Path folder;

  private Settings read(Map<String, String> environment) {
    return ReadSettings.from(SettingSource.of(environment, folder.resolve("parley.yaml")));
  }

  private static @Nullable Integer context(Settings settings) {
    return Catalog.models(settings).facts("own:model").map(ModelFacts::contextTokens).orElse(null);
  }

  @Test
  void isTheOneBesideTheSettingsOrTheOneThatIsNamed() throws IOException {
    assertThat(context(read(Map.of()))).isNull();
    var named = Files.writeString(folder.resolve("named.yaml"), OWN.replace("99", "7"));
    Files.writeString(folder.resolve("models.yaml"), OWN);
    assertThat(context(read(Map.of()))).isEqualTo(99);
    assertThat(context(read(Map.of("PARLEY_MODELS_FILE", named.toString())))).isEqualTo(7);
  }

  @Test
  void stopsTheStartWithFileAndLineWhenItIsWrong() throws IOException {
    Files.writeString(
        folder.resolve("models.yaml"), "models:\n  - specs: [own]\n    picture: on\n");
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(BadSettings.class)
        .hasMessageContainingAll(
            folder.resolve("models.yaml") + ":3: unknown key 'picture'; did you mean 'pictures'?",
            "models.yaml:2: 'own' is no spec");
    assertThatThrownBy(() -> read(Map.of("PARLEY_MODELS_FILE", folder.resolve("no").toString())))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("cannot be read");
  }
}
