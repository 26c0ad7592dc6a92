package org.fleetreboot.devicesim.hub.fault;

import static org.fleetreboot.devicesim.hub.fault.HubOperation.DESIRED_PUSH;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_CONNECT;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_METHOD_ANSWER;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_TELEMETRY;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_TLS;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_TWIN_READ;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.DEVICE_TWIN_REPORT;
import static org.fleetreboot.devicesim.hub.fault.HubOperation.METHOD_PUSH;

import java.time.Duration;
import java.util.Set;

/** Faults towards devices, over MQTT. */
public sealed interface DeviceFault extends HubFault {
  /** What a device sends after CONNECT. */
  Set<HubOperation> SENDS =
      Set.of(DEVICE_TELEMETRY, DEVICE_METHOD_ANSWER, DEVICE_TWIN_READ, DEVICE_TWIN_REPORT);

  /** Unsolicited messages from the hub. */
  Set<HubOperation> PUSHES = Set.of(DESIRED_PUSH, METHOD_PUSH);

  /**
   * Answers CONNECT with a return code.
   *
   * @param code of MQTT 3.1.1, 1 to 5
   */
  record RefusesConnection(int code) implements DeviceFault {
    public RefusesConnection {
      if (code < 1 || code > 5) {
        throw new IllegalArgumentException("A return code of CONNACK is 1 to 5, not " + code);
      }
    }

    @Override
    public Set<HubOperation> strikes() {
      return Set.of(DEVICE_CONNECT);
    }
  }

  /** Closes the device's connection when it sends something. */
  record DropsDevice(Moment moment) implements DeviceFault {
    @Override
    public Set<HubOperation> strikes() {
      return SENDS;
    }
  }

  /** Never sends PUBACK. */
  record LosesAcknowledgement() implements DeviceFault {
    @Override
    public Set<HubOperation> strikes() {
      return SENDS;
    }
  }

  /**
   * Answers a device's request about its twin with an error.
   *
   * @param status 400 to 599
   */
  record RefusesTwin(int status) implements DeviceFault {
    public RefusesTwin {
      if (status < 400 || status > 599) {
        throw new IllegalArgumentException("An error's status is 400 to 599, not " + status);
      }
    }

    @Override
    public Set<HubOperation> strikes() {
      return Set.of(DEVICE_TWIN_READ, DEVICE_TWIN_REPORT);
    }
  }

  /** Drops what the hub sends. */
  record LosesPush() implements DeviceFault {
    @Override
    public Set<HubOperation> strikes() {
      return PUSHES;
    }
  }

  /** Delays what the hub sends; later messages may overtake it. */
  record PushesLate(Duration delay) implements DeviceFault {
    public PushesLate {
      Delays.requireNotNegative(delay);
    }

    @Override
    public Set<HubOperation> strikes() {
      return PUSHES;
    }
  }

  /** Delays reading from a new TLS connection. */
  record AcceptsSlowly(Duration delay) implements DeviceFault {
    public AcceptsSlowly {
      Delays.requireNotNegative(delay);
    }

    @Override
    public Set<HubOperation> strikes() {
      return Set.of(DEVICE_TLS);
    }
  }
}
