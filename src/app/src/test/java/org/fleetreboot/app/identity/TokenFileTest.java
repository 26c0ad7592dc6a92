package org.fleetreboot.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tokens.json", "tokens.json.lock");
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
        "[{\"name\":\"anna\",\"roles\":[\"viewer\"],\"sha256\":\"secret\"}]",
        "[{\"name\":\"anna\",\"roles\":[0],\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}]"
      })
  void anythingElseInTheFileIsRefusedInASentence(String text) throws IOException {
    register.add("anna", Set.of(Role.VIEWER), null);
    Files.writeString(file, text);

    assertThatThrownBy(this::tokens)
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("is no file of tokens")
        .hasMessageNotContaining("org.fleetreboot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anna viewer, Anna approver", "anna viewer, bob approver"})
  void twoPeopleHaveNeitherOneNameNorOneToken(String people) throws IOException {
    Files.createDirectories(folder);
    String entries =
        Arrays.stream(people.split(", "))
            .map(person -> person.split(" "))
            .map(
                person ->
                    "{\"name\":\"%s\",\"roles\":[\"%s\"],\"sha256\":\"%s\"}"
                        .formatted(person[0], person[1], "0".repeat(64)))
            .collect(Collectors.joining(",", "[", "]"));
    Files.writeString(file, entries);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThatThrownBy(this::tokens)
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("of their own");
  }

  @Test
  void peopleWhoAreAddedAtOnceAllHaveTheirToken() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<String>> adds =
          IntStream.range(0, 8)
              .<Callable<String>>mapToObj(
                  i -> () -> new TokenRegister(file).add("p" + i, Set.of(Role.VIEWER), null))
              .toList();
      for (Future<String> added : threads.invokeAll(adds)) {
        assertThat(added.get()).isNotBlank();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(register.holders()).hasSize(8);
  }

  @Test
  void whatIsNoOrdinaryFileOrIsTooLargeIsNotRead() throws Exception {
    register.add("anna", Set.of(Role.VIEWER), null);
    Files.write(file, new byte[TokenFile.LARGEST + 1]);
    assertThatThrownBy(this::tokens).hasMessageContaining("larger than");

    Files.delete(file);
    assertThat(new ProcessBuilder("mkfifo", "-m", "600", file.toString()).start().waitFor())
        .isZero();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThatThrownBy(this::tokens).hasMessageContaining("no ordinary file"));
  }

  @Test
  void aNameThatLooksLikeAnotherIsRefused() {
    assertThatThrownBy(() -> register.add("ａｎｎａ", Set.of(Role.VIEWER), null))
        .hasMessageContaining("no name");
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
