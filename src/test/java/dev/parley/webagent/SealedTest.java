package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import dev.parley.webagent.WebSession.Variable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is secret of a session is sealed for it and its owner alone. */
class SealedTest {
  private static final Sealer SEALER =
      new Vault(ServerKey.load("A".repeat(43) + "=", Path.of("unused"), true)).sealer();

  private static final String VALUE = "geheim-4711";

  private static Secrets secrets() {
    return new Secrets(
        List.of(new Variable("pin", VALUE)),
        List.of(new Variable("pin", "global"), new Variable("mail", "a@b.c")),
        "http://u:" + VALUE + "@proxy.test:1");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void opensSecretsForTheirOwnerAlone() {
    var owner = UserId.random().toString();
    var sealed = secrets().sealed(SEALER, owner);
    assertThat(latin(sealed)).doesNotContain(VALUE, "pin", "a@b.c");
    assertThat(Secrets.open(sealed, SEALER, owner)).isEqualTo(secrets());
    assertThatThrownBy(() -> Secrets.open(sealed, SEALER, UserId.random().toString()))
        .isInstanceOf(SealBroken.class);
    sealed[sealed.length - 1] ^= 1;
    assertThatThrownBy(() -> Secrets.open(sealed, SEALER, owner)).isInstanceOf(SealBroken.class);
  }

  @Test
  void letsASessionsVariableStandBeforeAGlobalOneAndPrintsNone() {
    assertThat(secrets().byName()).containsOnlyKeys("pin", "mail").containsEntry("pin", VALUE);
    assertThat(secrets().toString()).isEqualTo("Secrets");
    assertThat(List.of(new WebAgent.Given("Code", VALUE)).toString()).doesNotContain(VALUE);
    assertThat(new Variable("pin", VALUE).toString()).doesNotContain(VALUE);
  }

  @Test
  void leavesOutAnswersWhoseKeyIsLost() {
    var kept = new Answers(SEALER, SessionId.random()).seal(List.of());
    var other = new Answers(SEALER, SessionId.random());
    assertThat(Asked.values(other.openIfKeyIsThere(kept))).isEmpty();
  }

  @Test
  void opensAnswersInTheirSessionAlone() {
    var session = SessionId.random();
    var answers = new Answers(SEALER, session);
    var kept = answers.seal(List.of(new WebAgent.Given("Code", VALUE)));
    assertThat(kept).doesNotContain(VALUE, "Code");
    assertThat(latin(Base64.getDecoder().decode(kept))).doesNotContain(VALUE, "Code");
    assertThat(Asked.values(answers.open(kept))).containsExactly(Map.entry("Code", VALUE));
    assertThatThrownBy(() -> new Answers(SEALER, SessionId.random()).open(kept))
        .isInstanceOf(SealBroken.class);
    // Neither is a secret of the owner's taken for an answer, nor the other way round.
    var sealed = secrets().sealed(SEALER, session.toString());
    assertThatThrownBy(() -> answers.open(Base64.getEncoder().encodeToString(sealed)))
        .isInstanceOf(SealBroken.class);
  }
}
