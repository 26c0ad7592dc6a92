package org.fleetreboot.reboot.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.engine.Polls;

/**
 * The polls that a pulse returned. Polls that reach no {@code observe} before their exchange ends,
 * for example because of a filter, give their leases back.
 */
final class LeasedPolls extends SynchronizationAdapter {
  /** The exchange property that holds them, also in the parts of a split. */
  static final String PROPERTY = "CamelRebootPolls";

  private final Polls polls;
  private final Map<Long, Poll> waiting;

  LeasedPolls(Polls polls, List<Poll> leased) {
    this.polls = polls;
    this.waiting = new ConcurrentHashMap<>(leased.size() * 2);
    leased.forEach(poll -> waiting.put(poll.number(), poll));
  }

  /** Whether the poll is still open; if so, the caller now ends its lease. */
  boolean take(Poll poll) {
    return waiting.remove(poll.number()) != null;
  }

  @Override
  public void onDone(Exchange exchange) {
    for (Poll poll : waiting.values()) {
      if (take(poll)) {
        polls.release(poll, null);
      }
    }
  }
}
