package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Faults towards service clients. */
public sealed interface ServiceFault extends HubFault {
  /** Requests of service clients. */
  Set<HubOperation> REQUESTS =
      Set.copyOf(EnumSet.range(HubOperation.METHOD, HubOperation.CLOUD_TO_DEVICE));

  /**
   * Answers with an error instead of the real result.
   *
   * @param moment {@link Moment#AFTER_DELIVERY} hides that the request took effect
   */
  record Refuses(FaultyAnswer answer, Moment moment) implements ServiceFault {
    @Override
    public Set<HubOperation> strikes() {
      return answer.isOfMethodsOnly() ? Set.of(HubOperation.METHOD) : REQUESTS;
    }
  }

  /**
   * Answers with an error of IoT Hub instead of processing the request.
   *
   * @param code six digits, starting with the HTTP status
   */
  record AnswersCode(int code) implements ServiceFault {
    public AnswersCode {
      if (code < 400_000 || code > 599_999) {
        throw new IllegalArgumentException(
            "An error code is from 400000 to 599999, such as 404012, not " + code + ".");
      }
    }

    /** The HTTP status. */
    public int status() {
      return code / 1000;
    }

    @Override
    public Set<HubOperation> strikes() {
      return REQUESTS;
    }
  }

  /** Closes the client's connection without an answer. */
  record DropsConnection(Moment moment) implements ServiceFault {
    @Override
    public Set<HubOperation> strikes() {
      return REQUESTS;
    }
  }

  /** Delays the real answer. */
  record AnswersLate(Duration delay) implements ServiceFault {
    public AnswersLate {
      Delays.requireNotNegative(delay);
    }

    @Override
    public Set<HubOperation> strikes() {
      return REQUESTS;
    }
  }
}
