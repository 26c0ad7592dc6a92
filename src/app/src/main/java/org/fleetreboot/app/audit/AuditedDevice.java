package org.fleetreboot.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one step did with a device. Times are null for what did not happen.
 *
 * @param calls how many calls were recorded
 * @param calledAt when the last of them was
 * @param answer the status of its last answer; null if it gave none
 * @param markerBefore its boot marker before the last call; null if it had none
 * @param stampBefore when the hub had received that
 * @param markerAfter its boot marker after the reboot
 * @param stampAfter when the hub received that
 * @param settledAt when its outcome was recorded
 * @param detail more about its outcome
 * @param event the event that its status rests on; null before any names it
 * @param position the place of that event in its partition
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditedDevice(
    String hub,
    String device,
    String step,
    String outcome,
    int calls,
    @Nullable Instant calledAt,
    @Nullable Instant answeredAt,
    @Nullable Integer answer,
    @Nullable String markerBefore,
    @Nullable Instant stampBefore,
    @Nullable String markerAfter,
    @Nullable Instant stampAfter,
    @Nullable Instant settledAt,
    @Nullable String detail,
    @Nullable String event,
    @Nullable Long position) {}
