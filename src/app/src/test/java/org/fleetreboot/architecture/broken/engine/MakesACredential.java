package org.fleetreboot.architecture.broken.engine;

import com.azure.core.credential.AzureSasCredential;

final class MakesACredential {
  AzureSasCredential credential = new AzureSasCredential("signature");
}
