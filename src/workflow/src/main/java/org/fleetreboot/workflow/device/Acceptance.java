package org.fleetreboot.workflow.device;

import org.jspecify.annotations.Nullable;

/**
 * How a device accepted its call.
 *
 * @param status from 200 to 399
 * @param response see {@link RebootEvent.Accepted}
 */
public record Acceptance(int status, @Nullable String response) {}
