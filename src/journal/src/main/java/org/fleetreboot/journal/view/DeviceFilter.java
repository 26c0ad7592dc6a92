package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which devices of runs to show: those that match all of it.
 *
 * @param run null for any
 * @param step null for any
 * @param hub null for any
 * @param device null for any
 * @param statuses empty for any
 * @param reason what its detail contains, in any case of letters; null for any
 * @param from the earliest time at which its status began; null for any
 * @param until its status began before this; null for any
 */
public record DeviceFilter(
    @Nullable String run,
    @Nullable String step,
    @Nullable String hub,
    @Nullable String device,
    Set<DeviceStatus> statuses,
    @Nullable String reason,
    @Nullable Instant from,
    @Nullable Instant until) {
  /** All devices of all runs. */
  public static final DeviceFilter ALL =
      new DeviceFilter(null, null, null, null, Set.of(), null, null, null);

  public DeviceFilter {
    statuses = Set.copyOf(statuses);
  }

  /** All devices of one run. */
  public static DeviceFilter ofRun(String run) {
    return new DeviceFilter(run, null, null, null, Set.of(), null, null, null);
  }

  /** One device in all its runs; on each hub that has one of that id. */
  public static DeviceFilter ofDevice(String device) {
    return new DeviceFilter(null, null, null, device, Set.of(), null, null, null);
  }

  /** Only devices of that run. */
  public DeviceFilter inRun(String id) {
    return new DeviceFilter(id, step, hub, device, statuses, reason, from, until);
  }

  /** Only devices of that step. */
  public DeviceFilter inStep(String name) {
    return new DeviceFilter(run, name, hub, device, statuses, reason, from, until);
  }

  /** Only devices of that hub. */
  public DeviceFilter onHub(String name) {
    return new DeviceFilter(run, step, name, device, statuses, reason, from, until);
  }

  /** Only devices in one of those states. */
  public DeviceFilter in(Set<DeviceStatus> wanted) {
    return new DeviceFilter(run, step, hub, device, wanted, reason, from, until);
  }

  /** Only devices whose detail contains this, in any case of letters. */
  public DeviceFilter because(String text) {
    return new DeviceFilter(run, step, hub, device, statuses, text, from, until);
  }

  /** Only devices whose status began in that time. */
  public DeviceFilter between(@Nullable Instant since, @Nullable Instant before) {
    return new DeviceFilter(run, step, hub, device, statuses, reason, since, before);
  }

  /** Whether no index finds what it shows, so that a search reads all devices of all runs. */
  public boolean searchesEveryDevice() {
    return reason != null && run == null && device == null && from == null;
  }

  /** Whether it shows that device; the caller has checked the run. */
  public boolean shows(DeviceView view) {
    return (step == null || step.equals(view.step()))
        && (hub == null || hub.equals(view.hub()))
        && (device == null || device.equals(view.device()))
        && (statuses.isEmpty() || statuses.contains(view.status()))
        && (reason == null || contains(view.detail(), reason))
        && (from == null || (view.at() != null && !view.at().isBefore(from)))
        && (until == null || (view.at() != null && view.at().isBefore(until)));
  }

  /** Whether the detail contains the text, in any case of letters. */
  public static boolean contains(@Nullable String detail, String text) {
    return detail != null
        && detail.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
  }
}
