package org.fleetreboot.devicesim.hub.fault;

/** What a service client can ask for. */
public enum HubOperation {
  METHOD,
  TWIN_READ,
  TWIN_UPDATE,
  QUERY,
  REGISTRY,
  JOB
}
