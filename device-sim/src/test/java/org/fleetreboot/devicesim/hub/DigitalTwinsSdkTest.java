package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.microsoft.azure.sdk.iot.service.digitaltwin.DigitalTwinClient;
import com.microsoft.azure.sdk.iot.service.digitaltwin.models.DigitalTwinInvokeCommandRequestOptions;
import com.microsoft.azure.sdk.iot.service.digitaltwin.models.DigitalTwinUpdateRequestOptions;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Digital twins are refused; this client of the SDK shows not all of that, so the log does. */
@ResourceLock(HubWarnings.LOGGER)
class DigitalTwinsSdkTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
  private static final String PATH = "/digitaltwins/pump-7";

  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  /** This client trusts what the JVM is started with, and reads it with each new client. */
  @BeforeEach
  void trust(@TempDir Path directory) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var ca = Files.newInputStream(SHARED.hub().caFile())) {
      store.setCertificateEntry(
          "hub", CertificateFactory.getInstance("X.509").generateCertificate(ca));
    }
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    System.setProperty(STORE, file.toString());
    System.setProperty(PASSWORD, "changeit");
  }

  @AfterEach
  void trustAsBefore() {
    System.clearProperty(STORE);
    System.clearProperty(PASSWORD);
  }

  @Test
  void everyRequestIsNamedInTheLog() {
    DigitalTwinClient client = client();
    var update = new DigitalTwinUpdateRequestOptions();
    var command = new DigitalTwinInvokeCommandRequestOptions();
    assertNamed("GET", "", () -> client.getDigitalTwin("pump-7", String.class));
    assertNamed("GET", "", () -> client.getDigitalTwinWithResponse("pump-7", String.class));
    assertNamed("PATCH", "", () -> client.updateDigitalTwin("pump-7", List.of()));
    assertNamed("PATCH", "", () -> client.updateDigitalTwinWithResponse("pump-7", List.of()));
    assertNamed(
        "PATCH", "", () -> client.updateDigitalTwinWithResponse("pump-7", List.of(), update));
    String run = "/commands/run";
    assertNamed("POST", run, () -> client.invokeCommand("pump-7", "run"));
    assertNamed("POST", run, () -> client.invokeCommand("pump-7", "run", "{}"));
    assertNamed(
        "POST", run, () -> client.invokeCommandWithResponse("pump-7", "run", "{}", command));
    String part = "/components/fan/commands/run";
    assertNamed("POST", part, () -> client.invokeComponentCommand("pump-7", "fan", "run"));
    assertNamed("POST", part, () -> client.invokeComponentCommand("pump-7", "fan", "run", "{}"));
    assertNamed(
        "POST",
        part,
        () -> client.invokeComponentCommandWithResponse("pump-7", "fan", "run", "{}", command));
  }

  private static DigitalTwinClient client() {
    LocalHub hub = SHARED.hub();
    return new DigitalTwinClient(
        hub.address() + ":" + hub.restPort(),
        ServiceSdk.credential(hub, hub.ownerConnectionString()));
  }

  private static void assertNamed(String method, String path, ThrowingCallable call) {
    try (HubWarnings warnings = new HubWarnings()) {
      SHARED.refuseSomethingElse();
      Throwable shown = catchThrowable(call);
      assertThat(warnings.lines())
          .as("%s, which the SDK shows as %s", path, shown)
          .anyMatch(line -> line.startsWith("'" + method + " " + PATH + path));
    }
  }
}
