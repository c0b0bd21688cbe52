package dev.parley.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.identity.SecretHasher.Use;
import dev.parley.postgres.IdentityRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.secret.KeyRefused;
import dev.parley.secret.SealBroken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final String KEY = "A".repeat(43) + "=";
  private static final String OTHER = "B".repeat(42) + "A=";

  @TempDir Path data;

  private ServerKey key(@Nullable String setting) {
    return ServerKey.load(setting, data, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void makesAKeyFileOfItsOwnOnce() throws Exception {
    var first = ServerKey.load(null, data.resolve("new"), false);
    var file = data.resolve("new/secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    var again = ServerKey.load(null, data.resolve("new"), false);
    assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(ServerKey.load(Files.readString(file), data, true).fingerprint())
        .isEqualTo(first.fingerprint());
  }

  @Test
  void refusesAKeyFileThatOthersCanRead() throws Exception {
    ServerKey.load(null, data, false);
    var file = data.resolve("secret.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> ServerKey.load(null, data, false))
        .isInstanceOf(KeyRefused.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refusesAnExternalDatabaseWithoutAKeyAndKeysOfAnotherLength() {
    assertThatThrownBy(() -> key(null))
        .isInstanceOf(KeyRefused.class)
        .hasMessageContaining("PARLEY_SECRET_KEY")
        .hasMessageContaining("openssl rand");
    assertThat(data.resolve("secret.key")).doesNotExist();
    for (var unfit : new String[] {"", "short", "?".repeat(44), "A".repeat(88)}) {
      assertThatThrownBy(() -> key(unfit))
          .isInstanceOf(KeyRefused.class)
          .hasMessageContaining("32 bytes");
    }
  }

  @Test
  void noticesAKeyThatIsNotTheDatabases() {
    try (var database = TestDatabase.open()) {
      var rows = new IdentityRows(database);
      rows.requireKey(key(KEY).fingerprint());
      rows.requireKey(key(KEY).fingerprint());
      assertThatThrownBy(() -> rows.requireKey(key(OTHER).fingerprint()))
          .isInstanceOf(KeyRefused.class)
          .hasMessageContaining("Put the former key back");
    }
  }

  @Test
  void opensWhatItSealedForItsOwnerAlone() {
    var sealer = new Vault(key(KEY)).sealer();
    var sealed = sealer.seal(bytes("cookie"), "user/1");
    assertThat(sealer.open(sealed, "user/1")).isEqualTo(bytes("cookie"));
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("cookie");
    assertThat(sealer.seal(bytes("cookie"), "user/1")).isNotEqualTo(sealed);
    assertThatThrownBy(() -> sealer.open(sealed, "user/2")).isInstanceOf(SealBroken.class);
    var stranger = new Vault(key(OTHER)).sealer();
    assertThatThrownBy(() -> stranger.open(sealed, "user/1")).isInstanceOf(SealBroken.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> sealer.open(sealed, "user/1")).isInstanceOf(SealBroken.class);
  }

  @Test
  void signsAndHashesDifferentlyForEachUseAndKey() {
    var vault = new Vault(key(KEY));
    var sign = vault.signer("page-token").sign(bytes("x"));
    assertThat(sign).hasSize(32).isEqualTo(vault.signer("page-token").sign(bytes("x")));
    assertThat(sign).isNotEqualTo(vault.signer("url").sign(bytes("x")));
    assertThat(sign).isNotEqualTo(new Vault(key(OTHER)).signer("page-token").sign(bytes("x")));
    var hash = vault.hasher().hash(Use.BEARER, "x");
    assertThat(hash).isEqualTo(vault.hasher().hash(Use.BEARER, "x"));
    assertThat(hash.matches(vault.hasher().hash(Use.API_KEY, "x"))).isFalse();
    assertThat(hash).isNotEqualTo(new Vault(key(OTHER)).hasher().hash(Use.BEARER, "x"));
  }

  @Test
  void hashesPasswordsWithASaltEach() {
    var passwords = Vault.passwords();
    var hash = passwords.hash("pässword");
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(passwords.hash("pässword")).isNotEqualTo(hash);
    assertThat(passwords.matches("pässword", hash)).isTrue();
    assertThat(passwords.matches("password", hash)).isFalse();
  }
}
