package org.fleetreboot.app.plan;

import java.time.Duration;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Rate;

/**
 * The minimum duration of a group: our share of what the tier allows per second.
 *
 * @param share our share of the tier's limits
 */
public record MinimumDuration(HubTier tier, int units, double share) {

  /**
   * The minimum duration for that many devices: one call and two reads each, and the first poll of
   * the last one.
   *
   * @param inFlight how many of them may be in flight at once, from 1
   */
  Duration of(int devices, int inFlight, GroupOptions options) {
    return of(devices, inFlight, options, Duration.ZERO, 0);
  }

  /**
   * The same, with further knowledge.
   *
   * @param back how long a device takes until it is confirmed
   * @param rounds how many devices must follow each other because they are related
   */
  Duration of(int devices, int inFlight, GroupOptions options, Duration back, int rounds) {
    if (devices == 0) {
      return Duration.ZERO;
    }
    double calls = Math.min(tier.calls(units), Math.min(tier.reports(units), tier.connects(units)));
    double byQuota = Math.max(devices / calls, 2.0 * devices / tier.reads(units)) / share;
    double poll = lastOf(options, back).toMillis() / 1_000.0;
    double place = poll + options.pace().hold().toMillis() / 1_000.0;
    double byPlaces = Math.max(rounds, Math.ceil((double) devices / inFlight)) * place;
    Rate rate = options.pace().rate();
    // A growing rate sets no minimum, because it may grow at once.
    double byRate =
        rate == null || options.pace().rateGrowth() != null ? 0 : devices / rate.perSecond();
    double seconds = Math.max(byQuota + poll, Math.max(byPlaces, byRate + poll));
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  /** How long the last device takes. */
  static Duration lastOf(GroupOptions options, Duration back) {
    Duration poll = options.polls().firstPoll();
    return back.compareTo(poll) > 0 ? back : poll;
  }
}
