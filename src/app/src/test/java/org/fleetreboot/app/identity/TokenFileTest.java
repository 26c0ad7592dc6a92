package org.fleetreboot.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.workflow.Requester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of tokens: who reads it, what it says, and from when on. */
class TokenFileTest {
  private final Path folder;
  private final Path file;
  private final TokenRegister register;
  private Instant now = Instant.parse("2026-10-01T00:00:00Z");

  TokenFileTest(@TempDir Path directory) {
    folder = directory.resolve("made");
    file = folder.resolve("tokens.json");
    register = new TokenRegister(file);
  }

  @Test
  void aTokenProvesItsPersonAndTheirRoles() {
    String token = register.add("anna", Set.of(Role.OPERATOR), null);

    Caller caller = tokens().of(token).orElseThrow();

    assertThat(caller.requester()).isEqualTo(Requester.token("anna"));
    assertThat(caller.has(Role.OPERATOR)).isTrue();
    assertThat(caller.has(Role.VIEWER)).isTrue();
    assertThat(caller.has(Role.APPROVER)).isFalse();
    assertThat(tokens().of(token + "0")).isEmpty();
  }

  @Test
  void theFileHoldsNoTokenAndIsForItsOwnerAlone() throws IOException {
    String token = register.add("anna", Set.of(Role.OPERATOR, Role.APPROVER), now);

    assertThat(Files.readString(file))
        .doesNotContain(token)
        .doesNotContain(token.substring(4))
        .contains("\"anna\"", "\"operator\"", "\"approver\"", "2026-10-01T00:00:00Z");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("tokens.json");
  }

  @Test
  void aRevokedTokenProvesNobodyFromTheNextRequestOn() {
    String annas = register.add("anna", Set.of(Role.OPERATOR), null);
    String bobs = register.add("bob", Set.of(Role.VIEWER), null);
    PersonalTokens tokens = tokens();
    Caller anna = tokens.of(annas).orElseThrow();
    Caller bob = tokens.of(bobs).orElseThrow();

    register.revoke("anna");

    assertThat(tokens.of(annas)).isEmpty();
    assertThat(tokens.still(anna)).isEmpty();
    assertThat(tokens.still(bob)).hasValue(bob);
  }

  @Test
  void aNewTokenOfTheSamePersonDoesNotReviveWhatTheOldOneBegan() {
    String old = register.add("anna", Set.of(Role.OPERATOR), null);
    PersonalTokens tokens = tokens();
    Caller before = tokens.of(old).orElseThrow();

    register.revoke("anna");
    register.add("anna", Set.of(Role.VIEWER), null);

    assertThat(tokens.still(before)).isEmpty();
  }

  @Test
  void changedRolesCountForThoseWhoAreSignedIn() throws IOException {
    String token = register.add("anna", Set.of(Role.OPERATOR), null);
    PersonalTokens tokens = tokens();
    Caller before = tokens.of(token).orElseThrow();

    Files.writeString(file, Files.readString(file).replace("operator", "approver"));

    assertThat(tokens.still(before).orElseThrow().roles()).containsExactly(Role.APPROVER);
  }

  @Test
  void anExpiredTokenSaysSoAndEndsWhatItBegan() {
    String token = register.add("anna", Set.of(Role.VIEWER), now.plus(Duration.ofDays(1)));
    PersonalTokens tokens = tokens();
    Caller caller = tokens.of(token).orElseThrow();

    now = now.plus(Duration.ofDays(1));

    assertThatThrownBy(() -> tokens.of(token))
        .isInstanceOf(AuthenticationFailed.class)
        .hasMessageContaining("anna expired at 2026-10-02")
        .hasMessageNotContaining(token);
    assertThat(tokens.still(caller)).isEmpty();
  }

  @Test
  void aFileThatOthersMayReadIsRefusedAtTheStart() throws IOException {
    register.add("anna", Set.of(Role.VIEWER), null);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(this::tokens)
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("chmod 600 " + file);
    assertThatThrownBy(() -> register.add("bob", Set.of(Role.VIEWER), null))
        .hasMessageContaining("chmod 600");
  }

  @Test
  void whileOthersMayReadTheFileNoTokenCounts() throws IOException {
    String token = register.add("anna", Set.of(Role.VIEWER), null);
    PersonalTokens tokens = tokens();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(tokens.of(token)).isEmpty();

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(tokens.of(token)).isPresent();
  }

  @Test
  void aMissingFileSaysHowToMakeOne() {
    assertThatThrownBy(this::tokens)
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("token add")
        .hasMessageContaining("reboot.api.tokens");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[null]",
        "[{\"name\":\"anna\"}]",
        "[{\"name\":\"an\\u001bna\",\"roles\":[\"viewer\"],\"sha256\":\"00\"}]",
        "[{\"name\":\"anna\",\"roles\":[\"root\"],\"sha256\":\"00\"}]",
        "[{\"name\":\"anna\",\"roles\":[\"viewer\"],\"sha256\":\"secret\"}]"
      })
  void anythingElseInTheFileIsRefusedInASentence(String text) throws IOException {
    register.add("anna", Set.of(Role.VIEWER), null);
    Files.writeString(file, text);

    assertThatThrownBy(this::tokens)
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("is no file of tokens")
        .hasMessageNotContaining("org.fleetreboot");
  }

  @Test
  void aPersonHasOneTokenAndAPlainName() {
    register.add("anna", Set.of(Role.VIEWER), null);

    assertThatThrownBy(() -> register.add("Anna", Set.of(Role.VIEWER), null))
        .hasMessageContaining("revoke");
    assertThatThrownBy(() -> register.add("an na", Set.of(Role.VIEWER), null))
        .hasMessageContaining("no name");
    assertThatThrownBy(() -> register.revoke("eve")).hasMessageContaining("token list");
    assertThat(register.holders())
        .containsExactly(new TokenRegister.Holder("anna", "viewer", null));
  }

  private PersonalTokens tokens() {
    return new PersonalTokens(file, () -> now);
  }
}
