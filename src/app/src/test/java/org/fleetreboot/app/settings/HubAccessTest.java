package org.fleetreboot.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubAccessTest {
  private static final String TEXT =
      "HostName=Plant-7.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=c2VjcmV0";

  @Test
  void theHubsNameInTheJournalIsItsHostInLowerCase() {
    assertThat(HubAccess.byConnectionString(TEXT).hubName()).isEqualTo("plant-7.azure-devices.net");
  }

  @Test
  void thePortIsNotPartOfTheName() {
    String local = TEXT.replace("Plant-7.azure-devices.net", "127.0.0.1:8443");

    assertThat(HubAccess.byConnectionString(local).hubName()).isEqualTo("127.0.0.1");
    assertThat(HubAccess.byConnectionString(local).hostName()).isEqualTo("127.0.0.1:8443");
  }

  @Test
  void itsTextContainsNoKey() {
    assertThat(HubAccess.byConnectionString(TEXT)).asString().doesNotContain("c2VjcmV0");
  }
}
