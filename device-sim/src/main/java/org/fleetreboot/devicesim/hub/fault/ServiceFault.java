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
