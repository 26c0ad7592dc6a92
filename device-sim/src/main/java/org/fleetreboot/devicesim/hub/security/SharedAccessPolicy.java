package org.fleetreboot.devicesim.hub.security;

import java.util.Arrays;
import java.util.Optional;

/** The policies every IoT Hub is born with. */
public enum SharedAccessPolicy {
  IOTHUBOWNER("iothubowner"),
  SERVICE("service"),
  DEVICE("device"),
  REGISTRY_READER("registryRead"),
  REGISTRY_WRITER("registryReadWrite");

  private final String policyName;

  SharedAccessPolicy(String policyName) {
    this.policyName = policyName;
  }

  /** The name as it stands in {@code SharedAccessKeyName} and in {@code skn}. */
  public String policyName() {
    return policyName;
  }

  public boolean grants(AccessRight right) {
    return switch (this) {
      case IOTHUBOWNER -> true;
      case SERVICE -> right == AccessRight.SERVICE_CONNECT;
      case DEVICE -> right == AccessRight.DEVICE_CONNECT;
      case REGISTRY_READER -> right == AccessRight.REGISTRY_READ;
      case REGISTRY_WRITER ->
          right == AccessRight.REGISTRY_READ || right == AccessRight.REGISTRY_WRITE;
    };
  }

  public static Optional<SharedAccessPolicy> named(String name) {
    return Arrays.stream(values()).filter(p -> p.policyName.equals(name)).findFirst();
  }
}
