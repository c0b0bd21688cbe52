package dev.parley.vault;

import dev.parley.id.ClientId;
import dev.parley.identity.Bearer;
import dev.parley.identity.Bearers;
import dev.parley.identity.FreshSecret;
import dev.parley.identity.SecretHash;
import dev.parley.identity.SecretHasher;
import dev.parley.identity.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line's administrator token of one start, known to this process alone.
 *
 * <p>It is never a row: after a crash the file that is left behind opens nothing. The file {@code
 * cli.token} has two lines, the server's base URL and the token, readable by its owner alone.
 */
public final class LocalToken implements Bearers, AutoCloseable {
  private static final String FILE = "cli.token";

  private final String token = FreshSecret.text();
  private final SecretHash hash;
  private final Bearer administrator;
  private final Bearers others;
  private @Nullable Path file;

  /** Found before all others, as that administrator. */
  public LocalToken(SecretHasher hasher, User administrator, Bearers others) {
    this.hash = hasher.hash(SecretHasher.Use.BEARER, token);
    this.administrator = new Bearer(administrator, ClientId.USER_TOKENS, null, null, null);
    this.others = others;
  }

  @Override
  public Optional<Bearer> find(SecretHash asked) {
    return hash.matches(asked) ? Optional.of(administrator) : others.find(asked);
  }

  /** Writes the file, once the server's address is known. */
  public void publish(Path dataDirectory, String baseUrl) throws IOException {
    Files.createDirectories(dataDirectory);
    file = dataDirectory.resolve(FILE);
    PrivateFile.write(file, baseUrl + "\n" + token + "\n");
  }

  /** Removes the file, unless a later start has written its own. */
  @Override
  public void close() throws IOException {
    if (file != null && Files.exists(file) && Files.readString(file).endsWith(token + "\n")) {
      Files.delete(file);
    }
  }
}
