package dev.parley.provider.scripted;

import dev.parley.json.JsonValue;
import dev.parley.model.ModelProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** The scripted models of a folder; a script is read again when its file has changed. */
public final class Scripts {
  private record Read(FileTime modified, ModelProvider model) {}

  private final ConcurrentMap<Path, Read> read = new ConcurrentHashMap<>();
  private final Path folder;
  private final Function<Path, JsonValue> parser;

  /**
   * @param parser reads a file, YAML or JSON, as a tree; what it throws names the fault
   */
  public Scripts(Path folder, Function<Path, JsonValue> parser) {
    this.folder = folder;
    this.parser = parser;
  }

  /**
   * The model that replays this file; empty if there is no such file.
   *
   * @throws ScriptFault if the file is no script
   */
  public Optional<ModelProvider> find(String file) {
    Path path;
    try {
      path = folder.resolve(file).toAbsolutePath().normalize();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    var modified = modified(path);
    return Optional.of(
        read.compute(
                path,
                (_, before) ->
                    before != null && before.modified.equals(modified)
                        ? before
                        : new Read(modified, model(file, path)))
            .model);
  }

  /** A model that replays a tree already parsed; {@code name} stands in the messages of faults. */
  public static ModelProvider model(String name, JsonValue script) {
    return new ScriptedModel(ScriptReader.read(name, script));
  }

  private ModelProvider model(String file, Path path) {
    JsonValue tree;
    try {
      tree = parser.apply(path);
    } catch (RuntimeException unreadable) {
      throw new ScriptFault(
          file + " cannot be read as YAML: " + unreadable.getMessage(), unreadable);
    }
    return model(file, tree);
  }

  private static FileTime modified(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
