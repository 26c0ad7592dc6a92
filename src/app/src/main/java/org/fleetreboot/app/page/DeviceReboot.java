package org.fleetreboot.app.page;

import java.time.Instant;
import org.fleetreboot.app.report.StateMark;
import org.fleetreboot.journal.view.RunDeviceView;
import org.jspecify.annotations.Nullable;

/**
 * A device in one run.
 *
 * @param called when it was called last; null if it was not
 * @param settled when it had its outcome; null if it has none yet
 * @param before what its twin said before that; empty if it was not called
 * @param after what it said then; empty if it was not seen to reboot
 */
public record DeviceReboot(
    RunDeviceView seen,
    StateMark mark,
    String run,
    @Nullable Instant called,
    @Nullable Instant settled,
    String before,
    String after) {}
