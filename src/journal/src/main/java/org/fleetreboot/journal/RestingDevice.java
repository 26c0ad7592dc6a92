package org.fleetreboot.journal;

import java.time.Instant;
import org.fleetreboot.workflow.device.RebootState;
import org.jspecify.annotations.Nullable;

/**
 * A device that no open run knows, as its snapshot keeps it.
 *
 * @param state idle, or in doubt for longer than it is watched
 * @param deadlineSetAt when the times in its state were set, by the clock of that moment; null if
 *     it was never called
 */
public record RestingDevice(RebootState state, @Nullable Instant deadlineSetAt) {}
