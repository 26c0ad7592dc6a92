package org.fleetreboot.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.fleetreboot.app.failure.ProgramFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that others could reach without protection does not start, and says what is missing. */
class WebServerSettingsTest {
  private final Path directory;
  private final TlsFiles tls;

  WebServerSettingsTest(@TempDir Path directory) {
    this.directory = directory;
    this.tls = TlsFiles.of(directory, "fleet.example.com");
  }

  @Test
  void withoutSettingsOnlyThisMachineCanReachIt() {
    WebServerSettings settings = ServerSettings.read(directory, Map.of());

    assertThat(settings.address().isLoopback()).isTrue();
    assertThat(settings.publicUrl(8080)).isEqualTo("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void beyondThisMachineItNeedsTls(String host) {
    assertThatThrownBy(() -> ServerSettings.read(directory, Map.of("reboot.api.host", host)))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageStartingWith("reboot.api.host = " + host)
        .hasMessageContaining("set reboot.api.tls.certificate and reboot.api.tls.key");
  }

  @Test
  void beyondThisMachineItNeedsAWayToSignIn() {
    assertThatThrownBy(
            () -> withTls(Map.of("reboot.api.host", "0.0.0.0", "reboot.api.oidc.issuer", "")))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("nobody there could sign in")
        .hasMessageContaining("set reboot.api.tokens or reboot.api.oidc.issuer");
  }

  @Test
  void anIssuerWithoutTlsOrWithoutAClientIsRefused() {
    assertThatThrownBy(() -> withTls(Map.of("reboot.api.oidc.issuer", "http://issuer.example")))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("reboot.api.oidc.issuer is http://issuer.example")
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> withTls(Map.of("reboot.api.oidc.client", "")))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("is set without reboot.api.oidc.client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "no-such-host.invalid"})
  void anAddressOfAnotherMachineIsRefused(String host) {
    assertThatThrownBy(() -> ServerSettings.read(directory, Map.of("reboot.api.host", host)))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining(host + ", which is no address of this machine")
        .hasMessageContaining("write 127.0.0.1");
  }

  @Test
  void peopleAreToldItsFirstNameAndProgramsOfThisMachineItsAddress() {
    WebServerSettings settings =
        withTls(
            Map.of("reboot.api.host", "0.0.0.0", "reboot.api.names", "fleet.example.com,fleet"));

    assertThat(settings.publicUrl(8443)).isEqualTo("https://fleet.example.com:8443");
    assertThat(settings.localUrl(8443)).isEqualTo("https://127.0.0.1:8443");
  }

  @Test
  void aCertificateWithoutItsKeyIsRefused() {
    assertThatThrownBy(
            () ->
                ServerSettings.read(
                    directory, Map.of("reboot.api.tls.certificate", tls.certificate().toString())))
        .hasMessage(
            "reboot.api.tls.certificate is set without reboot.api.tls.key: set both, or neither.");
  }

  @Test
  void theKeyOfAnotherCertificateIsRefused() {
    TlsFiles other = TlsFiles.of(directory.resolve("other"), "fleet.example.com");

    assertThatThrownBy(() -> withTls(Map.of("reboot.api.tls.key", other.key().toString())))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("is not that of the first certificate in " + tls.certificate());
  }

  @Test
  void aKeyThatEveryUserMayReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(tls.key(), PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(() -> withTls(Map.of())).hasMessageContaining("chmod o-r");
  }

  @Test
  void aMissingFileAndOneWithoutACertificateAreRefused() throws IOException {
    assertThatThrownBy(() -> withTls(Map.of("reboot.api.tls.key", "missing.key")))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("missing.key, but it cannot be read");
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    assertThatThrownBy(() -> withTls(Map.of("reboot.api.tls.certificate", empty.toString())))
        .isInstanceOf(ProgramFailure.class)
        .hasMessageContaining("it contains no certificate");
  }

  @Test
  void whoReachesOnlyThisMachineMustAskForItByItsOwnName() {
    HostNames names = ServerSettings.read(directory, Map.of()).names();

    names.require(HostAndPort.create("LOCALHOST", 80));
    assertThatThrownBy(() -> names.require(HostAndPort.create("10.0.0.1", 80)))
        .hasMessage(
            "'10.0.0.1:80' is no name of this program: ask for it at its address, or add the name to reboot.api.names.");
  }

  @Test
  void othersAskByAnAddressOrByANameThatIsSet() {
    HostNames names =
        withTls(Map.of("reboot.api.host", "0.0.0.0", "reboot.api.names", "fleet.example.com"))
            .names();

    names.require(HostAndPort.create("fleet.example.com", 443));
    names.require(HostAndPort.create("10.0.0.1", 443));
    names.require(HostAndPort.create("[fd00::7]", 443));
    assertThatThrownBy(() -> names.require(HostAndPort.create("evil.example", 443)))
        .isInstanceOf(HttpRefusal.class);
    assertThatThrownBy(() -> names.require(null)).isInstanceOf(HttpRefusal.class);
  }

  private WebServerSettings withTls(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("reboot.api.tls.certificate", tls.certificate().toString());
    all.put("reboot.api.tls.key", tls.key().toString());
    all.put("reboot.api.oidc.issuer", "https://issuer.example");
    all.put("reboot.api.oidc.client", "client-1");
    all.putAll(settings);
    return ServerSettings.read(directory, all);
  }
}
