package org.fleetreboot.engine.group;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.fleetreboot.engine.DisconnectedSource;
import org.fleetreboot.engine.DisconnectedSource.Question;
import org.fleetreboot.engine.DisconnectedSource.Seen;
import org.fleetreboot.engine.state.ChainPass;
import org.fleetreboot.engine.state.DueTimes;
import org.fleetreboot.engine.state.LiveGroup;
import org.fleetreboot.engine.state.LiveHub;
import org.fleetreboot.engine.state.Timer;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/**
 * Asks the hub which devices are disconnected, for groups that limit how many devices may be down.
 * It asks before the first call in each pass of their chain, and every minute after that, or less
 * often if the answer is long.
 */
public final class DisconnectedPoller {
  private static final Duration EVERY = Duration.ofMinutes(1);

  /**
   * The pause for each page of an answer. Each page is a twin query, of which S1 allows 20 a
   * minute; this uses half of them.
   */
  private static final Duration EACH_PAGE = Duration.ofSeconds(6);

  private final LiveHub hub;
  private final HubQueries queries;
  private final DueTimes<Timer> timers;
  private final BudgetQueue budgetQueue;

  /**
   * The sources of the groups that depend on the answer. Their chains have reached them, and they
   * are not settled.
   */
  private final Map<LiveGroup, DisconnectedSource> sources = new HashMap<>();

  public DisconnectedPoller(
      LiveHub hub, HubQueries queries, DueTimes<Timer> timers, BudgetQueue budgetQueue) {
    this.hub = hub;
    this.queries = queries;
    this.timers = timers;
    this.budgetQueue = budgetQueue;
  }

  /** The chain has reached a group, which may depend on the answer. */
  void follow(LiveGroup group, DisconnectedSource source, Instant now) {
    if (group.options().countsDisconnected()
        && source != DisconnectedSource.NONE
        && sources.put(group, source) == null) {
      ask(group, hub.run(group.run).pass(), source, now);
    }
  }

  /** The chain has left the group, or the group is settled. */
  public void forget(LiveGroup group) {
    sources.remove(group);
  }

  /** Whether the group knows the answer, if it depends on it. */
  public boolean areKnown(LiveGroup group) {
    return !sources.containsKey(group) || group.disconnected().areKnown();
  }

  private void ask(LiveGroup group, ChainPass pass, DisconnectedSource source, Instant now) {
    GroupOptions options = group.options();
    Found found = new Found(group, pass, now);
    Question question =
        new Question(
            options.relatingTags(),
            options.pace().maxDown() != null,
            found.since,
            group.disconnected().missing());
    queries.ask(found, collector -> source.collect(question, collector));
  }

  /** The answer to one question, as far as the hub has given it. */
  private final class Found implements HubQueries.Query<Seen> {
    private final LiveGroup group;
    private final ChainPass pass;
    private final Instant since;
    private final Instant asked;
    private final Instant askedAt;
    private final List<Seen> devices = new ArrayList<>();
    private int pages;

    Found(LiveGroup group, ChainPass pass, Instant asked) {
      this.group = group;
      this.pass = pass;
      this.since = asked.minus(group.options().disconnectedPolicy().downForgottenAfter());
      this.asked = asked;
      this.askedAt = hub.steady().of(asked);
    }

    @Override
    public boolean isWanted() {
      return sources.containsKey(group) && hub.run(group.run).pass() == pass;
    }

    /**
     * Keeps the devices that the group depends on: its own, and those that share a tag with them.
     */
    @Override
    public void page(List<Seen> page, Instant now) {
      pages++;
      for (Seen device : page) {
        if (!device.tags().isEmpty() || group.mayGrow() || group.has(device.device())) {
          devices.add(device);
        }
      }
    }

    @Override
    public void ended(@Nullable Throwable refusal, Instant now) {
      if (!isWanted()) {
        return;
      }
      if (refusal == null) {
        group.disconnected().update(devices, since, asked, askedAt);
      } else if (!(refusal instanceof CancellationException)) {
        group.skipWaiting(
            "nobody can tell which devices are disconnected: " + refusal.getMessage());
      }
      timers.add(now.plus(pause()), this::askAgain);
      budgetQueue.wake(group, now);
      group.changed();
    }

    private void askAgain(Instant now) {
      DisconnectedSource source = sources.get(group);
      if (isWanted() && source != null && group.skipReason() == null) {
        ask(group, pass, source, now);
      }
    }

    private Duration pause() {
      Duration ofAll = EACH_PAGE.multipliedBy(pages);
      return ofAll.compareTo(EVERY) > 0 ? ofAll : EVERY;
    }
  }
}
