package org.fleetreboot.devicesim.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.microsoft.azure.sdk.iot.service.auth.AuthenticationType;
import com.microsoft.azure.sdk.iot.service.auth.SymmetricKey;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadFormatException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.registry.Module;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.registry.RegistryStatistics;
import com.microsoft.azure.sdk.iot.service.twin.Twin;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import org.fleetreboot.devicesim.supported.Proves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Registry and twins with Microsoft's service SDK for Java: changes, conditions, refusals. */
@ResourceLock(ServiceSdk.TRUST)
class MicrosoftServiceSdkTest {
  @RegisterExtension static final SharedHub SHARED = SharedHub.of(LocalHub.builder());

  @Test
  void anIdentityIsUpdatedWithItsStatusAndKeys() throws Exception {
    Device device = SHARED.service().registry().addDevice(new Device("valve-1"));
    SymmetricKey other = new SymmetricKey();
    device.setStatus(DeviceStatus.Disabled);
    device.setSymmetricKey(other);
    SHARED.service().registry().updateDevice(device);

    Device read = SHARED.service().registry().getDevice("valve-1");
    assertThat(read.getStatus()).isEqualTo(DeviceStatus.Disabled);
    assertThat(read.getPrimaryKey()).isEqualTo(other.getPrimaryKey());
    assertThat(read.getETag()).isNotEqualTo(device.getETag());
  }

  @Test
  void anIdentityThatSomebodyElseChangedIsNotDeleted() throws Exception {
    Device stale = SHARED.service().registry().addDevice(new Device("valve-2"));
    Device changed = SHARED.service().registry().getDevice("valve-2");
    changed.setStatus(DeviceStatus.Disabled);
    SHARED.service().registry().updateDevice(changed);

    assertThat(
            catchThrowableOfType(
                IotHubPreconditionFailedException.class,
                () -> SHARED.service().registry().removeDevice(stale)))
        .isNotNull();
    SHARED.service().registry().removeDevice(SHARED.service().registry().getDevice("valve-2"));
    assertThat(
            catchThrowableOfType(
                IotHubNotFoundException.class,
                () -> SHARED.service().registry().getDevice("valve-2")))
        .isNotNull();
  }

  @Test
  void aDeviceThatIsNotThereIsNotUpdated() {
    assertThat(
            catchThrowableOfType(
                IotHubNotFoundException.class,
                () -> SHARED.service().registry().updateDevice(new Device("nobody"))))
        .isNotNull();
  }

  @Test
  void thumbprintsAreKept() throws Exception {
    String thumbprint = "0123456789ABCDEF0123456789ABCDEF01234567";
    Device wanted = new Device("certified-1", AuthenticationType.SELF_SIGNED);
    wanted.setThumbprint(thumbprint, thumbprint);
    SHARED.service().registry().addDevice(wanted);

    Device read = SHARED.service().registry().getDevice("certified-1");
    assertThat(read.getAuthenticationType()).isEqualTo(AuthenticationType.SELF_SIGNED);
    assertThat(read.getPrimaryThumbprint()).isEqualTo(thumbprint);
  }

  @Test
  void certificatesOfAnAuthorityAreRefusedByName() {
    Device wanted = new Device("certified-2", AuthenticationType.CERTIFICATE_AUTHORITY);
    assertThat(
            catchThrowableOfType(
                IotHubBadFormatException.class,
                () -> SHARED.service().registry().addDevice(wanted)))
        .hasMessageContaining("certificateAuthority");
  }

  @Proves("Modules")
  @Test
  void modulesAreAddedListedUpdatedAndRemoved() throws Exception {
    RegistryClient registry = SHARED.service().registry();
    registry.addDevice(new Device("valve-3"));
    Module wanted = new Module("valve-3", "camera");
    Module added = registry.addModule(wanted);
    assertThat(added.getPrimaryKey()).isEqualTo(wanted.getPrimaryKey());
    assertThat(registry.getModule("valve-3", "camera").getGenerationId())
        .isEqualTo(added.getGenerationId());
    assertThat(
            catchThrowableOfType(IotHubConflictException.class, () -> registry.addModule(wanted))
                .getErrorCode())
        .isEqualTo(409301);

    SymmetricKey other = new SymmetricKey();
    added.setSymmetricKey(other);
    assertThat(registry.updateModule(added).getPrimaryKey()).isEqualTo(other.getPrimaryKey());
    assertThat(registry.getModulesOnDevice("valve-3"))
        .extracting(Module::getId)
        .containsExactly("camera");

    registry.removeModule("valve-3", "camera");
    registry.removeModule(registry.addModule(new Module("valve-3", "sensor")));
    assertThat(registry.getModulesOnDevice("valve-3")).isEmpty();
    assertThat(
            catchThrowableOfType(
                    IotHubNotFoundException.class, () -> registry.getModule("valve-3", "camera"))
                .getErrorCode())
        .isEqualTo(404010);
  }

  @Proves("Registry")
  @Test
  void theStatisticsCountAllAndTheDisabled() throws Exception {
    try (LocalHub own = LocalHub.builder().start()) {
      ServiceSdk there = new ServiceSdk(own);
      there.registry().addDevice(new Device("a"));
      Device disabled = new Device("b");
      disabled.setStatus(DeviceStatus.Disabled);
      there.registry().addDevice(disabled);

      RegistryStatistics counts = there.registry().getStatistics();
      assertThat(counts.getTotalDeviceCount()).isEqualTo(2);
      // Not the enabled ones: this SDK looks for "enableDeviceCount", and the hub, as documented,
      // answers with "enabledDeviceCount".
      assertThat(counts.getDisabledDeviceCount()).isEqualTo(1);
    }
  }

  @Proves("Update a twin")
  @Test
  void aTwinIsReplacedAndWhatIsNotInItIsGone() throws Exception {
    SHARED.hub().register("pump-1", Map.of("ring", "canary", "site", "lyon"));
    Twin twin = new Twin("pump-1");
    twin.getTags().put("ring", "late");
    twin.getDesiredProperties().put("firmware", "2.1");
    Twin replaced = SHARED.service().twins().replace(twin);

    assertThat(replaced.getTags()).isEqualTo(Map.of("ring", "late"));
    assertThat(replaced.getDesiredProperties()).containsEntry("firmware", "2.1");
    assertThat(SHARED.service().twins().get("pump-1").getTags()).isEqualTo(Map.of("ring", "late"));
  }

  @Test
  void aTwinThatSomebodyElseChangedIsNeitherPatchedNorReplaced() throws Exception {
    SHARED.hub().register("pump-2");
    String stale = SHARED.service().twins().get("pump-2").getETag();
    Twin change = new Twin("pump-2");
    change.getTags().put("ring", "canary");
    SHARED.service().twins().patch(change, stale);

    change.getTags().put("ring", "late");
    assertThat(
            catchThrowableOfType(
                IotHubPreconditionFailedException.class,
                () -> SHARED.service().twins().patch(change, stale)))
        .isNotNull();
    assertThat(
            catchThrowableOfType(
                IotHubPreconditionFailedException.class,
                () -> SHARED.service().twins().replace(change, stale)))
        .isNotNull();
    assertThat(SHARED.service().twins().get("pump-2").getTags()).containsEntry("ring", "canary");
  }

  @Test
  void itsConnectionStringsWorkUnchangedWithPort443() throws Exception {
    try (LocalHub own = Port443.hub(LocalHub.builder())) {
      own.register("pump-1");
      HttpsURLConnection.setDefaultSSLSocketFactory(own.sslContext().getSocketFactory());
      RegistryClient registry = new RegistryClient(own.ownerConnectionString());
      assertThat(registry.getDevice("pump-1").getDeviceId()).isEqualTo("pump-1");
    }
  }
}
