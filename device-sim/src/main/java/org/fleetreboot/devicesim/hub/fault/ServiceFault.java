package org.fleetreboot.devicesim.hub.fault;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What the hub does wrong towards service clients. */
public sealed interface ServiceFault extends HubFault {
  /** What service clients ask for. */
  Set<HubOperation> REQUESTS =
      Set.copyOf(EnumSet.range(HubOperation.METHOD, HubOperation.CLOUD_TO_DEVICE));

  /**
   * Answers with an error instead of the truth.
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
   * Answers with that error of IoT Hub instead of the truth; the request has no effect.
   *
   * @param code six digits, the HTTP status in front
   */
  record AnswersCode(int code) implements ServiceFault {
    public AnswersCode {
      if (code < 400_000 || code > 599_999) {
        throw new IllegalArgumentException(
            "A refusal has six digits from 400000 to 599999, such as 404012, not " + code + ".");
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

  /** Answers truthfully, but so much later. */
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
