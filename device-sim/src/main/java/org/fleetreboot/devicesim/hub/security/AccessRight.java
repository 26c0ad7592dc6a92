package org.fleetreboot.devicesim.hub.security;

/** The permissions of IoT Hub's shared access policies. */
public enum AccessRight {
  REGISTRY_READ,
  REGISTRY_WRITE,
  /** Methods, twins and queries. */
  SERVICE_CONNECT,
  DEVICE_CONNECT
}
